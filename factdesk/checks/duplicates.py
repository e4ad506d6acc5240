"""FD504: claims that are nearly the same as another claim."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.similarity import alike
from factdesk.claims.vocabulary import Status
from factdesk.messages.catalogue import tr
from factdesk.text.shown import shown


@check("FD504")
def claims_are_unlike(context: CollectionContext) -> Iterator[FindingAt]:
    files = [
        file for file in context.files if file.status is not Status.WITHDRAWN and file.summary.claim
    ]
    related = {file.path: set(file.summary.related) for file in files if file.summary.related}

    def is_known(one: int, other: int) -> bool:
        a, b = files[one], files[other]
        return b.slug in related.get(a.path, ()) or a.slug in related.get(b.path, ())

    for later, earlier in alike([file.summary.claim for file in files], is_known):
        first = files[earlier]
        message = tr(
            "this says nearly the same as {path}: '{claim}'",
            path=first.path,
            claim=shown(first.summary.claim),
        )
        yield FindingAt(At(files[later], "claim"), message, None, (At(first, "claim"),))
