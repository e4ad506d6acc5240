"""Claims and sites: a small one, one that uses every field, and hostile texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hypothesis import strategies as st

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection, newest_first
from factdesk.config.reader import read_options
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.data_files import output_files
from factdesk.outputs.feeds import feed_files
from factdesk.outputs.fragments import ClaimFragments, claim_fragments
from factdesk.site_texts.texts import SiteTexts

SITE_URL = "https://facts.example/desk/"

SITE: dict[str, Any] = {
    "site_name": "Example Facts",
    "site_url": SITE_URL,
    "publisher": {
        "name": "Example Fact-Checkers",
        "contact": "desk@facts.example",
        "responsible": "The board",
    },
    "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "articles": [
        {
            "slug": "council-night",
            "title": "A night in the council",
            "addresses": ["https://gazette.example/council-night"],
        }
    ],
}

BRIDGE: dict[str, Any] = {
    "claim": "The town's new bridge cost twice its budget",
    "claimant": "Example Gazette",
    "verdict": "mostly-true",
    "summary": "The final account is 1.9 times the budget that the council voted in 2019.",
    "published_on": "2026-03-01",
    "sources": [
        {
            "title": "Final account of the bridge works",
            "url": "https://example.org/final-account.pdf",
        }
    ],
}

EVERYTHING: dict[str, Any] = {
    "claim": "“Twice the budget”, says the mayor <of> Ponte & Vila",
    "quote": "It cost us twice the budget,\nand I said so in 2019.",
    "claimant": {
        "name": "Ana Ríos",
        "role": "mayor of Ponte",
        "kind": "person",
        "url": "https://people.example/ana-rios",
    },
    "claimant_note": "She confirmed it to us.",
    "claimed_on": "2025-11-30",
    "kind": "statistic",
    "appearances": [
        {
            "url": "https://gazette.example/council-night",
            "title": "A night in the council",
            "publisher": "Example Gazette",
            "author": "Bo Li",
            "published_on": "2025-12",
            "archived_url": "https://archive.example/1",
            "quote": "twice the budget",
            "position": 3,
        },
        {"url": "https://video.example/watch?v=1&t=2", "title": "The speech"},
    ],
    "media": [
        {
            "url": "https://video.example/watch?v=1&t=2",
            "kind": "video",
            "category": "edited",
            "description": "The mayor speaks.",
        }
    ],
    "verdict": "mostly-true",
    "summary": "1.9 times, to be exact. “Twice” is near enough for a speech.",
    "analysis": "The account says 1.9. [@account]\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "parts": [{"claim": "It cost twice the budget", "verdict": "mostly-true", "note": "1.9"}],
    "would_change_if": "Another account.",
    "why_checked": "Everybody repeats it.",
    "sources": [
        {
            "id": "account",
            "title": "Final account",
            "url": "https://example.org/final-account.pdf",
            "publisher": "Town of Ponte",
            "author": "Treasurer",
            "published_on": "2025",
            "accessed_on": "2026-01-02",
            "language": "pt",
            "archived_url": "https://archive.example/2",
            "kind": "primary",
            "basis": "document",
            "stance": "supports",
            "interest": "The town's own figures.",
            "origin": "The ledger",
            "quotes": [
                {
                    "exact": "38 million",
                    "prefix": "Total: ",
                    "suffix": " euros",
                    "page": "7",
                    "translation": "38 million",
                }
            ],
            "note": "Read in full.",
        },
        {
            "title": "Report",
            "url": "https://gazette.example/report",
            "derived_from": ["account"],
            "stance": "context",
        },
    ],
    "topics": ["Bridges", "Ponte", "橋梁"],
    "published_on": "2026-03-01",
    "review_by": "2027-03-01",
    "language": "en-GB",
    "replies": [
        {
            "to": "Ana Ríos",
            "asked_on": "2026-02-01",
            "channel": "e-mail",
            "answered_on": "2026-02-03",
            "summary": "She stands by it.",
            "url": "https://people.example/reply",
        }
    ],
    "corrections": [
        {
            "made_on": "2026-04-01",
            "severity": "verdict",
            "note": "We had misread a table.",
            "previous_verdict": "true",
        },
        {"made_on": "2026-05-01", "severity": "clarification", "note": "A unit was missing."},
    ],
    "authors": [{"name": "C. Author", "url": "https://c-author.example/"}],
    "reviewers": ["The desk"],
    "accepted": [{"check": "FD205", "reason": "There is but one account."}],
    "related": ["other"],
    "aliases": ["old-bridge"],
}

WITHDRAWN: dict[str, Any] = BRIDGE | {
    "status": "withdrawn",
    "withdrawn": {"on": "2026-06-01", "reason": "The account was forged."},
}
IN_REVIEW: dict[str, Any] = BRIDGE | {"status": "in-review"}
DRAFT: dict[str, Any] = {"claim": "A secret until it is checked", "status": "draft"}

#: Texts that end scripts, comments and fields, and that editors paste; all must appear as typed.
NASTY = (
    "</script><script>alert(1)</script>",
    "<!-- ]]> --> <![CDATA[",
    "&amp; &lt; \" ' ` \\ \\u003c",
    "line\nline\u2028line\u2029line",
    "=cmd|' /C calc'!A0",
    "{{ braces }} {unbalanced \\} % $ # _ ~ ^ @misc{x,",
    "TY  - JOUR\nER  - ",
    "مرحبا \u200fبالعالم שלום 橋梁 👩‍🔬 नमस्ते",
    'tab\there, comma, semicolon; "quoted"',
)

#: Any text that a claim file can hold: no control characters, and no lone surrogates.
wild = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t"),
    min_size=1,
    max_size=120,
).filter(str.strip)


def claim(fields: dict[str, Any] = BRIDGE, /, slug: str = "bridge", **changes: Any) -> Claim:
    """Return a claim; ``changes`` replace fields, None removes a field."""
    known = {key: value for key, value in (fields | changes).items() if value is not None}
    return Claim.from_fields({**known, "slug": slug, "path": f"claims/{slug}.yml"})


def site(**changes: Any) -> SiteConfig:
    """Return the config of a site."""
    return read_options(SITE | changes)


def collection(*claims: Claim, **changes: Any) -> Collection:
    """Return these claims as a collection."""
    return Collection(claims, site(**changes))


ENGLISH = SiteTexts("en")


def loading(*claims: Claim) -> Callable[[Iterable[str]], list[Claim]]:
    """Return a function that loads these claims by slug."""
    by_slug = {each.slug: each for each in claims}
    return lambda slugs: [by_slug[slug] for slug in slugs]


def by_field(made: Iterable[ClaimFragments]) -> Callable[[str], list[bytes]]:
    """Return what yields one field of these fragments."""
    return lambda field: [getattr(each, field) for each in made]


def files_of(*claims: Claim, **changes: Any) -> dict[str, bytes]:
    """Return the files of a site with these claims that are not one claim's own, by path."""
    whole = collection(*claims, **changes)
    made = [claim_fragments([each], whole.config) for each in newest_first(claims)]
    files = dict(output_files(whole, by_field(made), loading(*claims)))
    return files | feeds_of(*claims, **changes) if whole.config.site_url else files


def feeds_of(*claims: Claim, texts: SiteTexts = ENGLISH, **changes: Any) -> dict[str, bytes]:
    """Return the feeds of a site of these claims, by path."""
    feeds = feed_files(collection(*claims, **changes), texts)
    return dict(feed.file() for feed in feeds)
