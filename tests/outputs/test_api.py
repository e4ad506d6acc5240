"""The data API: all claims in one document, and one full document per claim."""

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from support.output_samples import (
    BRIDGE,
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    WITHDRAWN,
    claim,
    files_of,
    site,
    wild,
)

from factdesk.claims.claim import Claim
from factdesk.outputs.data_files import claim_files


def _all(*claims: Claim, **changes) -> dict:
    return json.loads(files_of(*claims, **changes)["api/claims.json"])


def _one(of: Claim, **changes) -> dict:
    return json.loads(dict(claim_files(of, site(**changes)))[f"api/claims/{of.slug}.json"])


def test_the_document_of_all_claims():
    assert _all(claim(EVERYTHING), claim(WITHDRAWN, "gone"), claim(IN_REVIEW, "open")) == {
        "version": 1,
        "site": {"name": "Example Facts", "url": "https://facts.example/desk/"},
        "publisher": "Example Fact-Checkers",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "language": "en",
        "modified_on": "2026-06-01",
        "scale": _all()["scale"],
        "claims": [
            {
                "slug": "bridge",
                "url": "https://facts.example/desk/claims/bridge/",
                "data_url": "https://facts.example/desk/api/claims/bridge.json",
                "claim": "“Twice the budget”, says the mayor <of> Ponte & Vila",
                "claimant": {
                    "name": "Ana Ríos",
                    "role": "mayor of Ponte",
                    "kind": "person",
                    "url": "https://people.example/ana-rios",
                },
                "claimed_on": "2025-11-30",
                "kind": "statistic",
                "status": "published",
                "verdict": "mostly-true",
                "verdict_label": "Mostly true",
                "summary": "1.9 times, to be exact. “Twice” is near enough for a speech.",
                "topics": ["Bridges", "Ponte", "橋梁"],
                "authors": [{"name": "C. Author", "url": "https://c-author.example/"}],
                "published_on": "2026-03-01",
                "modified_on": "2026-05-01",
                "language": "en-GB",
            },
            {
                "slug": "gone",
                "url": "https://facts.example/desk/claims/gone/",
                "data_url": "https://facts.example/desk/api/claims/gone.json",
                "claim": "The town's new bridge cost twice its budget",
                "claimant": {"name": "Example Gazette"},
                "status": "withdrawn",
                "verdict": "mostly-true",
                "verdict_label": "Mostly true",
                "summary": "The final account is 1.9 times the budget that the council voted in "
                "2019.",
                "topics": [],
                "published_on": "2026-03-01",
                "modified_on": "2026-06-01",
                "language": "en",
            },
            {
                "slug": "open",
                "url": "https://facts.example/desk/claims/open/",
                "data_url": "https://facts.example/desk/api/claims/open.json",
                "claim": "The town's new bridge cost twice its budget",
                "claimant": {"name": "Example Gazette"},
                "status": "in-review",
                "summary": "The final account is 1.9 times the budget that the council voted in "
                "2019.",
                "topics": [],
                "published_on": "2026-03-01",
                "modified_on": "2026-03-01",
                "language": "en",
            },
        ],
    }


def test_the_scale_occurs_once_in_the_document_of_all_claims():
    scale = _all()["scale"]

    assert [each["name"] for each in scale] == [
        "true",
        "mostly-true",
        "mixed",
        "misleading",
        "mostly-false",
        "false",
        "unproven",
        "outdated",
    ]
    assert scale[6] == {
        "name": "unproven",
        "label": "Unproven",
        "definition": "The evidence neither proves nor disproves it.",
        "tone": "unproven",
        "number": None,
    }


def test_a_claim_is_one_line_so_that_the_document_can_be_compared():
    content = files_of(claim(), claim(slug="two"))["api/claims.json"]

    lines = content.decode().splitlines()
    assert [json.loads(line.rstrip(","))["slug"] for line in lines[1:3]] == ["bridge", "two"]


