"""What made a result, beside its input: this program to the letter, and what it is built on."""

from __future__ import annotations

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

#: The packages whose versions can show in what the program makes.
_BUILT_ON = (
    "ada-url", "anyascii", "babel", "cmarkgfm", "jinja2", "markdown", "markupsafe", "mkdocs",
    "mkdocs-material", "nh3", "pillow", "pydantic", "pymdown-extensions", "pyyaml", "rapidfuzz",
)  # fmt: skip


@cache
def edition() -> str:
    """Return a digest of the program's files and of the versions of what it is built on.

    The program's own version number would not do: it stays the same while the program is changed.
    """
    total = sha256(platform.python_version().encode())
    for name in _BUILT_ON:
        try:
            total.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            total.update(f"{name}\n".encode())
    folder = Path(__file__).parent
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    for file in sorted(files, key=lambda file: file.as_posix()):
        content = file.read_bytes()
        total.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
