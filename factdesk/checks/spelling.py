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
    seen: dict[tuple[str, str], tuple[str, At]] = {}
    for file in context.files:
        for kind, name, at in _names(file):
            first, where = seen.setdefault((kind, fold_accents(name)), (name, at))
            if first is not name and _without_case(first) != _without_case(name):
                message = tr(
                    "'{name}' is spelled '{first}' in {file}",
                    name=shown(name),
                    first=shown(first),
                    file=where.file.path,
                )
                yield FindingAt(at, message, None, (where,))


def _names(file: FileResult) -> Iterator[tuple[str, str, At]]:
    claimant = file.summary.claimant
    if claimant and claimant.name:
        yield "claimant", claimant.name, At(file, "claimant")
    for n, topic in enumerate(file.summary.topics):
        yield "topic", topic, At(file, f"topics.{n}")


@lru_cache(maxsize=4096)
def _without_case(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()).casefold())
