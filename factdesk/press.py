"""The press: puts rendered pages into the theme's frames and prints the whole site.

Knows neither MkDocs nor YAML. Claims are printed by forked workers that share the collection; what
they send back is the paths and hashes of the files they wrote, and each claim's share of the
documents that hold all claims.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from factdesk.claims.claim import Claim
from factdesk.crew import share_out
from factdesk.publish.staging import Staging
from factdesk.render.claim import Extras, render_claim
from factdesk.render.frame import Frame, Kind, Skin, parts
from factdesk.render.page import Page
from factdesk.render.site import Site
from factdesk.reuse.cite import cite_fold
from factdesk.reuse.files import claim_files, reuse_files
from factdesk.reuse.head import head, site_head
from factdesk.reuse.pieces import ClaimPieces, pieces
from factdesk.reuse.sitemap import sitemap_files

File = tuple[str, bytes]
Printed = list[tuple[str, str]]


class Press:
    """Prints one site in one skin into one staging folder."""

    def __init__(self, site: Site, skin: Skin, staging: Staging, *, jobs: int) -> None:
        """Take what is to be printed, and where; ``jobs`` is the number of processes."""
        self._site = site
        self._skin = skin
        self._staging = staging
        self._jobs = jobs
        self._frames: dict[Kind, Frame] = {}

    def print_site(self) -> None:
        """Print every page and document of the site."""
        self._staging.start_from_previous()
        shares = self._print_claims()
        self._print_files(reuse_files(self._site.collection, self._site.words, shares))

    def _print_claims(self) -> dict[str, ClaimPieces]:
        """Print every claim with its own documents, and return what each adds to the others."""
        claims = self._site.collection.claims
        if claims:  # before the workers are forked, so that they share the frame
            self._frame(Kind.of(render_claim(claims[0], self._site)))
        shares = {}
        for printed, made in share_out(claims, self._print_some, jobs=self._jobs):
            self._staging.add(printed)
            shares.update(made)
        return shares

    def _print_some(self, claims: Sequence[Claim]) -> tuple[Printed, list[tuple[str, ClaimPieces]]]:
        printed: Printed = []
        made = []
        for claim in claims:
            share = pieces(claim, self._site.settings)
            made.append((claim.slug, share))
            for path, content in self._files_of(claim, share):
                printed.append((path, self._staging.writer.write(path, content)))
        return printed, made

    def _files_of(self, claim: Claim, share: ClaimPieces) -> Iterator[File]:
        settings, words = self._site.settings, self._site.words
        extras = Extras(head=head(claim, settings, words, share.review))
        yield self._file(render_claim(claim, self._site, extras))
        yield from claim_files(claim, settings)

    def _frame(self, kind: Kind) -> Frame:
        if kind not in self._frames:
            self._frames[kind] = self._skin.frame(kind)
        return self._frames[kind]

    def _file(self, page: Page) -> File:
        values = parts(page, self._site.settings.site_url)
        html = self._frame(Kind.of(page)).fill(values)
        return f"{page.address}index.html", html.encode()

    def _print_files(self, files: Iterable[File]) -> None:
        for path, content in files:
            self._staging.write(path, content)
