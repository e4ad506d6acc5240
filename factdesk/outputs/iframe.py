"""The embedded card of a claim: the frame, its code, and the section on the claim page."""

from __future__ import annotations

import datetime as dt
import math
from unicodedata import east_asian_width

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.embed import embed_address, pinned_embed_address
from factdesk.outputs.status_text import summary_of
from factdesk.outputs.templating import render_output
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.verdict_words import verdict_word
from factdesk.site_texts.texts import SiteTexts

WIDTH = 600
#: Widths of frames on phones, and the widest frame with the small type of ``embed.css``.
_NARROW_WIDTHS = (300, 345, 400, 401)
_SMALL_TYPE = 400
_PAGE_MARGIN = 16  # the usual space next to a frame on a phone, in pixels


def embed_code(claim: Claim, config: SiteConfig, texts: SiteTexts) -> str:
    """Return the HTML that embeds a claim's card in another page; empty without ``site_url``."""
    if not config.site_url or claim.status is Status.DRAFT:
        return ""
    return _iframe(claim, embed_address(claim.slug), config, texts)


def embed_fold(claim: Claim, config: SiteConfig, texts: SiteTexts) -> Fold | None:
    """Return the section of a claim's page that ``claim.js`` adds the embed code to when it opens.

    The code is that of the oEmbed description.
    """
    if not config.site_url or claim.status is Status.DRAFT:
        return None
    attributes = language_attributes(config.language, claim.language or config.language)
    promise = texts("embed.stays_current")
    body = render_output("folds.html", "embed", promise, attributes, "")
    return Fold(texts("embed.fold"), body, is_scripted=True)


def pinned_embed_fold(
    claim: Claim,
    on: dt.date,
    config: SiteConfig,
    texts: SiteTexts,
    title: str,
) -> Fold | None:
    """Return the section of a page that embeds a fixed version."""
    if not config.site_url:
        return None
    code = _iframe(claim, pinned_embed_address(claim.slug, on), config, texts)
    attributes = language_attributes(config.language, claim.language or config.language)
    promise = texts("version.embed_stays")
    body = render_output("folds.html", "embed", promise, attributes, code)
    return Fold(title, body)


def frame_height(claim: Claim, texts: SiteTexts, width: int = WIDTH) -> int:
    """Return the height in pixels at which a frame of this width shows the card without scrolling.

    It is estimated from the number of characters, and rather too large than too small.
    """
    is_small = width <= _SMALL_TYPE
    inside = width - (30 if is_small else 42)
    title = _lines(claim.claim, 9.5 if is_small else 11.5, inside) * (22 if is_small else 27)
    summary = _lines(summary_of(claim, texts), 8.2 if is_small else 8.8, inside) * 22.5
    by = 36 if claim.claimant or claim.claimed_on else 16
    footer = 42 if is_small else 20
    rest = 7 + 16 + by + 28 + 20 + footer + 13
    return -int(-(title + summary + rest) // 20) * 20


def _growth(claim: Claim, texts: SiteTexts) -> int:
    """Return by how many pixels the card gets higher when its frame is 100 pixels narrower."""
    height = frame_height(claim, texts)
    slopes = [
        (frame_height(claim, texts, width) - height) / (WIDTH - width) for width in _NARROW_WIDTHS
    ]
    return math.ceil(100 * max(slopes))


def _iframe(claim: Claim, address: str, config: SiteConfig, texts: SiteTexts) -> str:
    title = texts("embed.title", verdict=verdict_word(claim, config, texts))
    source, height = config.site_url + address, frame_height(claim, texts)
    # Without a script, only the width of the screen tells how narrow the frame is.
    growth = _growth(claim, texts)
    tallest = height + math.ceil(growth * (WIDTH + _PAGE_MARGIN) / 100)
    values = (source, title, WIDTH, height, f"max({height}px,{tallest}px - {growth}vw)")
    return str(render_output("folds.html", "iframe", *values))


def _lines(text: str, width: float, inside: int) -> int:
    """Return how many lines a text takes; East Asian characters are twice as wide as others."""
    wide = 0 if text.isascii() else sum(east_asian_width(character) in "WF" for character in text)
    return int((len(text) + wide) * width // inside) + 1 if text else 0
