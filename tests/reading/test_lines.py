"""Offsets as lines and columns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.reading.lines import Lines

TEXTS = st.text(st.sampled_from("ab \t\n\r\u2028"), max_size=40)
STRETCHES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), min_size=1, max_size=60)


def test_lines_and_columns_count_from_1() -> None:
    lines = Lines("claim: a\nverdict: b\n")

    assert [lines.place(0, 5), lines.place(18, 19)] == [(1, 1, 5), (2, 10, 1)]


def test_a_stretch_is_underlined_to_the_end_of_its_line() -> None:
    assert Lines("a: |\r\n  b \r\n  c\r\n").place(8, 15) == (2, 3, 1)


@given(TEXTS, STRETCHES)
def test_the_order_of_the_questions_never_shows(
    text: str, stretches: list[tuple[int, int]]
) -> None:
    """Lines are counted from the previous place, or looked up after many look-ups."""
    lines = Lines(text)

    asked = [(min(start, len(text)), length) for start, length in stretches]

    assert [lines.place(start, start + length) for start, length in asked] == [
        Lines(text).place(start, start + length) for start, length in asked
    ]
