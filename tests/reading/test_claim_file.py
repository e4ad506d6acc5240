"""The parsed content of a file, and the line and column of each value."""

from __future__ import annotations

import pytest

from factdesk.reading.claim_file import ClaimFile, parse_claim_file
from factdesk.reading.faults import Reason
from factdesk.reading.nodes import MappingNode, Node, ScalarNode, plain


def read(text: str | bytes) -> ClaimFile:
    raw = text if isinstance(text, bytes) else text.encode()
    return parse_claim_file(raw, "claims/bridge.yml")


def at(file: ClaimFile, node: Node | None) -> tuple[int, int, int]:
    assert node is not None
    place = file.place_of(node)
    return place.line, place.column, place.length


def test_every_scalar_is_read_as_it_is_written() -> None:
    file = read(
        "verdict: false\nquote: 40%\nclaimed_on: 2020-11\ntopics: [no, 1.0, ~, null, 0x1f, 1_000]\n"
        "summary: 'it''s'\nnote: >-\n  two\n  lines\n"
    )

    assert file.faults == []
    assert plain(file.root) == {
        "verdict": "false",
        "quote": "40%",
        "claimed_on": "2020-11",
        "topics": ["no", "1.0", "~", "null", "0x1f", "1_000"],
        "summary": "it's",
        "note": "two lines",
    }


def test_a_key_without_a_value_counts_as_missing_and_is_still_found() -> None:
    file = read("claim: a\nverdict:\nquote: ''\n")

    assert plain(file.root) == {"claim": "a", "quote": ""}
    assert file.root.node("verdict") is None
    assert at(file, file.root.key("verdict")) == (2, 1, 7)


def test_places_count_characters_from_one() -> None:
    file = read("claim: 'a 😀 é'\nsources:\n  - title: 价格\n    url: x\n")

    assert at(file, file.root.node("claim")) == (1, 8, 7)
    (source,) = file.root.mappings("sources")
    assert at(file, source) == (3, 5, 1)
    assert at(file, source.node("title")) == (3, 12, 2)
    assert at(file, source.key("url")) == (4, 5, 3)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_places_are_right_with_every_line_break(line_break: str) -> None:
    file = read(line_break.join(["claim: a", "", "quote: |", "  b", "  c", "verdict: d", ""]))

    assert at(file, file.root.node("quote")) == (3, 8, 1)
    assert at(file, file.root.node("verdict")) == (6, 10, 1)


def test_places_stay_right_after_many_look_ups() -> None:
    """After some look-ups, a table of lines replaces counting."""
    file = read("".join(f"key{n}: value\n" for n in range(200)))

    assert [at(file, file.root.node(f"key{n}"))[0] for n in range(200)] == list(range(1, 201))


def test_a_byte_order_mark_is_accepted_and_moves_nothing() -> None:
    file = read(b"\xef\xbb\xbfclaim: a\n")

    assert file.faults == []
    assert at(file, file.root.node("claim")) == (1, 8, 1)


def test_line_separators_are_text() -> None:
    """Editors and git do not treat them as line breaks, so places do not either."""
    file = read('claim: "a\\u2028b"\nquote: "c\u2028d"\nverdict: e\n')

    assert file.faults == []
    assert file.root.text("claim") == "a\u2028b"
    assert at(file, file.root.node("verdict")) == (3, 10, 1)


def test_the_slug_is_the_stem_of_the_name() -> None:
    assert parse_claim_file(b"claim: a", "claims/money/town-bridge.yml").slug == "town-bridge"


def test_what_is_after_a_refused_character_is_still_read() -> None:
    file = read("claim: a\x07\nverdict: b\n")

    assert [fault.reason for fault in file.faults] == [Reason.CHARACTER]
    assert file.root.text("verdict") == "b"


def test_a_character_written_as_an_escape_is_refused_too() -> None:
    file = read('claim: "a\\x1b[31m"\nquote: "fine \\u2192 \\U0001F600 \\""\n')

    (fault,) = file.faults
    assert fault.message == "U+001B (control character) is not allowed"
    assert file.place(fault.start, fault.end).line == 1


def test_a_direction_that_is_opened_in_one_field_cannot_be_closed_in_another() -> None:
    file = read("claim: a \u2067 b\nquote: c \u2069 d\n")

    assert [file.place(f.start, f.end).line for f in file.faults] == [1, 2]


def test_a_direction_in_a_folded_text_may_go_over_lines() -> None:
    assert read("claim: >-\n  a \u2067 b\n  c \u2069 d\n").faults == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this file is empty"),
        ("# nothing\n", "this file is empty"),
        ("---\n", "this file contains no fields"),
        ("- a\n", "this file contains no fields"),
        ("just words\n", "this file contains no fields"),
        ("'claim: a'\n", "this file contains no fields"),
    ],
)
def test_a_file_without_fields_says_so(text: str, message: str) -> None:
    file = read(text)

    assert [fault.message for fault in file.faults] == [message]
    assert not file.was_read


def test_a_document_may_be_marked_as_one() -> None:
    assert read("%YAML 1.2\n---\nclaim: a\n...\n").faults == []


def test_look_ups_return_nothing_for_another_shape() -> None:
    root = read("claim: [a]\nsources: b\ntopics: {c: d}\n").root

    assert root.scalar("claim") is None
    assert root.text("claim") == ""
    assert root.items("sources") == []
    assert list(root.mappings("topics")) == []
    assert root.mapping("sources") is None
    assert root.node("nothing") is None
    assert isinstance(root, MappingNode)
    assert [item.value for item in root.scalars("claim") if isinstance(item, ScalarNode)] == ["a"]


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("a: [" + "b, " * 4_997 + "]", False),
        ("a: [" + "b, " * 4_998 + "]", True),
        ("a: [" + "[], " * 4_997 + "]", False),
        ("a: [" + "[], " * 4_998 + "]", True),
        ("a: [" + "[b], " * 2_500 + "]", True),
    ],
)
def test_a_file_has_at_most_five_thousand_values_of_all_kinds(text: str, is_refused: bool) -> None:
    said = [fault.message for fault in read(text).faults]

    assert said == (["this file has more than 5000 values"] if is_refused else [])


def test_the_digest_is_that_of_the_bytes() -> None:
    assert read(b"abc").digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_an_open_direction_is_said_at_its_place_once_a_text() -> None:
    file = read("claim: a\u202bb \u2067c\nquote: \u2066d\n")

    assert [(fault.reason, fault.start, fault.end) for fault in file.faults] == [
        (Reason.CHARACTER, 8, 9),
        (Reason.CHARACTER, 21, 22),
    ]
