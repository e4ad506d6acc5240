"""FD607, FD608: evidence files that no claim can use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.claims.problem import Place, Problem
from factdesk.evidence.health_report import REPORT, load_report
from factdesk.messages.catalogue import tr
from factdesk.reading.folder import RECORDS


def unused_records(names: Sequence[str], files: Iterable[FileResult]) -> Iterator[Problem]:
    """Yield a note for each record whose claim was renamed or removed."""
    if not names:
        return
    renamed = {alias: file.slug for file in files for alias in file.summary.aliases}
    for name in names:
        slug = PurePosixPath(name).stem
        now = renamed.get(slug)
        hint = (
            tr("the claim is called '{now}' now: rename this file to '{now}.yml'", now=now)
            if now
            else None
        )
        message = tr("there is no claim '{slug}' for this record", slug=slug)
        yield CODES["FD607"].problem(message, Place(name), hint)


def check_health_report(claims_folder: Path, root: Path) -> Iterator[Problem]:
    """Yield a warning if the health report of the sources cannot be read."""
    try:
        load_report(claims_folder)
    except ValueError as error:
        file = (claims_folder / RECORDS / REPORT).relative_to(root).as_posix()
        yield CODES["FD608"].problem(
            tr("the report cannot be read: {error}", error=error), Place(file)
        )
