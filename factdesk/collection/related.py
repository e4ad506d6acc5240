"""Claims worth reading beside another one, where its editors name none.

Claims are near when they share rare things: words of the claim, topics, the claimant, an article.
Each shared thing counts by its rarity (inverse document frequency, as in text search), and only a
claim's rarest things lead to candidates, each to a bounded number of them, so that the cost for a
claim does not grow with the collection.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from factdesk.checks.likeness import words_of
from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.text.slugs import fold

#: How many claims stand beside one.
MOST = 4

_LEADS = 12  # of a claim's things, the rarest, lead to candidates
_FOLLOWED = 40  # candidates that one thing leads to, the newest
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
                _things(claim, [a.article.slug for a in articles.get(claim.slug, ())])
            )
            for claim in self._collection
            if claim.is_published
        }

    @cached_property
    def _having(self) -> dict[Thing, list[str]]:
        having: dict[Thing, list[str]] = defaultdict(list)
        for slug, things in self._things.items():
            for thing in things:
                having[thing].append(slug)
        return dict(having)

    def _weight(self, thing: Thing) -> float:
        return math.log(len(self._things) / len(self._having[thing])) + 0.1

    def to(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the claims nearest to this one, the nearest first; none that its editors name."""
        mine = self._things.get(claim.slug)
        if not mine or claim.related:
            return ()
        weights = {thing: self._weight(thing) for thing in mine}
        leads = sorted(mine, key=lambda thing: (-weights[thing], thing))[:_LEADS]
        candidates = {
            slug for thing in leads for slug in islice(self._having[thing], _FOLLOWED)
        } - {claim.slug}
        scored = sorted(
            (-sum(weights[thing] for thing in self._things[slug] & mine), slug)
            for slug in candidates
        )
        least = _NEAR * sum(weights.values())
        by_slug = self._collection.by_slug
        return tuple(by_slug[slug] for score, slug in scored[:MOST] if -score >= least)


def _things(claim: Claim, articles: list[str]) -> Iterator[Thing]:
    words, numbers = words_of(claim.claim)
    yield from (("word", word) for word in words | numbers)
    yield from (("topic", fold(topic)) for topic in claim.topics)
    yield from (("article", slug) for slug in articles)
    if claim.claimant and not claim.claimant.is_unknown:
        yield "claimant", fold(claim.claimant.name)
