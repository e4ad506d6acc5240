"""Any file of the maximum size is read or refused with bounded work."""

from __future__ import annotations

import pytest
from support.bounded import bounded_work

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Severity
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.files import MAX_BYTES


def filled(head: str, piece: str, tail: str = "") -> bytes:
    room = MAX_BYTES - len((head + tail).encode())
    return (head + piece * (room // len(piece.encode())) + tail).encode()


HOSTILE = {
    "brackets": filled("claim: ", "["),
    "braces": filled("claim: ", "{"),
    "closed brackets": filled("claim: [", "[],", "]"),
    "tiny lists": filled("claim:\n", "- - -\n"),
    "nested dashes": filled("claim: ", "- "),
    "questions": filled("", "? "),
    "a huge list": filled("topics: [", "a,", "]"),
    "a huge mapping": ("".join(f"k{n}: v\n" for n in range(24_000))).encode()[:MAX_BYTES],
    "one key, always": filled("", "claim: a\n"),
    "just enough equal keys": b"claim: a\n" * 2_400,
    "just enough unknown keys": "".join(f"claimant{n}: a\n" for n in range(2_400)).encode(),
    "unknown keys that are long": "".join(f"{'claim' * 20}{n}: a\n" for n in range(2_400)).encode(),
    "just enough bad addresses": b"claim: a\nappearances:\n" + b"- {url: x}\n" * 1_200,
    "just enough sources": b"claim: a\nsources:\n"
    + b"".join(
        b"- {title: a, url: https://example.org/, derived_from: [s%d]}\n" % (n + 2)
        for n in range(540)
    ),
    "sources that all derive from all": b"claim: a\nsources:\n"
    + b"".join(
        b"- {title: a, url: u, derived_from: [%s]}\n" % b",".join(b"s%d" % m for m in range(60))
        for n in range(60)
    ),
    "one long key": filled("claim: a\n", "k", ": v\n"),
    "one long word": filled("claim: a\nstatus: ", "d", "\n"),
    "one long verdict": filled("claim: a\nverdict: ", "true", "\n"),
    "one long address": filled("claim: a\nappearances: [{url: 'https://", "a.", "'}]\n"),
    "one long date": filled("claim: a\nclaimed_on: ", "1", "\n"),
    "unknown citations": b"claim: a\nanalysis: |\n  "
    + " ".join(f"[@{n:x}]" for n in range(27_000)).encode()[: MAX_BYTES - 30],
    "unknown citations, folded": (
        "claim: a\nanalysis: >\n" + "".join(f"  [@a\n  {n}]\n" for n in range(15_000))
    ).encode(),
    "unclosed citations": filled("claim: a\nanalysis: '", "[@", "'\n"),
    "backticks": filled("claim: a\nanalysis: '", "` ", "[@a]'\n"),
    "anchors": filled("claim: a\ntopics:\n", "- &a b\n"),
    "aliases": filled("claim: &a a\ntopics:\n", "- *a\n"),
    "tags": filled("claim: a\ntopics:\n", "- !a b\n"),
    "a tag without end": filled("claim: !", "a", "\n"),
    "documents": filled("", "---\n"),
    "control characters": filled("claim: ", "\x07"),
    "directions": filled("claim: ", "\u2067"),
    "directions in many texts": filled("topics: [", "\u2067,", "]"),
    "direction marks in a comment": filled("claim: a # ", "\u2067"),
    "escaped control characters": filled('claim: "', "\\x07", '"\n'),
    "line breaks": filled("", "\n"),
    "carriage returns": filled("claim: 'a", "\r", "'\n"),
    "spaces": filled("claim: a", " "),
    "tabs": filled("claim:", "\t"),
    "comments": filled("claim: a\n", "#\n"),
    "quotation marks": filled("claim: ", "'"),
    "colons": filled("claim: ", ": "),
    "hashes": filled("claim: a", " #a"),
    "not UTF-8": b"\xff" * MAX_BYTES,
    "NUL": bytes(MAX_BYTES),
    "emoji": filled("claim: ", "👍"),
    "combining marks": filled("claim: a", "\u0301"),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_read_or_refused_with_bounded_work(raw: bytes) -> None:
    with bounded_work():
        checked = check_file(parse_claim_file(raw, "claims/bridge.yml"), Context())

    assert any(problem.severity is Severity.ERROR for problem in checked.problems)
    assert checked.claim is None


def test_a_file_may_have_as_many_values_as_a_claim_can_need() -> None:
    sources = "".join(
        f"- {{title: Paper {n}, url: 'https://example.org/{n}', kind: primary}}\n"
        for n in range(600)
    )
    raw = f"claim: The bridge is long\nstatus: draft\nsources:\n{sources}".encode()

    assert check_file(parse_claim_file(raw, "claims/bridge.yml"), Context()).claim is not None
