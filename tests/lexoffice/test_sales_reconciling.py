"""After an unknown outcome: whatever the fault was, the look-up says whether the sales document is there."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from lexoffice import reconcile
from lexoffice.bucket import Rate
from lexoffice.client import LexwareClient
from lexoffice.contacts import Address, Addresses, Company, Contact, Role, Roles
from lexoffice.credit_notes import CreditNote
from lexoffice.delivery_notes import DeliveryNote
from lexoffice.dunnings import Dunning
from lexoffice.errors import OutcomeUnknown
from lexoffice.invoices import Invoice
from lexoffice.order_confirmations import OrderConfirmation
from lexoffice.quotations import Quotation, QuotationLineItem
from lexoffice.ratelimit import ProcessBudget
from lexoffice.reconcile import SETTLED, Finding
from lexoffice.reconcile_sales import MeantDocument, dunning, mentions, sales_document
from lexoffice.sales_parts import LineItem, SalesAddress, ShippingConditions, TaxConditions, UnitPrice

DAY = date(2026, 3, 2)
REFERENCE = "Auftrag A-1188"
API_KEY = "sandbox-key-for-tests"
BUDGET = ProcessBudget(Rate(per_second=10_000, burst=1000))
OFFICE = "16d04a21-fd91-11e1-a21f-0800200c9a66"
LOST_AFTER = ["504", "reset_after"]
LOST_BEFORE = ["500", "503", "504_before", "reset", "500_rate_limit"]


def now() -> datetime:
    return datetime.now(UTC)


def later() -> datetime:
    return now() + SETTLED


def customer(lexware: Any, name: str = "Nordlicht Messtechnik GmbH") -> str:
    address = Address(street="Am Deich 4", zip="26721", city="Emden", country_code="DE")
    contact = Contact(roles=Roles(customer=Role()), company=Company(name=name), addresses=Addresses(billing=(address,)))
    created: str = lexware.contacts.create(contact).id
    return created


def parts(address: SalesAddress, reference: str, net: str, line: type[LineItem] = LineItem) -> dict[str, Any]:
    price = UnitPrice(net_amount=Decimal(net), tax_rate_percentage=Decimal(19))
    return {
        "voucher_date": DAY,
        "address": address,
        "tax_conditions": TaxConditions(tax_type="net"),
        "introduction": f"Ihr {reference}.",
        "line_items": (line(name="Kalibrierung", quantity=Decimal(1), unit_name="Stück", unit_price=price),),
    }


def document(kind: str, address: SalesAddress, reference: str = REFERENCE, net: str = "100") -> Any:
    common = parts(address, reference, net)
    shipping = {"shipping_conditions": ShippingConditions()}
    made = {
        "invoice": lambda: Invoice(**common, **shipping),
        "creditnote": lambda: CreditNote(**common),
        "orderconfirmation": lambda: OrderConfirmation(**common, **shipping),
        "deliverynote": lambda: DeliveryNote(**common, **shipping),
        "quotation": lambda: Quotation(
            **parts(address, reference, net, QuotationLineItem), expiration_date=DAY + timedelta(days=30)
        ),
    }
    return made[kind]()


RESOURCES = {
    "invoice": "invoices",
    "creditnote": "credit_notes",
    "orderconfirmation": "order_confirmations",
    "deliverynote": "delivery_notes",
    "quotation": "quotations",
}


def post(lexware: Any, wanted: Any, **parameters: Any) -> str:
    created: str = getattr(lexware, RESOURCES[wanted.kind]).create(wanted, **parameters).id
    return created


def meant(wanted: Any, sent_at: datetime | None = None, total: str | None = "119.00") -> MeantDocument:
    return MeantDocument(
        kind=wanted.kind,
        reference=REFERENCE,
        day=DAY,
        sent_at=sent_at or now(),
        total=None if wanted.kind == "deliverynote" or total is None else Decimal(total),
        contact_id=wanted.address.contact_id,
        name=wanted.address.name,
    )


@pytest.fixture(params=["contact", "one-time address"])
def address(request: pytest.FixtureRequest, lexware: Any) -> SalesAddress:
    if request.param == "contact":
        return SalesAddress(contact_id=customer(lexware))
    return SalesAddress(name="Ute Groß", country_code="DE", city="Emden")


@pytest.mark.parametrize("kind", RESOURCES)
@pytest.mark.parametrize("fault", ["504", "500"])
@pytest.mark.parametrize("finalize", [False, True])
def test_after_a_lost_answer_the_one_document_is_found_or_surely_not_there(
    lexware, sandbox, address, kind, fault, finalize
):
    wanted = document(kind, address)
    intent = meant(wanted)
    sandbox.fail(fault, f"/v1/{RESOURCES[kind].replace('_', '-')}", "POST")
    with pytest.raises(OutcomeUnknown):
        post(lexware, wanted, finalize=finalize)

    early, settled = (sales_document(lexware, intent, now=moment) for moment in (intent.sent_at, later()))

    if fault == "500":
        assert (early.finding, settled.finding) == (Finding.TOO_EARLY, Finding.NOT_THERE)
        return
    assert early == settled
    assert settled.finding is Finding.FOUND
    [found] = settled.ids
    read = getattr(lexware, RESOURCES[kind]).get(found)
    assert (read.introduction, read.voucher_status) == (f"Ihr {REFERENCE}.", "open" if finalize else "draft")


@pytest.mark.parametrize("fault", LOST_AFTER + LOST_BEFORE)
def test_every_fault_ends_with_exactly_one_document(lexware, sandbox, address, fault):
    wanted = document("invoice", address)
    intent = meant(wanted)
    sandbox.fail(fault, "/v1/invoices", "POST")
    with pytest.raises(OutcomeUnknown):
        post(lexware, wanted)
    if sales_document(lexware, intent, now=later()).finding is Finding.NOT_THERE:
        post(lexware, wanted)
    assert len(list(lexware.voucherlist.rows())) == 1
    assert sales_document(lexware, intent, now=later()).finding is Finding.FOUND


def test_the_reference_picks_one_of_many_that_are_alike(lexware, address):
    others = [post(lexware, document("invoice", address, f"Auftrag A-118{digit}")) for digit in range(5)]
    wanted = document("invoice", address)
    own = post(lexware, wanted)
    post(lexware, document("quotation", address))
    post(lexware, document("invoice", SalesAddress(contact_id=customer(lexware, "Andere GmbH"))))
    answer = sales_document(lexware, meant(wanted), now=later())
    assert (answer.finding, answer.ids) == (Finding.FOUND, (own,))
    assert own not in others


def test_two_with_the_reference_are_for_a_person(lexware, address):
    wanted = document("invoice", address)
    both = {post(lexware, wanted), post(lexware, wanted)}
    answer = sales_document(lexware, meant(wanted), now=later())
    assert (answer.finding, set(answer.ids)) == (Finding.AMBIGUOUS, both)


def test_of_two_with_the_reference_the_one_that_was_known_before_is_not_it(lexware, address):
    wanted = document("invoice", address)
    before, own = post(lexware, wanted), post(lexware, wanted)
    assert sales_document(lexware, meant(wanted), now=later(), known={before}).ids == (own,)


def test_a_twin_without_the_reference_is_for_a_person_unless_it_is_known(lexware, address):
    twin = post(lexware, document("invoice", address, "Auftrag B-7"))
    intent = meant(document("invoice", address))
    assert sales_document(lexware, intent, now=later()) == reconcile.Answer(Finding.AMBIGUOUS, (twin,))
    assert sales_document(lexware, intent, now=later(), known={twin}).finding is Finding.NOT_THERE


def test_the_reference_on_another_total_is_for_a_person(lexware, address):
    wanted = document("invoice", address, net="200")
    other = post(lexware, wanted)
    assert sales_document(lexware, meant(wanted), now=later()) == reconcile.Answer(Finding.AMBIGUOUS, (other,))
    assert sales_document(lexware, meant(wanted, total=None), now=later()).finding is Finding.FOUND


def test_what_differs_in_everything_is_not_it(lexware, address):
    post(lexware, document("invoice", address, "Auftrag B-7", net="55"))
    post(lexware, document("invoice", address, "Auftrag B-7").replaced(voucher_date=DAY - timedelta(days=1)))
    if address.contact_id is None:
        post(lexware, document("invoice", address.replaced(name="Jemand anders"), "Auftrag B-7"))
    answer = sales_document(lexware, meant(document("invoice", address)), now=later())
    assert answer == reconcile.Answer(Finding.NOT_THERE)


def test_what_was_created_long_before_or_after_is_not_looked_at(lexware, sandbox, address):
    wanted = document("invoice", address)
    post(lexware, wanted)
    for days in (-3, 3):
        intent = meant(wanted, now() + timedelta(days=days))
        assert sales_document(lexware, intent, now=later() + timedelta(days=3)).finding is Finding.NOT_THERE
    assert not [call for call in sandbox.requests() if call["path"].startswith("/v1/invoices/")]


def test_a_clock_that_is_a_day_off_hides_nothing(lexware, address):
    wanted = document("invoice", address)
    own = post(lexware, wanted)
    for days in (-1, 1):
        intent = meant(wanted, now() + timedelta(days=days))
        assert sales_document(lexware, intent, now=later()).ids == (own,)


def test_more_candidates_than_may_be_read_are_for_a_person(lexware, address):
    for number in range(4):
        post(lexware, document("invoice", address, f"Auftrag B-{number}", net=f"5{number}"))
    answer = sales_document(lexware, meant(document("invoice", address)), now=later(), most_reads=3)
    assert (answer.finding, len(answer.ids)) == (Finding.AMBIGUOUS, 1)


def test_the_most_likely_candidate_is_read_first(lexware, address):
    for number in range(4):
        post(lexware, document("invoice", address, f"Auftrag B-{number}", net=f"5{number}"))
    wanted = document("invoice", address)
    own = post(lexware, wanted)
    assert sales_document(lexware, meant(wanted), now=later(), most_reads=1).ids == (own,)


class DraftsGone(httpx.HTTPTransport):
    """Lexware on the day on which somebody deletes drafts between our two questions."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith("/v1/invoices/"):
            return httpx.Response(404, json={"status": 404, "error": "Not Found"}, request=request)
        return super().handle_request(request)


