"""All layout families: which kinds they print, how often, on what paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from classifier.synthetic.deals import Facts
from classifier.synthetic.families import (
    advertising,
    anything,
    assessments,
    building_bills,
    collectives,
    contracts,
    dunnings,
    english_papers,
    fee_bills,
    fee_schedules,
    form_bills,
    freights,
    hotels,
    insurances,
    letters,
    listings,
    mail_prints,
    marketplaces,
    notices,
    open_items,
    payment_receipts,
    payslips,
    plain,
    quittances,
    self_billing,
    statements,
    subscriptions,
    tickets,
    tills,
    trade_papers,
    typewriters,
    utilities,
    vehicle_rentals,
)
from classifier.synthetic.metrics import MONO, Face
from classifier.synthetic.sheet import Sheet
from models.documents import DocumentKind as K

TRADE = frozenset({K.INVOICE, K.CREDIT_NOTE, K.OFFER, K.ORDER_CONFIRMATION, K.DELIVERY_NOTE})
BILLS = frozenset({K.INVOICE, K.CREDIT_NOTE})
A4 = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One layout family. `trades` empty: any branch; `margin` None: the sheet's own."""

    name: str
    draw: Callable[[Sheet, Facts], None]
    kinds: frozenset[K]
    weight: int = 4
    trades: frozenset[str] = frozenset()
    paper: tuple[float, float] = A4
    face: Face | None = None
    margin: float | None = None
    language: str = ""
    """`de` or `en` where its texts exist in one language only."""


def _of(*names: str) -> frozenset[str]:
    return frozenset(names)


FAMILIES: tuple[Family, ...] = (
    Family("din_letter", trade_papers.din_letter, TRADE, 9),
    Family("beside", trade_papers.beside, TRADE, 7),
    Family("free", trade_papers.free, TRADE, 7),
    Family("typewriter", typewriters.typewriter, TRADE, 3, face=MONO),
    Family("landscape", plain.landscape, TRADE, 2, paper=(842.0, 595.0)),
    Family("two_columns", plain.two_columns, TRADE, 4),
    Family("listing", listings.listing, TRADE, 3),
    Family("informal", plain.informal, TRADE - {K.DELIVERY_NOTE}, 3),
    Family("half_page", trade_papers.beside, TRADE, 2, paper=(595.0, 595.0)),
    Family("letter_size", trade_papers.free, TRADE, 2, paper=(612.0, 792.0)),
    Family("utility", utilities.utility, frozenset({K.INVOICE}), 9, _of("energy", "internet", "fees", "rent")),
    Family("telecom", utilities.telecom, BILLS, 9, _of("mobile", "landline", "internet")),
    Family("insurance", insurances.insurance, frozenset({K.INVOICE}), 30, _of("insurance")),
    Family("hotel", hotels.hotel, frozenset({K.INVOICE}), 25, _of("hotel")),
    Family("subscription", subscriptions.subscription, BILLS, 14, _of("software", "advertising", "bank", "hardware", "training")),
    Family("freight", freights.freight, TRADE, 22, _of("freight")),
    Family("collective", collectives.collective, BILLS, 4),
    Family("fees", fee_bills.fees, frozenset({K.INVOICE}), 16, _of("lawyer", "tax_adviser", "freelancer")),
    Family("form_bill", form_bills.form_bill, TRADE, 5),
    Family("marketplace", marketplaces.marketplace, frozenset({K.INVOICE}), 9, _of("office", "hardware", "packaging", "gifts", "material", "software")),
    Family("mail_print", mail_prints.mail_print, BILLS, 2),
    Family("treatment", fee_schedules.treatment, frozenset({K.INVOICE}), 60, _of("doctor")),
    Family("notary", fee_schedules.notary, frozenset({K.INVOICE}), 40, _of("notary")),
    Family("vehicle_rental", vehicle_rentals.vehicle_rental, frozenset({K.INVOICE}), 22, _of("vehicle_rental", "leasing", "train")),
    Family("progress", building_bills.progress, frozenset({K.INVOICE, K.OFFER, K.ORDER_CONFIRMATION}), 12, _of("electrician", "building")),
    Family("self_billing", self_billing.self_billing, frozenset({K.INVOICE}), 0),
    Family("parking", tickets.parking, frozenset({K.RECEIPT}), 40, _of("parking"), paper=(200.0, 842.0), margin=10.0),
    Family("fuel", tickets.fuel, frozenset({K.RECEIPT}), 25, _of("fuel"), paper=(226.0, 842.0), margin=10.0),
    Family("dinner", tickets.dinner, frozenset({K.RECEIPT}), 14, _of("restaurant"), paper=(240.0, 842.0), margin=12.0),
    Family("open_items", open_items.open_items, frozenset({K.DUNNING}), 2),
    Family("assessment", assessments.assessment, frozenset({K.OFFICIAL_NOTICE}), 3),
    Family("till_roll", tills.till_roll, frozenset({K.RECEIPT}), 12, paper=(226.0, 842.0), margin=12.0),
    Family("till_roll_mono", tills.till_roll, frozenset({K.RECEIPT}), 8, paper=(226.0, 842.0), face=MONO, margin=8.0),
    Family("quittance", quittances.quittance, frozenset({K.RECEIPT}), 6, paper=(420.0, 300.0)),
    Family("payment_receipt", payment_receipts.payment_receipt, frozenset({K.RECEIPT}), 5),
    Family("dunning", dunnings.dunning, frozenset({K.DUNNING})),
    Family("letter", letters.letter, frozenset({K.LETTER}), language="de"),
    Family("contract", contracts.contract, frozenset({K.CONTRACT}), language="de"),
    Family("english_letter", english_papers.letter, frozenset({K.LETTER}), language="en"),
    Family("english_contract", english_papers.contract, frozenset({K.CONTRACT}), language="en"),
    Family("payslip", payslips.payslip, frozenset({K.PAYSLIP})),
    Family("notice", notices.notice, frozenset({K.OFFICIAL_NOTICE})),
    Family("advertising", advertising.advertising, frozenset({K.ADVERTISING})),
    Family("statement", statements.statement, frozenset({K.BANK_STATEMENT})),
    Family("other", anything.anything, frozenset({K.OTHER})),
)  # fmt: skip
BY_NAME = {family.name: family for family in FAMILIES}


def fitting(kind: K, trade: str, language: str) -> tuple[tuple[Family, ...], tuple[int, ...]]:
    """Families (and their weights) that print this kind for this branch."""
    found = tuple(
        family
        for family in FAMILIES
        if kind in family.kinds and (not family.trades or trade in family.trades) and family.language in ("", language)
    )
    return found, tuple(family.weight for family in found)
