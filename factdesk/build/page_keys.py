"""Compute the fingerprints of pages: equal fingerprints mean equal files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.checks.claim_store import ClaimStore
from factdesk.claims.claim import ClaimSummary
from factdesk.outputs.feeds import FeedFile
from factdesk.pages.page import ListPage
from factdesk.pages.site import Site


class PageKeys:
    """Computes the fingerprints of one site's pages.

    The files of a claim depend on the claim, on the summaries of related claims, on its neighbours
    in an article, on its translations, on which of its sources are gone, on its pictures, and on
    the page shell. All other inputs are in ``PageRecord``.

    ``shared`` is the fingerprint of the common inputs of all pages: the site's configuration, and
    the program. ``claims`` and ``summaries`` have the digests of claims and of their summaries.
    """

    def __init__(self, site: Site, claims: ClaimStore, fonts: str) -> None:
        """Fingerprint the common inputs; ``fonts`` is the fingerprint of social cards' fonts."""
        self._site = site
        self.claims, self.summaries = claims.claim_digests, claims.summary_digests
        mode = (site.offline, site.preview)
        options = site.config.values
        self.shared = fingerprint(program_fingerprint(), options, *mode, fonts)

    def of_claim(
        self, claim: ClaimSummary, related: Iterable[str], shell: bytes, history: str = ""
    ) -> bytes:
        """Return the fingerprint of a claim's files, from those of its page shell and history.

        ``related`` are the slugs of related claims.
        """
        shown = map(self.summaries.__getitem__, related)
        rest = self._rest(claim, history) if history or claim.slug in self._special else b""
        return b"".join((shell, self.claims[claim.slug], *shown, rest))

    @cached_property
    def _special(self) -> set[str]:
        """The slugs of claims with inputs that only few claims have."""
        site = self._site
        return {*site.neighbours, *site.collection.translations}.union(
            claim.slug
            for claim in site.collection
            if claim.related or claim.media or site.gone_addresses(claim)
        )

    def _rest(self, claim: ClaimSummary, history: str) -> bytes:
        """Return the fingerprint of inputs that only few claims have."""
        site, slug = self._site, claim.slug
        related = [site.collection.by_slug.get(each) for each in claim.related]
        neighbours = [(near.before, near.after) for near in site.neighbours.get(slug, ())]
        translations = site.collection.translations.get(slug, ())
        gone, pictures = site.gone_addresses(claim), site.picture_digests(claim)
        shown = [[*map(self._shown, each)] for each in (related, translations, *neighbours)]
        return fingerprint(shown, gone, pictures, history).encode()

    def of_fragments(self, claims: Iterable[ClaimSummary]) -> str:
        """Return the fingerprint of these claims' contribution to documents of all claims."""
        return fingerprint(self.shared, b"".join([self.claims[claim.slug] for claim in claims]))

    def of_list(self, page: ListPage, shell: bytes, card: str) -> bytes:
        """Return the fingerprint of one page of a list, from that of its page shell.

        ``card`` is the path of its card.
        """
        texts = (page.address, page.section, page.title, page.description, str(page.head), card)
        key = blake2b("\0".join((*texts, *page.says)).encode(), digest_size=20)
        key.update(shell + self.of_shown(page.shows))
        if self._site.pictures:
            pictures = [self._site.picture_digests(claim) for claim in page.shows]
            key.update(fingerprint(pictures).encode())
        return key.digest()

    def of_feed(self, feed: FeedFile) -> str:
        """Return the fingerprint of a feed."""
        return fingerprint(feed.path, feed.name, self.of_shown(feed.claims))

    def of_shown(self, claims: Iterable[ClaimSummary]) -> bytes:
        """Return the digests of the summaries of these claims."""
        return b"".join([self.summaries[claim.slug] for claim in claims])

    def _shown(self, claim: ClaimSummary | None) -> bytes | None:
        return None if claim is None else self.summaries[claim.slug]
