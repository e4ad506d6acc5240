"""Valid slugs of claims, and slugs derived from names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.text.slugs import SLUG, fold, readable_slug, slug_fault

FORM = "a slug has only the letters a to z, digits and single hyphens between them"
TAKEN = "this name is reserved for the site or by Windows"


@pytest.mark.parametrize("slug", ["a", "9", "a-b", "the-bridge-2024", "com", "com10", "a" * 80])
def test_an_ordinary_slug_passes(slug: str) -> None:
    assert slug_fault(slug) is None


@pytest.mark.parametrize(
    "slug",
    [
        "", "-", "-a", "a-", "a--b", "A", "a_b", "a.b", "a b", "a/b", "..", "a\n", "ü", "٣",
        "a\x00",
    ],
)  # fmt: skip
def test_a_slug_of_another_form_is_refused(slug: str) -> None:
    assert slug_fault(slug) == FORM


def test_a_slug_that_is_too_long_says_by_how_much() -> None:
    assert slug_fault("a" * 81) == "a slug has at most 80 characters, this one has 81"


@pytest.mark.parametrize(
    "slug",
    [
        "page", "index", "404", "search", "assets", "api", "embed", "feed",
        "con", "prn", "aux", "nul", "conin", "conout", "clock",
        "com0", "com1", "com9", "lpt0", "lpt1", "lpt9",
    ],
)  # fmt: skip
def test_a_name_that_the_site_or_windows_needs_is_refused(slug: str) -> None:
    assert slug_fault(slug) == TAKEN


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Public health", "public-health"),
        ("  Public \t HEALTH ", "public-health"),
        ("public-health", "public-health"),
        ("Covid 19", "covid-19"),
        ("a" * 60, "a" * 60),
    ],
)
def test_an_ascii_name_is_its_own_slug(name: str, slug: str) -> None:
    assert readable_slug(name) == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Zürich", "zurich-201f10"),
        ("Zurich!", "zurich-546029"),
        ("C++", "c-cedb1b"),
        ("C", "c"),
        ("!", "bb7208"),
        ("con", "con-1143da"),
        ("a  - b", "a-b-5a079d"),
        ("a" * 61, "a" * 60 + "-35d5fc"),
        ("a" * 59 + " b", "a" * 59 + "-9d2d51"),
    ],
)
def test_a_name_that_ascii_shortens_gets_a_hash(name: str, slug: str) -> None:
    """The hashes are written out: they are part of addresses, which must not change."""
    assert readable_slug(name) == slug


def test_names_are_compared_without_case_spacing_and_ways_to_write_an_accent() -> None:
    assert fold(" Caf\u00e9  STRASSE ") == fold("cafe\u0301 stra\u00dfe") == "caf\u00e9 strasse"


@given(st.text(), st.text())
def test_every_name_has_a_slug_and_different_names_have_different_ones(
    one: str, other: str
) -> None:
    slug = readable_slug(one)
    assert SLUG.fullmatch(slug)
    if fold(one).replace("-", " ") != fold(other).replace("-", " "):
        assert slug != readable_slug(other)
