"""FD607: evidence records without a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.claims.problem import Place, Problem


def unused_records(names: Sequence[str], files: Iterable[FileResult]) -> Iterator[Problem]:
    """Yield a note for each record whose claim was renamed or removed."""
    if not names:
        return
    renamed = {alias: file.slug for file in files for alias in file.summary.aliases}
    for name in names:
        slug = PurePosixPath(name).stem
        now = renamed.get(slug)
        hint = f"the claim is called '{now}' now: rename this file to '{now}.yml'" if now else None
        message = f"there is no claim '{slug}' for this record"
        yield CODES["FD607"].problem(message, Place(name), hint)
