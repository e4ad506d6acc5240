"""Claims: how they are created and encoded."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.descriptions import public_fields
from factdesk.claims.encoding import decode_claim, encode_claim, share_repeated, to_summary
from factdesk.claims.group_reader import read_group
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain

GOOD = sorted((Path(__file__).parents[1] / "examples" / "positive").glob("*.yml"))
EVERY_FIELD = next(file for file in GOOD if file.stem == "every-field")
DRAFT = {"slug": "bridge", "path": "claims/bridge.yml", "claim": "The bridge is long"}
SOURCE = {"title": "The plan", "url": "https://example.org/plan"}


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_an_encoded_claim_is_decoded_to_the_same_claim(file: Path) -> None:
    fields = plain(parse_claim_file(file.read_bytes(), file.name).root)
    claim = Claim.from_fields({**fields, "slug": file.stem, "path": file.name})

    assert decode_claim(encode_claim(claim)) == claim


def test_claims_share_equal_values() -> None:
    fields = plain(parse_claim_file(EVERY_FIELD.read_bytes(), "every-field.yml").root)
    claims = [Claim.from_fields({**fields, "slug": slug, "path": ""}) for slug in ("a", "b")]
    a, b = map(to_summary, claims)
    known: dict[object, object] = {}

    share_repeated(a, known)
    share_repeated(b, known)

    assert (a, b) == tuple(map(to_summary, claims))
    assert a.claimant is b.claimant
    assert a.sources[0].published_on is b.sources[0].published_on


def test_a_summary_has_the_same_values_as_its_claim() -> None:
    fields = plain(parse_claim_file(EVERY_FIELD.read_bytes(), "every-field.yml").root)
    claim = Claim.from_fields({**fields, "slug": "every-field", "path": "every-field.yml"})
    summary = to_summary(claim)

    assert type(summary) is ClaimSummary
    for name in ("claim", "claimant", "claimed_on", "corrections", "modified_on", "is_published"):
        assert getattr(summary, name) == getattr(claim, name)
    assert [source.id for source in summary.sources] == [source.id for source in claim.sources]


def test_public_fields_have_what_has_a_value_in_the_order_of_the_file() -> None:
    fields = {**DRAFT, "sources": [SOURCE], "claimed_on": "2026-03", "status": "draft"}

    assert list(public_fields(Claim.from_fields(fields)).items()) == [
        ("claim", "The bridge is long"),
        ("claimed_on", "2026-03"),
        ("appearances", []),
        ("media", []),
        ("parts", []),
        ("sources", [{"id": "s1", **SOURCE, "derived_from": [], "quotes": []}]),
        ("topics", []),
        ("status", "draft"),
        ("replies", []),
        ("corrections", []),
        ("authors", []),
        ("reviewers", []),
        ("accepted", []),
        ("related", []),
        ("aliases", []),
    ]


def test_a_source_without_an_id_has_one_by_its_place() -> None:
    sources = [SOURCE, {**SOURCE, "id": "plan"}, SOURCE]

    claim = Claim.from_fields({**DRAFT, "sources": sources})

    assert [source.id for source in claim.sources] == ["s1", "plan", "s3"]


def test_every_wrong_field_is_reported_with_its_path() -> None:
    fields = {"claim": "x", "clam": "x", "kind": "rumour", "sources": [{"title": ""}, []]}

    _, errors = read_group(Claim, fields, slug="bridge", path="claims/bridge.yml")

    assert [(error.kind, error.path) for error in errors] == [
        ("unknown", ("clam",)),
        ("unknown_word", ("kind",)),
        ("empty_text", ("sources", 0, "title")),
        ("missing", ("sources", 0, "url")),
        ("not_fields", ("sources", 1)),
    ]


def test_a_wrong_field_hides_no_other_and_moves_none() -> None:
    """Other files are compared with the readable fields of a broken one."""
    fields = {"claim": "x", "related": ["Not a slug", "tower"], "sources": [[], SOURCE]}

    claim, errors = read_group(Claim, fields, slug="bridge", path="claims/bridge.yml")

    assert len(errors) == 2
    assert claim.related == ("", "tower")
    assert [source.url for source in claim.sources] == ["", SOURCE["url"]]
    assert decode_claim(encode_claim(claim)) == claim


def test_a_claimant_may_be_given_by_name_alone() -> None:
    claim = Claim.from_fields({**DRAFT, "claimant": "Gazette"})

    assert claim.claimant is not None
    assert claim.claimant.name == "Gazette"


@pytest.mark.parametrize("name", ["verdict", "vredict"])
def test_a_claim_and_its_parts_are_immutable(name: str) -> None:
    claim = Claim.from_fields({**DRAFT, "parts": [{"claim": "It is so", "verdict": "true"}]})

    for each in (claim, claim.parts[0]):
        with pytest.raises((AttributeError, TypeError)):
            setattr(each, name, "false")
