"""Written pages: the directives that the program replaces, and their links to claims."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from html import escape

from factdesk.checks.written_pages import DIRECTIVE
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import render_badge
from factdesk.pages.site import Site
from factdesk.pages.urls import claim_address
from factdesk.text.html import Html

#: Added to the head of every written page by our own template.
HEAD = "<!-- factdesk:head -->"

#: The title of the written page of a checked article.
TITLE = "<!-- factdesk:title -->"

_CLAIM_LINK = re.compile(r'href="claim:([^"#]*)(#[^"]*)?"')
_CLAIM_BADGE = re.compile(r'<a href="claim:([^"#]*)"></a>')
_LINK = re.compile(r'<a href="([^":#?]+)"[^>]*>(.*?)</a>', re.DOTALL)


def fill_directives(html: str, fragments: Mapping[str, Callable[[], Html]]) -> str:
    """Return a page with each directive replaced by its HTML; unknown ones are removed."""
    return DIRECTIVE.sub(
        lambda match: str(fragments[match[1]]()) if match[1] in fragments else "", html
    )


def link_claims(html: str, address: str, site: Site) -> str:
    """Return a page with its ``claim:slug`` links resolved; unknown ones lead to all claims.

    A link without text becomes the verdict of the claim. ``address`` is that of the page.
    """
    context, slugs = PageContext(site, address), site.collection.by_slug
    link = context.link

    def badge(match: re.Match[str]) -> str:
        claim = slugs.get(match[1])
        return render_badge(claim, link(claim_address(match[1])), context) if claim else ""

    def resolve(match: re.Match[str]) -> str:
        address = claim_address(match[1]) + (match[2] or "") if match[1] in slugs else "claims/"
        return f'href="{escape(link(address))}"'

    return _CLAIM_LINK.sub(resolve, _CLAIM_BADGE.sub(badge, html))


def unlink(html: str, page: str, absent: Collection[str]) -> str:
    """Return a page in which links to these addresses are replaced by their text.

    ``page`` is its own address; all are relative to the site's root.
    """

    def resolve(match: re.Match[str]) -> str:
        return match[2] if posixpath.normpath(page + match[1]) in absent else match[0]

    return _LINK.sub(resolve, html) if absent else html
