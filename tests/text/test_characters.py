"""Which characters are accepted and refused, and how a terminal shows them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.text.characters import character_faults, direction_faults, name_of, visible

LEGITIMATE = {
    "line breaks and tabs": "a\tb\r\nc\n",
    "Persian with joiners": "می‌خواهم",
    "Hindi with joiner": "क्\u200dष",
    "Arabic with marks": "قال\u200f (2026)\u200e",
    "Arabic letter mark": "\u061cقال",
    "Hebrew with a grapheme joiner": "אָ\u034fּ",
    "Khmer with break marks": "ភាសា\u200bខ្មែរ",
    "Thai with word joiner": "ภาษา\u2060ไทย",
    "Mongolian variants": "ᠮᠣᠩᠭᠣᠯ\u180b ᠊\u180e",
    "ideograph with variant": "葛\U000e0100城市",
    "emoji family": "👩\u200d👩\u200d👧",
    "emoji with selector": "❤\ufe0f and text \u2764\ufe0e",
    "two emoji with selectors": "❤\ufe0f☀\ufe0f",
    "emoji with a doubled selector": "‼\ufe0f\ufe0f",
    "rainbow flag": "🏳\ufe0f\u200d🌈",
    "flag of Scotland": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "keycap": "1\ufe0f\u20e3",
    "soft hyphen": "Donau\u00addampfschiff",
    "no-break spaces": "10\u202f000\u00a0km",
    "Braille with blanks": "⠓⠑⠇⠇⠕\u2800⠺⠕⠗⠇⠙",
    "replacement character": "caf\ufffd",
    "private use": "\ue000",
}
REFUSED = {
    "NUL": "\x00",
    "escape": "\x1b[31m",
    "bell": "\x07",
    "delete": "\x7f",
    "next line": "\x85",
    "control sequence introducer": "\x9b",
    "right-to-left override": "\u202eabc",
    "left-to-right override, even closed": "\u202dabc\u202c",
    "tag characters": "a\U000e0041\U000e0042",
    "a flag's letters without the flag": "".join(chr(0xE0000 + ord(c)) for c in "gbsct\x7f"),
    "an unheard-of flag": "\U0001f3f4\U000e0078\U000e0078\U000e007f",
    "Hangul filler": "a\u3164b",
    "half-width Hangul filler": "\uffa0",
    "Hangul choseong filler": "\u115f",
    "zero width space in Latin": "pay\u200bpal",
    "word joiner in Latin": "pay\u2060pal",
    "byte order mark inside": "pay\ufeffpal",
    "grapheme joiner in Latin": "pay\u034fpal",
    "Mongolian separator in Latin": "pay\u180epal",
    "Braille blank in Latin": "pay\u2800pal",
    "invisible times": "2\u2062x",
    "deprecated format characters": "\u206a",
    "annotation": "\ufff9a\ufffab\ufffb",
    "hidden data in selectors": "a\ufe00\ufe01\ufe02",
    "ideographic selector on Latin": "a\U000e0100",
    "noncharacter": "\ufdd0",
    "noncharacter at a plane's end": "\U0001ffff",
    "musical format control": "\U0001d173",
}


@pytest.mark.parametrize("text", LEGITIMATE.values(), ids=LEGITIMATE.keys())
def test_what_writing_needs_passes(text: str) -> None:
    assert list(character_faults(text)) == []
    assert list(direction_faults(text)) == []


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_no_reader_can_see_is_refused(text: str) -> None:
    assert list(character_faults(text))


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_character_is_found_among_other_scripts_too(text: str) -> None:
    """The fast check of plain text and the slow check of everything else agree."""
    assert [f.offset for f in character_faults(f"x {text}")] == [
        f.offset for f in character_faults(f"x {text} 👍")
    ]


def test_a_fault_says_where_and_what() -> None:
    (fault,) = character_faults("abc\u202edef")

    assert fault.offset == 3
    assert fault.message == "U+202E (right-to-left override) is not allowed"
    assert fault.hint == "delete it: it changes the order in which text appears"


def test_a_flood_of_one_character_is_reported_ten_times() -> None:
    assert len(list(character_faults("\x07" * 100_000))) == 10


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("\u2067abc\u2069", []),
        ("\u202babc\u202c", []),
        ("\u2068a\u2067b\u2069c\u2069", []),
        ("\u2067abc", [0]),
        ("\u202aabc", [0]),
        ("abc\u2069", [3]),
        ("abc\u202c", [3]),
        ("\u2067a\u202c\u2069", [2]),
        ("\u2067a\nb\u2069", []),
        ("\u2067a\n\nb\u2069", [0, 5]),
        ("\u2067a\u2029b\u2069", [0, 4]),
    ],
)
def test_directions_are_closed_in_their_paragraph(text: str, offsets: list[int]) -> None:
    assert [fault.offset for fault in direction_faults(text)] == offsets


def test_a_name_is_in_plain_words() -> None:
    assert name_of("\x1b") == "U+001B (control character)"
    assert name_of("\u200b") == "U+200B (zero width space)"
    assert name_of("\ufdd0") == "U+FDD0 (not a character)"


def test_a_terminal_shows_escapes_and_obeys_none() -> None:
    assert visible("a\x1b[2J\x9b\u202e\u200b\ud800\U000e0041é\t\r\n") == (
        r"a\x1b[2J\x9b\u202e\u200b\ud800" + r"\U000e0041é\t\r\n"
    )


@given(st.text())
def test_nothing_that_a_terminal_obeys_stays(text: str) -> None:
    left = {unicodedata.category(character) for character in visible(text)}

    assert not left & {"Cc", "Cs", "Zl", "Zp"}


@given(st.text())
def test_a_text_passes_or_is_refused_at_a_place_in_it(text: str) -> None:
    for fault in [*character_faults(text), *direction_faults(text)]:
        assert 0 <= fault.offset < len(text)
        assert fault.message
        assert fault.hint
