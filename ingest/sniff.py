"""What a file really is: by its content first, its name only breaks ties. Everything outside the list is refused."""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.problems import problem
from ingest.textfile import decode, separator
from models.problems import DocumentProblem


class FileType(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    IMAGE = "image"
    XML = "xml"
    MAIL = "mail"
    MT940 = "mt940"
    CSV = "csv"
    TEXT = "text"


HEAD = 4096
SAMPLE = 200_000
"""Bytes by which text is told from binaries and tables from text: receiving asks for every file, outside of the fence."""
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF87a", b"GIF89a")
_OFFICE_PARTS = ((b"word/", "Word"), (b"xl/", "Excel"), (b"ppt/", "PowerPoint"), (b"opendocument", "OpenDocument"))
_OTHERS = (
    (b"MZ", "Windows-Programm"), (b"\x7fELF", "Linux-Programm"), (b"Rar!", "RAR-Archiv"), (b"7z\xbc\xaf", "7-Zip-Archiv"),
    (b"\x1f\x8b", "GZIP-Archiv"), (b"BZh", "BZIP-Archiv"), (b"%!PS", "PostScript"), (b"{\\rtf", "RTF-Text"),
    (b"BM", "BMP-Bild"), (b"\x00asm", "Programm"),
)  # fmt: skip
_MAIL_HEADER = re.compile(
    rb"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|reply-to|delivered-to|"
    rb"sender|x-[\w-]+|dkim-signature|references|in-reply-to|content-transfer-encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_SURE = re.compile(rb"^(from|subject|received|message-id|return-path|mime-version):", re.IGNORECASE | re.MULTILINE)
_STATEMENT = (re.compile(rb"^:20:", re.MULTILINE), re.compile(rb"^:25:", re.MULTILINE),
              re.compile(rb"^:(60[FM]|28C?):", re.MULTILINE))  # fmt: skip
"""The fields of MT940 that begin a statement, in their order."""


def file_type(content: bytes, file_name: str) -> FileType:
    """The format of `content`. Raises DocumentProblem for what is not read, saying what it is instead."""
    head = content[:HEAD]
    if not content.strip(b"\0 \t\r\n"):
        raise problem("file_empty")
    if head.startswith(b"%PDF-"):
        return FileType.PDF
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return FileType.IMAGE
    refused = _refusal(content, head, file_name)
    if refused is not None:
        raise refused
    if _looks_like_mail(head):
        return FileType.MAIL
    if b"%PDF-" in head:  # junk before the header, as some gateways leave it
        return FileType.PDF
    return _text_type(content, file_name)


def _refusal(content: bytes, head: bytes, file_name: str) -> DocumentProblem | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_problem(content, file_name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return problem("office_document", found="altes Office-Format oder Outlook-Nachricht")
    if head[4:8] == b"ftyp":
        found = "HEIC/AVIF-Bild" if head[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"hevc"} else "Video"
        return problem("unsupported_type", found=found)
    for magic, name in _OTHERS:
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head):
            return problem("unsupported_type", found=name)
    return None


def _zip_problem(content: bytes, file_name: str) -> DocumentProblem:
    names = content[:HEAD] + content[-65_536:]  # the directory of a zip stands at its end
    for mark, name in _OFFICE_PARTS:
        if mark in names:
            return problem("office_document", found=name)
    return problem("not_a_pdf_but_zip" if file_name.lower().endswith(".pdf") else "zip_archive")


def _looks_like_mail(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf\r\n ")
    if start.startswith(b"From ") and b"\n" in start:  # mbox separator
        start = start.split(b"\n", 1)[1]
    header = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    first = header.split(b"\n", 1)[0]
    if not re.match(rb"^[!-9;-~]+:", first):
        return False
    return len(_MAIL_HEADER.findall(header)) >= 2 and bool(_MAIL_SURE.search(header))


def _text_type(content: bytes, file_name: str) -> FileType:
    text = decode(content[:SAMPLE])
    if text is None:
        raise problem("unsupported_type", found="unbekanntes Binärformat")
    start = text[:HEAD].lstrip("\ufeff \t\r\n")
    if re.match(r"<(!doctype\s+)?html\b", start, re.IGNORECASE):
        raise problem("unsupported_type", found="Webseite (HTML)")
    if re.match(r"<(\?xml|!--|!DOCTYPE|[A-Za-z_])", start) and ">" in text:
        return FileType.XML
    if _is_statement(content[:20_000].replace(b"\r", b"\n")):
        return FileType.MT940
    if separator(text) is not None and not file_name.lower().endswith((".txt", ".md", ".log")):
        return FileType.CSV
    return FileType.TEXT


def _is_statement(start: bytes) -> bool:
    """One search after the other: a single pattern with gaps would try every pair of fields (10 kB: a minute)."""
    position = 0
    for field in _STATEMENT:
        found = field.search(start, position)
        if found is None:
            return False
        position = found.end()
    return True
