"""Open a source as text: with its byte order mark, the encoding that a page declares, or UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path
from typing import TextIO

from factdesk.importing.raw import ImportRefusal
from factdesk.messages.catalogue import os_reason, tr, tr_number

MAX_SOURCE_BYTES = 200_000_000
#: Enough bytes to recognise a format.
_HEAD = 1 << 18

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def head_of(file: Path) -> bytes:
    """Return the first bytes of a source.

    Raises:
        ImportRefusal: the file is too large or cannot be read.
    """
    try:
        size = file.stat().st_size
        if size > MAX_SOURCE_BYTES:
            raise ImportRefusal(
                tr(
                    "the file has {size} bytes, but the maximum is {most}: split it",
                    size=tr_number(size),
                    most=tr_number(MAX_SOURCE_BYTES),
                )
            )
        with file.open("rb") as stream:
            return stream.read(_HEAD)
    except OSError as error:
        raise ImportRefusal(
            tr("this file cannot be read: {reason}", reason=os_reason(error))
        ) from error


def encoding_of(head: bytes) -> str:
    """Return the encoding of the byte order mark, or UTF-8 without one."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    return "utf-8"


def open_text(file: Path, encoding: str) -> TextIO:
    """Open a source without converting line endings.

    Raises:
        ImportRefusal: there is no such encoding, or the file cannot be read.
    """
    try:
        return io.TextIOWrapper(file.open("rb"), encoding=encoding, newline="")
    except LookupError as error:
        raise ImportRefusal(tr("unknown encoding '{encoding}'", encoding=encoding)) from error
    except OSError as error:
        raise ImportRefusal(
            tr("this file cannot be read: {reason}", reason=os_reason(error))
        ) from error


def read_page(file: Path) -> str:
    """Return the text of a saved web page, in its declared encoding.

    Raises:
        ImportRefusal: the file is too large or cannot be read.
    """
    head = head_of(file)
    body = file.read_bytes() if len(head) == _HEAD else head
    name = encoding_of(head)
    declared = _DECLARED.search(head[:4096])
    for encoding in (name, declared[1].decode("ascii", "replace") if declared else "utf-8"):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")
