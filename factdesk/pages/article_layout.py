"""The layout of the written page of a checked article, derived from the structure of its Markdown.

The page stays ordinary Markdown. A list whose items begin with a verdict becomes takeaways, a table
of two columns with ``<del>`` or ``<ins>`` becomes a comparison, and a list whose items begin with a
date in bold becomes a timeline. All other sections have their heading in the margin.
"""

from __future__ import annotations

import re

from factdesk.checks.written_pages import DIRECTIVE
from factdesk.pages.assets import asset_address
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import Linker
from factdesk.text.html import Html, join_html, written_html

_SECTION = re.compile(r"(?=<h2\b)")
_PART = re.compile(r"(?=<h3\b)")
_HEADING = re.compile(r"(<h2\b.*?</h2>)(.*)", re.DOTALL)
_INTRODUCTION = re.compile(r"(<h1\b.*?</h1>)\s*(?:<p>(.*?)</p>)?(.*)", re.DOTALL)
_LIST = re.compile(r"<([ou])l>(.*?)</\1l>", re.DOTALL)
_ITEM = re.compile(r"<li>\s*(?:<p>)?(.*?)(?:</p>)?\s*</li>", re.DOTALL)
# A verdict is a link to a claim without text; an item without a verdict gives the reason in
# emphasis.
_VERDICT = re.compile(r'(<a href="claim:[^"]*"></a>)\s*(.*)', re.DOTALL)
_WITHOUT_VERDICT = re.compile(r"<em>(.*?)</em>\s*(.*)", re.DOTALL)
_DATED = re.compile(r"<strong>([^<]*?):?</strong>:?\s*(.*)", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_CELL = re.compile(r"<t([hd])\b[^>]*>(.*?)</t\1>", re.DOTALL)
_CHANGED = re.compile(r"<(?:del|ins)>")


def lay_out_article(html: str, article_day: str, link: Linker) -> str:
    """Return the content of a written page in the layout of an article.

    ``article_day`` is the date of the article in words, which the timeline marks; ``link`` makes
    the link to the style sheet.
    """
    introduction, *sections = _SECTION.split(html)
    parts = [_introduction(introduction), *(_section(each, article_day) for each in sections)]
    return _render("page", link(asset_address("article.css")), parts)


def _introduction(html: str) -> Html:
    """Return the title, the line with the publisher, and the text before the first section."""
    match = _INTRODUCTION.fullmatch(html.strip())
    if match is None:
        return written_html(html)
    title, publisher, rest = match.groups()
    title = title.replace("<h1", '<h1 class="fd-article__title"', 1)
    below = [_render("publisher", written_html(publisher))] if publisher else []
    return join_html([written_html(title), *below, written_html(rest)])


def _section(html: str, article_day: str) -> Html:
    match = _HEADING.fullmatch(html.strip())
    if match is None:
        return written_html(html)
    heading, content = written_html(match[1]), match[2].strip()
    if DIRECTIVE.search(content):
        return _render("section", "fd-article", heading, written_html(content))
    if takeaways := _takeaways(content):
        return _render("section", "fd-take", heading, takeaways)
    parts = _PART.split(content)
    comparisons = [_comparison(part) for part in parts]
    if any(comparisons):
        pairs = zip(comparisons, parts, strict=True)
        body = _render("comparisons", [done or written_html(part) for done, part in pairs])
    else:
        with_timelines = _LIST.sub(lambda match: _timeline(match, article_day), content)
        body = _render("prose", written_html(with_timelines))
    return _render("section", "fd-band", heading, body)


def _takeaways(content: str) -> Html | None:
    """Return a section whose first list has verdicts, with these in the margin."""
    found = _LIST.match(content)
    items = _ITEM.findall(found[2]) if found else []
    if found is None or not any(map(_VERDICT.match, items)):
        return None
    rest = written_html(content[found.end() :])
    return _render("takeaways", [tuple(map(written_html, _takeaway(each))) for each in items], rest)


def _takeaway(item: str) -> tuple[str, str, str]:
    """Return the verdict of an item, or the reason why it has none, and its text."""
    if verdict := _VERDICT.match(item):
        return verdict[1], "", verdict[2]
    if reason := _WITHOUT_VERDICT.match(item):
        return "", reason[1], reason[2]
    return "", "", item


def _comparison(part: str) -> Html | None:
    """Return a part that compares two texts, with these next to each other."""
    table = _TABLE.search(part)
    cells = _CELL.findall(table[1]) if table else []
    if table is None or [tag for tag, _ in cells] != ["h", "h", "d", "d"]:
        return None
    if not _CHANGED.search(table[1]):
        return None
    texts = [written_html(text) for _, text in cells]
    before, after = written_html(part[: table.start()]), written_html(part[table.end() :])
    return _render("comparison", before, [*zip(texts[:2], texts[2:], strict=True)], after)


def _timeline(match: re.Match[str], article_day: str) -> str:
    """Return a list as a timeline if each of its items begins with a date in bold."""
    items = [_DATED.match(item) for item in _ITEM.findall(match[2])]
    if match[1] != "u" or not items or not all(items):
        return match[0]
    entries = [tuple(map(written_html, each.groups())) for each in items if each]
    return _render("timeline", entries, article_day)


def _render(macro: str, /, *values: object) -> Html:
    return render_macro("article_layout.html", macro, *values)
