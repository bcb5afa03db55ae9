"""Writing XML as nested calls; what has no content is left out, as the standard demands of optional elements."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from lexoffice.sandbox.papers.markup import clean

SPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
"""Prefixes and namespaces of the Cross Industry Invoice."""

Node: TypeAlias = etree._Element


def node(name: str, *content: Node | str | None, **attributes: str) -> Node | None:
    """An element such as `ram:ID` with a text or with children; None without any."""
    filled = [part for part in content if part is not None and part != ""]
    return element(name, *filled, **attributes) if filled else None


def element(name: str, *content: Node | str | None, **attributes: str) -> Node:
    """An element that must be there even if it is empty."""
    prefix, local = name.split(":")
    made = etree.Element(f"{{{SPACES[prefix]}}}{local}", attributes, nsmap=SPACES)
    for part in content:
        if isinstance(part, str):
            made.text = clean(part)
        elif part is not None:
            made.append(part)
    return made


def document(root: Node) -> bytes:
    """The file: UTF-8, indented, the same bytes each time."""
    etree.indent(root)
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(SPACES))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
