"""The switchboard: which function does which kind of effect, and which look at every change of Lexware's documents.
Everything that the system does on its own is listed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from operations.lexware_mirror import Listener
from operations.paid_documents import follow_payment
from pipeline.file import FILE_VOUCHER, file_voucher
from pipeline.tools import Handler

HANDLERS: Mapping[str, Handler] = {
    FILE_VOUCHER: file_voucher,
}

ON_LEXWARE_CHANGE: Sequence[Listener] = (follow_payment,)
