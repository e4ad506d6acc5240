"""Line breaks and direction of lines, without losing any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outputs.cards.lettering import BARE

from factdesk.outputs.cards.fonts import Role
from factdesk.outputs.cards.text import (
    Paragraph,
    TextStyle,
    direction_runs,
    parts_of,
    truncate_line,
)

STYLE = TextStyle(BARE, Role.CLAIM, "en", "ltr")


def parts(text: str) -> list[str]:
    return [part.text for part in parts_of(text)]


def shown(line: str, base: str) -> list[str]:
    """Return the runs from left to right, with right-to-left runs reversed."""
    runs = direction_runs(line, base)
    return [text[::-1] if direction == "rtl" else text for text, direction in runs]


def test_words_are_not_split():
    assert parts("It cost twice as much.") == ["It", "cost", "twice", "as", "much."]


def test_a_line_may_end_after_hyphens_and_slashes():
    assert parts("well-known 2019–2021 and/or -5 %") == [
        "well-", "known", "2019–", "2021", "and/", "or", "-5", "%",
    ]  # fmt: skip
    assert parts("http://a.b/c") == ["http://", "a.b/", "c"]


def test_a_space_that_keeps_words_together_does():
    assert parts("12\u00a0000 euros") == ["12\u00a0000", "euros"]


def test_a_word_is_not_broken_at_a_soft_hyphen_that_would_not_be_drawn():
    assert parts("co\u00adoperate now") == ["co\u00adoperate", "now"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    assert parts("（真的）。") == ["（真", "的）。"]
    assert parts("「はい」と言った。") == ["「は", "い」", "と", "言っ", "た。"]


def test_a_latin_word_among_chinese_characters_is_not_split():
    assert parts("控制Hikvision公司") == ["控", "制", "Hikvision", "公", "司"]


def test_korean_breaks_between_words():
    assert parts("유럽연합 직원") == ["유럽연합", "직원"]


def test_thai_breaks_between_syllables():
    assert parts("เก้าที่") == ["เก้า", "ที่"]


def test_lines_are_filled_and_then_evened_out():
    lines = Paragraph("one two three four five six seven", STYLE).lines(60, 500, 9)
    assert lines == ["one two three", "four five six", "seven"] or len(lines) == 3
    widths = [STYLE.width(line) for line in lines]
    assert max(widths) * 60 <= 500
    assert Paragraph("aa bb cc dd", STYLE).lines(60, 250, 9) == ["aa bb", "cc dd"]


def test_a_word_that_is_wider_than_a_line_is_cut_between_characters():
    lines = Paragraph("W" * 50, STYLE).lines(60, 400, 20)
    assert "".join(lines) == "W" * 50
    assert all(STYLE.width(line) * 60 <= 400 for line in lines)
    assert Paragraph("W" * 50, STYLE).lines(60, 400, 3) is None


def test_a_shortened_line_ends_in_an_ellipsis():
    assert truncate_line("e\u0301galite\u0301", STYLE, 99) == "e\u0301galite\u0301"
    cut = truncate_line("Association of many names", STYLE, 6)
    assert cut.endswith("…")
    assert STYLE.width(cut) <= 6


@settings(deadline=None)
@given(st.text(max_size=80))
def test_only_spaces_are_lost_between_the_parts(text):
    kept = "".join(parts(text)).replace("\u200b", "")
    assert "".join(kept.split()) == "".join(text.replace("\u200b", "").split())


def test_a_line_that_runs_one_way_is_one_run():
    assert shown("A plain line, with 12 %.", "ltr") == ["A plain line, with 12 %."]
    assert shown("שלום עולם", "rtl") == ["םלוע םולש"]


def test_numbers_and_latin_names_keep_their_own_direction():
    assert shown("גשר 12 עלה", "rtl") == ["הלע ", "12", " רשג"]
    assert shown("חברת Hikvision.", "rtl") == [".", "Hikvision", " תרבח"]
    assert shown("the word שלום here", "ltr") == ["the word ", "םולש", " here"]


def test_a_comma_in_a_number_stays_in_it():
    assert shown("עלה 1,234.5 שקל", "rtl")[1] == "1,234.5"


def test_brackets_run_with_what_they_hold():
    assert "".join(shown("חברת (Hikvision) סינית", "rtl")) == "תיניס )Hikvision( תרבח"


# From Unicode's BidiCharacterTest.txt, version 15: the line, its direction, and its characters from
# left to right by their positions.
@pytest.mark.parametrize(
    ("codes", "base", "order"),
    [
        (
            "05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068",
            "ltr",
            [1, 0, 2, 4, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        ),
        ("0061 0028 05D0 005B 05D1 005D 0021 0029 0062", "ltr", [0, 1, 5, 4, 3, 2, 6, 7, 8]),
        ("0028 0627 05D0 0029 0020 0031 002D 0032", "rtl", [5, 6, 7, 4, 3, 2, 1, 0]),
        ("2680 0028 2681 0029 0028 2682 0029 0061", "rtl", [7, 6, 5, 4, 3, 2, 1, 0]),
        ("2680 0028 2681 0029 2682 05D0 0028 0029", "ltr", [0, 1, 2, 3, 4, 5, 6, 7]),
    ],
)
def test_the_order_is_that_of_the_standard(codes, base, order):
    line = "".join(chr(int(code, 16)) for code in codes.split())
    assert "".join(shown(line, base)) == "".join(line[n] for n in order)


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_no_character_is_lost_or_doubled(line, base):
    assert sorted("".join(text for text, _ in direction_runs(line, base))) == sorted(line)
