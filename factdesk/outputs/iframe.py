"""The embedded card of a claim: the frame, its code, and the section on the claim page."""

from __future__ import annotations

import datetime as dt
from unicodedata import east_asian_width

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.embed import embed_address, pinned_embed_address
from factdesk.outputs.status_text import summary_of
from factdesk.outputs.templating import render_output
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address
from factdesk.pages.verdict_words import verdict_word
from factdesk.text.html import Html

WIDTH = 600


def embed_code(claim: Claim, config: SiteConfig, messages: Messages) -> str:
    """Return the HTML that embeds a claim's card in another page; empty without ``site_url``."""
    if not config.site_url or claim.status is Status.DRAFT:
        return ""
    address = config.site_url + embed_address(claim.slug)
    return str(_iframe(claim, address, config, messages, is_preview=False))


def embed_fold(
    claim: Claim, config: SiteConfig, messages: Messages, *, offline: bool = False
) -> Fold | None:
    """Return the section of a claim's page with the embed code and a preview."""
    code = embed_code(claim, config, messages)
    if not code:
        return None
    link = Linker.at(claim_address(claim.slug), offline=offline)
    attributes = language_attributes(config.language, claim.language or config.language)
    address = link(embed_address(claim.slug))
    preview = _iframe(claim, address, config, messages, is_preview=True)
    promise = messages("embed.stays_current")
    body = render_output("folds.html", "embed", promise, attributes, code, preview)
    return Fold(messages("embed.fold"), body)


def pinned_embed_fold(
    claim: Claim,
    on: dt.date,
    config: SiteConfig,
    messages: Messages,
    title: str,
    page: str,
    *,
    offline: bool = False,
) -> Fold | None:
    """Return the section of a page, by its address, that embeds a fixed version."""
    if not config.site_url:
        return None
    address = pinned_embed_address(claim.slug, on)
    code = _iframe(claim, config.site_url + address, config, messages, is_preview=False)
    attributes = language_attributes(config.language, claim.language or config.language)
    link = Linker.at(page, offline=offline)(address)
    preview = _iframe(claim, link, config, messages, is_preview=True)
    promise = messages("version.embed_stays")
    body = render_output("folds.html", "embed", promise, attributes, str(code), preview)
    return Fold(title, body)


def frame_height(claim: Claim, messages: Messages) -> int:
    """Return the height in pixels at which a frame of ``WIDTH`` shows the card without scrolling.

    It is estimated from the number of characters, and rather too large than too small.
    """
    title = _lines(claim.claim, 11.5) * 27
    summary = _lines(summary_of(claim, messages), 8.8) * 22.5
    by = 36 if claim.claimant or claim.claimed_on else 16
    rest = 7 + 16 + by + 28 + 20 + 20 + 13
    return -int(-(title + summary + rest) // 20) * 20


def _iframe(
    claim: Claim, source: str, config: SiteConfig, messages: Messages, *, is_preview: bool
) -> Html:
    title = messages("embed.title", verdict=verdict_word(claim, config, messages))
    height = frame_height(claim, messages)
    return render_output("folds.html", "iframe", source, title, WIDTH, height, is_preview)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in the frame; East Asian characters are twice as wide."""
    wide = 0 if text.isascii() else sum(east_asian_width(character) in "WF" for character in text)
    return int((len(text) + wide) * width // (WIDTH - 42)) + 1 if text else 0