def test_a_full_claim_loses_nothing_of_its_file():
    """Every field keeps its value, together with the fields computed from them."""
    document = _one(claim(EVERYTHING))

    written = EVERYTHING | {
        "sources": [EVERYTHING["sources"][0], {"id": "s2", **EVERYTHING["sources"][1]}]
    }
    assert {key: _without_empty(document[key]) for key in written} == written
    assert {key: document[key] for key in set(document) - set(written)} == {
        "version": 1,
        "slug": "bridge",
        "url": "https://facts.example/desk/claims/bridge/",
        "status": "published",
        "verdict_label": "Mostly true",
        "independent_roots": 1,
        "independent_sources": {"supports": 1, "contradicts": 0},
        "modified_on": "2026-05-01",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }


def _without_empty(value):
    if isinstance(value, dict):
        return {key: _without_empty(each) for key, each in value.items() if each != []}
    return [_without_empty(each) for each in value] if isinstance(value, list) else value


def test_lists_are_always_there_and_what_is_not_known_never_is():
    document = _one(claim())

    assert [key for key, value in document.items() if value == []] == [
        "appearances",
        "media",
        "parts",
        "topics",
        "replies",
        "corrections",
        "authors",
        "reviewers",
        "accepted",
        "related",
        "aliases",
    ]
    assert None not in document.values()
    assert "quote" not in document


def test_a_withdrawn_review_is_included_with_the_reason():
    document = _one(claim(WITHDRAWN))

    assert document["status"] == "withdrawn"
    assert document["withdrawn"] == {"on": "2026-06-01", "reason": "The account was forged."}


def test_an_open_review_is_included_without_a_verdict():
    reopened = claim(EVERYTHING, status="in-review")

    document = _one(reopened)

    assert document["status"] == "in-review"
    assert not {"verdict", "verdict_label"} & set(document)
    assert document["parts"] == [{"claim": "It cost twice the budget", "note": "1.9"}]
    assert "verdict" not in _all(reopened)["claims"][0]


def test_drafts_are_nowhere():
    draft = claim(DRAFT, aliases=["older-draft"])
    files = files_of(draft)

    assert list(claim_files(draft, site())) == []
    assert "A secret until it is checked" not in b"".join(files.values()).decode()


def test_a_former_address_leads_to_the_present_one():
    files = dict(claim_files(claim(EVERYTHING), site()))

    assert list(files) == ["api/claims/bridge.json", "api/claims/old-bridge.json"]
    assert json.loads(files["api/claims/old-bridge.json"]) == {
        "version": 1,
        "moved_to": "bridge",
        "url": "https://facts.example/desk/claims/bridge/",
        "data_url": "https://facts.example/desk/api/claims/bridge.json",
    }


def test_without_a_site_address_addresses_are_relative_to_the_root():
    row = _all(claim(), site_url="")["claims"][0]

    assert (row["url"], row["data_url"]) == ("claims/bridge/", "api/claims/bridge.json")
    assert _one(claim(), site_url="")["url"] == "claims/bridge/"
    assert _all(site_url="")["site"]["url"] is None


def test_the_schema_of_a_claim_file_is_published_with_the_sites_own_verdicts():
    scale = [{"name": "sound", "tone": "true", "label": "Sound"}]
    files = files_of(scale=scale)

    schema = json.loads(files["api/claim.schema.json"])

    assert schema["$id"] == "https://facts.example/desk/api/claim.schema.json"
    assert schema["$comment"] == "Version 1."
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(BRIDGE | {"verdict": "sound"})
    assert not Draft202012Validator(schema).is_valid(BRIDGE)


def test_the_location_of_the_file_is_not_published():
    assert "path" not in _one(claim())


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text(text):
    hostile = claim(EVERYTHING, claim=text, analysis=text, topics=[text], reviewers=[text])

    document = _one(hostile)

    assert document["claim"] == document["analysis"] == text
    assert document["topics"] == document["reviewers"] == [text]
    assert _all(hostile)["claims"][0]["claim"] == text


@given(wild, wild)
def test_any_text_arrives_as_typed(title, other):
    document = _one(claim(BRIDGE, claim=title, analysis=other, quote=other, topics=[other]))

    assert document["claim"] == title
    assert document["analysis"] == document["quote"] == document["topics"][0] == other
