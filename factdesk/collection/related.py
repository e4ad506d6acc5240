"""Find related claims for claims whose editors name none.

Claims are related if they share rare features: words of the claim, topics, the claimant, an
article. Each shared feature is weighted by its rarity (inverse document frequency, as in text
search). Only the rarest features of a claim lead to candidates, each to a limited number, and only
the candidates with the most shared features are compared. So the cost per claim does not grow with
the collection.

Weights are rounded to half bits. So a change of one claim changes no weights but those of some of
its own features, and only claims that share one of these are compared again.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import msgspec

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


class Features(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The features of a claim, one on each line of ``things``, and its day of publication.

    ``summary`` is the digest of the summary that they were taken from.
    """

    summary: bytes
    day: int
    things: str

    def __iter__(self) -> Iterator[str]:
        """Yield the features."""
        return iter(self.things.split("\n") if self.things else ())

    def are_those_of(self, other: Features | None) -> bool:
        """Return whether both lead to the same related claims."""
        return other is not None and (self.things, self.day) == (other.things, other.day)


class RelatedState(msgspec.Struct, frozen=True):
    """The features of all published claims, newest first, and their related claims, by slug."""

    features: dict[str, Features]
    found: dict[str, list[str]]


class _Index(NamedTuple):
    """The features of all claims, as numbers.

    Claims are numbered by slug, and features (``things``) by rarity. ``things`` has the features of
    each claim; for each feature, ``weights`` has its weight, and ``having`` the newest claims that
    have it. In arrays of numbers, reading one does not write to memory that forked workers share.
    """

    claims: list[str]
    numbers: dict[str, int]
    places: dict[str, int]
    things: list[array[int]]
    weights: array[int]
    having: list[array[int]]


