"""The fields of a file change with as few edits as possible, and any text survives this."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.editing.changes import change_fields
from factdesk.editing.errors import EditError
from factdesk.editing.layout import fields_in
from factdesk.editing.new_file import write_new_file
from factdesk.pages.form_fields import file_sections

ROOT = Path(__file__).parents[2]
ORDERS = field_names(Claim)

BRIDGE = """\
# A note at the top.
claim: The bridge cost twice its budget    # the claim
claimant: {name: 'Example Gazette', kind: organization}
verdict: "mostly-true"
summary: >-
  The final account
  is 1.9 times the budget.

sources:
    # The account.
    -   title: Final account   # four columns
        url: https://example.net/account
        quotes:
        - exact: 22.8 million
    # The minutes.
    -   title: Minutes
        url: https://example.net/minutes
topics: [bridges, 'town budget']
"""


def hunks(before: str, after: str) -> list[str]:
    """The lines that were removed and added, grouped by place."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(True), after.splitlines(True), False)
    return [
        "".join(after.splitlines(True)[j1:j2])
        for tag, _, _, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def changed(text: str, **values: Any) -> str:
    fields = {**fields_in(text), **values}
    return change_fields(text, {k: v for k, v in fields.items() if v is not None}, ORDERS)


@pytest.mark.parametrize("file", sorted((ROOT / "claims").rglob("[a-z]*/[a-z]*.yml"))[:8])
def test_one_changed_field_is_one_hunk(file: Path) -> None:
    text = file.read_text("utf-8")

    for name, value in fields_in(text).items():
        if isinstance(value, str):
            assert len(hunks(text, changed(text, **{name: f"Changed {value}"}))) == 1


def test_entries_keep_their_comments_when_they_move_and_change() -> None:
    account, minutes = fields_in(BRIDGE)["sources"]
    new = {"title": "Radio", "url": "https://example.net/radio"}

    moved = changed(BRIDGE, sources=[minutes, account])
    edited = changed(BRIDGE, sources=[account, {**minutes, "note": "Read in part."}])
    removed = changed(BRIDGE, sources=[minutes])
    added = changed(BRIDGE, sources=[new, account, minutes])

    assert "title: Final account   # four columns" in moved
    assert hunks(BRIDGE, edited) == ["        note: Read in part.\n"]
    assert "# The minutes." in removed
    assert "Final account" not in removed
    assert len(hunks(BRIDGE, added)) == 1


def test_a_folded_text_stays_folded() -> None:
    text = changed(
        BRIDGE, summary="The account of the works is " + "many words long, " * 8 + "now."
    )

    assert "summary: >-\n  The account" in text
    assert max(map(len, text.splitlines())) < 100


def test_a_field_is_added_in_order_and_the_last_entry_takes_its_list_with_it() -> None:
    text = changed(BRIDGE, quote="It cost: twice", topics=["bridges"])
    without = changed(text, topics=None)

    assert text.splitlines()[2] == 'quote: "It cost: twice"'
    assert "topics: [bridges]" in text
    assert "topics" not in without


def test_invalid_yaml_is_refused() -> None:
    with pytest.raises(EditError, match="YAML"):
        change_fields("a: [", {"a": "b"}, ORDERS)


letters = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")
texts = st.one_of(
    st.text(letters, min_size=1, max_size=30).filter(lambda text: text.strip()),
    st.lists(st.sampled_from(["word", "it's", "#x", "a:", "- b", "“q”", "%"]), min_size=20).map(
        " ".join
    ),
    st.sampled_from(["yes", "null", "- x", "a: b", "a #b", "| x", "2020-11", "x\n\ny\n", " a\nb"]),
)
quotes = st.fixed_dictionaries({"exact": texts}, optional={"prefix": texts})
sources = st.fixed_dictionaries(
    {"title": texts, "url": st.sampled_from(["https://a.net", "https://b.net/x#y"])},
    optional={"note": texts, "quotes": st.lists(quotes, min_size=1, max_size=3)},
)
claims = st.fixed_dictionaries(
    {"claim": texts},
    optional={
        "claimant": st.one_of(texts, st.fixed_dictionaries({"name": texts, "role": texts})),
        "summary": texts,
        "analysis": texts,
        "sources": st.lists(sources, min_size=1, max_size=4),
        "topics": st.lists(texts, min_size=1, max_size=3),
    },
)


@given(claims, claims)
def test_what_is_written_reads_back_equal(old: dict[str, Any], new: dict[str, Any]) -> None:
    text = write_new_file(old, file_sections().items())
    assert fields_in(text) == old

    assert fields_in(change_fields(text, new, ORDERS)) == new


def test_a_new_file_reads_like_the_template() -> None:
    text = write_new_file(
        {
            "sources": [{"title": "Final account", "url": "https://example.net/account"}],
            "claim": "The bridge cost twice its budget",
            "summary": " ".join(["nineteen"] * 12),
            "analysis": "First.\n\nSecond.\n",
        },
        [
            ("The claim", ["claim"]),
            ("Findings", ["summary", "analysis"]),
            ("Evidence", ["sources"]),
        ],
    )

    assert [line.rstrip("-") for line in text.splitlines()] == [
        "# -- The claim ",
        "",
        "claim: The bridge cost twice its budget",
        "",
        "# -- Findings ",
        "",
        "summary: >",  # without the "-" of the sign
        "  " + " ".join(["nineteen"] * 10),
        "  nineteen nineteen",
        "analysis: |",
        "  First.",
        "",
        "  Second.",
        "",
        "# -- Evidence ",
        "",
        "sources:",
        "  - title: Final account",
        "    url: https://example.net/account",
    ]
