"""The marker: a hidden file in each folder that Factdesk created.

Only marked folders are replaced or removed. The marker also lists the site's own hidden files, such
as ``.well-known/security.txt``, because ``SHA256SUMS`` does not contain them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from pathlib import Path

from factdesk.publish.paths import require_listable

MARKER = ".factdesk-site"

#: Identifies folders of the program; if it changed, earlier sites would not be recognised.
_TEXT = (
    "Factdesk made this folder and replaces it whole: keep nothing of your own in it.\n"
    "It may be deleted whenever no build is under way.\n"
)
_LARGEST = 1 << 20


def mark(folder: Path, hidden: Collection[str] = ()) -> None:
    """Mark a folder as the program's own, with the hidden files that belong to its site.

    Raises:
        PublishError: the name of a hidden file does not fit on one line.
    """
    require_listable(hidden)
    text = _TEXT + "".join(f"{path}\n" for path in sorted(hidden, key=os.fsencode))
    (folder / MARKER).write_bytes(os.fsencode(text))


def is_marked(folder: Path) -> bool:
    """Return whether the program created this folder, even if its marker is incomplete."""
    text = _read(folder)
    return text is not None and (text.startswith(_TEXT) or _TEXT.startswith(text))


def hidden_files(folder: Path) -> list[str]:
    """Return the hidden files that belong to the site in a marked folder."""
    return (_read(folder) or "").removeprefix(_TEXT).split("\n")


def _read(folder: Path) -> str | None:
    marker = folder / MARKER
    try:
        status = os.lstat(marker)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return None
        return os.fsdecode(marker.read_bytes())
    except OSError:
        return None