def test_a_draft_that_was_deleted_in_the_app_while_we_looked_is_not_there(lexware, sandbox, address):
    wanted = document("invoice", address)
    post(lexware, wanted)
    with LexwareClient(API_KEY, sandbox.url, budget=BUDGET, transport=DraftsGone()) as client:
        assert sales_document(client, meant(wanted), now=later()).finding is Finding.NOT_THERE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Auftrag A-118", True),
        ("zu Ihrem auftrag  A-118, danke", True),
        ("Auftrag\nA-118.\nVielen Dank", True),
        ("(Auftrag A-118)", True),
        ("Auftrag A-1188", False),
        ("Auftrag A-118-2", False),
        ("Auftrag A-118/2", False),
        ("Voraauftrag A-118", False),
        ("Auftrag B-118", False),
        ("", False),
        (None, False),
    ],
)
@pytest.mark.parametrize("field", ["introduction", "remark", "title"])
def test_a_reference_is_a_word_of_its_own(field, text, found):
    texts = {"introduction": None, field: text}
    wanted = document("invoice", SalesAddress(name="Ute Groß", country_code="DE")).replaced(**texts)
    assert mentions(wanted, "Auftrag A-118") is found


def test_without_a_reference_nothing_is_looked_up():
    with pytest.raises(ValueError, match="reference"):
        mentions(document("invoice", SalesAddress(name="x", country_code="DE")), "  ")


