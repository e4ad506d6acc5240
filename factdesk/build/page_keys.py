"""The keys of pages: while a page's key is the same, so are its files, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from factdesk.cache.fingerprint import edition
from factdesk.claims.outline import Listed
from factdesk.pages.page import ListPage
from factdesk.pages.shell import PageShell
from factdesk.pages.site import Site


class Keys:
    """Makes the keys of one site's pages.

    In a claim's files show: the claim; the claims named beside it, in their lines of the list; its
    neighbours in an article; the frame; the site's options; the program with its words and
    templates. What else shows is told by ``PrintedPage``.
    """

    def __init__(self, site: Site, digests: Mapping[str, bytes], drawn_with: str) -> None:
        """Take the site; what all claims share is digested once.

        ``digests`` are those of what the claims were read from, by slug, and ``drawn_with`` is one
        of the fonts of their cards.
        """
        self._site = site
        self._claims = {
            claim.slug: f"{claim.path} {digests[claim.slug].hex()}" for claim in site.collection
        }
        mode = f"{site.offline} {site.preview}"
        self._shared = _digest([edition(), site.config.model_dump_json(), mode, drawn_with])
        self._frames: dict[PageShell, str] = {}

    def of_claim(self, claim: Listed, related: Sequence[Listed], frame: PageShell) -> str:
        """Return the key of a claim's files."""
        by_slug = self._site.collection.by_slug
        shown: list[Listed | None] = [claim, *related, None]
        shown += [by_slug.get(slug) for slug in claim.related]
        for near in self._site.neighbours.get(claim.slug, ()):
            shown += (near.before, near.after)
        return _digest(
            [
                self._shared,
                self._frame(frame),
                *("" if each is None else self._claim(each) for each in shown),
            ]
        )

    def of_pieces(self, claims: Iterable[Listed]) -> str:
        """Return the key of what these claims contribute to the documents of the whole site."""
        return _digest([self._shared, *map(self._claim, claims)])

    def of_nearness(self, digest: str) -> str:
        """Return the key of what the program finds near every claim."""
        return _digest([self._shared, digest])

    def of_list(self, page: ListPage, frame: PageShell) -> str:
        """Return the key of one page of a list."""
        head = (page.address, page.section, page.title, page.description, page.head)
        return _digest(
            [
                self._shared,
                self._frame(frame),
                *head,
                *page.says,
                "",
                *map(self._claim, page.shows),
            ]
        )

    def _claim(self, claim: Listed) -> str:
        return self._claims[claim.slug]

    def _frame(self, frame: PageShell) -> str:
        if frame not in self._frames:
            self._frames[frame] = _digest([*frame.constants, *frame.slots])
        return self._frames[frame]


def _digest(texts: Iterable[str]) -> str:
    total = blake2b(digest_size=20)
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        total.update(b"%d:" % len(raw))  # so that no two sequences of texts run together alike
        total.update(raw)
    return total.hexdigest()
