"""Find the claims that are related to a claim."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.collection.related import Related
from factdesk.config.reader import read_options

SETTINGS = read_options({"site_name": "Example Desk"})


def _claims(*texts: str, **more) -> list[Claim]:
    return [
        Claim.from_fields(
            {"slug": f"claim-{n}", "path": "", "claim": text, "published_on": "2026-03-01", **more}
        )
        for n, text in enumerate(texts)
    ]


def _near(claims: list[Claim], claim: Claim) -> list[str]:
    return [other.slug for other in Related(Collection(claims, SETTINGS)).to(claim)]


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
    """Numbering, following and weighing only some find what comparing all would find."""
    claims = _claims(*(" ".join(sorted(text)) for text in words))
    counts = Counter(word for text in words for word in text)

    def weight(shared: set[str]) -> float:
        return math.fsum(math.log(len(words) / counts[word]) + 0.1 for word in shared)

    for claim, mine in zip(claims, words, strict=True):
        scored = sorted(
            (-weight(text & mine), other.slug)
            for other, text in zip(claims, words, strict=True)
            if other is not claim and text & mine
        )
        near = [slug for score, slug in scored[:4] if -score >= 0.12 * weight(mine)]
        assert _near(claims, claim) == near


def _digest(*claims: Claim) -> str:
    return Related(Collection(claims, SETTINGS)).digest


def test_the_digest_is_the_same_when_only_what_nobody_judges_by_has_changed():
    bridge, harbour = _claims("the bridge", "the harbour")
    (longer,) = _claims("the bridge", summary="Other.", analysis="Longer.", language="de")

    assert _digest(bridge, harbour) == _digest(longer, harbour)


@pytest.mark.parametrize(
    "change",
    [
        {"claim": "the bridges"},
        {"slug": "claim-9"},
        {"topics": ["Rivers"]},
        {"claimant": "Example Gazette"},
        {"status": "in-review"},
        {"published_on": "2026-03-02"},
        {"related": ["claim-1"]},
    ],
)
def test_the_digest_is_another_when_something_has_changed_that_nearness_is_judged_by(change):
    """Also the order, which says which of many claims are followed."""
    bridge, harbour, ferry = _claims("the bridge", "the harbour", "the ferry")
    (changed,) = _claims("the harbour", **{"slug": "claim-1", **change})

    assert _digest(bridge, harbour, ferry) != _digest(bridge, changed, ferry)
