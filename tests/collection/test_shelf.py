"""Claims put on a shelf are there whole, in whichever order they are asked for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from factdesk.checks.file import CheckedFile, check_file
from factdesk.checks.registry import Context
from factdesk.collection.shelf import Shelf
from factdesk.reading.claim_file import parse_claim_file


def checked(slug: str, text: str) -> CheckedFile:
    return check_file(parse_claim_file(text.encode(), f"claims/{slug}.yml"), Context())


FILES = [
    checked("bridge", "claim: The bridge is long\nstatus: draft\nanalysis: Ünïcode, at length\n"),
    checked("broken", "claim: ["),
    checked("tower", "claim: The tower is high\nstatus: draft\n"),
]


def test_what_was_put_there_comes_back(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "claims")
    shelf.fill(FILES)

    assert [outline.slug for outline in shelf.outlines()] == ["bridge", "tower"]
    assert [claim.claim for claim in shelf.whole(["tower", "bridge", "tower"])] == [
        "The tower is high",
        "The bridge is long",
        "The tower is high",
    ]
    assert [claim.analysis for claim in shelf.whole(["bridge"])] == ["Ünïcode, at length"]


def test_each_claim_has_the_digest_of_its_file(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "claims")
    shelf.fill(FILES)
    list(shelf.outlines())

    tower = b"claim: The tower is high\nstatus: draft\n"
    assert shelf.digests["tower"] == hashlib.sha256(tower).digest()
    assert shelf.digests.keys() == {"bridge", "tower"}
