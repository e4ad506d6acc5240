"""Batches of pages: some claims, or some list pages. Any free worker can write one.

Data that all batches share is computed before workers are forked. A page whose fingerprint is the
same as in the last build is not rendered again: its files are reused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from factdesk.build.fragments import FragmentStore
from factdesk.build.page_cache import PageCache
from factdesk.build.page_keys import PageKeys
from factdesk.build.results import BatchRecord, BatchResult, PageRecord, PathAndHash
from factdesk.build.site_build import SiteBuild
from factdesk.build.verify_output import verify_fragments
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import Output
from factdesk.outputs.cards.files import CardFile
from factdesk.outputs.fragments import ClaimFragments, claim_fragments, review_texts
from factdesk.pages.claim import SECTION, render_claim
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.urls import claim_address
from factdesk.publish.links import Links
from factdesk.search.document import claim_documents
from factdesk.search.indexed import encode_indexed, index_documents
from factdesk.versions.claim_history import NO_HISTORY, ClaimHistory

# because the analysis links to another claim
_MENTION = re.compile(r"claim:([^\s)>#]*)")

#: The record of each page of a batch that is up to date, None for the others.
KnownPages = Sequence[PageRecord | None]


class ClaimParts(NamedTuple):
    """A claim with the inputs of its pages: ClaimReview, social card, history."""

    claim: Claim
    review: bytes | None
    card: CardFile | None
    history: ClaimHistory


class Batches:
    """Writes batches of one site's pages into the staging folder."""

    def __init__(self, build: SiteBuild) -> None:
        workspace = build.workspace
        self._build = build
        self._site = build.site
        self._config = build.config
        self._shells = build.shells
        self._claim_pages = build.claim_pages
        self._history_pages = build.history_pages
        self._staging = workspace.staging
        self._claims = workspace.claims
        self._links = Links(self._config.site_url)
        self.keys = PageKeys(build.site, self._claims, self._claim_pages.fonts_fingerprint)
        slugs = self._site.collection.by_slug
        self.cache = PageCache(self.keys.shared, self._staging, workspace.cache, slugs.keys())

    def prepare(self, pages: Iterable[AnyPage]) -> None:
        """Compute what all batches share, before workers are forked; ``pages`` are the lists."""
        for page in pages:
            if not self._shells.knows(page.address, page.section):
                self._shells.html(self._full_page(page))
        claims = self._site.collection.claims
        if not claims:
            return
        # A claim in the navigation has its own page shell.
        named = [each for each in claims[1:] if self._shells.names(claim_address(each.slug))]
        for claim in self._claims.load(each.slug for each in (claims[0], *named)):
            self._shells.html(render_claim(claim, self._site))
        self._prepare_history(claims)
        self._claim_pages.prepare()

    def _prepare_history(self, claims: Sequence[ClaimSummary]) -> None:
        """Create the page shells of histories and fixed versions."""
        committed = next((claim for claim in claims if self._history_pages.key(claim)), None)
        if committed is not None:
            (claim,) = self._claims.load([committed.slug])
            for page in self._history_pages.pages(claim, self._history_pages.of(claim)):
                if not self._shells.knows(page.address, page.section):
                    self._shells.html(page)

    def write_claims(
        self,
        claims: Sequence[ClaimSummary],
        known: KnownPages,
        number: int,
        fragments: FragmentStore,
    ) -> BatchResult:
        """Write the pages of these claims that are not up to date.

        Adds the contributions of all these claims to other documents to ``fragments``.
        """
        outdated = [claim for claim, page in zip(claims, known, strict=True) if page is None]
        has_fragments = fragments.is_cached(number)
        needed = outdated if has_fragments else claims
        full = list(self._claims.load(claim.slug for claim in needed))
        reviews = review_texts(full, self._config)
        if not has_fragments:
            fragments.write(number, self._fragments(full, reviews))
        by_slug = {claim.slug: claim for claim in full}
        cards = self._claim_pages.cards(outdated)
        histories = self._history_pages.read([by_slug[claim.slug] for claim in outdated])
        written = iter(
            [
                self._write_claim(
                    ClaimParts(
                        by_slug[slug],
                        reviews.get(slug),
                        cards.get(slug),
                        histories.get(slug, NO_HISTORY),
                    )
                )
                for slug in (claim.slug for claim in outdated)
            ]
        )
        pages = [page or next(written) for page in known]
        return self._result(pages, outdated)

    def _result(
        self, pages: list[PageRecord], outdated: Sequence[AnyPage | ClaimSummary]
    ) -> BatchResult:
        slugs = [each.slug for each in outdated if isinstance(each, ClaimSummary)]
        encode = msgspec.msgpack.encode
        return BatchResult(
            encode(BatchRecord.of(pages)),
            encode(pages),
            len(outdated),
            self._claim_pages.related_found(slugs),
        )

    def fragments(self, claims: Iterable[ClaimSummary]) -> ClaimFragments:
        """Return what these claims contribute to other documents."""
        full = list(self._claims.load(claim.slug for claim in claims))
        return self._fragments(full, review_texts(full, self._config))

    def _fragments(self, claims: Sequence[Claim], reviews: Mapping[str, bytes]) -> ClaimFragments:
        fragments = claim_fragments(claims, self._config, reviews)
        verify_fragments(fragments)
        return fragments._replace(indexed=self._indexed(claims))

    def _indexed(self, claims: Iterable[Claim]) -> bytes:
        """Return the entries of these claims in the full-text index; a preview has none."""
        if Output.SEARCH not in self._config.outputs or self._site.preview:
            return b""
        documents = claim_documents(claims, self._config.language, self._site.texts)
        return encode_indexed(index_documents(documents, self._config))

    def _write_claim(self, parts: ClaimParts) -> PageRecord:
        claim, review, card, history = parts
        by_slug = self._site.collection.by_slug
        card_path, cards = (card.path, [card]) if card else ("", [])
        related = self._claim_pages.related(claim)
        page = self._claim_pages.page(claim, related, review, card_path, history)
        pages = [page, *self._history_pages.pages(claim, history)]
        files = [(f"{each.address}index.html", self._shells.html(each).encode()) for each in pages]
        old_texts = (version.claim.analysis for version in history.versions)
        analyses = "\n".join(filter(None, (claim.analysis, *old_texts)))
        return PageRecord(
            self.key_of_claim(by_slug[claim.slug]),
            self._write(chain(files, self._further_files(claim, card_path, history), cards)),
            {each.address: self._links.found_in(each.address, each.body) for each in pages},
            {slug: slug in by_slug for slug in _MENTION.findall(analyses)},
        )

    def _further_files(
        self, claim: Claim, card_path: str, history: ClaimHistory
    ) -> Iterable[tuple[str, bytes]]:
        pages = self._claim_pages
        of_history = self._history_pages.files(claim, history)
        return chain(pages.documents(claim, card_path), pages.pictures(claim), of_history)

    def key_of_claim(self, claim: ClaimSummary) -> bytes:
        """Return the fingerprint of a claim's files; empty if no page shell can be used."""
        shell = self._shells.at(claim_address(claim.slug), SECTION)
        if shell is None:
            return b""
        related, history = self._claim_pages.related(claim), self._history_pages.key(claim)
        return self.keys.of_claim(claim, related, shell, history)

    def key_of_page(self, page: AnyPage) -> bytes:
        """Return the fingerprint of a list page; empty if it is short or has no page shell."""
        shell = self._shells.at(page.address, page.section)
        if not shell or not isinstance(page, ListPage):
            return b""
        card, _ = self._claim_pages.page_card(page.address)
        return self.keys.of_list(page, shell, card)

    def write_pages(self, pages: Sequence[AnyPage], known: KnownPages) -> BatchResult:
        """Write the list pages that are not up to date."""
        outdated = [page for page, record in zip(pages, known, strict=True) if record is None]
        records = [
            record or self._write_page(page) for page, record in zip(pages, known, strict=True)
        ]
        return self._result(records, outdated)

    def _write_page(self, page: AnyPage) -> PageRecord:
        full = self._full_page(page)
        files = [(f"{page.address}index.html", self._shells.html(full).encode())]
        found = {page.address: self._links.found_in(page.address, full.body)}
        return PageRecord(self.key_of_page(page), self._write(files), found)

    def _full_page(self, page: AnyPage) -> Page:
        tags = self._build.preview_tags(page.address, page.title)
        return Page(
            address=page.address,
            section=page.section,
            title=page.title,
            description=page.description,
            body=page.body,
            head=page.head + tags,
            indexed=not isinstance(page, Page) or page.indexed,
        )

    def _write(self, files: Iterable[tuple[str, bytes]]) -> list[PathAndHash]:
        return [(path, self._staging.writer.write(path, content)) for path, content in files]
