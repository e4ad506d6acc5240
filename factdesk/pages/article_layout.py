"""The layout of the written page of a checked article, from the structure of its Markdown.

The page stays ordinary Markdown. A list whose items begin with a verdict is set as takeaways, a
table of two columns with ``<del>`` or ``<ins>`` as a comparison, and a list whose items begin with
a date in bold as a timeline. All other sections have their heading in the margin.
"""

from __future__ import annotations

import re

from factdesk.checks.written_pages import DIRECTIVE
from factdesk.pages.assets import asset_address
from factdesk.pages.urls import Linker

_SECTION = re.compile(r"(?=<h2\b)")
_PART = re.compile(r"(?=<h3\b)")
_HEADING = re.compile(r"(<h2\b.*?</h2>)(.*)", re.DOTALL)
_INTRODUCTION = re.compile(r"(<h1\b.*?</h1>)\s*(?:<p>(.*?)</p>)?(.*)", re.DOTALL)
_LIST = re.compile(r"<([ou])l>(.*?)</\1l>", re.DOTALL)
_ITEM = re.compile(r"<li>\s*(?:<p>)?(.*?)(?:</p>)?\s*</li>", re.DOTALL)
# A verdict is a link to a claim without text; what has none says why in emphasis.
_VERDICT = re.compile(r'(<a href="claim:[^"]*"></a>)\s*(.*)', re.DOTALL)
_WITHOUT_VERDICT = re.compile(r"<em>(.*?)</em>\s*(.*)", re.DOTALL)
_DATED = re.compile(r"<strong>([^<]*?):?</strong>:?\s*(.*)", re.DOTALL)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_CELL = re.compile(r"<t([hd])\b[^>]*>(.*?)</t\1>", re.DOTALL)
_CHANGED = re.compile(r"<(?:del|ins)>")


def lay_out_article(html: str, article_day: str, link: Linker) -> str:
    """Return the content of a written page in the layout of an article.

    ``article_day`` is the day of the article in words, which the timeline marks; ``link`` makes the
    link to the style sheet.
    """
    introduction, *sections = _SECTION.split(html)
    laid_out = [_introduction(introduction), *(_section(each, article_day) for each in sections)]
    style = f'<link rel="stylesheet" href="{link(asset_address("article.css"))}">'
    return f'{style}<div class="fd fd-read">{"".join(laid_out)}</div>'


def _introduction(html: str) -> str:
    """Return the title, with who published the article below it, and the text before a section."""
    match = _INTRODUCTION.fullmatch(html.strip())
    if match is None:
        return html
    title, by, rest = (
        match[1].replace("<h1", '<h1 class="fd-article__title"', 1),
        match[2],
        match[3],
    )
    return title + (f'<p class="fd-article__by">{by}</p>' if by else "") + rest


def _section(html: str, article_day: str) -> str:
    match = _HEADING.fullmatch(html.strip())
    if match is None:
        return html
    heading, content = match[1], match[2].strip()
    if DIRECTIVE.search(content):
        return f'<section class="fd-article">{heading}{content}</section>'
    if takeaways := _takeaways(content):
        return f'<section class="fd-take">{heading}{takeaways}</section>'
    comparisons = [_comparison(part) for part in _PART.split(content)]
    if any(comparisons):
        parts = [done or part for done, part in zip(comparisons, _PART.split(content), strict=True)]
        body = f'<div class="fd-compares fd-wide">{"".join(parts)}</div>'
    else:
        body = (
            f'<div class="fd-prose">{_LIST.sub(lambda m: _timeline(m, article_day), content)}</div>'
        )
    return f'<section class="fd-band">{heading}{body}</section>'


def _takeaways(content: str) -> str:
    """Return a section whose first list has verdicts, with them in the margin; else nothing."""
    found = _LIST.match(content)
    items = _ITEM.findall(found[2]) if found else []
    if found is None or not any(map(_VERDICT.match, items)):
        return ""
    return (
        f'<ol class="fd-take__list">{"".join(map(_takeaway, items))}</ol>' + content[found.end() :]
    )


def _takeaway(item: str) -> str:
    if verdict := _VERDICT.match(item):
        return f"<li>{verdict[1]}<p>{verdict[2]}</p></li>"
    if reason := _WITHOUT_VERDICT.match(item):
        return f'<li><span class="fd-take__none">{reason[1]}</span><p>{reason[2]}</p></li>'
    return f"<li><span></span><p>{item}</p></li>"


def _comparison(part: str) -> str:
    """Return a part that compares two texts, next to each other; else nothing."""
    table = _TABLE.search(part)
    cells = _CELL.findall(table[1]) if table else []
    if table is None or [tag for tag, _ in cells] != ["h", "h", "d", "d"]:
        return ""
    if not _CHANGED.search(table[1]):
        return ""
    heads, texts = [text for _, text in cells[:2]], [text for _, text in cells[2:]]
    figures = "".join(
        f"<figure><figcaption>{head}</figcaption><blockquote><p>{text}</p></blockquote></figure>"
        for head, text in zip(heads, texts, strict=True)
    )
    pair = f'<div class="fd-compare__pair">{figures}</div>'
    return f'<div class="fd-compare">{part[: table.start()]}{pair}{part[table.end() :]}</div>'


def _timeline(match: re.Match[str], article_day: str) -> str:
    """Return a list as a timeline if each of its items begins with a date in bold."""
    items = [_DATED.match(item) for item in _ITEM.findall(match[2])]
    if match[1] != "u" or not items or not all(items):
        return match[0]
    entries = "".join(
        _entry(each[1], each[2], is_here=each[1] == article_day) for each in items if each
    )
    return f'<ol class="fd-time">{entries}</ol>'


def _entry(day: str, text: str, *, is_here: bool) -> str:
    here = ' class="fd-time__here"' if is_here else ""
    return f"<li{here}><b>{day}</b> {text}</li>"
