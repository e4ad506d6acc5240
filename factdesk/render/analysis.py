"""The check itself: Markdown, with numbered citations and, on wide screens, notes beside them."""

from __future__ import annotations

import re

from markupsafe import Markup

from factdesk.claims.claim import Claim, Source
from factdesk.render.addresses import claim_address
from factdesk.render.sheet import Sheet
from factdesk.render.sources import Numbering
from factdesk.text.markdown import blocks, render_markdown

#: A title that is longer is cut in a note: it stands whole in the list of sources.
LONGEST_TITLE = 72

_CITATION = Markup('<a class="fd-cite" id="cite-{}" href="#source-{}">[{}]</a>')
_FIRST_CITATION = re.compile(r'<a class="fd-cite" id="cite-\d+" href="#source-([\w-]+)">')
_NOTE = Markup('<p class="fd-note" aria-hidden="true">{}</p>')
_SITE_ADDRESS = re.compile(r"/(?:[\w~%-][\w.~%-]*/)*(?:[\w~%-][\w.~%-]*)?(?:#[\w.-]*)?", re.ASCII)


def render_analysis(claim: Claim, numbering: Numbering, sheet: Sheet) -> Markup:
    """Return the check of a claim; the citations number the sources as they come."""

    def cite(id_: str) -> Markup | None:
        if (cited := numbering.cite(id_)) is None:
            return None
        number, time = cited
        return _CITATION.format(number if time == 1 else f"{number}-{time}", id_, number)

    if claim.analysis is None:
        return Markup("")
    html = render_markdown(claim.analysis, cite, lambda href: _resolve(href, sheet))
    return _with_notes(html, numbering, sheet)


def _with_notes(html: Markup, numbering: Numbering, sheet: Sheet) -> Markup:
    """Put a note on each source before the block that cites it first."""
    pieces: list[str] = []
    number = 0
    for block in blocks(html):
        notes = []
        for id_ in _FIRST_CITATION.findall(block):
            number += 1
            notes.append(_note(number, numbering.by_id[id_], sheet))
        if notes:
            pieces.append(_NOTE.format(Markup("<br>").join(notes)))
        pieces.append(block)
    return Markup("".join(pieces))


def _note(number: int, source: Source, sheet: Sheet) -> Markup:
    title = source.title
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rpartition(' ')[0] or title[:LONGEST_TITLE]}…"
    said = [Markup("<bdi>{}</bdi>").format(part) for part in (title, source.publisher) if part]
    if source.published_on:
        said.append(sheet.time(source.published_on, "short"))
    return Markup("<b>[{}]</b> {}").format(number, Markup(", ").join(said))


def _resolve(href: str, sheet: Sheet) -> str | None:
    """Return the link for an address on this site: ``claim:slug``, ``/folder/page/``, ``#place``."""
    if href.startswith("claim:"):
        slug, hash_, place = href.removeprefix("claim:").partition("#")
        return sheet.link(claim_address(slug) + hash_ + place) if slug in sheet.site.collection.by_slug else None
    if _SITE_ADDRESS.fullmatch(href):
        return sheet.link(href.removeprefix("/"))
    return href if re.fullmatch(r"#[\w.-]+", href, re.ASCII) else None
