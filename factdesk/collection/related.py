"""Claims worth reading beside another one, where its editors name none.

Claims are near when they share rare things: words of the claim, topics, the claimant, an article.
Each shared thing counts by its rarity (inverse document frequency, as in text search), and only a
claim's rarest things lead to candidates, each to a bounded number of them, of which those are
weighed that most lead to, so that the cost for a claim does not grow with the collection.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from heapq import nsmallest
from itertools import chain

from factdesk.checks.likeness import words_of
from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.text.slugs import fold

#: How many claims stand beside one.
MOST = 4

_LEADS = 8  # of a claim's things, the rarest, lead to candidates
_FOLLOWED = 24  # candidates that one thing leads to, the newest
_WEIGHED = 10  # candidates that are compared whole
_NEAR = 0.12  # of a claim's own weight must be shared

Thing = tuple[str, str]


class Related:
    """Finds the claims near a claim. Safe to use in forked workers after ``prepare``."""

    def __init__(self, collection: Collection) -> None:
        """Take the collection; nothing is computed yet."""
        self._collection = collection

    def prepare(self) -> None:
        """Compute what all claims share, once, before work is shared out."""
        _ = self._having

    @cached_property
    def _things(self) -> dict[str, frozenset[Thing]]:
        articles = self._collection.articles_of
        return {
            claim.slug: frozenset(
                _things(claim, [checked.article.slug for checked in articles.get(claim.slug, ())])
            )
            for claim in self._collection
            if claim.is_published
        }

    @cached_property
    def _weights(self) -> dict[Thing, float]:
        """What each thing counts: the more, the fewer claims have it."""
        counts = Counter(chain.from_iterable(self._things.values()))
        return {thing: math.log(len(self._things) / n) + 0.1 for thing, n in counts.items()}

    @cached_property
    def _having(self) -> dict[Thing, list[str]]:
        """The newest claims that have each thing."""
        having: dict[Thing, list[str]] = {thing: [] for thing in self._weights}
        for slug, things in self._things.items():
            for thing in things:
                if len(having[thing]) < _FOLLOWED:
                    having[thing].append(slug)
        return having

    def to(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the claims nearest to this one, the nearest first; none that its editors name."""
        mine = self._things.get(claim.slug)
        if not mine or claim.related:
            return ()
        least = _NEAR * self._sum(mine)
        candidates = self._candidates(claim.slug)
        scored = [(-self._sum(self._things[slug] & mine), slug) for slug in candidates]
        by_slug = self._collection.by_slug
        return tuple(by_slug[slug] for score, slug in sorted(scored)[:MOST] if -score >= least)

    def _candidates(self, mine: str) -> list[str]:
        """Return the claims that a claim's rarest things lead to, those that most of them do."""
        weights, having = self._weights, self._having
        found: dict[str, float] = defaultdict(float)
        rarest = sorted(self._things[mine], key=lambda thing: (-weights[thing], thing))
        for thing in rarest[:_LEADS]:
            weight = weights[thing]
            for slug in having[thing]:
                found[slug] += weight
        found.pop(mine, None)
        return nsmallest(_WEIGHED, found, key=lambda slug: (-found[slug], slug))

    def _sum(self, things: frozenset[Thing]) -> float:
        """Return what these things count together; exactly, for a set has no order."""
        return math.fsum(map(self._weights.__getitem__, things))


def _things(claim: Claim, articles: list[str]) -> Iterator[Thing]:
    words, numbers = words_of(claim.claim)
    yield from (("word", word) for word in words | numbers)
    yield from (("topic", fold(topic)) for topic in claim.topics)
    yield from (("article", slug) for slug in articles)
    if claim.claimant and not claim.claimant.is_unknown:
        yield "claimant", fold(claim.claimant.name)
