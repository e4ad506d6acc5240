"""Compute the fingerprints of pages: equal fingerprints mean equal files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.claims.claim import ClaimSummary
from factdesk.outputs.feeds import FeedFile
from factdesk.pages.page import ListPage
from factdesk.pages.shell import PageShell
from factdesk.pages.site import Site


class PageKeys:
    """Computes the fingerprints of one site's pages.

    The files of a claim depend on the claim, on the summaries of related claims, on its neighbours
    in an article, on its translations, on which of its sources are gone, on its pictures, on the
    page shell, on the site's configuration, and on the program. Whatever else they depend on is in
    ``PageRecord``.

    ``shared`` is the fingerprint of what all pages depend on, and ``claims`` has what identifies
    the content of each claim, by slug.
    """

    def __init__(self, site: Site, digests: Mapping[str, bytes], fonts: str) -> None:
        """Fingerprint what all pages share.

        ``digests`` are those of the claim files, by slug; ``fonts`` is the fingerprint of the fonts
        of social cards.
        """
        self._site = site
        self.claims = {
            claim.slug: f"{claim.path} {digests[claim.slug].hex()}" for claim in site.collection
        }
        mode = (site.offline, site.preview)
        options = site.config.values
        self.shared = fingerprint(program_fingerprint(), options, *mode, fonts)
        self._shells: dict[PageShell, str] = {}

    def of_claim(
        self,
        claim: ClaimSummary,
        related: Sequence[ClaimSummary],
        shell: PageShell,
        history: str = "",
    ) -> str:
        """Return the fingerprint of a claim's files; ``history`` is that of its history."""
        by_slug = self._site.collection.by_slug
        named = [by_slug.get(slug) for slug in claim.related]
        neighbours = [
            (self._part(near.before), self._part(near.after))
            for near in self._site.neighbours.get(claim.slug, ())
        ]
        return fingerprint(
            self.shared,
            self._shell(shell),
            self._part(claim),
            [*map(self._part, related)],
            [*map(self._part, named)],
            neighbours,
            [*map(self._part, self._site.collection.translations.get(claim.slug, ()))],
            self._site.gone_addresses(claim),
            self._site.picture_digests(claim),
            history,
        )

    def of_fragments(self, claims: Iterable[ClaimSummary]) -> str:
        """Return the fingerprint of what these claims contribute to documents of all claims."""
        return fingerprint(self.shared, *map(self._part, claims))

    def of_related(self, index: str) -> str:
        """Return the fingerprint of a claim's related claims, given that of the index."""
        return fingerprint(self.shared, index)

    def of_list(self, page: ListPage, shell: PageShell, card: str) -> str:
        """Return the fingerprint of one page of a list; ``card`` is the path of its card."""
        head = (page.address, page.section, page.title, page.description, str(page.head))
        claims = [*map(self._part, page.shows)]
        pictures = [self._site.picture_digests(claim) for claim in page.shows if claim.media]
        says = list(page.says)
        return fingerprint(self.shared, self._shell(shell), *head, says, claims, pictures, card)

    def of_feed(self, feed: FeedFile) -> str:
        """Return the fingerprint of a feed."""
        return fingerprint(self.shared, feed.path, feed.name, [*map(self._part, feed.claims)])

    def _part(self, claim: ClaimSummary | None) -> str | None:
        return None if claim is None else self.claims[claim.slug]

    def _shell(self, shell: PageShell) -> str:
        if shell not in self._shells:
            self._shells[shell] = fingerprint(shell.constants, shell.slots)
        return self._shells[shell]
