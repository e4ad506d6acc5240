"""Open Graph and Twitter tags for link previews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from babel.core import get_global

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.cards.card import HEIGHT, WIDTH
from factdesk.outputs.templating import render_output
from factdesk.outputs.urls import page_url
from factdesk.pages.verdict_words import verdict_word
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html


def card_head(claim: Claim, config: SiteConfig, texts: SiteTexts, card: str) -> Html:
    """Return the tags of a claim's page; empty for a draft. The theme has ``og:description``.

    ``card`` is the path of its card, or empty. Addresses need ``site_url``. See https://ogp.me/.
    """
    if claim.status is Status.DRAFT:
        return NO_HTML
    verdict = verdict_word(claim, config, texts)
    tags = {
        "og:type": "article",
        "og:title": texts("card.title", verdict=verdict, claim=claim.claim),
        "og:site_name": config.site_name,
        "og:locale": _locale(claim.language or config.language),
    }
    if config.site_url:
        alt = texts("card.alt", verdict=verdict, claim=claim.claim)
        tags["og:url"] = page_url(claim.slug, config)
        tags |= _image(card, alt, config)
    tags["article:published_time"] = _day(claim.published_on)
    if claim.modified_on != claim.published_on:
        tags["article:modified_time"] = _day(claim.modified_on)
    return _tags(tags)


def site_card_head(title: str, address: str, config: SiteConfig, card: str, alt: str = "") -> Html:
    """Return the tags of any other page.

    ``card`` is the path of its card or of the site's card; ``alt`` describes it.
    """
    tags = {
        "og:type": "website",
        "og:title": title,
        "og:site_name": config.site_name,
        "og:locale": _locale(config.language),
    }
    if config.site_url:
        tags["og:url"] = config.site_url + address
        tags |= _image(card, alt or config.site_name, config)
    return _tags(tags)


def _image(card: str, alt: str, config: SiteConfig) -> dict[str, str]:
    if not card:
        return {}
    return {
        "og:image": config.site_url + card,
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": alt,
    }


def _tags(tags: Mapping[str, str]) -> Html:
    twitter_card = "summary_large_image" if "og:image" in tags else "summary"
    return render_output("head.html", "properties", tags, twitter_card)


def _day(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


@cache
def _locale(language: str) -> str:
    """Return a language in Open Graph's format, ``de_DE``; empty if the territory is unknown."""
    primary, *rest = language.split("-")
    territory = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    if not territory:
        scripts = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
        likely = get_global("likely_subtags").get("_".join([primary.lower(), *scripts]), "")
        territory = likely.rpartition("_")[2] if likely.count("_") > 1 else ""
    return f"{primary.lower()}_{territory}" if territory else ""
