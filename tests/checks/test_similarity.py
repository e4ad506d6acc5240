"""Nearly equal texts are found, in linear time."""

from __future__ import annotations

import random

import pytest

from factdesk.checks.similarity import alike, words_and_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge cost twice its budget", "the  BRIDGE cost twice its budget!"),
        (
            "The town's new bridge cost twice its budget",
            "The new bridge of the town cost twice its budget",
        ),
        (
            "Über die Brücke fährt seit Mai kein Bus mehr",
            "Seit Mai fährt kein Bus mehr über die Brücke",
        ),
        ("पुल की लागत बजट से दोगुनी थी", "पुल की लागत, बजट से दोगुनी थी।"),
        ("تكلفة الجسر ضعف الميزانية", "تكلفة الجسر ضعف الميزانية؟"),
        ("大桥的费用是预算的两倍", "大桥的费用是预算的两倍。"),
        ("สะพานใหม่ราคาสองเท่าของงบประมาณ", "สะพานใหม่ราคาสองเท่าของงบประมาณ!"),
    ],
)
def test_the_same_in_other_words_is_found(one: str, other: str) -> None:
    assert list(alike([one, "Something else entirely", other])) == [(2, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The bridge cost 5 million in 2019", "The bridge cost 5 million in 2020"),
        ("The bridge cost twice its budget", "The tower cost twice its budget"),
        ("大桥的费用是预算的两倍", "大楼的费用是预算的三倍"),
        ("", ""),
        ("!", "?"),
    ],
)
def test_another_claim_is_another_claim(one: str, other: str) -> None:
    assert list(alike([one, other])) == []


def test_words_of_scripts_without_spaces_are_pairs_of_characters() -> None:
    assert words_and_numbers("大桥 2019 year") == (frozenset(["大桥", "year"]), frozenset(["2019"]))
    assert words_and_numbers("大桥的")[0] == frozenset(["大桥", "桥的"])


def test_marks_stay_with_their_letters() -> None:
    assert words_and_numbers("हिन्दी")[0] == frozenset(["हिन्दी"])


def test_a_hundred_copies_make_a_hundred_pairs() -> None:
    assert len(list(alike(["The bridge cost twice its budget"] * 100))) == 99


def test_pairs_that_are_known_are_passed_over() -> None:
    texts = ["The bridge cost twice its budget"] * 3

    assert list(alike(texts, lambda one, other: {one, other} == {0, 2})) == [(1, 0)]


def corpus(kind: str, n: int) -> list[str]:
    rng = random.Random(1)
    words = [f"{a}{b}" for a in "bcdfghklm" for b in ("ara", "eto", "ilu", "ona", "uve", "ake")]
    if kind == "few words":
        return [" ".join(rng.choices(words, k=10)) for _ in range(n)]
    if kind == "one word apart":
        return [
            f"The town of {chr(0x4E00 + i % 9000)}{i // 9000} spent far too much" for i in range(n)
        ]
    return [f"Claim number {i} about the bridge and its budget" for i in range(n)]
