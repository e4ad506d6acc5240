"""Where lines of many scripts end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.outputs.cards.breaking import balance, clusters, fill, units


def pieces(text: str) -> list[str]:
    return [unit.text for unit in units(text)]


def test_words_stay_whole():
    assert pieces("It cost twice\n as\tmuch.") == ["It", "cost", "twice", "as", "much."]


def test_a_line_may_end_after_a_hyphen_between_letters_only():
    assert pieces("well-known 2019–2021 and/or -5 % http://a.b") == [
        "well-", "known", "2019–", "2021", "and/", "or", "-5", "%", "http://a.b",
    ]  # fmt: skip


def test_a_space_that_keeps_words_together_does():
    assert pieces("12\u00a0000 euros") == ["12\u00a0000", "euros"]


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    assert pieces("他说：“好”（真的）。") == ["他", "说：", "“好”", "（真", "的）。"]
    assert pieces("「はい」と言った。") == ["「は", "い」", "と", "言っ", "た。"]


def test_a_latin_word_among_chinese_characters_stays_whole():
    assert pieces("控制Hikvision公司") == ["控", "制", "Hikvision", "公", "司"]


def test_korean_breaks_between_words():
    assert pieces("유럽연합 직원") == ["유럽연합", "직원"]


def test_thai_marks_stay_with_their_letter():
    assert pieces("เก้าที่") == ["เก้า", "ที่"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("क्षेत्र", ["क्षे", "त्र"]),
        ("👩\u200d🔬!", ["👩\u200d🔬", "!"]),
        ("👍🏽", ["👍🏽"]),
    ],
)
def test_what_looks_like_one_character_is_one(text, parts):
    assert clusters(text) == parts


def test_lines_are_filled_and_then_evened_out():
    widths, gaps = [4.0, 4.0, 4.0, 1.0], [1.0] * 4
    assert fill(widths, gaps, 14) == [(0, 3), (3, 4)]
    assert balance(widths, gaps, 14) == [(0, 2), (2, 4)]


def test_what_is_wider_than_a_line_stands_alone():
    assert fill([9.0, 2.0], [0.0, 1.0], 5) == [(0, 1), (1, 2)]
    assert fill([], [], 5) == []


@settings(deadline=None)
@given(st.text(max_size=80))
def test_only_spaces_are_lost_between_the_pieces(text):
    kept = "".join(pieces(text)).replace("\u200b", "")
    assert "".join(kept.split()) == "".join(text.replace("\u200b", "").split())
    assert "".join(clusters(text)) == text


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.floats(0, 1)), min_size=1, max_size=30),
    st.floats(9, 40),
)
def test_evening_out_adds_no_line_and_makes_none_too_wide(sizes, limit):
    widths, gaps = (list(column) for column in zip(*sizes, strict=True))
    lines = balance(widths, gaps, limit)
    assert len(lines) == len(fill(widths, gaps, limit))
    assert [n for start, end in lines for n in range(start, end)] == list(range(len(widths)))
    for start, end in lines:
        assert sum(widths[start:end]) + sum(gaps[start + 1 : end]) <= limit + 1e-6
