"""approved → filed: the step that asks for the voucher, and the effect that files it exactly once.

Lexware knows no idempotency key, so every part is repeatable by nature (design.md, section 3): an upload of the same bytes
answers with the same voucher, and one update with the read version books it; a repeat finds either the booked voucher
or a conflict to look at. What Lexware answered is stored before the next request, so a kill loses nothing but time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from lexoffice.errors import Conflict, FixTheData, NotFound
from lexoffice.posting_categories import PostingCategory
from lexoffice.vouchers import Voucher as LexwareVoucher
from models.documents import DocumentStatus
from models.fields import FieldName
from models.problems import Problem
from models.vouchers import Voucher
from pipeline.booking import book
from pipeline.claims import storing
from pipeline.effects import NeedsPerson, RetryLater, continuing, finishing
from pipeline.facts import current, order_number
from pipeline.supplier import find_supplier
from pipeline.tools import Effect, Tools
from pipeline.translation import agrees, booked, refusal, wanted
from pipeline.uploads import upload_name
from storage import outbox
from storage.tables.documents import Document

FILE_VOUCHER = "file_voucher"
"""The outbox kind; its subject is the document."""

ALREADY_THERE = "already_in_lexware"
"""Problem code: Lexware holds a booked voucher of this number and amount that is not ours."""

PAUSE_WHILE_BLANK = timedelta(seconds=2)
LONGEST_PAUSE_WHILE_BLANK = timedelta(minutes=5)


class SendBack(Exception):
    """A person must change something about the document: it returns to the review."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be filed, as it was approved."""

    document: Document
    voucher: Voucher
    category: PostingCategory
    vat_id: str | None
    known_as_single: bool
    """A person looked at an equal number and amount and said that it is no double."""


def file(tools: Tools, taken: Document) -> None:
    """The time to think is over: want the voucher. From here on the approval can no longer be undone."""
    with storing(tools, taken) as (session, document):
        outbox.put(session, FILE_VOUCHER, document.subject, at=tools.clock())
        # step_at stays empty: the effect moves the document on.


def file_voucher(tools: Tools, effect: Effect) -> None:
    """Bring the voucher with its original into Lexware, whatever came of earlier attempts."""
    try:
        filing = _what_to_file(tools, effect)
        if filing is not None:
            _file(tools, effect, filing)
    except FixTheData as error:
        _send_back(tools, effect, refusal(error))
        return
    except SendBack as back:
        _send_back(tools, effect, back.problem)
        return
    tools.boundary("checked")
    with finishing(tools, effect) as session:
        document, at = session.get_one(Document, effect.document_id), tools.clock()
        if filing is None and document.status == DocumentStatus.APPROVED:
            raise RetryLater("approved_meanwhile", timedelta(0))  # done here, nobody would file it
        if filing is not None:
            document.filed_at = at
            document.become(
                DocumentStatus.FILED, at=at, by=effect.worker, why="In Lexware gebucht, Original angehängt."
            )
    tools.boundary("filed")


def reference(document: Document) -> str:
    """Our name of the document in the voucher's remark, by which it is found again."""
    return f"Kontorist {document.id}"


def _what_to_file(tools: Tools, effect: Effect) -> Filing | None:
    """The approved document and its voucher; None if the approval is gone or the document filed already."""
    categories = tools.categories.all()
    with tools.sessions.begin() as session:
        document = session.get_one(Document, effect.document_id)
        if document.status != DocumentStatus.APPROVED:
            return None
        now = current(session, document.id)
        order = order_number(session, document)
    if now is None:
        raise RuntimeError("a document is approved after it was classified")
    booking = book(now, categories, order=order, reference=reference(document), vat_free=tools.categories.vat_free)
    if booking.voucher is None:
        raise SendBack(Problem("not_complete", " ".join(booking.missing)))
    used = booking.voucher.items[0].category_id
    category = next(category for category in categories if category.id == used)
    return Filing(document, booking.voucher, category, now.text(FieldName.SUPPLIER_VAT_ID), "duplicate" in now.decided)


def _file(tools: Tools, effect: Effect, filing: Filing) -> None:
    voucher_id, file_id = filing.document.voucher_id, filing.document.lexware_file_id
    if voucher_id is None or file_id is None:
        if not filing.known_as_single:
            _refuse_double(tools, filing.voucher)
        voucher_id, file_id = _upload(tools, effect, filing.document)
    read = _read(tools, effect, voucher_id)
    if not booked(read):
        read = _book(tools, filing, read)
    if not agrees(read, filing.voucher):
        raise NeedsPerson(BOOKED_OTHERWISE)
    if file_id not in read.files:
        raise NeedsPerson(ORIGINAL_LOST)


