"""Citations in Markdown texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.bounded import bounded_work

from factdesk.text.citations import find_citations


def ids(markdown: str) -> list[str]:
    return [citation.id for citation in find_citations(markdown)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("No citation here, me@example.org.", []),
        ("One [@a].", ["a"]),
        ("Two [@a][@b-2] and [@C_3].", ["a", "b-2", "C_3"]),
        ("At the [@a]: a colon.", ["a"]),
        (r"Escaped \[@a], and not: \\[@b].", ["b"]),
        ("In `[@a]` code, ``also ` [@b]``, then [@c].", ["c"]),
        ("A ` alone [@a], and `` another [@b].", ["a", "b"]),
        ("A ` here\n\n[@a] and ` there.", ["a"]),
        (r"An escaped \`tick [@a]` is text.", ["a"]),
        ("```\n[@a]\n```\n[@b]", ["b"]),
        ("~~~ text\n[@a]\n~~~\n[@b]", ["b"]),
        ("```\n[@a]\n~~~\n[@b]", []),
        ("````\n[@a]\n```\n[@b]\n````\n[@c]", ["c"]),
        ("`code`[@a]", ["a"]),
        ("`[@a]` begins the text, [@b].", ["b"]),
        ("Code `[@a]` here.\n\nAnd [@b].", ["b"]),
        ("Three ``` in a line [@a].", ["a"]),
        ("> [@a]\n\n- [@b]\n\n| [@c] |", ["a", "b", "c"]),
    ],
)
def test_citations_are_found_outside_code(markdown: str, expected: list[str]) -> None:
    assert ids(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    ["[@a; @b]", "[@a, p. 3]", "[@ a]", "[@]", "[@价格]", "[@a](https://example.org)"],
)
def test_what_is_written_otherwise_has_no_id(markdown: str) -> None:
    assert ids(f"See {markdown}.") == [""]


def test_a_citation_knows_its_place() -> None:
    (citation,) = find_citations("See [@a].")

    assert "See [@a]."[citation.start : citation.end] == "[@a]"


@given(st.text(alphabet="ab@[]()`~\\\n -", max_size=60))
def test_places_are_in_order_and_contain_brackets(markdown: str) -> None:
    at = 0
    for citation in find_citations(markdown):
        assert at <= citation.start < citation.end
        assert markdown[citation.start : citation.end].startswith("[@")
        at = citation.end


@pytest.mark.parametrize(
    "markdown",
    [
        "[@" * 125_000,
        "[@a]" * 62_000,
        "` " * 125_000 + "[@a]",
        " ".join("`" * n for n in range(1, 700)) + "[@a]",
        "\\" * 250_000 + "[@a]",
        "\\`" * 125_000 + "[@a]",
        "```\n[@a]\n" * 25_000,
        "\n" * 250_000 + "`[@a]`",
    ],
    ids=range(8),
)
def test_hostile_texts_take_bounded_work(markdown: str) -> None:
    with bounded_work():
        list(find_citations(markdown))
