"""Synchronise the files that this repository shares with new sites.

Tools and people expect them in their usual places, so they exist twice, and a test fails if the two
differ. Run ``python -m factdesk.scaffold.repository`` after a change. Templates are edited in
``files/`` and rendered into the repository; other files are edited in the repository and copied to
``files/``.
"""

from __future__ import annotations

from pathlib import Path

import click

from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.files import write_file
from factdesk.scaffold.files import ENDING, LANGUAGES, Identity, Owner, render_files
from factdesk.scaffold.site import REQUIREMENTS, schema_files

ROOT = Path(__file__).parents[2]
_SET = Path(__file__).parent / "files"
_PROGRAM = Identity("Factdesk", LANGUAGES[0], is_program=True)
_OWNERS = ".github/CODEOWNERS"


def rendered() -> dict[str, bytes]:
    """Return the contents of the repository's files that are rendered from templates, by path."""
    texts = render_files(_PROGRAM, Owner.PROGRAM)
    texts[_OWNERS] = render_files(_PROGRAM, Owner.EDITORS)[_OWNERS]
    return {
        **{path: text.encode() for path, text in texts.items()},
        **schema_files(DEFAULT_SCALE, LANGUAGES[0]),
    }


def verbatim() -> dict[str, Path]:
    """Return the copies below ``files/`` of files that are not templates, by path."""
    found = {REQUIREMENTS: _SET / Owner.PROGRAM / f"{REQUIREMENTS}{ENDING}"}
    for folder in (_SET / Owner.PROGRAM / name for name in ("all", LANGUAGES[0])):
        for file in folder.rglob(f"*{ENDING}"):
            if not any(mark in file.read_text("utf-8") for mark in ("@{", "@%")):
                found[file.relative_to(folder).as_posix().removesuffix(ENDING)] = file
    return found


def differing() -> list[str]:
    """Return the paths of files that differ between the repository and ``files/``."""
    contents = {**rendered(), **{path: file.read_bytes() for path, file in verbatim().items()}}
    return [path for path, content in contents.items() if _read(ROOT / path) != content]


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _update() -> None:
    for path, original in verbatim().items():
        content = _read(ROOT / path)
        if content is not None and content != original.read_bytes():
            original.write_bytes(content)
            click.echo(f"{path}: copied to factdesk/scaffold/files")
    for path, content in rendered().items():
        if _read(ROOT / path) != content:
            write_file(ROOT / path, content)
            click.echo(f"{path}: written")


if __name__ == "__main__":
    _update()