class Related:
    """Finds the claims related to a claim. Forked workers can use it after ``prepare``.

    ``last`` is the state of an earlier build with the same articles.
    """

    def __init__(
        self,
        collection: Collection,
        digests: Mapping[str, bytes],
        last: RelatedState | None = None,
    ) -> None:
        """Take a collection, with the digests of its summaries."""
        last = last or RelatedState({}, {})
        self._features = dict(_each_features(collection, digests, last.features))
        changed = last.features.keys() - self._features.keys()
        changed |= {
            slug
            for slug, features in self._features.items()
            if not features.are_those_of(last.features.get(slug))
        }
        #: The slugs of the related claims of each claim, as far as they are known.
        self.found = {slug: last.found[slug] for slug in self._unaffected(changed, last)}

    def prepare(self) -> None:
        """Compute the features of all claims once, before workers are forked."""
        if len(self.found) < len(self._features):
            _ = self._index

    @property
    def state(self) -> RelatedState:
        """What the next build needs to find related claims only for some."""
        return RelatedState(self._features, self.found)

    def _unaffected(self, changed: set[str], last: RelatedState) -> Iterator[str]:
        """Yield the claims whose related claims are those of the last build."""
        if not changed:
            yield from last.found
            return
        half_bits = _half_bits(len(self._features))
        if half_bits != _half_bits(len(last.features)):
            return
        now = Counter(chain.from_iterable(self._features.get(slug, ()) for slug in changed))
        then = Counter(chain.from_iterable(last.features.get(slug, ()) for slug in changed))
        numbers, places, things, counts = (
            self._index.numbers,
            self._index.places,
            self._index.things,
            self._counts,
        )
        touched = {thing for thing in now | then if thing in places}
        leading = {places[thing] for thing in touched}
        reweighed = {
            places[thing]
            for thing in touched
            if _weight(counts[thing], half_bits)
            != _weight(counts[thing] - now[thing] + then[thing], half_bits)
        }
        for slug in last.found.keys() & self._features.keys() - changed:
            mine = things[numbers[slug]]
            if reweighed.isdisjoint(mine) and leading.isdisjoint(mine[:_LEADS]):
                yield slug

    @cached_property
    def _counts(self) -> Counter[str]:
        """How many claims have each feature."""
        return Counter(chain.from_iterable(self._features.values()))

    @cached_property
    def _index(self) -> _Index:
        claims = sorted(self._features)
        numbers = {slug: n for n, slug in enumerate(claims)}
        half_bits = _half_bits(len(claims))
        weight = {thing: _weight(count, half_bits) for thing, count in self._counts.items()}
        rarest_first = sorted(weight, key=lambda thing: (-weight[thing], thing))
        places = {thing: n for n, thing in enumerate(rarest_first)}
        things = [
            array("I", sorted(map(places.__getitem__, self._features[slug]))) for slug in claims
        ]
        having = [array("I") for _ in rarest_first]
        for number in map(numbers.__getitem__, self._features):
            for thing in things[number]:
                if len(having[thing]) < _FOLLOWED:
                    having[thing].append(number)
        weights = array("H", map(weight.__getitem__, rarest_first))
        return _Index(claims, numbers, places, things, weights, having)

    def to(self, claim: ClaimSummary) -> list[str]:
        """Return the slugs of the related claims, best first; none if the editors name some."""
        if claim.related or claim.slug not in self._features:
            return []
        if claim.slug not in self.found:
            self.found[claim.slug] = self._nearest(self._index.numbers[claim.slug])
        return self.found[claim.slug]

    def _nearest(self, number: int) -> list[str]:
        claims, things = self._index.claims, self._index.things
        mine = set(things[number])
        least = _NEAR * self._sum(mine)
        candidates = self._candidates(number)
        scored = sorted(
            (-self._sum(mine.intersection(things[other])), other) for other in candidates
        )
        return [claims[other] for score, other in scored[:MOST] if -score >= least]

    def _candidates(self, number: int) -> list[int]:
        """Return the candidates with the most of a claim's rarest features."""
        things, weights, having = self._index.things, self._index.weights, self._index.having
        found: dict[int, int] = defaultdict(int)
        for thing in things[number][:_LEADS]:
            weight = weights[thing]
            for other in having[thing]:
                found[other] += weight
        found.pop(number, None)
        # Most candidates share one feature: only those that can be among the first are sorted.
        least = min(sorted(found.values(), reverse=True)[:_WEIGHED], default=0)
        first = sorted((-weight, other) for other, weight in found.items() if weight >= least)
        return [other for _, other in first[:_WEIGHED]]

    def _sum(self, things: Iterable[int]) -> int:
        return sum(map(self._index.weights.__getitem__, things))


def _half_bits(count: int) -> int:
    return round(2 * math.log2(count)) if count else 0


def _weight(count: int, half_bits: int) -> int:
    """Return the weight of a feature that so many claims have, in tenths of a bit of information.

    ``half_bits`` is the number of all claims in half bits. A feature of all claims weighs a tenth.
    """
    return 5 * (half_bits - _half_bits(count)) + 1


def _each_features(
    collection: Collection, digests: Mapping[str, bytes], known: Mapping[str, Features]
) -> Iterator[tuple[str, Features]]:
    """Yield the features of each published claim; ``known`` are those of an earlier build."""
    articles = collection.articles_of
    for claim in collection:
        if claim.is_published:
            summary, last = digests[claim.slug], known.get(claim.slug)
            if last is None or last.summary != summary:
                day = claim.published_on.toordinal() if claim.published_on else 0
                things = sorted(set(_things(claim, articles.get(claim.slug, ()))))
                last = Features(summary, day, "\n".join(things))
            yield claim.slug, last


def _things(claim: ClaimSummary, articles: Iterable[CheckedArticle]) -> Iterator[str]:
    words, numbers = words_and_numbers(claim.claim)
    yield from (f"word {word}" for word in words | numbers)
    yield from (f"topic {fold(topic)}" for topic in claim.topics)
    yield from (f"article {checked.article.slug}" for checked in articles)
    if claim.claimant and not claim.claimant.is_unknown:
        yield f"claimant {fold(claim.claimant.name)}"
