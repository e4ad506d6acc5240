"""Claims and sites: a small claim, one with every field, one in every state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.config.reader import read_options
from factdesk.config.site_config import SiteConfig
from factdesk.pages.claim import NOTHING, Extras, render_claim
from factdesk.pages.list_pages import render_lists
from factdesk.pages.page import AnyPage
from factdesk.pages.site import Site
from factdesk.pages.verify import render_verify
from support.html import Element, read

ARTICLE = "https://gazette.example/council-night"

SMALL: dict[str, Any] = {
    "slug": "bridge",
    "path": "claims/bridge.yml",
    "claim": "The town's new bridge cost twice its budget",
    "claimant": {"name": "Example Gazette", "role": "newspaper"},
    "claimed_on": "2025-11-13",
    "verdict": "mostly-true",
    "summary": "The final account is 1.9 times the budget.",
    "published_on": "2026-03-01",
    "sources": [{"title": "Final account", "url": "https://example.org/final-account.pdf"}],
}

WHOLE: dict[str, Any] = {
    **SMALL,
    "slug": "whole",
    "path": "claims/money/whole.yml",
    "quote": "twice what was budgeted, if not more",
    "claimant": {
        "name": "Example Gazette",
        "role": "newspaper",
        "kind": "organization",
        "url": "https://gazette.example/about",
    },
    "claimant_note": "In its own voice.",
    "kind": "statistic",
    "appearances": [
        {
            "url": ARTICLE,
            "title": "A night in the council",
            "publisher": "Gazette Online",
            "author": "A. Reporter",
            "published_on": "2025-11-13",
            "archived_url": "https://archive.example/1",
            "quote": "twice what was budgeted",
            "position": 2,
        }
    ],
    "analysis": "The account says so. [@account] The council agrees [@minutes].\n\n"
    "Again the account. [@account]",
    "parts": [
        {"claim": "It cost more than the budget", "verdict": "true", "note": "By 90 per cent."},
        {"claim": "It cost exactly twice as much", "verdict": "false"},
    ],
    "would_change_if": "A later account.",
    "why_checked": "Many repeat it.",
    "sources": [
        {
            "id": "unused",
            "title": "Handbook of bridges",
            "url": "https://example.org/handbook",
        },
        {
            "id": "minutes",
            "title": "Protokoll",
            "url": "https://council.example/minutes",
            "publisher": "Town council",
            "author": "A. Clerk",
            "published_on": "2025-12",
            "accessed_on": "2026-02-01",
            "language": "de",
            "archived_url": "https://archive.example/2",
            "kind": "primary",
            "basis": "document",
            "stance": "supports",
            "interest": "It voted the budget.",
            "derived_from": ["account"],
            "quotes": [
                {
                    "exact": "fast das Doppelte",
                    "page": "4",
                    "translation": "almost twice as much",
                }
            ],
            "note": "Only the summary was read.",
        },
        {
            "id": "account",
            "title": "Final account",
            "url": "https://example.org/final-account.pdf",
            "stance": "supports",
            "origin": "the engineers' own books",
        },
    ],
    "topics": ["Bridges", "Town money"],
    "review_by": "2027-03-01",
    "replies": [
        {
            "to": "The Gazette",
            "asked_on": "2026-02-10",
            "channel": "letter",
            "answered_on": "2026-02-12",
            "summary": "It stands by the report.",
            "url": "https://gazette.example/reply",
        },
        {"to": "The mayor", "asked_on": "2026-02-11"},
    ],
    "corrections": [
        {"made_on": "2026-03-05", "severity": "clarification", "note": "The year was missing."},
        {
            "made_on": "2026-03-07",
            "severity": "verdict",
            "note": "We misread a column.",
            "previous_verdict": "true",
        },
    ],
    "reviewers": ["A second reader"],
    "accepted": [{"check": "FD207", "reason": "Nobody else kept books."}],
    "related": ["bridge"],
}


def claim(**fields: Any) -> Claim:
    """The small claim with these fields instead of its own."""
    return Claim.from_fields({**SMALL, **fields})


def whole(**fields: Any) -> Claim:
    """The claim that uses every field, with these fields instead of its own."""
    return Claim.from_fields({**WHOLE, **fields})


IN_REVIEW: dict[str, Any] = {"status": "in-review", "slug": "in-review", "verdict": None}
DRAFT: dict[str, Any] = {"status": "draft", "slug": "draft"}
WITHDRAWN: dict[str, Any] = {
    "status": "withdrawn",
    "slug": "withdrawn",
    "withdrawn": {"on": "2026-04-01", "reason": "The account was a forgery."},
}


def config(**options: Any) -> SiteConfig:
    article = {
        "slug": "council-night",
        "title": "A night in the council",
        "publisher": "Gazette",
        "published_on": "2025-11-13",
        "addresses": [ARTICLE],
    }
    return read_options(
        {
            "site_name": "Example Facts",
            "site_url": "https://facts.example/desk/",
            "repository": "https://github.com/example/facts",
            "articles": [article],
            **options,
        }
    )


def site(*claims: Claim, offline: bool = False, preview: bool = False, **options: Any) -> Site:
    return Site(Collection(claims, config(**options)), offline=offline, preview=preview)


def page(of: Claim, *others: Claim, extras: Extras = NOTHING, **options: Any) -> Element:
    """The page of a claim on a site with other claims."""
    return read(render_claim(of, site(of, *others, **options), extras).body)


def everything(**options: Any) -> Site:
    """A site with claims in every state and several languages, more than one page of a list."""
    claims = [
        claim(appearances=[{"url": ARTICLE, "position": 1}]),
        whole(),
        claim(**IN_REVIEW, appearances=[{"url": ARTICLE, "position": 3}]),
        claim(**WITHDRAWN, aliases=["former"], topics=["Bridges"]),
        claim(slug="arabic", language="ar", claim="كلف الجسر ضعف الميزانية", topics=["جسور"]),
        claim(slug="german", language="de", claim="Die Brücke war doppelt so teuer"),
        claim(slug="unknown", claimant="unknown", claimant_note="A leaflet.", verdict="false"),
        *(claim(slug=f"more-{n}", topics=[f"Topic {n}"], verdict="unproven") for n in range(25)),
    ]
    return site(*claims, **{"page_size": 5, "featured": ["whole"], **options})


def render_pages(of: Site) -> Iterator[AnyPage]:
    """Yield every page of a site whose collection has full claims."""
    for each in of.collection:
        assert isinstance(each, Claim)
        yield render_claim(each, of)
    yield from render_lists(of)
    yield from render_verify(of)
