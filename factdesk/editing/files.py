"""Edit claim files on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from factdesk.editing.errors import EditError
from factdesk.files import write_file
from factdesk.messages.catalogue import tr

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def edit_file(path: Path, edit: Callable[[str], str]) -> bool:
    """Replace a file by its edited text; return whether it changed.

    The file keeps its line endings and its mode. Symbolic links, and files that are not UTF-8, are
    refused.

    Raises:
        EditError: the file cannot be read as text, or the edit cannot be made.
    """
    if path.is_symlink():
        raise EditError(tr("the file is a link"))
    raw = path.read_bytes()
    text = decode_file(raw)
    edited = edit(text)
    if edited == text:
        return False
    write_file(path, encode_file(edited, before=raw))
    return True


def decode_file(raw: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        EditError: the file is not UTF-8.
    """
    try:
        return raw.removeprefix(_BYTE_ORDER_MARK).decode()
    except UnicodeDecodeError as error:
        raise EditError(tr("the file is not UTF-8")) from error


def encode_file(text: str, *, before: bytes) -> bytes:
    """Return the content of a file, with a byte order mark if it had one before."""
    return (_BYTE_ORDER_MARK if before.startswith(_BYTE_ORDER_MARK) else b"") + text.encode()
