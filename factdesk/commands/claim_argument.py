"""Find the claim that an argument names by its slug or file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from factdesk.checks.file import FileResult
from factdesk.checks.lenient import did_you_mean
from factdesk.messages.catalogue import tr
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
    meant = did_you_mean(near) or tr("'list' shows all claims")
    raise click.UsageError(
        tr("there is no claim '{claim}'; {meant}", claim=visible(shown(claim)), meant=meant)
    )
