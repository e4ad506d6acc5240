"""What a page says to those who show a preview of it: Open Graph and Twitter tags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from babel.core import get_global
from markupsafe import Markup

from factdesk.claims.claim import Claim, Status
from factdesk.reuse.cards.card import SITE_CARD, card_address
from factdesk.reuse.cards.layout import HEIGHT, WIDTH
from factdesk.reuse.places import page_url
from factdesk.settings import Settings
from factdesk.words import Words

_OPEN_GRAPH = Markup('<meta property="{}" content="{}">')
_TWITTER = Markup('<meta name="{}" content="{}">')


def card_head(claim: Claim, settings: Settings, words: Words) -> Markup:
    """Return the preview's tags for a claim's own page; a draft has none.

    Addresses and the card need ``site_url``. See https://ogp.me/.
    """
    if claim.status is Status.DRAFT:
        return Markup("")
    stands = verdict_word(claim, settings, words)
    return _tags(
        [
            ("og:type", "article"),
            ("og:title", words("card.title", verdict=stands, claim=claim.claim)),
            ("og:description", summary_of(claim, words)),
            ("og:site_name", settings.site_name),
            ("og:locale", _locale(claim.language or settings.language)),
            ("og:url", page_url(claim.slug, settings) if settings.site_url else None),
            *_image(
                card_address(claim.slug),
                words("card.alt", verdict=stands, claim=claim.claim),
                settings,
            ),
            ("article:published_time", _day(claim.published_on)),
            ("article:modified_time", _day(claim.modified_on)),
        ],
        settings,
    )


def site_card_head(title: str, description: str, address: str, settings: Settings) -> Markup:
    """Return the preview's tags for any other page, with the site's own card."""
    return _tags(
        [
            ("og:type", "website"),
            ("og:title", title),
            ("og:description", description),
            ("og:site_name", settings.site_name),
            ("og:locale", _locale(settings.language)),
            ("og:url", settings.site_url and settings.site_url + address),
            *_image(SITE_CARD, settings.site_name, settings),
        ],
        settings,
    )


def verdict_word(claim: Claim, settings: Settings, words: Words) -> str:
    """Return where a review stands in one word: the verdict, "In review" or "Withdrawn"."""
    if claim.status is Status.WITHDRAWN:
        return words("state.withdrawn")
    if claim.shows_verdict and claim.verdict:
        return settings.scale[claim.verdict].label_in(settings.language)
    return words("state.in_review")


def summary_of(claim: Claim, words: Words) -> str | None:
    """Return what is to be read below the claim; a review that does not stand says so instead."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        return words("card.withdrawn_because", reason=claim.withdrawn.reason)
    return claim.summary if claim.shows_verdict else words("card.checking")


def _image(address: str, alt: str, settings: Settings) -> list[tuple[str, str | None]]:
    if not settings.site_url:
        return []
    return [
        ("og:image", settings.site_url + address),
        ("og:image:type", "image/png"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", alt),
    ]


def _tags(tags: Iterable[tuple[str, str | None]], settings: Settings) -> Markup:
    found = [_OPEN_GRAPH.format(name, content) for name, content in tags if content]
    large = "summary_large_image" if settings.site_url else "summary"
    return Markup("\n").join([*found, _TWITTER.format("twitter:card", large)])


def _day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _locale(language: str) -> str | None:
    """Return a language as Open Graph writes it, ``de_DE``; None where no territory can be told."""
    primary, *rest = language.split("-")
    territory = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    if territory is None:
        scripts = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
        likely = get_global("likely_subtags").get("_".join([primary.lower(), *scripts]), "")
        territory = likely.rpartition("_")[2] if likely.count("_") > 1 else None
    return f"{primary.lower()}_{territory}" if territory else None
