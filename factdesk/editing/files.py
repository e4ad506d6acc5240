"""Edit claim files on disk, and replace them atomically."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from factdesk.editing.errors import EditError
from factdesk.messages.catalogue import tr


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
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    try:
        text = raw[len(mark) :].decode()
    except UnicodeDecodeError as error:
        raise EditError(tr("the file is not UTF-8")) from error
    edited = edit(text)
    if edited == text:
        return False
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(mark + edited.encode())
    os.chmod(new, path.stat().st_mode)  # noqa: PTH101
    new.replace(path)
    return True
