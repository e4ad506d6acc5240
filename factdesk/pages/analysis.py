"""The analysis: Markdown with numbered citations. ``claim.js`` adds the notes in the margin."""

from __future__ import annotations

import re

from factdesk.claims.claim import Claim
from factdesk.pages.page_context import PageContext
from factdesk.pages.sources import Numbering
from factdesk.pages.urls import claim_address
from factdesk.text.html import AUTO_DIRECTION, NO_HTML, Html, join_html
from factdesk.text.markdown import blocks, render_markdown
from factdesk.text.urls import is_site_address

_BLOCK_START = re.compile(r"\s*<[a-z]+[1-6]?")


def render_analysis(claim: Claim, numbering: Numbering, context: PageContext) -> Html:
    """Return the analysis of a claim; its citations number the sources in their order."""
    if claim.analysis is None:
        return NO_HTML
    html = render_markdown(claim.analysis, numbering.cite, lambda href: _resolve(href, context))
    if not context.auto(html):
        return html
    return join_html(_with_direction(block) for block in blocks(html))


def _with_direction(block: Html) -> Html:
    """Return a block with the direction of its own text."""
    tag = _BLOCK_START.match(block)
    end = tag.end() if tag else 0
    return join_html([block[:end], AUTO_DIRECTION, block[end:]]) if end else block


def _resolve(href: str, context: PageContext) -> str | None:
    """Return the link for ``claim:slug``, ``/folder/page/`` or ``#fragment``, all on this site."""
    if href.startswith("claim:"):
        slug, hash_, fragment = href.removeprefix("claim:").partition("#")
        exists = slug in context.site.collection.by_slug
        return context.link(claim_address(slug) + hash_ + fragment) if exists else None
    if not is_site_address(href):
        return None
    return href if href.startswith("#") else context.link(href.removeprefix("/"))
