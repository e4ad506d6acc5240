"""The keys of pages: while a page's key is the same, so are its files, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from factdesk.claims.claim import Claim
from factdesk.edition import edition
from factdesk.render.frame import Frame
from factdesk.render.page import ListPage
from factdesk.render.site import Site

# As the analysis links to another claim.
_MENTION = re.compile(r"claim:([^\s)>#]*)")


class Keys:
    """Makes the keys of one site's pages.

    In a claim's files show: the claim; the claims named beside it, in their lines of the list; its
    neighbours in an article; whether the claims that its analysis links to are there; the frame;
    the site's options; the program with its words and templates.
    """

    def __init__(self, site: Site, digests: Mapping[str, str]) -> None:
        """Take the site; what all claims share is digested once.

        ``digests`` are those of the claims' files, by slug. A claim without one, such as the last
        good version of a file that is broken now, is digested itself.
        """
        self._site = site
        self._digests = digests
        mode = f"{site.offline} {site.preview}"
        self._shared = _digest([edition(), site.settings.model_dump_json(), mode])
        self._claims: dict[str, str] = {}
        self._frames: dict[Frame, str] = {}

    def of_claim(self, claim: Claim, related: Sequence[Claim], frame: Frame) -> str:
        """Return the key of a claim's files."""
        by_slug = self._site.collection.by_slug
        shown: list[Claim | None] = [claim, *related, None]
        shown += [by_slug.get(slug) for slug in claim.related]
        for near in self._site.neighbours.get(claim.slug, ()):
            shown += (near.before, near.after)
        mentions = _MENTION.findall(claim.analysis or "")
        return _digest(
            [
                self._shared,
                self._frame(frame),
                *("" if each is None else self._claim(each) for each in shown),
                *(f"{slug} {slug in by_slug}" for slug in mentions),
            ]
        )

    def of_nearness(self, digest: str) -> str:
        """Return the key of what the program finds near every claim."""
        return _digest([self._shared, digest])

    def of_list(self, page: ListPage, frame: Frame) -> str:
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

    def _claim(self, claim: Claim) -> str:
        if claim.slug not in self._claims:
            digest = self._digests.get(claim.slug)
            what = f"file {claim.path} {digest}" if digest else claim.as_json().decode()
            self._claims[claim.slug] = _digest([what])
        return self._claims[claim.slug]

    def _frame(self, frame: Frame) -> str:
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
