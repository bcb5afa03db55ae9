"""XML from strangers: one hardened parser, and walking by local names with the path kept for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.problems import problem

MAX_BYTES = 20_000_000
Element = etree._Element


def parse(content: bytes) -> Element:
    """The root of `content`. A DOCTYPE is refused before parsing and after it: no e-invoice needs one, and entities,
    external ones and bombs, live only there. Raises DocumentProblem."""
    if len(content) > MAX_BYTES:
        raise problem("file_too_large", megabytes=len(content) // 1_000_000, limit=MAX_BYTES // 1_000_000)
    if b"<!doctype" in content.replace(b"\0", b"").lower():  # without zero bytes: UTF-16 as well
        raise problem("xml_entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content.lstrip(b" \t\r\n"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise problem("xml_damaged") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise problem("xml_entities")
    return root


def name(element: Element) -> str:
    """The name without its namespace: invoices come with right, old and wrong namespaces."""
    return etree.QName(element).localname


def namespace(element: Element) -> str:
    """The namespace, or an empty string."""
    return etree.QName(element).namespace or ""


def every(element: Element | None, path: str) -> Iterator[Element]:
    """All elements below `element` at `path`; each step a local name or several with `|` between."""
    if element is None:
        return
    step, _, rest = path.partition("/")
    names = step.split("|")
    for child in element:
        if isinstance(child.tag, str) and name(child) in names:
            if rest:
                yield from every(child, rest)
            else:
                yield child


def first(element: Element | None, path: str) -> Element | None:
    """The first element at `path`."""
    return next(every(element, path), None)


def text(element: Element | None, path: str = "") -> str:
    """The text at `path` (or of the element itself), blanks collapsed; empty where there is none."""
    found = first(element, path) if path else element
    if found is None:
        return ""
    return " ".join("".join(str(piece) for piece in found.itertext(with_tail=False)).split())


def trail(element: Element) -> str:
    """The path from the root in local names, as shown to a reviewer: Invoice/LegalMonetaryTotal/PayableAmount."""
    parts = [name(ancestor) for ancestor in element.iterancestors()]
    return "/".join([*reversed(parts), name(element)])
