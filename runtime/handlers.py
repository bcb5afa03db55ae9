"""The switchboard: which function does which kind of effect. Everything that the system does on its own is listed here."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.file import FILE_VOUCHER, file_voucher
from pipeline.tools import Handler

HANDLERS: Mapping[str, Handler] = {
    FILE_VOUCHER: file_voucher,
}
