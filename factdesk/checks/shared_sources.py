"""FD223 and FD224: sources that several claims share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factdesk.checks.codes import CODES
from factdesk.checks.fields import field_problems
from factdesk.checks.file import FileResult
from factdesk.checks.read_errors import refusals
from factdesk.claims.claim import Source
from factdesk.claims.problem import Place, Problem
from factdesk.claims.vocabulary import LOCAL_SOURCE_FIELDS
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.shared_sources import SharedSources


def check_shared_sources(
    shared: SharedSources, files: Iterable[FileResult], folder: str
) -> Iterator[Problem]:
    """Yield the problems of shared sources, and a note for each that no claim uses."""
    if shared.problem:
        yield CODES["FD012"].problem(
            shared.problem, Place(folder), tr("put the folder itself here")
        )
    used = {source.use for file in files for source in file.summary.sources}
    for name, file in shared.files.items():
        yield from refusals(file)
        if not file.was_read:
            continue
        if claim := file.root.key("claim"):
            message = tr("this is a claim, but this folder is for shared sources")
            hint = tr("move the file into the folder of the claims")
            yield CODES["FD008"].problem(message, file.place_of(claim), hint, field=("claim",))
            continue
        yield from _local_fields(file)
        yield from field_problems(file, Source, ("sources", 0), LOCAL_SOURCE_FIELDS)
        if name not in used:
            yield CODES["FD224"].problem(tr("no claim uses this source"), Place(file.path))


def _local_fields(file: ClaimFile) -> Iterator[Problem]:
    for name in LOCAL_SOURCE_FIELDS:
        if key := file.root.key(name):
            message = tr("'{name}' belongs in the claims, not in a shared source", name=name)
            yield CODES["FD223"].problem(message, file.place_of(key), field=(name,))
