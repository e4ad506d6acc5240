"""Render untrusted Markdown as safe HTML. No other module renders Markdown.

GitHub-flavoured Markdown by comrak, then a short allow-list by nh3. Everything that is not Markdown
here appears as typed: raw HTML is text, an image is a link with its description, and a link without
a valid target is text. Only addresses, cell alignments and list numbers become attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import NamedTuple

import comrak
import nh3

from factdesk.text.html import Html, escape, trusted
from factdesk.text.markdown_source import (
    CITATION,
    IDEOGRAPHIC,
    LITERAL,
    SPACE_BEFORE,
    SPACE_INSIDE,
    Prepared,
    prepare,
)
from factdesk.text.urls import BadURL, parse_url

#: The maximum nesting of elements; the time for cleaning grows with the square of the depth.
MAX_DEPTH = 100
#: The level of the text's highest heading, below those of the page.
TOP_HEADING = 3
# Each pass turns dead links into text, which may then be another link.
_PASSES = 4

_TAG = re.compile(r"<(/?)[a-z][^>]*>")
_HEADING = re.compile(r"(</?h)([1-6])>")
_CELL = re.compile(r'(<t[hd]) align="(left|center|right)"')
_HREF = re.compile(r'<a href="([^"]*)"')
_PLACED_HREF = re.compile(
    r'<a data-sourcepos="(?P<line>\d+):(?P<column>\d+)-(?P<last>\d+):(?P<end>\d+)"'
    r' href="(?P<href>[^"]*)"'
)
_DEFINITION = re.compile(
    r"^(?P<label>[ >\t]*\[[^\[\]\n]{1,999}\])(?P<rest>:[ \t]*<?(?P<href>[^\s>]+).*)", re.MULTILINE
)
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|$)")
# In the order of the alternatives: in code and in links, nothing is a citation.
# The engine finds the first character alone four times as fast as alternative beginnings.
_INLINE = re.compile(
    r'[<&](?:(?<=<)code>.*?</code>|(?<=<)a(?: href="(?P<href>[^"]*)")?>(?P<text>.*?)</a>'
    rf"|(?<=&){CITATION})",
    re.DOTALL,
)
_BLOCK = re.compile(r"<(/?)(?:p|h[3-6]|ul|ol|blockquote|table|pre)\b[^>]*>|<hr>")
_MAIL = re.compile(r"mailto:[^\s\"'<>\\]{3,254}", re.IGNORECASE)
_INSIDE = r"(?:em|strong|del|a|code)"
_CITED = "(?:&lt;\ufdd0\\d+&gt;)"
_SOFT_BREAK = re.compile(
    rf"(?<=[{IDEOGRAPHIC}])(?P<before>(?:</{_INSIDE}>|{_CITED})*)\n"
    rf"(?P<after>(?:<{_INSIDE}\b[^>]*>|{_CITED})*)(?=[{IDEOGRAPHIC}])"
)
_CODE_BLOCK = re.compile("(<pre>.*?</pre>)", re.DOTALL)

_EXTENSIONS, _WITHOUT_BARE_LINKS = (
    comrak.ExtensionOptions(
        table=True, strikethrough=True, autolink=autolink, cjk_friendly_emphasis=True
    )
    for autolink in (True, False)
)
# For every bare link, the engine looks for the next space: without any, that takes seconds.
_ENDLESS = re.compile(r"\S{20000}")
_WITH_PLACES = comrak.RenderOptions(sourcepos=True, unsafe_=True)

_cleaner = nh3.Cleaner(
    tags={"p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "del", "code"}
    | {"pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"},
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}},
    # `claim:` names a page of this site; it is resolved below, or refused.
    url_schemes={"http", "https", "mailto", "claim"},
    link_rel=None,
)

#: Returns the number of the cited source, and how often it has been cited with this citation.
Cite = Callable[[str], tuple[int, int] | None]
Resolve = Callable[[str], str | None]


class MarkdownLink(NamedTuple):
    """A link in a Markdown text: its address, and its offsets in the text."""

    href: str
    start: int
    end: int


def render_markdown(text: str, cite: Cite, resolve: Resolve) -> Html:
    """Return a text as HTML.

    ``cite`` numbers the source with an id, ``resolve`` returns the address for a link that is not
    http, https or mailto. If they return None, the text appears as typed. ``cite`` is called in the
    order of the text; ``resolve`` may be called several times for a link.
    """
    prepared = prepare(text)
    html, prepared = _without_dead_links(prepared, resolve)
    if _too_deep(html):
        return trusted(f"<pre>{escape(text)}</pre>")
    html = _cleaner.clean(html).strip()
    if not text.isascii():
        html = _join_lines(html)
    html = _inline(html, prepared, cite, resolve)
    if "<h" in html:
        html = _shift_headings(html)
    if ' align="' in html:
        html = _CELL.sub(r'\1 class="fd-\2"', html)
    return trusted(html)


def dead_links(text: str, resolve: Resolve) -> list[MarkdownLink]:
    """Return the links in a Markdown text that appear as text because their target is invalid.

    ``resolve`` is that of ``render_markdown``. Bare addresses are not included, because their
    author did not write them as links.
    """
    if "](" not in text and "]:" not in text:
        return []
    prepared = prepare(text)
    return [
        MarkdownLink(href, prepared.original_offset(start), prepared.original_offset(end))
        for href, start, end in _links(prepared)
        if prepared.text[start] == "[" and _target(href, resolve) is None
    ]


def blocks(html: Html) -> Iterator[Html]:
    """Yield the paragraphs, lists and other blocks of a rendered text."""
    depth = start = 0
    for tag in _BLOCK.finditer(html):
        if tag[0] != "<hr>":
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    if rest := html[start:].strip():
        yield rest


def _without_dead_links(prepared: Prepared, resolve: Resolve) -> tuple[str, Prepared]:
    """Return the HTML of a text with dead links as text, and that text."""
    for _ in range(_PASSES):
        html = comrak.markdown_to_html(prepared.text, _extensions(prepared.text))
        hrefs = {prepared.typed_address(unescape(href)) for href in _HREF.findall(html)}
        if all(_target(href, resolve) for href in hrefs):
            break
        dead = [link for link in _links(prepared) if _target(link.href, resolve) is None]
        text = _as_text(prepared.text, [link.start for link in dead])
        text = _DEFINITION.sub(lambda match: _undefined(match, resolve), text)
        if text == prepared.text:
            break
        prepared = Prepared(text, prepared.ids, ())
    return html, prepared


def _undefined(definition: re.Match[str], resolve: Resolve) -> str:
    """Return the definition of an address as text, separated from a definition that may follow."""
    is_dead = _target(unescape(definition["href"]), resolve) is None
    return f"{definition['label']}{LITERAL}{definition['rest']}\n" if is_dead else definition[0]


def _as_text(text: str, starts: list[int]) -> str:
    """Return a text in which no link begins at these places."""
    pieces: list[str] = []
    at = 0
    for start in starts:
        if text[start] in "[<":
            opening = "\\[" if text[start] == "[" else f"<{LITERAL}"
            pieces += (text[at:start], opening)
            at = start + 1
    return "".join([*pieces, text[at:]])


def _extensions(text: str) -> comrak.ExtensionOptions:
    return _WITHOUT_BARE_LINKS if _ENDLESS.search(text) else _EXTENSIONS


def _links(prepared: Prepared) -> list[MarkdownLink]:
    """Return the links in a prepared text, in order."""
    text = prepared.text
    html = comrak.markdown_to_html(text, _extensions(text), render_options=_WITH_PLACES)
    encoded = text.encode()
    lines = [line.start() for line in _LINE.finditer(encoded)]
    links = [
        MarkdownLink(
            prepared.typed_address(unescape(match["href"])),
            lines[int(match["line"]) - 1] + int(match["column"]) - 1,
            lines[int(match["last"]) - 1] + int(match["end"]),
        )
        for match in _PLACED_HREF.finditer(html)
    ]
    places = {place for link in links for place in (link.start, link.end)}
    offsets = dict(_offsets(encoded, sorted(places)))
    links = [MarkdownLink(href, offsets[start], offsets[end]) for href, start, end in links]
    return sorted(links, key=lambda link: link.start)


def _offsets(encoded: bytes, places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the text offsets of places in UTF-8; the engine counts bytes."""
    before = offset = 0
    for place in places:
        offset += len(encoded[before:place].decode("utf-8", "replace"))
        before = place
        yield place, offset


