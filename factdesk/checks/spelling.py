"""FD512: names of claimants and topics that differ only by an apostrophe or an accent."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.file import FileResult
from factdesk.messages.catalogue import tr
from factdesk.text.shown import shown
from factdesk.text.slugs import fold_accents


@check("FD512")
def names_are_spelled_alike(context: CollectionContext) -> Iterator[FindingAt]:
    seen: dict[tuple[str, str], tuple[str, FileResult, str]] = {}
    for file in context.files:
        for kind, name, field in _names(file):
            first, where, its_field = seen.setdefault(
                (kind, fold_accents(name)), (name, file, field)
            )
            if first != name and _without_case(first) != _without_case(name):
                message = tr(
                    "'{name}' is spelled '{first}' in {file}",
                    name=shown(name),
                    first=shown(first),
                    file=where.path,
                )
                yield FindingAt(At(file, field), message, None, (At(where, its_field),))


def _names(file: FileResult) -> Iterator[tuple[str, str, str]]:
    """Yield the names in a file: their kind, the name, and its field."""
    claimant = file.summary.claimant
    if claimant and claimant.name:
        yield "claimant", claimant.name, "claimant"
    for n, topic in enumerate(file.summary.topics):
        yield "topic", topic, f"topics.{n}"


@lru_cache(maxsize=4096)
def _without_case(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
