"""oEmbed according to https://oembed.com/."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from support.output_samples import (
    DRAFT,
    ENGLISH,
    IN_REVIEW,
    NASTY,
    SITE_URL,
    WITHDRAWN,
    claim,
    site,
)

from factdesk.outputs.head import head
from factdesk.outputs.iframe import embed_code
from factdesk.outputs.oembed import oembed, oembed_address, oembed_files

CARD = "assets/cards/bridge-0123456789ab.png"

#: Section 2.3.4 of the specification: allowed keys, and required keys of type `rich`.
OPTIONAL = {
    "title": str, "author_name": str, "author_url": str, "provider_name": str, "provider_url": str,
    "cache_age": int, "thumbnail_url": str, "thumbnail_width": int, "thumbnail_height": int,
}  # fmt: skip
REQUIRED = {"type": str, "version": str, "html": str, "width": int, "height": int}


@pytest.mark.parametrize("fields", [{}, WITHDRAWN, IN_REVIEW])
def test_every_answer_keeps_the_rules_of_type_rich(fields):
    found = oembed(claim(fields) if fields else claim(), site(), ENGLISH, CARD)

    kinds = REQUIRED | OPTIONAL
    assert {key: type(value) for key, value in found.items()} == {key: kinds[key] for key in found}
    assert REQUIRED.keys() <= found.keys()
    assert (found["type"], found["version"]) == ("rich", "1.0")
    thumbnail = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
    assert thumbnail <= found.keys()
    for key in ("author_url", "provider_url", "thumbnail_url"):
        assert urlsplit(found[key]).scheme == "https"


def test_it_describes_the_card_of_the_review():
    assert oembed(claim(), site(), ENGLISH, CARD) == {
        "version": "1.0",
        "type": "rich",
        "title": "Mostly true: The town's new bridge cost twice its budget",
        "author_name": "Example Fact-Checkers",
        "author_url": SITE_URL,
        "provider_name": "Example Facts",
        "provider_url": SITE_URL,
        "cache_age": 3600,
        "thumbnail_url": SITE_URL + CARD,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "html": embed_code(claim(), site(), ENGLISH),
        "width": 600,
        "height": 220,
    }


def test_a_site_without_social_cards_names_none():
    assert "thumbnail_url" not in oembed(claim(), site(), ENGLISH, "")


def test_the_title_never_carries_a_verdict_that_does_not_stand():
    assert oembed(claim(WITHDRAWN), site(), ENGLISH, CARD)["title"].startswith("Withdrawn: ")
    assert oembed(claim(IN_REVIEW), site(), ENGLISH, CARD)["title"].startswith("In review: ")


def test_a_former_address_leads_to_the_new_card():
    files = dict(oembed_files(claim(aliases=["old-bridge"]), site(), ENGLISH, CARD))
    assert list(files) == ["api/oembed/bridge.json", "api/oembed/old-bridge.json"]
    former = json.loads(files["api/oembed/old-bridge.json"])
    assert f'src="{SITE_URL}embed/bridge/"' in former["html"]
    assert "old-bridge" not in files["api/oembed/old-bridge.json"].decode()


def test_drafts_and_sites_without_an_address_have_none():
    assert list(oembed_files(claim(DRAFT), site(), ENGLISH, CARD)) == []
    assert list(oembed_files(claim(), site(site_url=""), ENGLISH, CARD)) == []


def test_the_page_of_the_review_says_where_it_is():
    link = f'<link rel="alternate" type="application/json+oembed" href="{SITE_URL}'
    assert f'{link}{oembed_address("bridge")}"' in str(head(claim(), site()))


@pytest.mark.parametrize("text", NASTY)
def test_texts_arrive_as_typed(text):
    (_, data), *_ = oembed_files(claim(claim=text, claimant=text), site(), ENGLISH, CARD)
    found = json.loads(data)
    assert found["title"] == f"Mostly true: {text}"
    assert found["html"].count("<") == 2
