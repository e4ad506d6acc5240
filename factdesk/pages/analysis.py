"""The analysis: Markdown with numbered citations and, on wide screens, notes next to them."""

from __future__ import annotations

import re

from factdesk.claims.claim import Claim, Source
from factdesk.pages.page_context import PageContext
from factdesk.pages.sources import Numbering
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.text.html import AUTO_DIRECTION, NO_HTML, Html, join_html
from factdesk.text.markdown import blocks, render_markdown
from factdesk.text.urls import is_site_address

#: A longer title is cut in a note; the list of sources has it in full.
LONGEST_TITLE = 72
#: If a paragraph first cites more than FEW sources, its note has their publishers only. If it cites
#: more than MANY, it has no note, which would be longer than the paragraph.
FEW, MANY = 2, 8

_FIRST_CITATION = re.compile(r'<a class="fd-cite" id="cite-\d+" href="#source-([\w-]+)">')
_BLOCK_START = re.compile(r"\s*<[a-z]+[1-6]?")


def render_analysis(claim: Claim, numbering: Numbering, context: PageContext) -> Html:
    """Return the analysis of a claim; its citations number the sources in their order."""
    if claim.analysis is None:
        return NO_HTML
    html = render_markdown(claim.analysis, numbering.cite, lambda href: _resolve(href, context))
    return _with_notes(html, numbering, context)


def _with_notes(html: Html, numbering: Numbering, context: PageContext) -> Html:
    """Insert a note about each source before the block that cites it first."""
    blocks_and_notes = []
    turns = context.auto(html)
    number = 1
    for block in blocks(html):
        cited = [numbering.by_id[id_] for id_ in _FIRST_CITATION.findall(block)]
        notes = []
        if 0 < len(cited) <= MANY:
            has_titles = len(cited) <= FEW
            numbered = enumerate(cited, number)
            notes = [_note(n, source, context, has_titles) for n, source in numbered]
        number += len(cited)
        blocks_and_notes.append((_with_direction(block) if turns else block, notes))
    comma = context.text["list.comma"]
    return render_macro("analysis.html", "with_notes", blocks_and_notes, comma)


def _with_direction(block: Html) -> Html:
    """Return a block that runs in the direction of its own text."""
    tag = _BLOCK_START.match(block)
    end = tag.end() if tag else 0
    return join_html([block[:end], AUTO_DIRECTION, block[end:]]) if end else block


def _note(
    number: int, source: Source, context: PageContext, has_title: bool
) -> tuple[int, str, str | None, Html]:
    title = _shortened(source.title) if has_title or not source.publisher else ""
    date = context.day(source.published_on) if source.published_on else NO_HTML
    return number, title, source.publisher, date


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[:LONGEST_TITLE].rpartition(' ')[0] or title[:LONGEST_TITLE]}…"


def _resolve(href: str, context: PageContext) -> str | None:
    """Return the link for ``claim:slug``, ``/folder/page/`` or ``#fragment``, all on this site."""
    if href.startswith("claim:"):
        slug, hash_, fragment = href.removeprefix("claim:").partition("#")
        exists = slug in context.site.collection.by_slug
        return context.link(claim_address(slug) + hash_ + fragment) if exists else None
    if not is_site_address(href):
        return None
    return href if href.startswith("#") else context.link(href.removeprefix("/"))
