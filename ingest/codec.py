"""ReadDocument to JSON and back: how readings cross the fence, and how storage keeps them.

JSON and never pickle: a reading process that a hostile file has taken over must not be able to run code in its parent.
What comes back is checked like any foreign input; a wrong shape raises CodecError.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from models.documents import Medium
from models.pages import Box, EInvoice, Page, ReadDocument, ReadingWarning, ReadMethod, StructuredValue, Word
from models.vouchers import TaxLine

VERSION = 1
_BOX_DIGITS = 5
"""A hundred-thousandth of a page is 0.008 mm."""
Json = dict[str, Any]
T = TypeVar("T")


class CodecError(ValueError):
    """The data is no reading of a known version."""


def dumps(document: ReadDocument) -> bytes:
    """`document` as UTF-8 JSON."""
    return json.dumps(encode(document), ensure_ascii=False, separators=(",", ":")).encode()


def loads(data: bytes | str) -> ReadDocument:
    """The document that `dumps` wrote. Raises CodecError."""
    try:
        return decode(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise CodecError("not a reading") from error


def encode(document: ReadDocument) -> Json:
    """`document` as values that JSON knows."""
    invoice = document.einvoice
    return {
        "version": VERSION,
        "medium": document.medium.value,
        "pages": [_encode_page(page) for page in document.pages],
        "einvoice": None if invoice is None else _encode_invoice(invoice),
        "codes": list(document.codes),
        "structured_kind": document.structured_kind,
        "facts": dict(document.facts),
        "warnings": [[item.code, item.message, item.field] for item in document.warnings],
        "page_count": document.page_count,
    }


def _encode_page(page: Page) -> Json:
    return {
        "number": page.number,
        "size": [round(page.width, 2), round(page.height, 2)],
        "method": page.method.value,
        "quality": page.quality,
        "rotation": page.rotation,
        "lines": [[_encode_word(word) for word in line] for line in page.lines],
    }


def _encode_word(word: Word) -> list[object]:
    box = [round(edge, _BOX_DIGITS) for edge in word.box]
    return [word.text, *box, round(word.confidence, 4), int(word.bold)]


def _encode_invoice(invoice: EInvoice) -> Json:
    return {
        "syntax": invoice.syntax,
        "profile": invoice.profile,
        "values": {name: [value.value, value.path] for name, value in invoice.values.items()},
        "tax_lines": [[str(line.rate), str(line.base), str(line.tax)] for line in invoice.tax_lines],
        "embedded": invoice.embedded,
    }


def decode(data: object) -> ReadDocument:
    """The document of `encode`'s values. Raises CodecError."""
    try:
        return _decode(_as(dict, data))
    except (KeyError, TypeError, ValueError, IndexError, InvalidOperation) as error:
        raise CodecError("not a reading of this version") from error


def _decode(data: Json) -> ReadDocument:
    if data["version"] != VERSION:
        raise CodecError(f"version {data['version']!r}")
    invoice = data["einvoice"]
    return ReadDocument(
        Medium(data["medium"]),
        _all(data["pages"], _decode_page),
        None if invoice is None else _decode_invoice(_as(dict, invoice)),
        _all(data["codes"], _text),
        None if data["structured_kind"] is None else _text(data["structured_kind"]),
        {_text(name): _text(value) for name, value in _as(dict, data["facts"]).items()},
        _all(data["warnings"], _decode_warning),
        _as(int, data["page_count"]),
    )


def _decode_page(data: Json) -> Page:
    width, height = data["size"]
    lines = _all(data["lines"], lambda line: _all(line, _decode_word))
    return Page(
        _as(int, data["number"]),
        float(width),
        float(height),
        lines,
        ReadMethod(data["method"]),
        float(data["quality"]),
        _as(int, data["rotation"]),
    )


def _decode_word(data: list[Any]) -> Word:
    text, left, top, right, bottom, confidence, bold = data
    return Word(_text(text), Box(float(left), float(top), float(right), float(bottom)), float(confidence), bool(bold))


def _decode_invoice(data: Json) -> EInvoice:
    values: Mapping[str, StructuredValue] = {
        _text(name): StructuredValue(_text(value), _text(path))
        for name, (value, path) in _as(dict, data["values"]).items()
    }
    lines = _all(data["tax_lines"], lambda line: TaxLine(*(Decimal(_text(number)) for number in line)))
    return EInvoice(_text(data["syntax"]), _text(data["profile"]), values, lines, bool(data["embedded"]))


def _decode_warning(data: list[Any]) -> ReadingWarning:
    code, message, field = data
    return ReadingWarning(_text(code), _text(message), None if field is None else _text(field))


def _as(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise CodecError(f"{kind.__name__} expected")
    return value


def _text(value: object) -> str:
    return _as(str, value)


def _all(values: object, function: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(function(value) for value in _as(list, values))
