"""What the organisation has set for documents that say nothing: texts and terms of payment (API notes, 14.1)."""

from __future__ import annotations

from decimal import Decimal

from lexoffice.sandbox.box import Box
from lexoffice.sandbox.sales.kinds import Kind
from lexoffice.sandbox.store import Record
from lexoffice.sandbox.terms import conditions, default_condition, layouts
from lexoffice.wire import plain

_DISCOUNT = "paymentDiscountConditions"
_THANKS = {"de": "Vielen Dank für die gute Zusammenarbeit.", "en": "Thank you for your business."}
_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "invoice": {
        "de": ("Rechnung", "Unsere Leistungen stellen wir Ihnen wie folgt in Rechnung."),
        "en": ("Invoice", "We invoice our services as follows."),
    },
    "downpaymentinvoice": {
        "de": ("Abschlagsrechnung", "Unseren Abschlag stellen wir Ihnen wie folgt in Rechnung."),
        "en": ("Down payment invoice", "We invoice our down payment as follows."),
    },
    "creditnote": {
        "de": ("Rechnungskorrektur", "Wir schreiben Ihnen wie folgt gut."),
        "en": ("Credit note", "We credit you as follows."),
    },
    "quotation": {
        "de": ("Angebot", "Gerne bieten wir Ihnen an:"),
        "en": ("Quotation", "We are pleased to offer you:"),
    },
    "orderconfirmation": {
        "de": ("Auftragsbestätigung", "Ihren Auftrag bestätigen wir wie folgt."),
        "en": ("Order confirmation", "We confirm your order as follows."),
    },
    "deliverynote": {
        "de": ("Lieferschein", "Wir liefern Ihnen wie folgt."),
        "en": ("Delivery note", "We deliver as follows."),
    },
    "dunning": {
        "de": ("Mahnung", "Zu den folgenden Leistungen fehlt uns noch Ihre Zahlung."),
        "en": ("Dunning", "We have not yet received your payment for the following."),
    },
}


def texts(kind: Kind, document: Record) -> Record:
    """Language, title, introduction and remark, where sent as sent; an empty text stays empty."""
    language = document.get("language", "de")
    title, introduction = _TEXTS[kind.type][language]
    given = {"title": title, "introduction": introduction, "remark": _THANKS[language]}
    return {"language": language, **{name: document.get(name, text) for name, text in given.items()}}


def print_layout(box: Box, document: Record) -> str:
    """The layout named, or the organisation's default."""
    default = next(str(layout["id"]) for layout in layouts(box) if layout["default"])
    return str(document.get("printLayoutId") or default)


def payment_conditions(box: Box, sent: Record | None) -> Record:
    """The terms as sent, completed; the organisation's default where nothing is said."""
    terms = dict(sent or {})
    if not terms:
        default = default_condition(box)
        terms = {key: default[key] for key in ("paymentTermDuration", _DISCOUNT) if default.get(key) is not None}
    terms.setdefault("paymentTermDuration", default_condition(box)["paymentTermDuration"])
    if not terms.get("paymentTermLabel"):
        template = _template(box, terms)
        terms |= {"paymentTermLabel": _filled(template, terms), "paymentTermLabelTemplate": template}
    return terms


def _template(box: Box, terms: Record) -> str:
    """The wording of the organisation's terms that are most like these."""

    def likeness(condition: Record) -> tuple[bool, bool, bool]:
        return (
            bool(condition.get(_DISCOUNT)) == bool(terms.get(_DISCOUNT)),
            condition["paymentTermDuration"] == terms["paymentTermDuration"],
            bool(condition["organizationDefault"]),
        )

    return str(max(conditions(box), key=likeness)["paymentTermLabelTemplate"])


def _filled(template: str, terms: Record) -> str:
    discount = terms.get(_DISCOUNT) or {}
    values = {
        "{paymentRange}": str(terms["paymentTermDuration"]),
        "{discountRange}": str(discount.get("discountRange", "")),
        "{discount}": plain(Decimal(discount.get("discountPercentage", 0))).replace(".", ","),
    }
    for variable, value in values.items():
        template = template.replace(variable, value)
    return template
