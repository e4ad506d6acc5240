"""Portions of a site, each printed by whichever process is free: some claims, or pages of lists.

What is shared by all portions is made before workers are forked. A page whose key is that of an
earlier build is not printed again: its files are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from markupsafe import Markup

from factdesk.claims.claim import Claim, Status
from factdesk.kept import Entry, Kept
from factdesk.press.claims import ClaimPrinter
from factdesk.press.frames import Frames
from factdesk.press.keys import Keys
from factdesk.press.printed import PathAndHash, Printed, PrintedPage
from factdesk.publish.links import Links
from factdesk.publish.staging import Staging
from factdesk.render.addresses import claim_address
from factdesk.render.claim import SECTION, render_claim
from factdesk.render.page import AnyPage, ListPage, Page
from factdesk.render.site import Site
from factdesk.reuse.pieces import ClaimPieces, pieces


class Portions:
    """Prints portions of one site into one staging folder."""

    def __init__(
        self,
        site: Site,
        staging: Staging,
        printer: ClaimPrinter,
        frames: Frames,
        keys: Keys,
        kept: Kept,
        site_tags: Callable[[str, str, str], Markup],
    ) -> None:
        """Take what all portions share.

        ``site_tags`` makes what the head of a page that is no claim's carries, given its address,
        title and description.
        """
        self._site = site
        self._settings = site.settings
        self._staging = staging
        self._printer = printer
        self._frames = frames
        self._keys = keys
        self._kept = kept
        self._site_tags = site_tags
        self._near_by = keys.of_nearness(printer.nearness)

    def prepare(self, pages: Iterable[AnyPage]) -> None:
        """Make what all portions share, before work is shared out; these pages are to come."""
        for page in pages:
            if not self._frames.knows(page.address, page.section):
                self._frames.html(self._whole(page))
        claims = self._site.collection.claims
        if not claims:
            return
        for claim in claims:
            if claim is claims[0] or self._frames.names(claim_address(claim.slug)):
                self._frames.html(render_claim(claim, self._site))
        first = claim_address(claims[0].slug)
        before = self._before(self._kept.read([first]).get(first))
        if before is None or before.near_by != self._near_by:
            self._printer.prepare()

    def claims(
        self, claims: Sequence[Claim], put: Callable[[Iterable[ClaimPieces]], None]
    ) -> Printed:
        """Print these claims, and ``put`` down their shares of the other documents."""
        shares = [pieces(claim, self._settings) for claim in claims]
        put(shares)
        printed = Printed(Links(self._settings.site_url))
        kept = self._kept.read([claim_address(claim.slug) for claim in claims])
        for claim, share in zip(claims, shares, strict=True):
            address = claim_address(claim.slug)
            self._claim(claim, share, kept.get(address), printed)
            for path, content in self._printer.cards(claim):
                printed.files.append((path, self._staging.writer.write(path, content)))
            if claim.status is not Status.DRAFT:
                printed.mapped[address] = claim.modified_on
        return printed

    def _claim(
        self, claim: Claim, share: ClaimPieces, kept: Entry | None, printed: Printed
    ) -> None:
        address, before = claim_address(claim.slug), self._before(kept)
        near = self._near(claim, before)
        frame = self._frames.at(address, SECTION)
        key = self._keys.of_claim(claim, near, frame) if frame else ""
        names = [other.slug for other in near]
        if before and kept and kept.key == key and self._keeps(before.files):
            now = PrintedPage(before.files, before.found, names, self._near_by)
        else:
            page = self._printer.page(claim, near, share)
            files = [(f"{address}index.html", self._frames.html(page).encode())]
            written = self._write(chain(files, self._printer.documents(claim)))
            found = printed.links.found_in(address, page.body)
            now = PrintedPage(written, found, names, self._near_by)
        self._note(address, now, printed)
        if key and now != before:
            printed.made.append(Entry(address, key, now.as_json()))

    def _near(self, claim: Claim, before: PrintedPage | None) -> Sequence[Claim]:
        """Return the claims that the program names beside a claim, found now or earlier."""
        by_slug = self._site.collection.by_slug
        if before and before.near_by == self._near_by and by_slug.keys() >= set(before.near):
            return [by_slug[slug] for slug in before.near]
        return self._printer.near(claim)

    def pages(self, pages: Sequence[AnyPage]) -> Printed:
        """Print these pages, which are no claims'."""
        printed = Printed(Links(self._settings.site_url))
        kept = self._kept.read([page.address for page in pages if isinstance(page, ListPage)])
        for page in pages:
            printed.mapped[page.address] = None
            self._page(page, kept.get(page.address), printed)
        return printed

    def _page(self, page: AnyPage, kept: Entry | None, printed: Printed) -> None:
        frame = self._frames.at(page.address, page.section)
        key = self._keys.of_list(page, frame) if frame and isinstance(page, ListPage) else ""
        before = self._before(kept) if kept and kept.key == key else None
        if before and self._keeps(before.files):
            self._note(page.address, before, printed)
            return
        html = self._frames.html(self._whole(page))
        found = printed.links.found_in(page.address, page.body)
        now = PrintedPage(self._write([(f"{page.address}index.html", html.encode())]), found)
        self._note(page.address, now, printed)
        if key:
            printed.made.append(Entry(page.address, key, now.as_json()))

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
