"""FD504: claims that say nearly the same as another."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.collection import At, FindingAt, Gathered, collection_check
from factdesk.checks.similarity import alike
from factdesk.claims.claim import Status
from factdesk.text.shown import shown


@collection_check("FD504")
def claims_are_unlike(gathered: Gathered) -> Iterator[FindingAt]:
    """Compare the claims with each other; those that name each other as related are known."""
    files = [
        file
        for file in gathered.files
        if file.status is not Status.WITHDRAWN and isinstance(file.fields.get("claim"), str)
    ]
    related = {
        file.path: {slug for _, slug in file.texts("related")}
        for file in files
        if file.texts("related")
    }

    def is_known(one: int, other: int) -> bool:
        a, b = files[one], files[other]
        return b.slug in related.get(a.path, ()) or a.slug in related.get(b.path, ())

    for later, earlier in alike([file.fields["claim"] for file in files], is_known):
        first = files[earlier]
        message = f"this says nearly the same as {first.path}: '{shown(first.fields['claim'])}'"
        yield FindingAt(At(files[later], "claim"), message, None, (At(first, "claim"),))
