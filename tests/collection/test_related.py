"""Related claims of a claim."""

from __future__ import annotations

import math
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.claims.claim import Claim
from factdesk.claims.encoding import ClaimDigests, to_summary
from factdesk.collection.collection import Collection
from factdesk.collection.related import Related, RelatedState
from factdesk.config.reader import read_options

SETTINGS = read_options({"site_name": "Example Desk"})


def _claims(*texts: str, **more) -> list[Claim]:
    return [
        Claim.from_fields(
            {"slug": f"claim-{n}", "path": "", "claim": text, "published_on": "2026-03-01", **more}
        )
        for n, text in enumerate(texts)
    ]


def _related(claims: list[Claim], last: RelatedState | None = None) -> Related:
    digests = {claim.slug: ClaimDigests.of(b"", to_summary(claim)).summary for claim in claims}
    return Related(Collection(claims, SETTINGS), digests, last)


def _near(claims: list[Claim], claim: Claim) -> list[str]:
    return _related(claims).to(claim)


def test_the_nearest_claim_is_the_one_that_shares_the_rarest_words():
    claims = _claims("the bridge", "the harbour", "the bridge budget", "the harbour budget")

    assert _near(claims, claims[2]) == ["claim-0", "claim-3"]


def test_claims_whose_editors_name_others_get_none():
    claims = _claims("the bridge", "the bridge", related=["claim-1"])

    assert _near(claims, claims[0]) == []


def test_a_review_that_does_not_stand_is_near_to_nothing():
    claims = [*_claims("the bridge"), *_claims("the bridge", slug="open", status="in-review")]

    assert _near(claims, claims[0]) == []
    assert _near(claims, claims[1]) == []


@settings(deadline=None)
@given(
    st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1, max_size=8), min_size=1, max_size=9)
)
def test_in_a_small_collection_the_nearest_are_those_that_share_most(words):
    """The index with its limits finds the same claims as comparing all of them."""
    claims = _claims(*(" ".join(sorted(text)) for text in words))
    counts = Counter(word for text in words for word in text)

    def half_bits(count: int) -> int:
        return round(2 * math.log2(count))

    def weight(shared: set[str]) -> float:
        """In tenths of a bit, rounded to half bits, and a tenth for any word."""
        rarity = {word: half_bits(len(words)) - half_bits(counts[word]) for word in shared}
        return sum(5 * rarity[word] + 1 for word in shared)

    for claim, mine in zip(claims, words, strict=True):
        scored = sorted(
            (-weight(text & mine), other.slug)
            for other, text in zip(claims, words, strict=True)
            if other is not claim and text & mine
        )
        near = [slug for score, slug in scored[:4] if -score >= 0.12 * weight(mine)]
        assert _near(claims, claim) == near


WORDINGS = st.lists(
    st.tuples(
        st.sets(st.sampled_from("abcdefghijklmnop"), max_size=9),
        st.sets(st.sampled_from(["Rivers", "Roads", "Rail"])),
        st.integers(1, 3),
        st.sampled_from(["published", "in-review"]),
    ),
    max_size=20,
)


def _worded(wordings) -> list[Claim]:
    return [
        claim
        for n, (words, topics, day, status) in enumerate(wordings)
        for claim in _claims(
            " ".join(sorted(words)) or "!",
            slug=f"claim-{n}",
            topics=sorted(topics),
            published_on=f"2026-03-0{day}",
            status=status,
        )
    ]


@settings(deadline=None)
@given(WORDINGS, st.lists(st.tuples(st.integers(0, 20), WORDINGS), max_size=2))
def test_after_a_change_the_related_claims_are_those_found_without_an_earlier_state(before, edits):
    """Claims are changed, added and removed, also enough of them to change all weights."""
    claims = _worded(before)
    related = _related(claims)
    for claim in claims:
        related.to(claim)
    for at, new in edits:
        before[at : at + 2] = new[:2]
        claims = _worded(before)
        related = _related(claims, related.state)
        fresh = _related(claims)

        assert [related.to(claim) for claim in claims] == [fresh.to(claim) for claim in claims]


def test_a_change_of_one_claim_leaves_the_related_claims_of_most_others():
    texts = [f"topic{n // 2} word{n // 2} place{n // 2}" for n in range(40)]
    claims = _claims(*texts)
    related = _related(claims)
    for claim in claims:
        related.to(claim)
    changed = [*_claims("topic1 word1 elsewhere"), *claims[1:]]

    known = _related(changed, related.state).found

    assert len(known) >= 36
    assert "claim-0" not in known
    assert "claim-1" not in known