def finalised_invoice(lexware: Any) -> str:
    return post(lexware, document("invoice", SalesAddress(contact_id=customer(lexware))), finalize=True)


def letter(lexware: Any, invoice_id: str, reference: str = "Mahnung M-1") -> Dunning:
    invoice = lexware.invoices.get(invoice_id)
    common = {**parts(SalesAddress(contact_id=invoice.address.contact_id), reference, "5")}
    return Dunning(**common | {"tax_conditions": invoice.tax_conditions}, shipping_conditions=ShippingConditions())


@pytest.mark.parametrize("listed", [False, True])
def test_a_dunning_is_found_where_the_invoice_lists_it_and_else_nobody_can_tell(lexware, sandbox, listed):
    sandbox.switch(related_dunnings=listed)
    invoice_id = finalised_invoice(lexware)
    other = lexware.dunnings.create(letter(lexware, invoice_id, "Mahnung M-0"), preceding=invoice_id).id
    sent_at = now()
    sandbox.fail("504", "/v1/dunnings", "POST")
    with pytest.raises(OutcomeUnknown):
        lexware.dunnings.create(letter(lexware, invoice_id), preceding=invoice_id)

    invoice = lexware.invoices.get(invoice_id)
    answer = dunning(lexware, invoice, "Mahnung M-1", sent_at=sent_at, now=later(), known={other})
    if not listed:
        assert answer.finding is Finding.CANNOT_TELL
        return
    assert answer.finding is Finding.FOUND
    assert mentions(lexware.dunnings.get(answer.ids[0]), "Mahnung M-1")


