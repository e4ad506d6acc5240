"""Find the claim that a command was given: by its slug or its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from factdesk.checks.file import FileResult
from factdesk.reading.folder import name_in
from factdesk.text.characters import visible
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown


def find_claim(claim: str, files: Iterable[FileResult], root: Path) -> FileResult:
    """Return the claim with a slug, a former slug or a file name.

    Raises:
        click.UsageError: there is no such claim.
    """
    files = list(files)
    path = name_in(root, claim)
    for file in files:
        if claim == file.slug or file.path in {path, claim}:
            return file
    for file in files:
        if claim in file.summary.aliases:
            return file
    near = nearest(Path(claim).stem, [file.slug for file in files])
    meant = f"did you mean '{near}'?" if near else "'list' shows all claims"
    raise click.UsageError(f"there is no claim '{visible(shown(claim))}'; {meant}")
