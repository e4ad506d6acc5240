"""Former addresses of claims: small pages without the theme that redirect to the current ones."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.claims.claim import ClaimSummary
from factdesk.pages.assets import asset_address
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import Linker, claim_address


def render_aliases(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the file for each former address: its path in the site, and its content."""
    for alias, slug in site.collection.aliases.items():
        claim = site.collection.by_slug[slug]
        before = claim_address(alias)
        yield f"{before}index.html", render_redirect(before, claim_address(slug), claim, site)


def render_redirect(before: str, address: str, claim: ClaimSummary, site: Site) -> bytes:
    """Return the page at a former address of a claim, which redirects to the new address."""
    link = Linker.at(before, offline=site.offline)
    canonical = site.config.site_url + address if site.config.site_url else ""
    script = link(asset_address("moved.js"))
    html = render_macro("alias.html", "page", claim, link(address), canonical, script, site)
    return f"{html}\n".encode()
