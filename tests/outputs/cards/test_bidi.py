"""Lines that run both ways, checked against the rules of Unicode's Annex 9."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.outputs.cards.bidi import embedding_levels, visual_spans


def shown(line: str, base: str) -> list[str]:
    """Return the pieces from left to right, those read leftwards turned round."""
    return [
        line[start:end][::-1] if way == "rtl" else line[start:end]
        for start, end, way in visual_spans(line, base)
    ]


def test_a_line_that_runs_one_way_is_one_piece():
    assert shown("A plain line, with 12 %.", "ltr") == ["A plain line, with 12 %."]
    assert shown("שלום עולם", "rtl") == ["םלוע םולש"]
    assert visual_spans("", "ltr") == []
    assert visual_spans("", "rtl") == []


def test_numbers_and_latin_names_keep_their_own_direction():
    assert shown("גשר 12 עלה", "rtl") == ["הלע ", "12", " רשג"]
    assert shown("חברת Hikvision.", "rtl") == [".", "Hikvision", " תרבח"]
    assert shown("the word שלום here", "ltr") == ["the word ", "םולש", " here"]


def test_a_comma_in_a_number_stays_in_it():
    assert shown("עלה 1,234.5 שקל", "rtl")[1] == "1,234.5"


def test_brackets_run_with_what_they_hold():
    """Without rule N0 the bracket after the Latin name would stand on the wrong side of it."""
    line = "חברת (Hikvision) סינית"
    assert "".join(shown(line, "rtl")) == "תיניס )Hikvision( תרבח"
    assert embedding_levels(line, "rtl")[5] == 1
    assert embedding_levels("a (ש) b", "ltr") == [0, 0, 0, 1, 0, 0, 0]


# From Unicode's BidiCharacterTest.txt, version 15: the line, its base, and each character's level;
# x stands where the file leaves it open.
@pytest.mark.parametrize(
    ("codes", "base", "levels"),
    [
        (
            "05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068",
            "ltr",
            "1 1 0 1 1 0 0 0 0 0 0 0 0 0",
        ),
        ("0041 200F 005B 200D 200B 20D6 05D0 005D 200B 200D 20D6", "rtl", "2 1 1 x x 1 1 1 x x 1"),
        ("0061 0028 05D0 005B 05D1 005D 0021 0029 0062", "ltr", "0 0 1 1 1 1 0 0 0"),
        ("0028 0627 05D0 0029 0020 0031 002D 0032", "rtl", "1 1 1 1 1 2 2 2"),
        ("2680 0028 2681 0029 0028 2682 0029 0061", "rtl", "1 1 1 1 1 1 1 2"),
        ("2680 0028 2681 0029 2682 05D0 0028 0029", "ltr", "0 0 0 0 0 1 0 0"),
    ],
)
def test_levels_are_those_of_the_standard(codes, base, levels):
    line = "".join(chr(int(code, 16)) for code in codes.split())
    found = embedding_levels(line, base)
    expected = zip(levels.split(), found, strict=True)
    assert all(level in ("x", str(seen)) for level, seen in expected)


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_no_character_is_lost_or_doubled(line, base):
    places = [place for start, end, _ in visual_spans(line, base) for place in range(start, end)]
    assert sorted(places) == list(range(len(line)))
