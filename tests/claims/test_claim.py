"""A claim, and how it is made and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from factdesk.claims.claim import Claim
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain

GOOD = sorted((Path(__file__).parents[1] / "examples" / "positive").glob("*.yml"))
DRAFT = {"slug": "bridge", "path": "claims/bridge.yml", "claim": "The bridge is long"}
SOURCE = {"title": "The plan", "url": "https://example.org/plan"}


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_claim_is_read_again_from_its_own_json(file: Path) -> None:
    fields = plain(parse_claim_file(file.read_bytes(), file.name).root)
    claim = Claim.from_fields({**fields, "slug": file.stem, "path": file.name})

    assert Claim.from_json(claim.as_json()) == claim


def test_the_json_has_what_is_known_and_not_left_out() -> None:
    fields = {**DRAFT, "parts": [{"claim": "It is so", "verdict": "true"}], "sources": [SOURCE]}
    left_out = {"path": True, "status": True, "parts": {"__all__": {"verdict"}}}
    empty = ("appearances", "topics", "replies", "corrections", "reviewers", "accepted")

    written = json.loads(Claim.from_fields(fields).as_json(left_out=left_out))

    assert written == {
        "slug": "bridge",
        "claim": "The bridge is long",
        "parts": [{"claim": "It is so"}],
        "sources": [{"id": "s1", **SOURCE, "derived_from": [], "quotes": []}],
        **{name: [] for name in (*empty, "related", "aliases")},
    }


def test_a_source_without_an_id_has_one_by_its_place() -> None:
    sources = [SOURCE, {**SOURCE, "id": "plan"}, SOURCE]

    claim = Claim.from_fields({**DRAFT, "sources": sources})

    assert [source.id for source in claim.sources] == ["s1", "plan", "s3"]


def test_all_that_is_wrong_is_said_at_once_with_its_place() -> None:
    with pytest.raises(ValidationError) as caught:
        Claim.from_fields({**DRAFT, "clam": "x", "kind": "rumour", "sources": [{"title": ""}, []]})

    assert [(error["type"], error["loc"]) for error in caught.value.errors()] == [
        ("enum", ("kind",)),
        ("empty_text", ("sources", 0, "title")),
        ("missing", ("sources", 0, "url")),
        ("dataclass_type", ("sources", 1)),
        ("unexpected_keyword_argument", ("clam",)),
    ]


@pytest.mark.parametrize("name", ["verdict", "vredict"])
def test_nobody_changes_a_claim_or_a_part_of_it(name: str) -> None:
    claim = Claim.from_fields({**DRAFT, "parts": [{"claim": "It is so", "verdict": "true"}]})

    for each in (claim, claim.parts[0]):
        with pytest.raises((AttributeError, TypeError)):
            setattr(each, name, "false")
