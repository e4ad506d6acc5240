"""Decode a file: UTF-8, with or without a byte order mark, and only allowed characters."""

from __future__ import annotations

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.faults import Fault, Reason
from factdesk.text.characters import character_faults, without_refused

_BOM = b"\xef\xbb\xbf"
#: How files of other formats begin.
_OTHER_FILES = {
    b"PK\x03\x04": tr_noop(
        "this is a Word or OpenDocument file, or another archive, not a text file"
    ),
    b"\xd0\xcf\x11\xe0": tr_noop("this is a file of an old Word version, not a text file"),
    b"%PDF-": tr_noop("this is a PDF file, not a text file"),
    b"{\\rtf": tr_noop("this is a rich-text file, not a text file"),
    b"\x89PNG": tr_noop("this is a picture, not a text file"),
    b"\xff\xd8\xff": tr_noop("this is a picture, not a text file"),
}


def decode(raw: bytes) -> tuple[str, list[Fault]]:
    """Return the text of a file and the faults of its bytes and characters.

    A character that is not allowed is replaced, so that the rest of the file can still be read.
    """
    if raw.startswith(tuple(_OTHER_FILES)):
        message = next(each for start, each in _OTHER_FILES.items() if raw.startswith(start))
        hint = tr("copy its text into a plain text file, with an editor such as Notepad or VS Code")
        return "", [Fault(Reason.NOT_UTF8, tr(message), hint, 0, 1)]
    body = raw.removeprefix(_BOM)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        return body[: error.start].decode(), [_not_utf8(body, error.start)]
    faults = [
        Fault(Reason.CHARACTER, message, hint, offset, offset + 1)
        for offset, message, hint in character_faults(text)
    ]
    return (without_refused(text) if faults else text), faults


def _not_utf8(body: bytes, at: int) -> Fault:
    offset = len(body[:at].decode())
    hint = tr("save the file as UTF-8")
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = tr("this looks like UTF-16: save the file as UTF-8")
    elif character := body[at : at + 1].decode("cp1252", "ignore"):
        hint = tr(
            "save the file as UTF-8; in Windows-1252 this byte would be '{character}'",
            character=character,
        )
    message = tr("the byte 0x{body:02x} is not UTF-8", body=body[at])
    return Fault(Reason.NOT_UTF8, message, hint, offset, offset + 1)
