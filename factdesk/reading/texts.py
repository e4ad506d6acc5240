"""Decode a file: UTF-8, with or without a byte order mark, without refused characters."""

from __future__ import annotations

from factdesk.reading.faults import Fault, Reason
from factdesk.text.characters import character_faults, without_refused

_BOM = b"\xef\xbb\xbf"
#: How files of other kinds begin.
_OTHER_FILES = {
    b"PK\x03\x04": "a Word or OpenDocument file, or another archive",
    b"\xd0\xcf\x11\xe0": "a file of an old Word version",
    b"%PDF-": "a PDF file",
    b"{\\rtf": "a rich-text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


def decode(raw: bytes) -> tuple[str, list[Fault]]:
    """Return the text of a file and what is wrong with its bytes and characters.

    A refused character is replaced, so that the rest of the file can still be read.
    """
    if kind := next((kind for start, kind in _OTHER_FILES.items() if raw.startswith(start)), ""):
        hint = "copy its text into a plain text file, with an editor such as Notepad or VS Code"
        return "", [Fault(Reason.NOT_UTF8, f"this is {kind}, not a text file", hint, 0, 1)]
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
    hint = "save the file as UTF-8"
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "this looks like UTF-16: save the file as UTF-8"
    elif character := body[at : at + 1].decode("cp1252", "ignore"):
        hint = f"save the file as UTF-8; in Windows-1252 this byte would be '{character}'"
    message = f"the byte 0x{body[at]:02x} is not UTF-8"
    return Fault(Reason.NOT_UTF8, message, hint, offset, offset + 1)
