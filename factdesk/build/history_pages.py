"""The history of each claim and its fixed versions, as pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.build.workspace import Workspace
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import Output
from factdesk.git.changes import read_history
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.outputs.head import feed_head
from factdesk.outputs.pinned import pinned_files, pinned_folds
from factdesk.pages.aliases import render_redirect
from factdesk.pages.claim import Extras
from factdesk.pages.history import render_history
from factdesk.pages.page import Page
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker, history_address, version_address
from factdesk.pages.version import render_version
from factdesk.text.html import Html
from factdesk.versions.claim_history import NO_HISTORY, ClaimHistory
from factdesk.versions.history_reader import HistoryReader

_File = tuple[str, bytes]

_CUT = tr_noop(
    "only a part of the git history was fetched, so the history of reviews begins late and fixed "
    "versions are missing. Fetch it in full: 'git fetch --unshallow', or 'fetch-depth: 0' in a "
    "workflow"
)


class HistoryPages:
    """Renders the history and the fixed versions of claims. Forked workers can share it."""

    def __init__(self, site: Site, workspace: Workspace) -> None:
        """Read the history of the site's claims; without one, ``missing`` says why."""
        self._site = site
        self._reader: HistoryReader | None = None
        self.notes: list[str] = []
        self.missing = ""
        if Output.HISTORY not in site.config.outputs:
            return
        try:
            history = site.record.history
            if history is None:
                history = read_history(site.config.claims_folder, workspace.cache)
            self._reader = HistoryReader(history, site.config)
        except HistoryError as error:
            self.missing = str(error)
        else:
            self.notes += [tr(_CUT)] if self._reader.is_cut else []

    def key(self, claim: ClaimSummary) -> str:
        """Return the fingerprint of a claim's history; empty if it has none."""
        key = self._reader.key(claim) if self._reader else ""
        # A shallow clone has no log, but can have all commits of a claim.
        return f"{key} {self._site.log is not None}" if key else ""

    def read(self, claims: Sequence[Claim]) -> dict[str, ClaimHistory]:
        """Return the histories of claims by slug.

        Raises:
            HistoryError: the repository is incomplete.
        """
        return self._reader.read(claims) if self._reader else {}

    def of(self, claim: Claim) -> ClaimHistory:
        """Return the history of one claim."""
        return self.read([claim]).get(claim.slug, NO_HISTORY)

    def pages(self, claim: Claim, history: ClaimHistory) -> Iterator[Page]:
        """Yield the history of a claim, and its fixed versions."""
        site = self._site
        if not history.states:
            return
        yield render_history(claim, history, site, self._head(history_address(claim.slug)))
        for version in history.versions:
            address = version_address(claim.slug, version.on)
            extras = Extras(
                head=self._head(address),
                folds=pinned_folds(version, claim, site),
            )
            yield render_version(version, claim, history, site, extras)

    def files(self, claim: Claim, history: ClaimHistory) -> Iterator[_File]:
        """Yield the cards of fixed versions, and a redirect for each former address of a page."""
        site = self._site
        if Output.EMBEDS in site.config.outputs:
            yield from pinned_files(history.versions, claim, site)
        if not history.states:
            return
        for alias in claim.aliases:
            moved = [(history_address(alias), history_address(claim.slug))]
            moved += [
                (version_address(alias, each.on), version_address(claim.slug, each.on))
                for each in history.versions
            ]
            for before, now in moved:
                yield f"{before}index.html", render_redirect(before, now, claim, site)

    def _head(self, address: str) -> Html:
        site = self._site
        return feed_head(site.config, site.texts, Linker.at(address, offline=site.offline))
