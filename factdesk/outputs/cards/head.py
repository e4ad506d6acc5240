"""Open Graph and Twitter tags for link previews."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from babel.core import get_global

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.cards.card import HEIGHT, SITE_CARD, WIDTH, card_address
from factdesk.outputs.status_text import summary_of
from factdesk.outputs.templating import render_output
from factdesk.outputs.urls import page_url
from factdesk.pages.verdict_words import verdict_word
from factdesk.text.html import NO_HTML, Html


def card_head(claim: Claim, config: SiteConfig, messages: Messages) -> Html:
    """Return the tags of a claim's page; empty for a draft.

    Addresses and the card need ``site_url``. See https://ogp.me/.
    """
    if claim.status is Status.DRAFT:
        return NO_HTML
    verdict = verdict_word(claim, config, messages)
    tags = {
        "og:type": "article",
        "og:title": messages("card.title", verdict=verdict, claim=claim.claim),
        "og:description": summary_of(claim, messages),
        "og:site_name": config.site_name,
        "og:locale": _locale(claim.language or config.language),
    }
    if config.site_url:
        alt = messages("card.alt", verdict=verdict, claim=claim.claim)
        tags["og:url"] = page_url(claim.slug, config)
        tags |= _image(config.site_url + card_address(claim.slug), alt)
    tags["article:published_time"] = _day(claim.published_on)
    if claim.modified_on != claim.published_on:
        tags["article:modified_time"] = _day(claim.modified_on)
    return _tags(tags, config)


def site_card_head(title: str, description: str, address: str, config: SiteConfig) -> Html:
    """Return the tags of any other page, with the site's own card."""
    tags = {
        "og:type": "website",
        "og:title": title,
        "og:description": description,
        "og:site_name": config.site_name,
        "og:locale": _locale(config.language),
    }
    if config.site_url:
        tags["og:url"] = config.site_url + address
        tags |= _image(config.site_url + SITE_CARD, config.site_name)
    return _tags(tags, config)


def _image(address: str, alt: str) -> dict[str, str]:
    return {
        "og:image": address,
        "og:image:type": "image/png",
        "og:image:width": str(WIDTH),
        "og:image:height": str(HEIGHT),
        "og:image:alt": alt,
    }


def _tags(tags: Mapping[str, str], config: SiteConfig) -> Html:
    twitter_card = "summary_large_image" if config.site_url else "summary"
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
