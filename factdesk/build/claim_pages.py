"""The files of one claim: its page, its data, its embed, and its social card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from factdesk.build.pictures import picture_files
from factdesk.build.workspace import Workspace
from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import CacheEntry
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.collection.related import Related, RelatedState
from factdesk.config.site_config import Output
from factdesk.outputs.cards.card import SITE_CARD, Card
from factdesk.outputs.cards.files import CardFile, card_files, font_notes, page_card_files
from factdesk.outputs.cards.head import card_head
from factdesk.outputs.cards.list_card import describe_card, list_cards
from factdesk.outputs.cite import cite_fold
from factdesk.outputs.data_files import claim_files
from factdesk.outputs.embed import embed_files
from factdesk.outputs.head import feed_head, head, translation_head
from factdesk.outputs.iframe import embed_fold
from factdesk.outputs.oembed import oembed_files
from factdesk.pages.claim import Extras, Fold, render_claims_together
from factdesk.pages.page import Page
from factdesk.pages.pictures import picture_links
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import Html, join_html
from factdesk.versions.claim_history import NO_HISTORY, ClaimHistory

_File = tuple[str, bytes]
_FURTHER_PAGE = re.compile(r"page/\d+/$")
#: The kind and the key of the only entry in the cache.
_RELATED = "related claims"


class ClaimInputs(NamedTuple):
    """A claim with the inputs of its pages: ClaimReview, social card, history."""

    claim: Claim
    review: bytes | None = None
    card: CardFile | None = None
    history: ClaimHistory = NO_HISTORY

    @property
    def card_path(self) -> str:
        """The path of the social card, or empty."""
        return self.card.path if self.card else ""


class ClaimPages:
    """Renders the files of single claims. Forked workers can share it after ``prepare``."""

    def __init__(self, site: Site, workspace: Workspace) -> None:
        """Store the site, and the fonts and the cache for its social cards."""
        self._site = site
        self._config = site.config
        self._texts = site.texts
        self._fonts, self._logo = workspace.fonts, workspace.logo
        self._cache = workspace.cache
        articles = [(each.slug, sorted(each.documents)) for each in site.config.articles]
        self._related_by = fingerprint(program_fingerprint(), articles)
        self._last = _decoded(self._cache.get(_RELATED, _RELATED, self._related_by))
        self._related = Related(site.collection, workspace.claims.summary_digests, self._last)

    def prepare(self) -> None:
        """Compute the data that all claims share, before workers are forked."""
        self._related.prepare()

    def related(self, claim: ClaimSummary) -> list[str]:
        """Return the slugs of the claims that the program finds related to a claim, best first."""
        return self._related.to(claim)

    def related_found(self, slugs: Iterable[str]) -> dict[str, list[str]]:
        """Return the slugs of related claims that were found for some claims, by slug."""
        return {slug: self._related.found[slug] for slug in slugs if slug in self._related.found}

    def keep_related(self, found: Mapping[str, list[str]]) -> None:
        """Cache the related claims for the next build, with those that workers found."""
        self._related.found.update(found)
        if self._related.state != self._last:
            value = msgspec.msgpack.encode(self._related.state)
            self._cache.write(_RELATED, [CacheEntry(_RELATED, self._related_by, value)])

    def pages(self, inputs: Sequence[ClaimInputs]) -> list[Page]:
        """Return the pages of claims; see ``render_claims_together``."""
        by_slug = self._site.collection.by_slug
        related = [tuple(map(by_slug.__getitem__, self.related(each.claim))) for each in inputs]
        folds = [self._folds(each.claim) for each in inputs]
        extras = [
            Extras(self._head(each), fold, others, each.history)
            for each, fold, others in zip(inputs, folds, related, strict=True)
        ]
        return render_claims_together([each.claim for each in inputs], self._site, extras)

    def _folds(self, claim: Claim) -> list[Fold]:
        folds = [cite_fold(claim, self._config, self._texts)]
        if Output.EMBEDS in self._config.outputs:
            folds.append(embed_fold(claim, self._config, self._texts))
        return [fold for fold in folds if fold]

    def _head(self, inputs: ClaimInputs) -> Html:
        config, texts, claim = self._config, self._texts, inputs.claim
        link = Linker.at(claim_address(claim.slug), offline=self._site.offline)
        tags = [
            feed_head(config, texts, link),
            head(claim, config, inputs.review),
            translation_head(self._site.collection.translations.get(claim.slug, ()), config),
        ]
        if Output.CARDS in config.outputs:
            tags.append(card_head(claim, config, texts, inputs.card_path))
        return join_html(tags)

    def documents(self, inputs: Sequence[ClaimInputs]) -> list[list[_File]]:
        """Return the data and the embedded card of each claim, which depend only on the claim."""
        config, texts, site = self._config, self._texts, self._site
        steps: list[Callable[[ClaimInputs], Iterator[_File]]] = []
        if Output.DATA in config.outputs:
            steps += [lambda each: claim_files(each.claim, config, picture_links(each.claim, site))]
        if Output.EMBEDS in config.outputs:
            steps += [
                lambda each: embed_files(each.claim, config, texts, offline=site.offline),
                lambda each: oembed_files(each.claim, config, texts, each.card_path),
            ]
        found: list[list[_File]] = [[] for _ in inputs]
        for step in steps:
            for each, files in zip(inputs, found, strict=True):
                files.extend(step(each))
        return found

    def cards(self, claims: Iterable[ClaimSummary]) -> Mapping[str, CardFile]:
        """Return the social cards of claims by slug."""
        if not self._draws_cards:
            return {}
        return card_files(claims, self._config, self._texts, self._fonts, self._cache, self._logo)

    def pictures(self, claim: ClaimSummary) -> Iterator[_File]:
        """Yield the files of a claim's pictures, with the verdict across them."""
        return picture_files(claim, self._site, self._fonts, self._cache)

    @property
    def fonts_fingerprint(self) -> str:
        """The fingerprint of fonts and logo of cards and pictures; empty if there are none."""
        uses_fonts = self._draws_cards or self._site.pictures
        mark = self._logo.fingerprint if self._draws_cards and self._logo else ""
        return self._fonts.fingerprint + mark if uses_fonts else ""

    @cached_property
    def page_cards(self) -> Mapping[str, CardFile]:
        """The cards of other pages, by address; ``SITE_CARD`` is for the rest."""
        if not self._draws_cards:
            return {}
        return page_card_files(self._site, self._list_cards, self._fonts, self._cache, self._logo)

    def page_card(self, address: str) -> tuple[str, str]:
        """Return the card of a page that is not a claim page: its path (or empty) and its texts.

        The texts are empty for the card of the site.
        """
        if not self.page_cards:
            return "", ""
        first = _FURTHER_PAGE.sub("", address)
        card = self.page_cards.get(first) or self.page_cards[SITE_CARD]
        words = describe_card(self._list_cards[first]) if first in self._list_cards else ""
        return card.path, words

    @cached_property
    def _list_cards(self) -> Mapping[str, Card]:
        return list_cards(self._site)

    def notes(self) -> list[str]:
        """Return notes about cards without their claim, because no font has its letters."""
        if not self._draws_cards:
            return []
        return font_notes(self._site.collection, self._config, self._fonts)

    @property
    def _draws_cards(self) -> bool:
        return Output.CARDS in self._config.outputs and not self._site.preview


def _decoded(value: bytes | None) -> RelatedState | None:
    try:
        return msgspec.msgpack.decode(value, type=RelatedState) if value else None
    except msgspec.MsgspecError:
        return None
