"""Claims put on a claim_store are there whole, in whichever order they are asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from factdesk.checks.file import FileResult, check_file
from factdesk.checks.registry import Context
from factdesk.collection.claim_store import ClaimStore
from factdesk.reading.claim_file import parse_claim_file


def checked(slug: str, text: str) -> FileResult:
    return check_file(parse_claim_file(text.encode(), f"claims/{slug}.yml"), Context())


FILES = [
    checked("bridge", "claim: The bridge is long\nstatus: draft\nanalysis: Ünïcode, at length\n"),
    checked("broken", "claim: ["),
    checked("tower", "claim: The tower is high\nstatus: draft\n"),
]


def test_claims_and_summaries_are_loaded_as_written(tmp_path: Path) -> None:
    claim_store = ClaimStore(tmp_path / "claims")
    claim_store.fill(FILES)

    assert [summary.slug for summary in claim_store.summaries()] == ["bridge", "tower"]
    assert [claim.claim for claim in claim_store.load(["tower", "bridge", "tower"])] == [
        "The tower is high",
        "The bridge is long",
        "The tower is high",
    ]
    assert [claim.analysis for claim in claim_store.load(["bridge"])] == ["Ünïcode, at length"]


def test_each_claim_has_the_digest_of_its_file(tmp_path: Path) -> None:
    claim_store = ClaimStore(tmp_path / "claims")
    claim_store.fill(FILES)
    list(claim_store.summaries())

    tower = b"claim: The tower is high\nstatus: draft\n"
    assert claim_store.digests["tower"] == hashlib.sha256(tower).digest()
    assert claim_store.digests.keys() == {"bridge", "tower"}
