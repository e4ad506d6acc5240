"""Batches of pages: some claims, or some list pages. Any free worker can write one.

Data that all batches share is computed before workers are forked. A page whose fingerprint is the
same as in the last build is not rendered again: its files are reused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import msgspec

from factdesk.build.claim_pages import ClaimInputs
from factdesk.build.fragments import FragmentStore
from factdesk.build.page_cache import PageCache
from factdesk.build.results import BatchRecord, BatchResult, PageRecord, PathAndHash
from factdesk.build.site_build import SiteBuild
from factdesk.build.verify_output import verify_fragments
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import Output
from factdesk.outputs.fragments import ClaimFragments, claim_fragments, review_texts
from factdesk.pages.claim import SECTION, render_claim
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.urls import claim_address
from factdesk.publish.links import Found, Links
from factdesk.search.document import claim_documents
from factdesk.search.indexed import encode_indexed, index_documents
from factdesk.versions.claim_history import NO_HISTORY

# because the analysis links to another claim
_MENTION = re.compile(r"claim:([^\s)>#]*)")

#: The record of each page of a batch that is up to date, None for the others.
KnownPages = Sequence[PageRecord | None]


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
        slugs = self._site.collection.by_slug
        self.cache = PageCache(build.keys.shared, self._staging, workspace.cache, slugs.keys())

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
        written = self._write_claims(
            [
                ClaimInputs(
                    by_slug[slug],
                    reviews.get(slug),
                    cards.get(slug),
                    histories.get(slug, NO_HISTORY),
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

    def _write_claims(self, inputs: Sequence[ClaimInputs]) -> Iterator[PageRecord]:
        """Write the files of claims, and yield a record for each.

        What many claims have is made step by step for all of them, see ``render_claims_together``.
        """
        by_slug = self._site.collection.by_slug
        pages = [
            [page, *self._history_pages.pages(each.claim, each.history)]
            for each, page in zip(inputs, self._claim_pages.pages(inputs), strict=True)
        ]
        found = list(map(self._found_in, pages))
        files = list(map(self._files_of, pages))
        documents = self._claim_pages.documents(inputs)
        for each, *made, links in zip(inputs, files, documents, found, strict=True):
            claim = each.claim
            pictures = self._claim_pages.pictures(claim)
            of_history = self._history_pages.files(claim, each.history)
            cards = [each.card] if each.card else []
            old_texts = (version.claim.analysis for version in each.history.versions)
            analyses = "\n".join(filter(None, (claim.analysis, *old_texts)))
            yield PageRecord(
                self.key_of_claim(by_slug[claim.slug]),
                self._write(chain(*made, pictures, of_history, cards)),
                links,
                {slug: slug in by_slug for slug in _MENTION.findall(analyses)},
            )

    def _files_of(self, pages: Iterable[Page]) -> list[tuple[str, bytes]]:
        return [(f"{page.address}index.html", self._shells.html(page).encode()) for page in pages]

    def _found_in(self, pages: Iterable[Page]) -> dict[str, Found]:
        return {page.address: self._links.found_in(page.address, page.body) for page in pages}

    def key_of_claim(self, claim: ClaimSummary) -> bytes:
        """Return the fingerprint of a claim's files; empty if no page shell can be used."""
        shell = self._shells.key(claim_address(claim.slug), SECTION)
        related, history = self._claim_pages.related(claim), self._history_pages.key(claim)
        return shell and self._build.keys.of_claim(claim, related, shell, history)

    def key_of_page(self, page: AnyPage) -> bytes:
        """Return the fingerprint of a list page; empty if it is short or has no page shell."""
        shell = self._shells.key(page.address, page.section)
        if not shell or not isinstance(page, ListPage):
            return b""
        card, _ = self._claim_pages.page_card(page.address)
        return self._build.keys.of_list(page, shell, card)

    def write_pages(self, pages: Sequence[AnyPage], known: KnownPages) -> BatchResult:
        """Write the list pages that are not up to date."""
        outdated = [page for page, record in zip(pages, known, strict=True) if record is None]
        rendered = [[self._full_page(page)] for page in outdated]
        found = list(map(self._found_in, rendered))
        files = list(map(self._files_of, rendered))
        written = (
            PageRecord(self.key_of_page(page), self._write(made), links)
            for page, made, links in zip(outdated, files, found, strict=True)
        )
        return self._result([record or next(written) for record in known], outdated)

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
