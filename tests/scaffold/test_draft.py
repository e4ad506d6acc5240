"""A new claim file is a valid draft for any claim."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.claims.problem import Severity
from factdesk.claims.schema import claim_schema
from factdesk.claims.vocabulary import Status
from factdesk.config.reader import read_options
from factdesk.config.site_config import SiteConfig
from factdesk.reading.claim_file import parse_claim_file
from factdesk.scaffold.draft import Draft, write_draft
from factdesk.text.characters import character_faults, direction_faults

THREE_STEPS = [
    {"name": "holds-up", "tone": "true", "label": "Holds up"},
    {"name": "in-part", "tone": "mixed", "label": "In part"},
    {"name": "does-not-hold", "tone": "false", "label": "Does not hold up"},
]


def site(language: str = "en", **more: object) -> SiteConfig:
    return read_options({"site_name": "Desk", "language": language, **more})


def checked(text: str, config: SiteConfig) -> FileResult:
    file = parse_claim_file(text.encode(), "claims/bridge.yml")
    return check_file(file, Context(config.scale, config.language))


@pytest.mark.parametrize("language", ["en", "de"])
@given(
    claim=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300).filter(
        lambda text: text.strip() and not [*character_faults(text), *direction_faults(text)]
    )
)
@example(claim="0\u00a0")
@example(claim="\u2003 0 \u3000")
def test_any_claim_becomes_a_draft_that_says_it_word_for_word(claim: str, language: str) -> None:
    config = site(language)

    file = checked(write_draft(Draft(claim), config), config)

    assert [problem for problem in file.problems if problem.severity is Severity.ERROR] == []
    assert file.claim is not None
    assert file.claim.claim == claim
    assert file.claim.status is Status.DRAFT


@pytest.mark.parametrize("language", ["en", "de"])
def test_known_facts_are_in_the_file(language: str) -> None:
    known = Draft(
        "The bridge cost twice its budget", "Gazette: local", "2026-02", "https://example.org/a#b"
    )

    claim = checked(write_draft(known, site(language)), site(language)).claim

    assert claim is not None
    assert claim.claimant is not None
    assert claim.claimant.name == "Gazette: local"
    assert str(claim.claimed_on) == "2026-02"
    assert [appearance.url for appearance in claim.appearances] == ["https://example.org/a#b"]


def test_the_file_names_the_verdicts_of_the_site() -> None:
    text = write_draft(Draft("The bridge cost twice its budget"), site(scale=THREE_STEPS))

    assert "\n# One of: holds-up, in-part, does-not-hold\nverdict:\n" in text


def test_its_remarks_are_in_the_language_of_the_site() -> None:
    german = write_draft(Draft("Die Brücke kostete das Doppelte"), site("de-CH"))
    other = write_draft(Draft("Le pont a coûté le double"), site("fr"))

    assert "# Wer es behauptet, nicht wer nur darüber berichtet.\n" in german
    assert "# Who makes the claim, not who only reports it.\n" in other


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_file_is_tidy(language: str) -> None:
    lines = write_draft(Draft("The bridge cost twice its budget"), site(language)).split("\n")

    assert lines[-1] == ""
    assert lines[-2] == "status: draft"
    assert [line for line in lines if line != line.rstrip() or len(line) > 100] == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_editor_that_knows_the_schema_finds_no_fault_with_it(language: str) -> None:
    known = Draft("The bridge cost twice its budget", "Gazette", "2026-02", "https://example.org/a")
    config = site(language, scale=THREE_STEPS)
    schema = Draft202012Validator(claim_schema(config.scale))

    for draft in (Draft("The bridge cost twice its budget"), known):
        faults = schema.iter_errors(yaml.safe_load(write_draft(draft, config)))
        assert [fault.message for fault in faults] == []
