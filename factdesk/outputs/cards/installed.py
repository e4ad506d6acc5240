"""Find the fonts that are installed on the system."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

#: Environment variable that replaces the system's font folders, separated as in ``PATH``.
FOLDERS_VARIABLE = "FACTDESK_FONT_FOLDERS"


def system_folders() -> tuple[Path, ...]:
    """Return the font folders that all users of this computer share.

    A user's own folders are excluded, so that two users of one computer draw the same cards.
    """
    named = os.environ.get(FOLDERS_VARIABLE)
    if named is not None:
        return tuple(Path(folder) for folder in named.split(os.pathsep) if folder)
    if sys.platform == "darwin":
        return Path("/Library/Fonts"), Path("/System/Library/Fonts")
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts",)
    return Path("/usr/local/share/fonts"), Path("/usr/share/fonts")


def installed_files(folders: Sequence[Path] | None = None) -> list[str]:
    """Return the files in the system's font folders, or in others, with their sizes."""
    return [
        f"{parent}/{name} {os.lstat(f'{parent}/{name}').st_size}"
        for folder in (system_folders() if folders is None else folders)
        for parent, _, names in sorted(os.walk(folder))
        for name in sorted(names)
    ]


@cache
def font_files(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files in some folders, by lower-case stem."""
    files: dict[str, Path] = {}
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below.sort()
            for path in sorted(Path(parent, name) for name in names):
                if path.suffix.lower() in (".ttf", ".otf", ".ttc"):
                    files.setdefault(path.stem.lower(), path)
    return files
