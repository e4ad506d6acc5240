"""Any text in any field is read as typed, or refused with a place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Severity
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain
from factdesk.text.characters import character_faults, direction_faults

TEXT_FIELDS = ["claim", "quote", "claimant_note", "summary", "analysis", "would_change_if"]
#: Ordinary and hostile text: all planes, YAML indicators, directions, escapes.
WILD = st.text() | st.text(
    alphabet="a:#-?!&*|>'\"%@`{}[],~ \n\t\r\\\u2067\u2069\u202e\u200b\x07é价😀"
)


def dumped(fields: dict[str, Any], how: str) -> bytes:
    if how == "json":
        return json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    style = {"single": "'", "double": '"', "block": "|", "folded": ">", "plain": None}[how]
    return yaml.dump(fields, default_style=style, allow_unicode=True).encode()


@pytest.mark.parametrize("how", ["plain", "single", "double", "block", "folded", "json"])
@given(texts=st.dictionaries(st.sampled_from(TEXT_FIELDS), WILD, min_size=1))
@example(texts={"claim": "\u2066\n\u2069"})
def test_a_text_is_read_as_typed_or_refused(how: str, texts: dict[str, str]) -> None:
    """In any notation, the reader returns the same text, or a fault with a place."""
    file = parse_claim_file(dumped(texts, how), "claims/a.yml")

    if file.faults:
        for fault in file.faults:
            place = file.place(fault.start, fault.end)
            assert place.line >= 1
            assert place.column >= 1
            assert fault.message
        # In a folded text, a line break is written as an empty line, which ends a paragraph.
        written = [text.replace("\n", "\n\n") for text in texts.values()]
        assert any([*character_faults(t), *direction_faults(t)] for t in written)
    else:
        assert plain(file.root) == texts


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    checked = check_file(parse_claim_file(raw, "claims/a.yml"), Context())

    assert checked.claim is not None or checked.problems


@given(
    st.recursive(
        st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["claim", "title", "url", "sources", "kind", "x", "verdict", "on"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=25,
    )
)
def test_any_shape_is_checked_without_a_crash(shape: Any) -> None:
    """A wrong type anywhere is a problem with a place, never an exception."""
    fields = {"claim": "The bridge is long", "claimant": shape, "sources": shape, "parts": [shape]}
    raw = yaml.safe_dump(fields, allow_unicode=True).encode()

    checked = check_file(parse_claim_file(raw, "claims/a.yml"), Context())

    assert all(problem.place.line >= 1 for problem in checked.problems)


WHOLE = (Path(__file__).parents[1] / "examples/positive/every-field.yml").read_text("utf-8")


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(WHOLE)),
            st.integers(0, 40),
            st.text(max_size=3)
            | st.sampled_from([": ", "\n", "\n  ", "- ", "'", '"', "[", "{", "#"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_claim_file_with_slips_is_checked_without_a_crash(
    slips: list[tuple[int, int, str]],
) -> None:
    """After random edits, every problem has a place within the file, and a message."""
    text = WHOLE
    for at, length, added in slips:
        text = text[:at] + added + text[at + length :]

    checked = check_file(parse_claim_file(text.encode("utf-8", "replace"), "a.yml"), Context())

    lines = len(text.splitlines()) + 1
    for problem in checked.problems:
        assert 1 <= problem.place.line <= lines
        assert problem.place.column >= 1
        assert problem.message
        assert problem.hint
    has_error = any(problem.severity is Severity.ERROR for problem in checked.problems)
    assert has_error == (checked.claim is None)
