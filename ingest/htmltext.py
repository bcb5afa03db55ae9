"""The words of an HTML mail, without a browser: comments, scripts and tags go, blocks become lines. Linear in its length."""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<hidden>style|script|head)\b.*?(?:</(?P=hidden)\s*>|\Z)|"
    r"<(?P<tag>[a-z][a-z0-9]*)[^>]*(?:>|\Z)|</[a-z][^>]*(?:>|\Z)|<[!?][^>]*(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, what is not shown, and tags. By ourselves: the standard library's parser takes hours for hostile pages."""
_NEW_LINE = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table"})
_NEW_CELL = frozenset({"td", "th"})


def visible_text(page: str) -> str:
    """The visible words of `page`, a line for each block."""
    pieces, end = [], 0
    for markup in _MARKUP.finditer(page):
        pieces.append(_printed(page[end : markup.start()]))
        tag = (markup["tag"] or "").lower()
        pieces.append("\n" if tag in _NEW_LINE else "  " if tag in _NEW_CELL else "")
        end = markup.end()
    pieces.append(_printed(page[end:]))
    return re.sub(r"\n\s*\n+", "\n\n", "".join(pieces)).strip()


def _printed(text: str) -> str:
    """Character references resolved (absurdly long ones are left out: Python refuses such numbers), blanks collapsed."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"&#x?[0-9a-f]{9,};?", "", text, flags=re.IGNORECASE)))
