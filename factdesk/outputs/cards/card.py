"""The content of a card of a claim or of the site."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal
from unicodedata import bidirectional, normalize

import msgspec

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.status_text import name_with_state
from factdesk.pages.claimants import attribution, attribution_with_role
from factdesk.pages.evidence_counts import evidence_counted
from factdesk.site_texts.languages import direction
from factdesk.site_texts.texts import SiteTexts

Direction = Literal["ltr", "rtl"]

#: The size of a card in pixels, as social networks recommend.
WIDTH, HEIGHT = 1200, 630
#: The name of the site's own card, which is not a valid slug.
SITE_CARD = "index"

_DIGITS = 12  # of the picture's hash: enough to distinguish the versions of one card
_LONGEST_NAME = 300  # longer than a line; limits the time for measuring

# Invisible marks that give adjacent punctuation the direction of a letter.
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}


class Card(msgspec.Struct, frozen=True):
    """The content of one card. Equal cards have equal pixels.

    ``language`` is that of the claim, ``site_language`` that of the site's own words. ``status`` is
    None on the site's own card, ``tone`` if no verdict is shown. ``word`` is the verdict's label or
    the word shown instead; ``after`` follows a withdrawn verdict. ``by`` is the line below the
    claim, and shorter forms of it, longest first. ``shares`` are the numbers of claims in the band
    of a list's card. ``host`` replaces the name of the site if no font has its letters.
    """

    text: str
    language: str
    site_language: str
    site: str
    status: Status | None = None
    tone: Tone | None = None
    word: str = ""
    after: str = ""
    by: tuple[str, ...] = ()
    evidence: str = ""
    host: str = ""
    shares: tuple[tuple[Tone, int], ...] = ()

    @property
    def direction(self) -> Direction:
        """The direction of the claim's language, which determines the layout of the card."""
        return _direction(self.language)

    @property
    def site_direction(self) -> Direction:
        """The direction of the site's language."""
        return _direction(self.site_language)


def card_address(name: str, png: bytes) -> str:
    """Return the path of a picture, relative to the site's root; ``name`` is the claim's slug.

    The path contains a hash of the picture: networks store pictures by their address and would show
    the old verdict of a corrected review.
    """
    return f"assets/cards/{name}-{sha256(png).hexdigest()[:_DIGITS]}.png"


def claim_card(claim: ClaimSummary, config: SiteConfig, texts: SiteTexts) -> Card:
    """Return the card of a claim that the site publishes."""
    verdict = config.scale[claim.verdict] if claim.shows_verdict and claim.verdict else None
    withdrawn = claim.status is Status.WITHDRAWN
    language = claim.language or config.language
    return Card(
        text=one_line(claim.claim),
        language=language,
        site_language=config.language,
        site=one_line(name_with_state(config.site_name, config, texts)),
        status=claim.status,
        tone=verdict.tone if verdict else None,
        word=one_line(verdict.label_in(config.language)) if verdict else texts("state.in_review"),
        after=texts("state.withdrawn") if withdrawn else "",
        by=_by(claim, texts, _direction(language)),
        evidence=_evidence(claim, texts),
        host=host_of_site(config),
    )


def site_card(config: SiteConfig, texts: SiteTexts) -> Card:
    """Return the card of the site itself, with its name and description."""
    return Card(
        text=one_line(config.site_description),
        language=config.language,
        site_language=config.language,
        word=one_line(name_with_state(config.site_name, config, texts)),
        site=host_of_site(config),
        host=host_of_site(config),
    )


def _by(claim: ClaimSummary, texts: SiteTexts, base: Direction) -> tuple[str, ...]:
    date = texts.date(claim.claimed_on) if claim.claimed_on else ""
    names = [one_line(name[:_LONGEST_NAME]) for name in _names(claim, texts)]
    forms = [_dated(name, date, base, _direction(texts.language)) for name in names or [""]]
    return tuple(filter(None, [*forms, *names[-1:]]))


def _names(claim: ClaimSummary, texts: SiteTexts) -> list[str]:
    names = (attribution_with_role(claim, texts), attribution(claim, texts))
    return list(dict.fromkeys(filter(None, names)))


def _dated(name: str, date: str, base: Direction, site_base: Direction) -> str:
    """Return name and date, isolated if one of them has another direction."""
    if base == site_base and not any(bidirectional(character) in ("R", "AL") for character in name):
        return " · ".join(filter(None, (name, date)))
    return f"{_MARKS[base]} · {_MARKS[base]}{_MARKS[site_base]}".join(filter(None, (name, date)))


def _evidence(claim: ClaimSummary, texts: SiteTexts) -> str:
    if not (claim.is_published and claim.sources):
        return ""
    sources, sides = evidence_counted(claim, texts)
    counted = f"{texts('claim.independent')}: {sides.unescape()}" if sides else ""
    return counted or str(sources.unescape())


def host_of_site(config: SiteConfig) -> str:
    """Return the site's address as its cards show it; empty if it is not known."""
    return config.site_url.partition("://")[2].rstrip("/")


def _direction(language: str) -> Direction:
    return "rtl" if direction(language) == "rtl" else "ltr"


def one_line(text: str) -> str:
    """Return a text on one line, with composed letters and single spaces."""
    return normalize("NFC", " ".join(text.split()))
