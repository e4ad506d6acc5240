"""The state that the steps of writing a site share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from factdesk.build.claim_pages import ClaimPages
from factdesk.build.history_pages import HistoryPages
from factdesk.build.page_keys import PageKeys
from factdesk.build.page_shells import PageShells
from factdesk.build.results import PathAndHash
from factdesk.build.workspace import Workspace
from factdesk.config.site_config import Output, SiteConfig
from factdesk.outputs.cards.head import site_card_head
from factdesk.outputs.head import site_head
from factdesk.pages.facets import Facet, facets
from factdesk.pages.shell import ThemeRenderer
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker
from factdesk.text.html import Html


class SiteBuild(msgspec.Struct, frozen=True, dict=True):
    """One site, its theme, and its staging directory."""

    site: Site
    theme: ThemeRenderer
    shells: PageShells
    claim_pages: ClaimPages
    history_pages: HistoryPages
    workspace: Workspace

    @property
    def config(self) -> SiteConfig:
        """The site's configuration."""
        return self.site.config

    @cached_property
    def keys(self) -> PageKeys:
        """The fingerprints of the inputs of pages."""
        fonts = self.claim_pages.fonts_fingerprint
        return PageKeys(self.site, self.workspace.claims, fonts)

    @cached_property
    def facets(self) -> list[Facet]:
        """The facets of the explorer."""
        return facets(self.site)

    def write(self, files: Iterable[tuple[str, bytes]]) -> list[PathAndHash]:
        """Write files, given by their paths in the site, into the staging directory."""
        staging = self.workspace.staging
        written = [(path, staging.writer.write(path, content)) for path, content in files]
        staging.files.add(written)
        return written

    def preview_tags(self, address: str, title: str) -> Html:
        """Return the link preview tags of a page that is not a claim page."""
        link = Linker.at(address, offline=self.site.offline)
        tags = site_head(self.config, self.site.texts, link)
        if Output.CARDS in self.config.outputs:
            card, words = self.claim_pages.page_card(address)
            tags += site_card_head(title, address, self.config, card, words)
        return tags
