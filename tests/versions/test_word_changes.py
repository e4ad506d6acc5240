"""Two texts compared by words."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from factdesk.versions.word_changes import WordChange, compare_words


def marked(before: str, after: str) -> str:
    """The comparison with -removed- and +added+ words."""
    signs = {
        WordChange.REMOVED: "-{}-",
        WordChange.ADDED: "+{}+",
        WordChange.GAP: "…",
        WordChange.SAME: "{}",
    }
    return "".join(signs[part].format(text) for part, text in compare_words(before, after))


def test_only_the_words_that_changed_are_marked() -> None:
    before = "The contract sum is twice the budget that the council voted before the works."
    after = "The final account is 1.9 times the budget that the council voted in 2019."
    assert marked(before, after) == (
        "The -contract sum is twice -+final account is 1.9 times +the budget that the council "
        "voted -before the works-+in 2019+."
    )


def test_paragraphs_that_did_not_change_are_left_out() -> None:
    assert marked("One.\n\nTwo is good.\n\nThree.", "One.\n\nTwo is very good.\n\nThree.") == (
        "…Two is +very +good.…"
    )


def test_equal_texts_have_no_difference() -> None:
    assert compare_words("The same.", "The same.") == ()


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    assert marked("橋は長い。", "橋は短い。") == "橋は-長-+短+い。"


lines = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=60)


@given(lines, lines)
def test_both_texts_can_be_read_from_the_comparison_of_two_lines(before: str, after: str) -> None:
    passages = compare_words(before, after)
    if passages:
        assert "".join(text for part, text in passages if part is not WordChange.ADDED) == before
        assert "".join(text for part, text in passages if part is not WordChange.REMOVED) == after


def test_the_longest_texts_take_no_long_time() -> None:
    before = " ".join(f"w{n % 977}" for n in range(40_000))
    after = "\n".join(f"w{n * 7 % 991}" for n in range(40_000))
    began = time.process_time()
    compare_words(before, after)
    compare_words(after, before.replace(" ", "\n"))
    assert time.process_time() - began < 5
