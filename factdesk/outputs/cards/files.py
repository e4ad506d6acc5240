"""The cards as files of the site, and what is to be said about those without their claim's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.cards.card import SITE_CARD, card_address, claim_card, one_line, site_card
from factdesk.outputs.cards.fonts import Fonts, Role
from factdesk.outputs.cards.installed import script_of
from factdesk.outputs.cards.store import drawn_card

File = tuple[str, bytes]


def card_files(
    claim: ClaimSummary,
    config: SiteConfig,
    messages: Messages,
    fonts: Fonts,
    folder: Path | None = None,
) -> Iterator[File]:
    """Yield a claim's card, with its path; a draft has none. ``folder`` keeps drawn cards."""
    if claim.status is not Status.DRAFT:
        yield (
            card_address(claim.slug),
            drawn_card(claim_card(claim, config, messages), fonts, folder),
        )


def site_card_file(config: SiteConfig, fonts: Fonts, folder: Path | None = None) -> File:
    """Return the card of the site itself, with its path."""
    return SITE_CARD, drawn_card(site_card(config), fonts, folder)


def cards(
    claims: Iterable[ClaimSummary],
    config: SiteConfig,
    messages: Messages,
    fonts: Fonts,
    folder: Path | None = None,
) -> Iterator[File]:
    """Yield every card of the site, each with its path."""
    for claim in claims:
        yield from card_files(claim, config, messages, fonts, folder)
    yield site_card_file(config, fonts, folder)


def font_notes(claims: Iterable[ClaimSummary], config: SiteConfig, fonts: Fonts) -> list[str]:
    """Return, for every script that no font here can set, which cards lack their claim's text."""
    lacking: dict[str, list[tuple[str, str]]] = {}
    for claim in claims:
        text, language = one_line(claim.claim), claim.language or config.language
        letter = fonts.missing(text, Role.CLAIM, language)
        if letter and claim.status is not Status.DRAFT:
            lacking.setdefault(script_of(letter), []).append((claim.path, letter))
    return [_note(script, found, fonts) for script, found in sorted(lacking.items())]


def _note(script: str, found: list[tuple[str, str]], fonts: Fonts) -> str:
    (path, letter), count = min(found), len(found)
    cards = f"{count} social cards show" if count > 1 else "1 social card shows"
    where = f"'{letter}' ({script.lower() or 'without a name'}), first in {path}"
    if fonts.shapes:
        reason = f"no font here has {where}"
        remedy = "install the Noto fonts, or name a font file in mkdocs.yml under cards: fonts"
    else:
        reason = f"this Pillow has no Raqm, which sets {where}"
        remedy = "install Pillow's own wheel"
    return f"{cards} the verdict without the claim: {reason}; {remedy}"
