"""Someone who creates a claim sees similar claims."""

from factdesk.scaffold.neighbours import neighbours

BRIDGE = "The town's new bridge cost twice its budget"


def test_claims_in_nearly_the_same_words_are_named_nearest_first() -> None:
    others = [
        ("library", "The library lent more books than ever"),
        ("again", "The new bridge of the town cost twice its budget"),
        ("same", BRIDGE),
        ("three", "The town's new bridge cost three times its first budget"),
    ]

    assert neighbours(BRIDGE, others) == ["same", "again", "three"]


def test_another_year_does_not_make_it_another_claim_to_look_at() -> None:
    """The check distinguishes them, but a person may want to see the earlier one first."""
    assert neighbours("Rents rose by 4% in 2026", [("before", "Rents rose by 4% in 2025")]) == [
        "before"
    ]


def test_no_more_than_three_are_named() -> None:
    assert neighbours(BRIDGE, [(n, BRIDGE) for n in range(9)]) == [0, 1, 2]


def test_a_claim_without_words_has_no_neighbours() -> None:
    assert neighbours("…", [("bridge", BRIDGE), ("dots", "…")]) == []


def test_a_claim_in_other_words_is_found() -> None:
    others = [
        ("same", "Thousands of EU staff have rejected Hikvision’s surveillance equipment"),
        ("other", "Hikvision is a company of the EU"),
        ("far", "The EU has a budget"),
    ]

    assert neighbours("EU employees reject Hikvision", others) == ["same"]
