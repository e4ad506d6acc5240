"""Find related claims for claims whose editors name none.

Claims are related if they share rare features: words of the claim, topics, the claimant, an
article. Each shared feature is weighted by its rarity (inverse document frequency, as in text
search). Only the rarest features of a claim lead to candidates, each to a limited number, and only
the candidates with the most shared features are compared. So the cost per claim does not grow with
the collection.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from factdesk.cache.fingerprint import fingerprint
from factdesk.checks.similarity import words_and_numbers
from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import CheckedArticle, Collection
from factdesk.text.slugs import fold

#: The maximum number of related claims.
MOST = 4

_LEADS = 8  # number of a claim's rarest features that lead to candidates
_FOLLOWED = 24  # number of candidates of one feature (the newest claims)
_WEIGHED = 10  # number of candidates that are compared in full
_NEAR = 0.12  # minimum shared weight, as a fraction of the claim's own weight


class _Index(NamedTuple):
    """The features of all claims, as numbers.

    Claims are numbered by slug, and features (``things``) by rarity. ``things`` has the features of
    each claim; for each feature, ``weights`` has its weight, and ``having`` the newest claims that
    have it.
    """

    claims: list[ClaimSummary]
    numbers: dict[str, int]
    things: list[frozenset[int]]
    weights: list[float]
    having: list[list[int]]


class Related:
    """Finds the claims related to a claim. Forked workers can use it after ``prepare``."""

    def __init__(self, collection: Collection) -> None:
        """Store the collection without computing anything."""
        self._collection = collection

    def prepare(self) -> None:
        """Compute the features of all claims once, before workers are forked."""
        _ = self._index

    @cached_property
    def digest(self) -> str:
        """The digest of all features: while it is the same, related claims are the same."""
        judged = []
        for claim in self._collection:
            articles = self._collection.articles_of.get(claim.slug, ())
            name = claim.claimant and claim.claimant.name
            parts = (claim.slug, claim.is_published, claim.claim, claim.topics, claim.related, name)
            judged.append((*parts, [checked.article.slug for checked in articles]))
        return fingerprint(judged)

    @cached_property
    def _index(self) -> _Index:
        articles = self._collection.articles_of
        newest_first = [claim for claim in self._collection if claim.is_published]
        claims = sorted(newest_first, key=lambda claim: claim.slug)
        numbers = {claim.slug: n for n, claim in enumerate(claims)}
        named = [set(_things(claim, articles.get(claim.slug, ()))) for claim in claims]
        counts = Counter(chain.from_iterable(named))
        rarest_first = sorted(sorted(counts), key=counts.__getitem__)
        place = {thing: n for n, thing in enumerate(rarest_first)}
        things = [frozenset(map(place.__getitem__, names)) for names in named]
        # The more claims have a feature, the less it weighs.
        weights = [math.log(len(claims) / counts[thing]) + 0.1 for thing in rarest_first]
        having: list[list[int]] = [[] for _ in rarest_first]
        for number in (numbers[claim.slug] for claim in newest_first):
            for thing in things[number]:
                if len(having[thing]) < _FOLLOWED:
                    having[thing].append(number)
        return _Index(claims, numbers, things, weights, having)

    def to(self, claim: ClaimSummary) -> tuple[ClaimSummary, ...]:
        """Return the related claims, best first, except those that the editors name."""
        claims, numbers, things, _, _ = self._index
        number = numbers.get(claim.slug)
        if number is None or claim.related:
            return ()
        mine = things[number]
        least = _NEAR * self._sum(mine)
        candidates = self._candidates(number)
        scored = sorted((-self._sum(things[other] & mine), other) for other in candidates)
        return tuple(claims[other] for score, other in scored[:MOST] if -score >= least)

    def _candidates(self, number: int) -> list[int]:
        """Return the candidates that share the most of a claim's rarest features."""
        _, _, things, weights, having = self._index
        found: dict[int, float] = defaultdict(float)
        for thing in sorted(things[number])[:_LEADS]:
            weight = weights[thing]
            for other in having[thing]:
                found[other] += weight
        found.pop(number, None)
        # Most candidates share one feature: sort only those that can be among the first.
        least = min(sorted(found.values(), reverse=True)[:_WEIGHED], default=0.0)
        first = sorted((-weight, other) for other, weight in found.items() if weight >= least)
        return [other for _, other in first[:_WEIGHED]]

    def _sum(self, things: Iterable[int]) -> float:
        """Return the sum of the features' weights; exact, because sets have no order."""
        return math.fsum(map(self._index.weights.__getitem__, things))


def _things(claim: ClaimSummary, articles: Iterable[CheckedArticle]) -> Iterator[str]:
    words, numbers = words_and_numbers(claim.claim)
    yield from (f"word {word}" for word in words | numbers)
    yield from (f"topic {fold(topic)}" for topic in claim.topics)
    yield from (f"article {checked.article.slug}" for checked in articles)
    if claim.claimant and not claim.claimant.is_unknown:
        yield f"claimant {fold(claim.claimant.name)}"
