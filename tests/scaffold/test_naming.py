"""A new claim gets a readable and valid address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.scaffold.naming import suggest_slug
from factdesk.text.slugs import slug_fault


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ar"]))
def test_any_claim_has_a_slug_that_may_be_one(claim: str, language: str) -> None:
    assert slug_fault(suggest_slug(claim, language)) is None


@pytest.mark.parametrize(
    ("claim", "language", "slug"),
    [
        (
            "The town’s new bridge cost twice its budget",
            "en",
            "the-towns-new-bridge-cost-twice-its-budget",
        ),
        ("Größe zählt: 40% mehr Übergänge", "de", "groesse-zaehlt-40-mehr-uebergaenge"),
        ("Sähkö on kallista", "fi", "sahko-on-kallista"),
        ("Мост стоил вдвое больше", "ru", "most-stoil-vdvoe-bolshe"),
        ("404", "en", "claim-404"),
        ("…", "en", "claim"),
        ("", "en", "claim"),
    ],
)
def test_a_slug_has_the_claims_own_words(claim: str, language: str, slug: str) -> None:
    assert suggest_slug(claim, language) == slug


def test_a_long_claim_is_cut_between_two_words() -> None:
    slug = suggest_slug("bridge " * 30, "en")

    assert slug == "-".join(["bridge"] * 11)


def test_a_word_of_a_hundred_letters_is_cut_inside() -> None:
    assert suggest_slug("x" * 100, "en") == "x" * 80