def test_a_dunning_is_found_by_the_event_that_told_its_id(lexware):
    invoice_id, other_invoice = finalised_invoice(lexware), finalised_invoice(lexware)
    sent_at = now()
    own = lexware.dunnings.create(letter(lexware, invoice_id), preceding=invoice_id).id
    foreign = lexware.dunnings.create(letter(lexware, other_invoice), preceding=other_invoice).id
    gone = "0d1f0f8e-0000-4000-8000-000000000001"
    answer = dunning(
        lexware,
        lexware.invoices.get(invoice_id),
        "Mahnung M-1",
        sent_at=sent_at,
        now=later(),
        heard_of=[foreign, gone, own],
    )
    assert answer == reconcile.Answer(Finding.FOUND, (own,))


def test_that_a_dunning_is_not_there_is_believed_only_of_accounts_that_list_them(lexware, sandbox):
    sandbox.switch(related_dunnings=True)
    invoice = lexware.invoices.get(finalised_invoice(lexware))
    sent_at = now()
    for listed, moment, finding in [
        (True, later(), Finding.NOT_THERE),
        (False, later(), Finding.CANNOT_TELL),
        (True, sent_at, Finding.TOO_EARLY),
        (False, sent_at, Finding.TOO_EARLY),
    ]:
        answer = dunning(lexware, invoice, "Mahnung M-1", sent_at=sent_at, now=moment, listed_at_invoice=listed)
        assert answer.finding is finding


def test_what_is_still_being_executed_is_not_taken_for_absent(lexware, sandbox, address):
    wanted = document("invoice", address)
    intent = meant(wanted)
    sandbox.fail("slow", "/v1/invoices", "POST", seconds=0.4)
    impatient = httpx.Timeout(0.1)
    with (
        LexwareClient(API_KEY, sandbox.url, budget=BUDGET, timeout=impatient) as client,
        pytest.raises(OutcomeUnknown),
    ):
        post(client, wanted)

    assert sales_document(lexware, intent, now=now()).finding is Finding.TOO_EARLY

    deadline = now() + timedelta(seconds=10)
    while (answer := sales_document(lexware, intent, now=now())).finding is Finding.TOO_EARLY and now() < deadline:
        time.sleep(0.05)
    assert answer.finding is Finding.FOUND
