"""Mail and web addresses on a page: the part of a domain that may speak of its owner."""

from __future__ import annotations

import re

from classifier.fields.labels import fold

_ADDRESS = re.compile(
    r"(?:@\s?|www\.|https?://(?:www\.)?)((?:[a-z0-9äöü-]+\.)+[a-z]{2,12})\b"
    r"|(?<![\w.@-])((?:[a-z0-9äöü-]+\.)+(?:de|com|net|org|eu|info|at|ch|io|shop|online|biz|berlin|gmbh|nl|fr|co\.uk|app|cloud|tech"
    r"|digital|group|store|dev|tv|me|example))\b",
    re.IGNORECASE,
)
_FREE_MAIL = frozenset(
    [
        "gmx",
        "web",
        "t-online",
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "yahoo",
        "freenet",
        "aol",
        "icloud",
        "posteo",
        "mailbox",
        "arcor",
        "live",
        "online",
    ]
)


def domains_of(text: str) -> frozenset[str]:
    """The speaking parts of mail and web addresses; the great mail providers say nothing."""
    stems = set()
    for match in _ADDRESS.finditer(text):
        parts = (match[1] or match[2]).lower().split(".")
        stem = parts[-3] if len(parts) > 2 and parts[-2] in ("co", "com") else parts[-2]
        if stem not in _FREE_MAIL and len(stem) > 2:
            stems.add(fold(stem).replace(" ", ""))
    return frozenset(stems)
