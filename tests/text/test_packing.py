"""Numbers as short text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.text.packing import pack


def test_small_numbers_take_one_character_and_larger_ones_more():
    assert pack([0, 1, 43, 44, 1935, 1936, 123456]) == "!#QR#~QRR#wtf#"


@given(st.lists(st.integers(0, 2**32)))
def test_nothing_in_it_means_anything_in_a_script(numbers):
    assert set(pack(numbers)).isdisjoint("\"'\\<>& \n")
