"""Batches of pages, each written by any free worker: some claims, or some pages of lists.

What all batches share is computed before workers are forked. A page whose fingerprint is that of
the last build is not rendered again: its files are reused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from factdesk.build.fragments import FragmentStore
from factdesk.build.page_keys import PageKeys
from factdesk.build.results import BatchResult, PageRecord, PathAndHash
from factdesk.build.site_build import SiteBuild
from factdesk.build.verify_output import verify_fragments
from factdesk.cache.store import CacheEntry
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import Output
from factdesk.outputs.cards.files import CardFile
from factdesk.outputs.fragments import claim_fragments, review_texts
from factdesk.pages.claim import SECTION, render_claim
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.urls import claim_address
from factdesk.publish.links import Links
from factdesk.search.document import claim_documents
from factdesk.search.indexed import encode_indexed, index_documents
from factdesk.versions.claim_history import NO_HISTORY, ClaimHistory

# As the analysis links to another claim.
_MENTION = re.compile(r"claim:([^\s)>#]*)")


class ClaimParts(NamedTuple):
    """A claim with what its pages are made from: ClaimReview, social card, history."""

    claim: Claim
    review: bytes | None
    card: CardFile | None
    history: ClaimHistory


#: The kind of page records in the cache; their keys are the addresses of the pages.
PAGE_RECORDS = "page"


class Batches:
    """Writes batches of one site's pages into one staging folder."""

    def __init__(self, build: SiteBuild) -> None:
        """Take what all batches share."""
        workspace = build.workspace
        self._build = build
        self._site = build.site
        self._config = build.config
        self._shells = build.shells
        self._claim_pages = build.claim_pages
        self._history_pages = build.history_pages
        self._staging = workspace.staging
        self._cache = workspace.cache
        self._claims = workspace.claims
        self.keys = PageKeys(build.site, self._claims.digests, self._claim_pages.fonts_fingerprint)
        self._related_by = self.keys.of_related(self._claim_pages.related_fingerprint)
        self._related_is_cached = False

    def prepare(self, pages: Iterable[AnyPage]) -> None:
        """Compute what all batches share, before workers are forked; ``pages`` are the lists."""
        for page in pages:
            if not self._shells.knows(page.address, page.section):
                self._shells.html(self._full_page(page))
        claims = self._site.collection.claims
        if not claims:
            return
        # A claim that the navigation names has a page shell of its own.
        named = [each for each in claims[1:] if self._shells.names(claim_address(each.slug))]
        for claim in self._claims.load(each.slug for each in (claims[0], *named)):
            self._shells.html(render_claim(claim, self._site))
        self._prepare_history(claims)
        first = claim_address(claims[0].slug)
        record = self._record(self._cache.read(PAGE_RECORDS, [first]).get(first))
        self._related_is_cached = record is not None and record.related_by == self._related_by
        if not self._related_is_cached:
            self._claim_pages.prepare()

    def _prepare_history(self, claims: Sequence[ClaimSummary]) -> None:
        """Make the page shells of histories and fixed versions."""
        committed = next((claim for claim in claims if self._history_pages.key(claim)), None)
        if committed is not None:
            (claim,) = self._claims.load([committed.slug])
            for page in self._history_pages.pages(claim, self._history_pages.of(claim)):
                if not self._shells.knows(page.address, page.section):
                    self._shells.html(page)

    def outdated_claims(
        self, claims: Sequence[ClaimSummary], result: BatchResult
    ) -> list[ClaimSummary]:
        """Return the claims whose pages must be rendered; add the files of the others to a result.

        All are returned when related claims must be found again, which is work for the workers.
        """
        if not self._related_is_cached:
            return list(claims)
        cached = self._cache.read(PAGE_RECORDS, [claim_address(claim.slug) for claim in claims])
        return [claim for claim in claims if not self._reuse(claim, cached, result)]

    def write_claims(
        self,
        claims: Sequence[ClaimSummary],
        outdated: Sequence[ClaimSummary],
        number: int,
        fragments: FragmentStore,
    ) -> BatchResult:
        """Write the pages of the outdated ones among these claims, unless they are current.

        Adds what all of these claims contribute to other documents to ``fragments``.
        """
        result = BatchResult(Links(self._config.site_url))
        cached = self._cache.read(PAGE_RECORDS, [claim_address(claim.slug) for claim in outdated])
        outdated = [claim for claim in outdated if not self._reuse(claim, cached, result)]
        key = self.key_of_fragments(claims)
        has_fragments = fragments.reuse(number, key)
        needed = outdated if has_fragments else claims
        full = list(self._claims.load(claim.slug for claim in needed))
        reviews = review_texts(full, self._config)
        if not has_fragments:
            own = claim_fragments(full, self._config, reviews)
            verify_fragments(own)
            fragments.add(number, key, own._replace(indexed=self._indexed(full)))
        by_slug = {claim.slug: claim for claim in full}
        cards = self._claim_pages.cards(outdated)
        histories = self._history_pages.read([by_slug[claim.slug] for claim in outdated])
        for claim in outdated:
            slug = claim.slug
            parts = ClaimParts(
                by_slug[slug], reviews.get(slug), cards.get(slug), histories.get(slug, NO_HISTORY)
            )
            self._write_claim(parts, cached, result)
        return result

    def _indexed(self, claims: Iterable[Claim]) -> bytes:
        """Return what the full-text index has of these claims; a preview has no index."""
        if Output.SEARCH not in self._config.outputs or self._site.preview:
            return b""
        documents = claim_documents(claims, self._config.language, self._site.messages)
        return encode_indexed(index_documents(documents, self._config))

    def key_of_fragments(self, claims: Iterable[ClaimSummary]) -> str:
        """Return the fingerprint of what these claims contribute to other documents."""
        return self.keys.of_fragments(claims)

    def _reuse(
        self, claim: ClaimSummary, cached: Mapping[str, CacheEntry], result: BatchResult
    ) -> bool:
        """Add a claim's files to a result if the last build wrote the same ones."""
        address, by_slug = claim_address(claim.slug), self._site.collection.by_slug
        entry = cached.get(address)
        record = self._record(entry)
        if not (entry and record):
            return False
        related = self._related(claim, record)
        if (
            entry.fingerprint != self._key(claim, related)
            or any((slug in by_slug) is not exists for slug, exists in record.mentions.items())
            or not self._keeps(record.files)
        ):
            return False
        slugs = [other.slug for other in related]
        current = replace(record, related=slugs, related_by=self._related_by)
        self._add(address, current, result)
        if current != record:
            result.entries.append(CacheEntry(address, entry.fingerprint, current.encoded()))
        return True

    def _write_claim(
        self, parts: ClaimParts, cached: Mapping[str, CacheEntry], result: BatchResult
    ) -> None:
        claim, review, card, history = parts
        address, by_slug = claim_address(claim.slug), self._site.collection.by_slug
        related = self._related(claim, self._record(cached.get(address)))
        card_path, cards = (card.path, [card]) if card else ("", [])
        page = self._claim_pages.page(claim, related, review, card_path, history)
        others = list(self._history_pages.pages(claim, history))
        files = [
            (f"{each.address}index.html", self._shells.html(each).encode())
            for each in (page, *others)
        ]
        old_texts = (version.claim.analysis for version in history.versions)
        analyses = "\n".join(filter(None, (claim.analysis, *old_texts)))
        record = PageRecord(
            files=self._write(chain(files, self._further_files(claim, card_path, history), cards)),
            found=result.links.found_in(address, page.body),
            related=[other.slug for other in related],
            related_by=self._related_by,
            mentions={slug: slug in by_slug for slug in _MENTION.findall(analyses)},
            others={
                each.address: result.links.found_in(each.address, each.body) for each in others
            },
        )
        result.rendered += 1
        self._add(address, record, result)
        if key := self._key(claim, related):
            result.entries.append(CacheEntry(address, key, record.encoded()))

    def _further_files(
        self, claim: Claim, card_path: str, history: ClaimHistory
    ) -> Iterable[tuple[str, bytes]]:
        pages = self._claim_pages
        of_history = self._history_pages.files(claim, history)
        return chain(pages.documents(claim, card_path), pages.pictures(claim), of_history)

    def _key(self, claim: ClaimSummary, related: Sequence[ClaimSummary]) -> str:
        """Return the fingerprint of a claim's files; empty where no page shell can be used."""
        shell = self._shells.at(claim_address(claim.slug), SECTION)
        if shell is None:
            return ""
        return self.keys.of_claim(claim, related, shell, self._history_pages.key(claim))

    def _related(self, claim: ClaimSummary, record: PageRecord | None) -> Sequence[ClaimSummary]:
        """Return the claims that the program finds related, from the record if it is current."""
        by_slug = self._site.collection.by_slug
        if (
            record
            and record.related_by == self._related_by
            and by_slug.keys() >= set(record.related)
        ):
            return [by_slug[slug] for slug in record.related]
        return self._claim_pages.related(claim)

    def outdated_pages(self, pages: Sequence[AnyPage], result: BatchResult) -> list[AnyPage]:
        """Return the pages of lists that must be rendered; add the files of the others."""
        cached = self._cache.read(
            PAGE_RECORDS, [p.address for p in pages if isinstance(p, ListPage)]
        )
        outdated = []
        for page in pages:
            entry = cached.get(page.address)
            is_current = entry and entry.fingerprint == self._key_of(page)
            record = self._record(entry) if is_current else None
            if record and self._keeps(record.files):
                self._add(page.address, record, result)
            else:
                outdated.append(page)
        return outdated

    def write_pages(self, pages: Sequence[AnyPage]) -> BatchResult:
        """Write these pages of lists."""
        result = BatchResult(Links(self._config.site_url), rendered=len(pages))
        for page in pages:
            full = self._full_page(page)
            html = self._shells.html(full)
            found = result.links.found_in(page.address, full.body)
            record = PageRecord(self._write([(f"{page.address}index.html", html.encode())]), found)
            self._add(page.address, record, result)
            if key := self._key_of(page):
                result.entries.append(CacheEntry(page.address, key, record.encoded()))
        return result

    def _key_of(self, page: AnyPage) -> str:
        """Return the fingerprint of a list page; empty if it is short or has no page shell."""
        shell = self._shells.at(page.address, page.section)
        if not shell or not isinstance(page, ListPage):
            return ""
        card, _ = self._claim_pages.page_card(page.address)
        return self.keys.of_list(page, shell, card)

    def _full_page(self, page: AnyPage) -> Page:
        tags = self._build.preview_tags(page.address, page.title, page.description)
        return Page(
            address=page.address,
            section=page.section,
            title=page.title,
            description=page.description,
            body=page.body,
            head=page.head + tags,
            indexed=not isinstance(page, Page) or page.indexed,
        )

    @staticmethod
    def _record(entry: CacheEntry | None) -> PageRecord | None:
        return PageRecord.decoded(entry.value) if entry else None

    def _write(self, files: Iterable[tuple[str, bytes]]) -> list[PathAndHash]:
        return [(path, self._staging.writer.write(path, content)) for path, content in files]

    def _keeps(self, files: Iterable[PathAndHash]) -> bool:
        staging = self._staging
        return all(staging.writer.keep(path, sha256, staging.site) for path, sha256 in files)

    @staticmethod
    def _add(address: str, record: PageRecord, result: BatchResult) -> None:
        result.files += record.files
        for page, found in ((address, record.found), *record.others.items()):
            result.links.note(page, found)
