"""What stands on a card: a claim's, or the site's own."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import bidirectional, normalize

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.evidence import count_roots
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.languages import direction
from factdesk.i18n.messages import Messages
from factdesk.outputs.cards.bidi import Direction

#: The site's own card; no claim can be named so.
SITE_CARD = "assets/cards/index.png"

_LONGEST_NAME = 300  # far more than a line holds, and nothing to measure for long

# Invisible marks: what stands beside them is ordered as beside a letter of that direction.
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}


@dataclass(frozen=True, slots=True)
class Card:
    """The texts and marks of one card; two equal cards have equal pixels.

    ``language`` is the claim's, ``spoken`` that of the site's own words. ``status`` is None on the
    site's own card, ``tone`` where no verdict is shown. ``word`` is the verdict's label, or what
    stands in its place, and ``after`` what follows a verdict that was withdrawn. ``by`` are the
    line below the claim and shorter forms of it, longest first. ``host`` stands for the site where
    its name cannot be set.
    """

    text: str
    language: str
    spoken: str
    site: str
    status: Status | None = None
    tone: Tone | None = None
    word: str = ""
    after: str = ""
    by: tuple[str, ...] = ()
    evidence: str = ""
    host: str = ""

    @property
    def direction(self) -> Direction:
        """The way the claim's language is written; the card is laid out by it."""
        return _way(self.language)

    @property
    def spoken_direction(self) -> Direction:
        """The way the site's own words are written."""
        return _way(self.spoken)


def card_address(slug: str) -> str:
    """Return where a claim's card is, relative to the site's root."""
    return f"assets/cards/{slug}.png"


def claim_card(claim: ClaimSummary, config: SiteConfig, messages: Messages) -> Card:
    """Return the card of a claim that the site publishes."""
    verdict = config.scale[claim.verdict] if claim.shows_verdict and claim.verdict else None
    withdrawn = claim.status is Status.WITHDRAWN
    language = claim.language or config.language
    return Card(
        text=one_line(claim.claim),
        language=language,
        spoken=config.language,
        site=one_line(config.site_name),
        status=claim.status,
        tone=verdict.tone if verdict else None,
        word=one_line(verdict.label_in(config.language))
        if verdict
        else messages("state.in_review"),
        after=messages("state.withdrawn") if withdrawn else "",
        by=_by(claim, messages, _way(language)),
        evidence=_evidence(claim, messages),
        host=_host(config),
    )


def site_card(config: SiteConfig) -> Card:
    """Return the card of the site itself: its name, and what it says of itself."""
    return Card(
        text=one_line(config.site_description),
        language=config.language,
        spoken=config.language,
        word=one_line(config.site_name),
        site=_host(config),
        host=_host(config),
    )


def _by(claim: ClaimSummary, messages: Messages, way: Direction) -> tuple[str, ...]:
    date = messages.date(claim.claimed_on) if claim.claimed_on else ""
    names = [one_line(name[:_LONGEST_NAME]) for name in _names(claim, messages)]
    forms = [_dated(name, date, way, _way(messages.language)) for name in names or [""]]
    return tuple(filter(None, [*forms, *names[-1:]]))


def _names(claim: ClaimSummary, messages: Messages) -> list[str]:
    claimant = claim.claimant
    if claimant is None:
        return []
    if claimant.is_unknown:
        return [messages("state.unknown_claimant")]
    with_role = [f"{claimant.name}, {claimant.role}"] if claimant.role else []
    return [*with_role, claimant.name]


def _dated(name: str, date: str, way: Direction, own_way: Direction) -> str:
    """Return name and date, kept apart where one of them is written the other way."""
    if way == own_way and not any(bidirectional(character) in ("R", "AL") for character in name):
        return " · ".join(filter(None, (name, date)))
    return f"{_MARKS[way]} · {_MARKS[way]}{_MARKS[own_way]}".join(filter(None, (name, date)))


def _evidence(claim: ClaimSummary, messages: Messages) -> str:
    if not (claim.is_published and claim.sources):
        return ""
    sources = messages("source.count", n=len(claim.sources))
    roots = messages("claim.roots", n=count_roots(claim.sources))
    return messages("claim.counted", sources=sources, roots=roots)


def _host(config: SiteConfig) -> str:
    return config.site_url.partition("://")[2].rstrip("/")


def _way(language: str) -> Direction:
    return "rtl" if direction(language) == "rtl" else "ltr"


def one_line(text: str) -> str:
    """Return a text as it is set: composed letters, single spaces, no line breaks of its own."""
    return normalize("NFC", " ".join(text.split()))
