"""Portions of a site, each printed by whichever process is free: some claims, or pages of lists.

What is shared by all portions is made before workers are forked. A page whose key is that of an
earlier build is not printed again: its files are there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from markupsafe import Markup

from factdesk.build.claim_files import ClaimPrinter
from factdesk.build.fragments import Shares
from factdesk.build.page_keys import Keys
from factdesk.build.results import PathAndHash, Printed, PrintedPage
from factdesk.build.shells import PageShells
from factdesk.cache.store import Entry, Kept
from factdesk.claims.claim import Claim
from factdesk.claims.outline import Listed
from factdesk.collection.shelf import Shelf
from factdesk.outputs.fragments import pieces, review_texts
from factdesk.pages.claim import SECTION, render_claim
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.site import Site
from factdesk.pages.urls import claim_address
from factdesk.publish.links import Links
from factdesk.publish.staging import Staging

# As the analysis links to another claim.
_MENTION = re.compile(r"claim:([^\s)>#]*)")


class Portions:
    """Prints portions of one site into one staging folder."""

    def __init__(
        self,
        site: Site,
        staging: Staging,
        printer: ClaimPrinter,
        frames: PageShells,
        *,
        kept: Kept,
        shelf: Shelf,
        site_tags: Callable[[str, str, str], Markup],
    ) -> None:
        """Take what all portions share.

        ``shelf`` has the claims whole. ``site_tags`` makes what the head of a page that is no
        claim's carries, given its address, title and description.
        """
        self._site = site
        self._config = site.config
        self._staging = staging
        self._printer = printer
        self._frames = frames
        self._keys = Keys(site, shelf.digests, printer.drawn_with)
        self._kept = kept
        self._shelf = shelf
        self._site_tags = site_tags
        self._near_by = self._keys.of_nearness(printer.nearness)
        self._knows_nearness = False

    def prepare(self, pages: Iterable[AnyPage]) -> None:
        """Make what all portions share, before work is shared out; these pages are to come."""
        for page in pages:
            if not self._frames.knows(page.address, page.section):
                self._frames.html(self._whole(page))
        claims = self._site.collection.claims
        if not claims:
            return
        # A claim that the navigation names has a frame of its own.
        named = [each for each in claims[1:] if self._frames.names(claim_address(each.slug))]
        for claim in self._shelf.whole(each.slug for each in (claims[0], *named)):
            self._frames.html(render_claim(claim, self._site))
        first = claim_address(claims[0].slug)
        before = self._before(self._kept.read([first]).get(first))
        self._knows_nearness = before is not None and before.near_by == self._near_by
        if not self._knows_nearness:
            self._printer.prepare()

    def standing_claims(self, claims: Sequence[Listed], printed: Printed) -> list[Listed]:
        """Note those claims whose files stand already; return the others.

        Where nearness is to be judged anew, which is work to be shared out, all are returned.
        """
        if not self._knows_nearness:
            return list(claims)
        kept = self._kept.read([claim_address(claim.slug) for claim in claims])
        return [claim for claim in claims if not self._stands(claim, kept, printed)]

    def claims(
        self, claims: Sequence[Listed], new: Sequence[Listed], number: int, shares: Shares
    ) -> Printed:
        """Print the ``new`` ones among these claims, if they do not stand after all.

        What all these claims contribute to other documents is put down, if it is not there yet.
        """
        printed = Printed(Links(self._config.site_url))
        kept = self._kept.read([claim_address(claim.slug) for claim in new])
        new = [claim for claim in new if not self._stands(claim, kept, printed)]
        key = self.key_of_pieces(claims)
        has_pieces = shares.take(number, key)
        whole = list(self._shelf.whole(claim.slug for claim in (new if has_pieces else claims)))
        reviews = review_texts(whole, self._config)
        if not has_pieces:
            shares.put(number, key, pieces(whole, self._config, reviews))
        made = {claim.slug: claim for claim in whole}
        for claim in new:
            self._print(made[claim.slug], reviews.get(claim.slug), kept, printed)
        return printed

    def key_of_pieces(self, claims: Iterable[Listed]) -> str:
        """Return the key of what these claims contribute to other documents."""
        return self._keys.of_pieces(claims)

    def _stands(self, claim: Listed, kept: Mapping[str, Entry], printed: Printed) -> bool:
        """Whether the files of a claim are there as they would be printed; then notes them."""
        address, by_slug = claim_address(claim.slug), self._site.collection.by_slug
        entry = kept.get(address)
        before = self._before(entry)
        if not (entry and before):
            return False
        near = self._near(claim, before)
        if (
            entry.key != self._key(claim, near)
            or any((slug in by_slug) is not there for slug, there in before.mentions.items())
            or not self._keeps(before.files)
        ):
            return False
        now = replace(before, near=[other.slug for other in near], near_by=self._near_by)
        self._note(address, now, printed)
        if now != before:
            printed.made.append(Entry(address, entry.key, now.as_json()))
        return True

    def _print(
        self, claim: Claim, review: bytes | None, kept: Mapping[str, Entry], printed: Printed
    ) -> None:
        address, by_slug = claim_address(claim.slug), self._site.collection.by_slug
        near = self._near(claim, self._before(kept.get(address)))
        page = self._printer.page(claim, near, review)
        files = [(f"{address}index.html", self._frames.html(page).encode())]
        now = PrintedPage(
            files=self._write(chain(files, self._printer.documents(claim))),
            found=printed.links.found_in(address, page.body),
            near=[other.slug for other in near],
            near_by=self._near_by,
            mentions={slug: slug in by_slug for slug in _MENTION.findall(claim.analysis or "")},
        )
        self._note(address, now, printed)
        if key := self._key(claim, near):
            printed.made.append(Entry(address, key, now.as_json()))

    def _key(self, claim: Listed, near: Sequence[Listed]) -> str:
        """Return the key of a claim's files; empty where each page is rendered the full way."""
        frame = self._frames.at(claim_address(claim.slug), SECTION)
        return self._keys.of_claim(claim, near, frame) if frame else ""

    def _near(self, claim: Listed, before: PrintedPage | None) -> Sequence[Listed]:
        """Return the claims that the program names beside a claim, found now or earlier."""
        by_slug = self._site.collection.by_slug
        if before and before.near_by == self._near_by and by_slug.keys() >= set(before.near):
            return [by_slug[slug] for slug in before.near]
        return self._printer.near(claim)

    def standing_pages(self, pages: Sequence[AnyPage], printed: Printed) -> list[AnyPage]:
        """Note those pages, which are no claims', whose files stand already; return the others."""
        kept = self._kept.read([page.address for page in pages if isinstance(page, ListPage)])
        new = []
        for page in pages:
            entry = kept.get(page.address)
            before = self._before(entry) if entry and entry.key == self._key_of(page) else None
            if before and self._keeps(before.files):
                self._note(page.address, before, printed)
            else:
                new.append(page)
        return new

    def pages(self, pages: Sequence[AnyPage]) -> Printed:
        """Print these pages, which are no claims'."""
        printed = Printed(Links(self._config.site_url))
        for page in pages:
            whole = self._whole(page)
            html = self._frames.html(whole)
            found = printed.links.found_in(page.address, whole.body)
            now = PrintedPage(self._write([(f"{page.address}index.html", html.encode())]), found)
            self._note(page.address, now, printed)
            if key := self._key_of(page):
                printed.made.append(Entry(page.address, key, now.as_json()))
        return printed

    def _key_of(self, page: AnyPage) -> str:
        """Return the key of a page; empty where it is short, or rendered the full way."""
        frame = self._frames.at(page.address, page.section)
        return self._keys.of_list(page, frame) if frame and isinstance(page, ListPage) else ""

    def _whole(self, page: AnyPage) -> Page:
        tags = self._site_tags(page.address, page.title, page.description)
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
    def _before(kept: Entry | None) -> PrintedPage | None:
        return PrintedPage.from_json(kept.value) if kept else None

    def _write(self, files: Iterable[tuple[str, bytes]]) -> list[PathAndHash]:
        return [(path, self._staging.writer.write(path, content)) for path, content in files]

    def _keeps(self, files: Iterable[PathAndHash]) -> bool:
        staging = self._staging
        return all(staging.writer.keep(path, sha256, staging.site) for path, sha256 in files)

    @staticmethod
    def _note(address: str, now: PrintedPage, printed: Printed) -> None:
        printed.files += now.files
        printed.links.note(address, now.found)