def _too_deep(html: str) -> bool:
    if html.count("<") <= 2 * MAX_DEPTH:
        return False
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 0 if tag[0].endswith("/>") else 1
        if depth > MAX_DEPTH:
            return True
    return False


def _join_lines(html: str) -> str:
    """Remove line ends between letters of scripts without spaces, outside code blocks."""
    pieces = _CODE_BLOCK.split(html)
    pieces[::2] = [_SOFT_BREAK.sub(r"\g<before>\g<after>", piece) for piece in pieces[::2]]
    return "".join(pieces)


def _inline(html: str, prepared: Prepared, cite: Cite, resolve: Resolve) -> str:
    """Insert citations and links, and restore the typed text of every sign."""

    def replace(match: re.Match[str]) -> str:
        if match["n"] is not None:
            id_ = prepared.ids[int(match["n"])]
            cited = cite(id_)
            if cited is None:
                return match[0]
            space = "\u00a0" if match["space"] else ""
            return f"{space}{_citation(id_, *cited)}"
        if match["text"] is None:
            return match[0]
        href = prepared.typed_address(unescape(match["href"] or ""))
        return _link(match["text"], _target(href, resolve))

    html = html.replace(f"!{LITERAL}<a", "<a").replace(SPACE_BEFORE, SPACE_INSIDE)
    html = _INLINE.sub(replace, html).replace(SPACE_INSIDE, SPACE_BEFORE)
    return prepared.typed(html)


def _citation(id_: str, number: int, time: int) -> str:
    # An id contains no character with a meaning in HTML.
    fragment = f"cite-{number}" if time == 1 else f"cite-{number}-{time}"
    return f'<a id="{fragment}" href="#source-{id_}">[{number}]</a>'


def _link(text: str, target: str | None) -> str:
    if target is None:
        return text
    is_outward = target.startswith(("http:", "https:"))
    rel = ' rel="nofollow noopener noreferrer"' if is_outward else ""
    return f'<a href="{escape(target)}"{rel}>{text}</a>'


def _target(href: str, resolve: Resolve) -> str | None:
    """Return the target of a link, or None if it is invalid."""
    scheme = href.partition(":")[0].lower()
    if scheme in ("http", "https"):
        try:
            parse_url(href)
        except BadURL:
            return None
        return href
    if scheme == "mailto":
        return href if _MAIL.fullmatch(href) else None
    return resolve(href) or None


def _shift_headings(html: str) -> str:
    levels = [int(level) for _, level in _HEADING.findall(html)]
    down = TOP_HEADING - min(levels, default=TOP_HEADING)
    return _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + down, 6)}>", html)
