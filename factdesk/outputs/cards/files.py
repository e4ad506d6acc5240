"""The cards as files of the site, cached, and notes about cards without their claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import structs

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr, tr_count
from factdesk.outputs.cards.card import (
    SITE_CARD,
    Card,
    card_address,
    claim_card,
    one_line,
    site_card,
)
from factdesk.outputs.cards.fonts import Fonts, Role, script_of
from factdesk.outputs.cards.logo import Logo
from factdesk.pages.site import Site
from factdesk.site_texts.texts import SiteTexts

#: The kind of cards in the cache; their keys are the slugs of their claims, or ``SITE_CARD``.
CARD_KIND = "card"


class CardFile(NamedTuple):
    """A card: its path in the site, and the picture."""

    path: str
    png: bytes


def card_files(
    claims: Iterable[ClaimSummary],
    config: SiteConfig,
    texts: SiteTexts,
    fonts: Fonts,
    cache: Cache,
    logo: Logo | None = None,
) -> dict[str, CardFile]:
    """Return the cards of claims by slug. A draft has none."""
    return _drawn(
        {
            claim.slug: claim_card(claim, config, texts)
            for claim in claims
            if claim.status is not Status.DRAFT
        },
        fonts,
        cache,
        logo,
    )


def page_card_files(
    site: Site, lists: Mapping[str, Card], fonts: Fonts, cache: Cache, logo: Logo | None = None
) -> dict[str, CardFile]:
    """Return the cards of the site itself and of its lists (see ``list_cards``), by name."""
    cards = {SITE_CARD: site_card(site.config, site.texts), **lists}
    return _drawn(cards, fonts, cache, logo)


def font_notes(claims: Iterable[ClaimSummary], config: SiteConfig, fonts: Fonts) -> list[str]:
    """Return a note for each script that no font can draw, with the cards that lack their claim."""
    lacking: dict[str, list[tuple[str, str]]] = {}
    for claim in claims:
        text, language = one_line(claim.claim), claim.language or config.language
        cluster = fonts.missing(text, Role.CLAIM, language)
        if cluster and claim.status is not Status.DRAFT:
            lacking.setdefault(script_of(cluster), []).append((claim.path, cluster))
    return [_note(script, places, fonts) for script, places in sorted(lacking.items())]


def _drawn(
    cards: Mapping[str, Card], fonts: Fonts, cache: Cache, logo: Logo | None
) -> dict[str, CardFile]:
    """Return the cards by name, drawing those that are not in the cache."""
    mark = logo.fingerprint if logo else ""
    cached = cache.read(CARD_KIND, list(cards))
    drawn: list[CacheEntry] = []
    files: dict[str, CardFile] = {}
    for name, card in cards.items():
        key = fingerprint(program_fingerprint(), fonts.fingerprint, mark, structs.astuple(card))
        entry = cached.get(name)
        if entry is None or entry.fingerprint != key:
            from factdesk.outputs.cards.drawing import render_card

            entry = CacheEntry(name, key, render_card(card, fonts, logo))
            drawn.append(entry)
        path = card_address(name.rstrip("/").replace("/", "--"), entry.value)
        files[name] = CardFile(path, entry.value)
    cache.write(CARD_KIND, drawn)
    return files


def _note(script: str, places: list[tuple[str, str]], fonts: Fonts) -> str:
    (path, cluster), count = min(places), len(places)
    where = tr(
        "'{cluster}' ({script}), first in {path}", cluster=cluster, script=script.lower(), path=path
    )
    if fonts.can_shape:
        reason = tr("no font has {where}", where=where)
        remedy = tr("install the Noto fonts, or name a font file in mkdocs.yml under cards: fonts")
    else:
        reason = tr("Pillow needs the FriBidi library to draw {where}", where=where)
        remedy = tr("install it (Debian: libfribidi0, macOS: brew install fribidi)")
    return tr_count(
        "1 social card shows the verdict without the claim: {reason}; {remedy}",
        "{n} social cards show the verdict without the claim: {reason}; {remedy}",
        count,
        reason=reason,
        remedy=remedy,
    )
