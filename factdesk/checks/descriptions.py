"""FD501: one address that two files describe differently."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.file import FileResult
from factdesk.claims.claim import SourceSummary
from factdesk.messages.catalogue import tr, tr_list
from factdesk.text.slugs import fold

#: The fields of a source that do not depend on the claim.
_DESCRIPTION = ("title", "publisher", "author", "published_on", "kind")


@check("FD501")
def sources_are_described_alike(context: CollectionContext) -> Iterator[FindingAt]:
    firsts: dict[str, tuple[FileResult, int, SourceSummary]] = {}
    for file in context.files:
        for n, (source, key) in enumerate(zip(file.summary.sources, file.documents, strict=True)):
            if not source.url:
                continue
            first, m, described = firsts.setdefault(key, (file, n, source))
            is_same = first is file or (source.use and source.use == described.use)
            differing = [] if is_same else _differences(described, source)
            if differing:
                message = tr(
                    "another {fields} for the same address in {path}",
                    fields=tr_list(differing),
                    path=first.path,
                )
                shared = described.use or source.use
                hint = tr("write 'use: {shared}' in both", shared=shared) if shared else None
                at, other = At(file, f"sources.{n}.url"), At(first, f"sources.{m}.url")
                yield FindingAt(at, message, hint, (other,))


def _differences(one: SourceSummary, other: SourceSummary) -> list[str]:
    return [
        name
        for name in _DESCRIPTION
        if (a := getattr(one, name))
        and (b := getattr(other, name))
        and a != b
        and fold(str(a)) != fold(str(b))
    ]
