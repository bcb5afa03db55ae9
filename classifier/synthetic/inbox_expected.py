"""What the sample inbox holds: files by name, and what the demo must make of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from classifier.synthetic import inbox_cast as cast
from classifier.synthetic.corpus import Paper
from classifier.synthetic.deals import Facts
from classifier.synthetic.parties import Party
from models.fields import FieldName as F

Truth = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the demo must make of one file or attachment. `status` is a DocumentStatus, "double" or "no_document"."""

    file: str
    attachment: str | None
    kind: str | None
    status: str
    fields: Truth = field(default_factory=dict)
    order: str | None = None
    duplicate_of: str | None = None
    problem: str | None = None
    warnings: tuple[str, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Inbox:
    """The files being collected, by name, and what is expected of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)

    def upload(self, name: str, content: bytes, expected: Callable[[str, str | None], Expected]) -> None:
        """A file that somebody uploads."""
        self.files[f"uploads/{name}"] = content
        self.expected.append(expected(f"uploads/{name}", None))

    def mail(
        self,
        name: str,
        sender: Party,
        subject: str,
        text: str,
        day: datetime,
        parts: list[tuple[str, bytes, Callable[[str, str | None], Expected]]],
    ) -> None:
        """A mail with attachments."""
        self.files[f"mails/{name}"] = mail(
            name, sender, subject, text, day, [(title, content) for title, content, _ in parts]
        )
        self.expected += [expected(f"mails/{name}", title) for title, _, expected in parts]


def truth_of(made: Paper) -> dict[str, object]:
    """The truth of a paper in plain JSON."""
    found: dict[str, object] = {}
    for name, value in sorted(made.example.fields.items()):
        if isinstance(value, tuple):
            found[name.value] = [
                {"rate": f"{line.rate.normalize():f}", "base": f"{line.base:.2f}", "tax": f"{line.tax:.2f}"}
                for line in value
            ]
        else:
            found[name.value] = value
    return found


def truth_of_xml(source: Facts) -> dict[str, object]:
    """What an e-invoice of these facts says: all that it carries, whatever a page shows."""
    account, total = source.supplier.accounts[0], source.sums
    return {
        F.SUPPLIER_NAME: source.supplier.name, F.BUYER_NAME: source.buyer.name, F.SUPPLIER_VAT_ID: source.supplier.vat_id, F.DOCUMENT_NUMBER: source.number,
        F.DOCUMENT_DATE: source.issued.isoformat(), F.DUE_DATE: source.due.isoformat() if source.due else None, F.DELIVERY_DATE: source.delivered.isoformat() if source.delivered else None,
        F.ORDER_REFERENCE: source.order_reference, F.CUSTOMER_NUMBER: source.customer_number, F.CURRENCY: source.currency, F.NET_TOTAL: f"{total.net:.2f}", F.TAX_TOTAL: f"{total.tax:.2f}",
        F.GROSS_TOTAL: f"{total.gross:.2f}", F.AMOUNT_DUE: f"{total.due:.2f}", F.IBAN: account.iban, F.BIC: account.bic, F.PAYMENT_MEANS: "58", F.LINE_COUNT: str(len(total.items)), F.TYPE_CODE: "380",
        F.TAX_BREAKDOWN: [{"rate": f"{line.rate.normalize():f}", "base": f"{line.base:.2f}", "tax": f"{line.tax:.2f}"} for line in total.breakdown],
    }  # fmt: skip


def mail(name: str, sender: Party, subject: str, text: str, day: datetime, parts: list[tuple[str, bytes]]) -> bytes:
    """A mail as it lies in a mailbox."""
    message = EmailMessage()
    message["From"] = f"{sender.brand} <{sender.mail}>"
    message["To"] = f"rechnungseingang@{cast.OWN.domain}"
    message["Subject"] = subject
    message["Date"] = format_datetime(day)
    message["Message-ID"] = f"<{name.removesuffix('.eml')}@{sender.domain}>"
    message.set_content(text)
    for title, content in parts:
        main, sub = {
            "pdf": ("application", "pdf"),
            "xml": ("application", "xml"),
            "png": ("image", "png"),
            "jpg": ("image", "jpeg"),
        }[title.rsplit(".", 1)[1]]
        message.add_attachment(content, main, sub, filename=title)
    if parts:
        message.set_boundary(f"=_{name.removesuffix('.eml')}")
    return message.as_bytes()


def expected_of(made: Paper, status: str, note: str = "", **more: object) -> Callable[[str, str | None], Expected]:
    """What is expected of a made paper."""
    truth = truth_of(made)
    return lambda file, attachment: Expected(file, attachment, made.facts.kind.value, status, truth, note=note, **more)  # type: ignore[arg-type]  # the caller's keywords are Expected's


def expected_of_xml(
    source: Facts, status: str, note: str, warnings: tuple[str, ...] = ()
) -> Callable[[str, str | None], Expected]:
    """What is expected of an e-invoice: all that its XML says."""
    truth = {F(name).value: value for name, value in truth_of_xml(source).items()}
    return lambda file, attachment: Expected(
        file, attachment, "invoice", status, truth, source.order_reference, warnings=warnings, note=note
    )


def unreadable(status: str, problem: str | None, note: str) -> Callable[[str, str | None], Expected]:
    """What is expected of a file that nobody can read."""
    return lambda file, attachment: Expected(file, attachment, None, status, problem=problem, note=note)
