"""Former addresses of claims: tiny pages that lead to the present ones, without theme or script."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary
from factdesk.i18n.languages import direction
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker, claim_address

_PAGE = Markup(
    '<!doctype html>\n<html lang="{language}" dir="{direction}">\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; base-uri 'none'; form-action 'none'\">\n"
    '<meta name="robots" content="noindex">\n'
    '<meta http-equiv="refresh" content="0; url={link}">\n'
    "{canonical}<title>{title}</title>\n"
    '<p>{moved} <a href="{link}">{title}</a></p>\n</html>\n'
)


def render_aliases(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each former address: its path in the site, and its bytes."""
    for alias, slug in site.collection.aliases.items():
        yield (
            f"{claim_address(alias)}index.html",
            redirect(alias, site.collection.by_slug[slug], site),
        )


def redirect(alias: str, claim: ClaimSummary, site: Site) -> bytes:
    """Return the page at a claim's former address."""
    address = claim_address(claim.slug)
    language = site.config.language
    canonical = Markup('<link rel="canonical" href="{}">\n').format(site.config.site_url + address)
    page = _PAGE.format(
        language=language,
        direction=direction(language),
        link=Linker.at(claim_address(alias), offline=site.offline)(address),
        canonical=canonical if site.config.site_url else "",
        title=claim.claim,
        moved=site.messages("state.moved"),
    )
    return str(page).encode()
