"""An edit changes one value, and all other bytes of the file stay unchanged."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdesk.editing.errors import EditError
from factdesk.editing.files import edit_file
from factdesk.editing.value_edits import insert_item, move_item, remove_value, set_value
from factdesk.reading.nodes import plain
from factdesk.reading.tree import read_tree
from factdesk.text.yaml_scalars import write_scalar

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "claims").rglob("*.yml"))
ORDER = ["claim", "quote", "claimant", "claimed_on", "verdict", "summary", "sources", "topics"]

HAND_WRITTEN = """\
# A note at the top.
claim:   The bridge cost twice its budget    # the claim
claimant: {name: 'Example Gazette', kind: organization}   # flow

verdict: "mostly-true"
topics: [bridges, 'town budget', "works"]
summary: >
  The final account
  is 1.9 times the budget.

# About the sources.
sources:
    -   title: Final account   # four columns
        url: https://example.net/account

    # The second one.
    -
      url: https://example.net/minutes
      title: |
        Minutes
        of the council
      quotes:
      - exact: "a \\"budget\\""
      note:
published_on: 2026-03-01"""

#: Texts with a special meaning in YAML.
HOSTILE = [
    "", " ", "plain", "it's: tricky # not", "yes", "null", "~", "12", "1e3", "2020-11", "- x",
    "? x", "a\nb\n\nc", "a\nb\n", "a\n\n\n", "\na", " lead\nb", "trail ", "\t", "a\tb",
    "“q” \"d\" 'e'",
    "{x}", "[a]", "a, b", "k: v", "k:", "#", "# x", "a #b", "a# b", "@a", "%a", "`a", "&a", "*a",
    "!a", "|", ">", "---", "...", "\u2028", "\u0085", "\ufeff", "\u00a0", "é中🙂", "\\n",
    "\"", "'", "a\\b",
]  # fmt: skip


def data(text: str) -> Any:
    tree = read_tree(text)
    assert tree.faults == []
    assert tree.top is not None
    return plain(tree.top)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, below in steps:
        yield (*path, step)
        if isinstance(below, dict | list):
            yield from paths(below, (*path, step))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def outside(before: str, after: str) -> list[str]:
    """The lines that an edit did not change."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(True), after.splitlines(True), False)
    return [tag for tag, *_ in matcher.get_opcodes() if tag != "equal"]


TEXTS = {"by hand": HAND_WRITTEN, "crlf": HAND_WRITTEN.replace("\n", "\r\n")} | {
    file.stem: file.read_text("utf-8") for file in FILES[:3]
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("value", HOSTILE)
def test_any_text_is_set_and_nothing_else(name: str, value: str) -> None:
    text = TEXTS[name]
    for path in [*paths(data(text))][:: 1 if name in ("by hand", "crlf") else 7]:
        if isinstance(at(data(text), path), str):
            edited = set_value(text, path, value)
            assert at(data(edited), path) == value
            assert len(outside(text, edited)) <= 1


@pytest.mark.parametrize("name", TEXTS)
def test_every_field_and_entry_can_be_removed(name: str) -> None:
    text = TEXTS[name]
    for path in paths(data(text)):
        parent = at(data(text), path[:-1])
        if len(parent) == 1:
            with pytest.raises(EditError, match="only"):
                remove_value(text, path)
        else:
            edited = remove_value(text, path)
            expected = data(text)
            del at(expected, path[:-1])[path[-1]]
            assert data(edited) == expected
            assert len(outside(text, edited)) <= 1


@pytest.mark.parametrize("name", TEXTS)
def test_entries_can_be_inserted_and_moved(name: str) -> None:
    text = TEXTS[name]
    lists = [path for path in paths(data(text)) if isinstance(at(data(text), path), list)]
    for path in lists:
        entries = at(data(text), path)
        new = {"title": "A: b", "url": "https://x"} if isinstance(entries[0], dict) else "a: b"
        for n in range(len(entries) + 1):
            edited = insert_item(text, path, n, new)
            assert at(data(edited), path) == [*entries[:n], new, *entries[n:]]
        for n in range(1, len(entries)):
            moved = [*entries[1 : n + 1], entries[0], *entries[n + 1 :]]
            assert at(data(move_item(text, path, 0, n)), path) == moved


def test_a_new_field_takes_its_place_in_the_order() -> None:
    edited = set_value(HAND_WRITTEN, ("quote",), "It cost: twice", order=ORDER)

    lines = edited.splitlines()
    assert lines[2] == 'quote: "It cost: twice"'
    assert [line for line in lines if line not in HAND_WRITTEN.splitlines()] == [lines[2]]


def test_a_text_becomes_a_mapping_and_back() -> None:
    text = "claim: A\nclaimant: Example Gazette # who\nverdict: 'true'\n"

    mapping = set_value(text, ("claimant",), {"name": "Example Gazette", "kind": "organization"})
    back = set_value(mapping, ("claimant",), "Example Gazette")

    assert data(mapping)["claimant"] == {"name": "Example Gazette", "kind": "organization"}
    assert back.splitlines()[1].startswith("claimant: Example Gazette")
    assert "verdict: 'true'" in mapping


def test_the_style_of_quotation_marks_is_kept() -> None:
    text = "a: 'one'\nb: \"two\"\nc: three\n"

    for field, line in (("a", "a: 'new'"), ("b", 'b: "new"'), ("c", "c: new")):
        assert line in set_value(text, (field,), "new").splitlines()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=60), st.integers(0, 4), st.booleans())
def test_every_scalar_reads_back(value: str, indent: int, in_flow: bool) -> None:
    written = write_scalar(value, indent=indent + 1, in_flow=in_flow)
    text = f"{{a: {written}, b: c}}\n" if in_flow else f"a: {written}\nb: c\n"
    tree = read_tree(text)
    if tree.faults:  # characters that claim files must not contain, in any style
        assert any(ord(letter) < 32 or "\ud800" <= letter <= "\udfff" for letter in value)
        return
    assert plain(tree.top) == {"a": value, "b": "c"}


def test_what_is_not_there_or_not_yaml_is_refused() -> None:
    for text, path in (
        ("a: b\n", ("x", "y")),
        ("a: b\n", ("a", 0)),
        ("a: [\n", ("a",)),
        ("", ("a",)),
    ):
        with pytest.raises(EditError, match=r"\w"):
            set_value(text, path, "c")


def test_a_file_keeps_its_line_ends_mark_and_mode(tmp_path: Path) -> None:
    file = tmp_path / "claim.yml"
    file.write_bytes(b"\xef\xbb\xbfclaim: A\r\nverdict: mixed\r\n")
    file.chmod(0o640)

    assert edit_file(file, lambda text: set_value(text, ("claim",), "B"))
    assert not edit_file(file, lambda text: text)

    assert file.read_bytes() == b"\xef\xbb\xbfclaim: B\r\nverdict: mixed\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["claim.yml"]


def test_a_link_is_not_edited(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("claim: A\n")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")

    with pytest.raises(EditError, match="link"):
        edit_file(tmp_path / "link.yml", lambda text: text.replace("A", "B"))
