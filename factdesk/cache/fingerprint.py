"""What made a result, beside its input: this program to the letter, and what it is built on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

#: The packages whose versions can show in what the program makes.
_BUILT_ON = frozenset([
    "ada-url", "anyascii", "babel", "comrak", "jinja2", "markdown", "markupsafe", "mkdocs",
    "mkdocs-material", "nh3", "pillow", "pydantic", "pymdown-extensions", "pyyaml", "rapidfuzz",
])  # fmt: skip
#: How installers call the folder in which they note a package: `name-version.dist-info`.
_NOTES = (".dist-info", ".egg-info")


@cache
def edition() -> str:
    """Return a digest of the program's files and of the versions of what it is built on.

    The program's own version number would not do: it stays the same while the program is changed.
    """
    total = sha256(sys.version.encode())
    for note in sorted(_installed()):
        total.update(f"{note}\n".encode())
    folder = str(Path(__file__).parent.parent)
    for path in sorted(_files(folder)):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # Paths take longer to make
            content = file.read()
        total.update(f"{path[len(folder) :]} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


def _installed() -> Iterator[str]:
    """Yield what installers note of the packages; reading the notes would take half the time."""
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.scandir(folder or "."):
                package = entry.name.partition("-")[0].lower().replace("_", "-")
                if entry.name.endswith(_NOTES) and package in _BUILT_ON:
                    yield entry.name


def _files(folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{where}/{name}" for name in names)
