"""FD122: a published claim that still has the sample texts of the template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factdesk.checks.collection import At, CollectionContext, FindingAt, collection_check
from factdesk.checks.file import FileResult
from factdesk.claims.vocabulary import REVIEWED
from factdesk.reading.claim_file import read_claim_file
from factdesk.text.shown import shown

TEMPLATE = "_template.yml"
#: Shorter values, such as a verdict or a date, may be right by chance.
_SHORTEST = 16


def sample_texts(claims: Path) -> frozenset[str]:
    """Return the texts and addresses of the template in a folder of claims."""
    template = claims / TEMPLATE
    if not template.is_file():
        return frozenset()
    values = [scalar.value.strip() for scalar in read_claim_file(template).scalars]
    return frozenset(value for value in values if len(value) >= _SHORTEST)


@collection_check("FD122")
def samples_are_replaced(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files if context.samples else ():
        if file.status in REVIEWED:
            for path, text in _texts(file):
                if text.strip() in context.samples:
                    message = f"this is a sample of the template: '{shown(text)}'"
                    yield FindingAt(At(file, path), message)


def _texts(file: FileResult) -> Iterator[tuple[str, str]]:
    summary = file.summary
    yield "claim", summary.claim
    yield "summary", summary.summary or ""
    for n, source in enumerate(summary.sources):
        yield f"sources.{n}.url", source.url
    for n, appearance in enumerate(summary.appearances):
        yield f"appearances.{n}.url", appearance.url
