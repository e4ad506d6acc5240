"""A source in the list on a claim's page: what it is, what it says, and how far it can be trusted.

A page has several, each of many small parts, so they are put together here and not by a template.
Every text of a claim passes ``escape`` in the line in which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup, escape

from factdesk.claims.claim import Quote, Source
from factdesk.pages.lines import source_line
from factdesk.pages.page_context import OUTWARD, PageContext
from factdesk.pages.sources import NumberedSource
from factdesk.text.html import trusted
from factdesk.text.urls import fragment_to

#: The numbers of a page's sources, by their ids. An id has no character that HTML could take for
#: its own.
Numbers = Mapping[str | None, int]


def render_sources(
    sources: Iterable[NumberedSource], numbers: Numbers, context: PageContext
) -> Markup:
    """Return sources as items of the page's list; ``numbers`` are those of all its sources."""
    return trusted("".join([_source_item(numbered, numbers, context) for numbered in sources]))


def _source_item(numbered: NumberedSource, numbers: Numbers, context: PageContext) -> str:
    source = numbered.source
    lang = context.lang(source.language)
    title = f'<a href="{escape(source.url)}" {OUTWARD}{lang}>{escape(source.title)}</a>'
    line = source_line(source, context)
    published = f"<p>{line}</p>" if line else ""
    passages = [_passage(quote, source.url, lang, context) for quote in source.quotes]
    return (
        f'<li id="source-{source.id}">\n{_number(numbered, context)}\n<div>\n'
        f"<p>{title}</p>\n{published}{''.join(passages)}</div>\n"
        f"<ul>{''.join(_more(source, numbers, context))}</ul>\n</li>\n"
    )


def _number(numbered: NumberedSource, context: PageContext) -> str:
    """Return a source's number; where the check cites it, as a link back to the first time."""
    n = numbered.number
    if not numbered.citations:
        return f"<span>[{n}]</span>"
    label = f"[{n}] {context.texts['source.back']}"
    return f'<a href="#cite-{n}" aria-label="{label}">[{n}]</a>'


def _passage(quote: Quote, url: str, lang: Markup, context: PageContext) -> str:
    """Return a quoted passage, with the address that opens the source at it."""
    marks = context.site.marks
    there = escape(fragment_to(url, quote.exact, quote.prefix, quote.suffix))
    translation = f"<p>{escape(quote.translation)}</p>" if quote.translation else ""
    page = f"<span>{context.say('source.page', page=quote.page)}</span>" if quote.page else ""
    return (
        f"<blockquote><p{lang}>"
        f"{marks.open}{escape(quote.exact)}{marks.close}</p>{translation}"
        f"<p>{page}"
        f'<a href="{there}" {OUTWARD}>{context.says["source.at"]}</a></p></blockquote>\n'
    )


def _more(source: Source, numbers: Numbers, context: PageContext) -> Iterator[str]:
    """Yield, as items, what there is to know about a source, and where a copy of it is kept."""
    says = context.says
    sorts = [f"<b>{says[f'source.kind_{source.kind}']}</b>"] if source.kind else []
    sorts += [says[f"source.basis_{source.basis}"]] if source.basis else []
    if sorts:
        yield f"<li{context.ours}>{', '.join(sorts)}</li>"
    if source.derived_from:
        repeated = _references(source.derived_from, numbers)
        yield f"<li>{context.say('source.repeats', sources=repeated)}</li>"
    if source.origin:
        yield f"<li>{context.say('source.origin', origin=source.origin)}</li>"
    if source.interest:
        yield f"<li>{says['source.interest']} {escape(source.interest)}</li>"
    if source.note:
        yield f"<li>{escape(source.note)}</li>"
    if source.archived_url:
        copy = f'<a href="{escape(source.archived_url)}" {OUTWARD}>{says["source.archived"]}</a>'
        yield f"<li>{copy}</li>"
    else:
        yield f"<li>{says['source.not_archived']}</li>"


def _references(ids: Iterable[str], numbers: Numbers) -> Markup:
    """Return links to sources of the page by their numbers."""
    return trusted(
        " ".join([f'<a class="fd-cite" href="#source-{id_}">[{numbers[id_]}]</a>' for id_ in ids])
    )
