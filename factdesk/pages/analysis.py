"""The check itself: Markdown, with numbered citations and, on wide screens, notes beside them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from factdesk.claims.claim import Claim, Source
from factdesk.pages.lines import named
from factdesk.pages.page_context import PageContext
from factdesk.pages.sources import Numbering
from factdesk.pages.urls import claim_address
from factdesk.text.html import trusted
from factdesk.text.markdown import blocks, render_markdown

#: A title that is longer is cut in a note: it stands whole in the list of sources.
LONGEST_TITLE = 72
#: Where a paragraph first cites more sources than FEW, its note names publishers only; on more
#: than MANY there is none, since it would be longer than the paragraph.
FEW, MANY = 2, 8

_FIRST_CITATION = re.compile(r'<a class="fd-cite" id="cite-\d+" href="#source-([\w-]+)">')
_SITE_ADDRESS = re.compile(r"/(?:[\w~%-][\w.~%-]*/)*(?:[\w~%-][\w.~%-]*)?(?:#[\w.-]*)?", re.ASCII)


def render_analysis(claim: Claim, numbering: Numbering, context: PageContext) -> Markup:
    """Return the check of a claim; the citations number the sources as they come."""

    def cite(id_: str) -> str | None:
        if (cited := numbering.cite(id_)) is None:
            return None
        number, time = cited
        place = f"cite-{number}" if time == 1 else f"cite-{number}-{time}"
        # An id has no character that HTML could take for its own.
        return f'<a class="fd-cite" id="{place}" href="#source-{id_}">[{number}]</a>'

    if claim.analysis is None:
        return Markup("")
    html = render_markdown(claim.analysis, cite, lambda href: _resolve(href, context))
    return _with_notes(html, numbering, context)


def _with_notes(html: Markup, numbering: Numbering, context: PageContext) -> Markup:
    """Put a note on each source before the block that cites it first."""
    pieces: list[str] = []
    number = 1
    for block in blocks(html):
        cited = [numbering.by_id[id_] for id_ in _FIRST_CITATION.findall(block)]
        if 0 < len(cited) <= MANY:
            titled = len(cited) <= FEW
            notes = [_note(n, source, context, titled) for n, source in enumerate(cited, number)]
            pieces.append(f'<p class="fd-note" aria-hidden="true">{"<br>".join(notes)}</p>')
        number += len(cited)
        pieces.append(block)
    return trusted("".join(pieces))


def _note(number: int, source: Source, context: PageContext, titled: bool) -> str:
    said = [named(source.publisher)] if source.publisher else []
    if titled or not said:
        said.insert(0, f"<bdi>{escape(_short(source.title))}</bdi>")
    if source.published_on:
        said.append(context.day(source.published_on))
    return f"<b>[{number}]</b> {', '.join(said)}"


def _short(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[:LONGEST_TITLE].rpartition(' ')[0] or title[:LONGEST_TITLE]}…"


def _resolve(href: str, context: PageContext) -> str | None:
    """Return the link for ``claim:slug``, ``/folder/page/`` or ``#place``, all on this site."""
    if href.startswith("claim:"):
        slug, hash_, place = href.removeprefix("claim:").partition("#")
        is_here = slug in context.site.collection.by_slug
        return context.link(claim_address(slug) + hash_ + place) if is_here else None
    if _SITE_ADDRESS.fullmatch(href):
        return context.link(href.removeprefix("/"))
    return href if re.fullmatch(r"#[\w.-]+", href, re.ASCII) else None
