"""The signs are drawn as the pages draw them."""

import math
from itertools import pairwise

import pytest

from factdesk.claims.verdicts import Tone
from factdesk.outputs.cards.signs import sign

SIZE = 240  # ten pixels to a unit of the drawing


def rows(name: str, points: dict[tuple[float, float], bool]) -> None:
    mask = sign(name, SIZE)
    found = {(x, y): mask.getpixel((round(x * 10), round(y * 10))) > 128 for x, y in points}
    assert found == points


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("true", {(12, 3): True, (10.4, 14.2): False, (2, 2): False, (18, 18): True}),
        ("mostly-true", {(12, 2.8): True, (12, 6): False, (10.4, 15.4): True, (2, 2): False}),
        ("mixed", {(4, 12): True, (15, 12): False, (21, 12): True, (2, 2): False}),
        ("misleading", {(12, 2): True, (10, 10): False, (4, 4): False, (18, 12): True}),
        ("mostly-false", {(2, 2): True, (22, 22): True, (12, 6): False, (12, 12): True}),
        ("false", {(2, 2): True, (12, 12): False, (12, 5): True, (22.6, 12): False}),
        ("unproven", {(12, 16.8): True, (12, 12): True, (2, 2): False, (7, 12): False}),
        ("outdated", {(3, 5): True, (12.2, 9): True, (12, 21.2): True, (8, 12): False}),
    ],
)
def test_a_sign_has_ink_where_its_drawing_has(name, points):
    rows(name, points)


def test_the_unproven_ring_is_broken_in_six_places():
    mask = sign("unproven", SIZE)
    turns = (2 * math.pi * n / 720 for n in range(721))
    ring = [
        mask.getpixel((round(120 + 95 * math.cos(turn)), round(120 + 95 * math.sin(turn)))) > 128
        for turn in turns
    ]
    assert sum(before and not after for before, after in pairwise(ring)) == 6


def test_every_tone_has_a_sign_that_fits_its_square():
    for tone in Tone:
        mask = sign(tone, 132)
        assert mask.size == (132, 132)
        left, top, right, bottom = mask.getbbox()
        assert 0 <= left < 14
        assert 0 <= top < 22
        assert right > 118
        assert bottom > 118
