"""Stored claims are returned unchanged, in any order."""

from __future__ import annotations

from pathlib import Path

from factdesk.checks.claim_store import ClaimStore
from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.reading.claim_file import parse_claim_file


def checked(slug: str, text: str) -> FileResult:
    return check_file(parse_claim_file(text.encode(), f"claims/{slug}.yml"), Context())


FILES = [
    checked("bridge", "claim: The bridge is long\nstatus: draft\nanalysis: Ünïcode, at length\n"),
    checked("broken", "claim: ["),
    checked("tower", "claim: The tower is high\nstatus: draft\n"),
]


def test_claims_are_loaded_as_written(tmp_path: Path) -> None:
    claim_store = ClaimStore(tmp_path / "claims")
    kept = list(claim_store.move_in(FILES))

    assert [file.is_valid for file in kept] == [True, False, True]
    assert not any(file.encoded for file in kept)
    assert [claim.claim for claim in claim_store.load(["tower", "bridge", "tower"])] == [
        "The tower is high",
        "The bridge is long",
        "The tower is high",
    ]
    assert [claim.analysis for claim in claim_store.load(["bridge"])] == ["Ünïcode, at length"]


def test_each_claim_has_its_digests(tmp_path: Path) -> None:
    claim_store = ClaimStore(tmp_path / "claims")
    list(claim_store.move_in(FILES))

    assert claim_store.claim_digests["tower"] == FILES[2].digests.claim
    assert claim_store.summary_digests["tower"] == FILES[2].digests.summary
    assert claim_store.claim_digests.keys() == {"bridge", "tower"}


def test_the_digest_of_the_summary_is_the_same_while_only_the_claims_own_page_changes() -> None:
    bridge = checked("bridge", "claim: The bridge is long\nstatus: draft\nanalysis: Other.\n")

    assert bridge.digests.claim != FILES[0].digests.claim
    assert bridge.digests.summary == FILES[0].digests.summary
