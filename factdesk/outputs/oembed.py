"""oEmbed descriptions, with which programs find a claim's embedded card: https://oembed.com/."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.cards.card import HEIGHT as CARD_HEIGHT
from factdesk.outputs.cards.card import WIDTH as CARD_WIDTH
from factdesk.outputs.iframe import WIDTH, embed_code, frame_height
from factdesk.pages.verdict_words import verdict_word
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.json_text import json_bytes

_File = tuple[str, bytes]

_HOUR = 3600


def oembed_address(slug: str) -> str:
    """Return the address of a claim's oEmbed description, relative to the site's root."""
    return f"api/oembed/{slug}.json"


def oembed_files(claim: Claim, config: SiteConfig, texts: SiteTexts, card: str) -> Iterator[_File]:
    """Yield a claim's oEmbed description, at its own address and at each former one.

    ``card`` is the path of the claim's social card, or empty. Drafts have no description, and
    without ``site_url`` there are none.
    """
    if config.site_url and claim.status is not Status.DRAFT:
        description = json_bytes(oembed(claim, config, texts, card)) + b"\n"
        for slug in (claim.slug, *claim.aliases):
            yield oembed_address(slug), description


def oembed(claim: Claim, config: SiteConfig, texts: SiteTexts, card: str) -> dict[str, str | int]:
    """Return a claim's oEmbed 1.0 description of the type ``rich``."""
    verdict = verdict_word(claim, config, texts)
    found: dict[str, str | int] = {
        "version": "1.0",
        "type": "rich",
        "title": texts("card.title", verdict=verdict, claim=claim.claim),
        "author_name": config.publisher.name,
        "author_url": config.publisher.url or config.site_url,
        "provider_name": config.site_name,
        "provider_url": config.site_url,
        "cache_age": _HOUR,
        "html": embed_code(claim, config, texts),
        "width": WIDTH,
        "height": frame_height(claim, texts),
    }
    if card:
        found |= {
            "thumbnail_url": config.site_url + card,
            "thumbnail_width": CARD_WIDTH,
            "thumbnail_height": CARD_HEIGHT,
        }
    return found
