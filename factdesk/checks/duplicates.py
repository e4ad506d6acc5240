"""FD504: claims that are nearly the same as another claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.file import FileResult
from factdesk.checks.similarity import alike
from factdesk.claims.vocabulary import Status
from factdesk.messages.catalogue import tr
from factdesk.text.shown import shown

#: The kind and the key of the only entry in the cache.
_KIND, _KEY = "claims that are alike", "all"


@check("FD504")
def claims_are_unlike(context: CollectionContext) -> Iterator[FindingAt]:
    files = [
        file for file in context.files if file.status is not Status.WITHDRAWN and file.summary.claim
    ]
    for later, earlier in _pairs(files, context.cache):
        first = files[earlier]
        message = tr(
            "this says nearly the same as {path}: '{claim}'",
            path=first.path,
            claim=shown(first.summary.claim),
        )
        yield FindingAt(At(files[later], "claim"), message, None, (At(first, "claim"),))


def _pairs(files: Sequence[FileResult], cache: Cache) -> list[tuple[int, int]]:
    """Return the positions of claims that are alike, which are cached: few edits change them."""
    claims = [(file.slug, file.summary.claim, file.summary.related) for file in files]
    inputs = fingerprint(program_fingerprint(), msgspec.msgpack.encode(claims))
    with suppress(msgspec.MsgspecError):  # also if nothing is cached
        return msgspec.msgpack.decode(
            cache.get(_KIND, _KEY, inputs) or b"", type=list[tuple[int, int]]
        )

    def is_known(one: int, other: int) -> bool:
        (a, _, related_to_a), (b, _, related_to_b) = claims[one], claims[other]
        return b in related_to_a or a in related_to_b

    pairs = list(alike([claim for _, claim, _ in claims], is_known))
    cache.write(_KIND, [CacheEntry(_KEY, inputs, msgspec.msgpack.encode(pairs))])
    return pairs