def _refuse_double(tools: Tools, voucher: Voucher) -> None:
    """Lexware takes a second voucher of the same number without a word (API, section 13.5), so we look before.

    Our own upload whose answer was lost is not booked yet and so does not count.
    """
    for row in tools.lexware.voucherlist.by_number(voucher.number):
        if row.voucher_status not in ("blank", "unchecked", "voided") and row.total_amount == voucher.gross.amount:
            raise SendBack(
                Problem(
                    ALREADY_THERE,
                    "In Lexware gibt es schon einen Beleg mit dieser Nummer und diesem Betrag. Bitte vergleichen und "
                    "ablehnen, oder bestätigen, dass es kein Doppel ist.",
                )
            )


def _upload(tools: Tools, effect: Effect, document: Document) -> tuple[str, str]:
    content = tools.originals.get(document.sha256)
    name = upload_name(tools.originals, document.sha256, document.file_name)
    tools.boundary("before upload")
    uploaded = tools.lexware.files.upload(content, name)
    tools.boundary("uploaded")
    with continuing(tools, effect) as session:
        holder = session.scalar(
            select(Document.id).where(Document.voucher_id == uploaded.voucher_id, Document.id != document.id)
        )
        if holder is None:
            row = session.get_one(Document, document.id)
            row.voucher_id, row.lexware_file_id = uploaded.voucher_id, uploaded.id
    if holder is not None:
        raise NeedsPerson(_shared(holder))
    tools.boundary("upload stored")
    return uploaded.voucher_id, uploaded.id


def _read(tools: Tools, effect: Effect, voucher_id: str) -> LexwareVoucher:
    try:
        read = tools.lexware.vouchers.get(voucher_id)
    except NotFound as error:
        raise NeedsPerson(VOUCHER_GONE) from error
    if not read.readable:  # Lexware's own text recognition still runs; before, nothing can be changed
        raise RetryLater("voucher_blank", min(PAUSE_WHILE_BLANK * effect.attempts, LONGEST_PAUSE_WHILE_BLANK))
    return read


def _book(tools: Tools, filing: Filing, read: LexwareVoucher) -> LexwareVoucher:
    """The one versioned update; the voucher as Lexware has it afterwards."""
    supplier = find_supplier(tools.lexware, filing.voucher.contact_name, filing.vat_id)
    if filing.category.contact_required and supplier.contact_id is None:
        raise SendBack(
            Problem(
                "contact_required",
                f"Die Kategorie „{filing.category.name}“ verlangt den Lieferanten als Kontakt in Lexware. Bitte ihn dort "
                "mit genau diesem Namen anlegen und erneut freigeben.",
            )
        )
    tools.boundary("before booking")
    try:
        tools.lexware.vouchers.update(wanted(read, filing.voucher, supplier))
    except (Conflict, FixTheData) as error:
        # Our own earlier attempt may have been executed though its answer was lost: then what is there agrees.
        there = tools.lexware.vouchers.get(read.id or "")
        if booked(there):
            return there
        if isinstance(error, FixTheData):
            raise
        raise RetryLater("conflict", PAUSE_WHILE_BLANK) from error
    tools.boundary("booked")
    return tools.lexware.vouchers.get(read.id or "")


def _send_back(tools: Tools, effect: Effect, problem: Problem) -> None:
    with finishing(tools, effect) as session:
        document, at = session.get_one(Document, effect.document_id), tools.clock()
        document.become(DocumentStatus.IN_REVIEW, at=at, by=effect.worker, why=problem.message)
        document.park(problem, at=at, by=effect.worker)


BOOKED_OTHERWISE = Problem(
    "booked_otherwise",
    "Der Beleg ist in Lexware schon mit anderen Angaben gebucht oder storniert. Bitte dort vergleichen; danach die Freigabe "
    "zurücknehmen oder, wenn er dort angeglichen ist, erneut versuchen.",
)
ORIGINAL_LOST = Problem(
    "original_lost",
    "Der Beleg ist in Lexware gebucht, aber sein Original hängt dort nicht mehr an. Bitte in Lexware neu anhängen und "
    "erneut versuchen; das Original liegt unverändert hier.",
)
VOUCHER_GONE = Problem(
    "voucher_gone",
    "Der hochgeladene Beleg ist in Lexware nicht mehr zu finden, vermutlich wurde er dort gelöscht. Bitte prüfen und die "
    "Freigabe zurücknehmen.",
)


def _shared(holder: int) -> Problem:
    return Problem(
        "voucher_shared",
        f"Lexware hat zu dieser Datei eine Buchung genannt, die schon zu Beleg {holder} gehört. Bitte beide vergleichen "
        "und die Freigabe zurücknehmen.",
    )
