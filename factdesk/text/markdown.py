"""Markdown from strangers, as HTML that is safe: the one engine for it.

GitHub-flavoured Markdown by comrak, then a short allow-list by nh3. What only markup could say is
shown as it was typed: raw HTML stands on the page as text, an image becomes a link with its
description. Of the attributes, only addresses, cell alignments and list numbers come from the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import quote

import comrak
import nh3
from markupsafe import Markup, escape

from factdesk.text.citations import find_citations
from factdesk.text.html import trusted
from factdesk.text.urls import BadURL, parse_url

#: Elements may stand this deep in each other; cleaning takes the square of the depth.
MAX_DEPTH = 100
#: The level of the text's highest heading: above it are the page's own.
TOP_HEADING = 3

# Noncharacters, which no text holds. They bracket a citation, without or with a space before it,
# and stand for `<`, for the `!` of `![`, and for the `[` of `[^`.
_CITE, _SPACE_CITE, _END, _LESS, _IMAGE, _NOTE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
_AS_TYPED = {_CITE: "[@", _SPACE_CITE: " [@", _END: "]", _LESS: "<", _IMAGE: "!", _NOTE: "["}
_SIGN = re.compile("[\ufdd0-\ufdd5]")
_SIGN_IN_ADDRESS = re.compile("%EF%B7%9([0-5])")

_MARKUP = re.compile(r"<(?!https?://|mailto:)|!(?=\[)|\[(?=\^)", re.IGNORECASE)
_MARKUP_SIGN = {"<": _LESS, "!": _IMAGE, "[": _NOTE}
_TAG = re.compile(r"<(/?)[a-z][^>]*>")
_HEADING = re.compile(r"(</?h)([1-6])>")
_CELL = re.compile(r'(<t[hd]) align="(left|center|right)"')
# In the order of the alternatives: nothing in code is a citation, nor is anything in a link.
# The first character stands alone, so that the engine can skip to it.
_INLINE = re.compile(
    rf"(?P<first>[<{_CITE}{_SPACE_CITE}])(?:"
    r"(?P<code>(?<=<)code>.*?</code>)"
    r'|(?<=<)a(?: href="(?P<href>[^"]*)")?>(?P<text>.*?)</a>'
    rf"|(?<!<)(?P<id>[A-Za-z0-9_-]+){_END})",
    re.DOTALL,
)
_BLOCK = re.compile(r"<(/?)(?:p|h[3-6]|ul|ol|blockquote|table|pre)\b[^>]*>|<hr>")
_MAIL = re.compile(r"mailto:[^\s\"'<>\\]{3,254}", re.IGNORECASE)

_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = _EXTENSIONS.strikethrough = _EXTENSIONS.autolink = True

_cleaner = nh3.Cleaner(
    tags={"p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "del", "code"}
    | {"pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"},
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}},
    # `claim:` names a page of this site; it is resolved below, or refused.
    url_schemes={"http", "https", "mailto", "claim"},
    link_rel=None,
)

Cite = Callable[[str], str | None]
Resolve = Callable[[str], str | None]


def render_markdown(text: str, cite: Cite, resolve: Resolve) -> Markup:
    """Return a text as HTML.

    ``cite`` makes the HTML for a cited source's id, ``resolve`` the address for a link that is not
    http, https or mailto; where they return None, the text stands there as it was typed, without a
    link. Both are called in the order of the text.
    """
    html = comrak.render_markdown(_disarm(text), extension_options=_EXTENSIONS)
    if _too_deep(html):
        return Markup("<pre>{}</pre>").format(text)
    html = _inline(_cleaner.clean(html).strip(), cite, resolve)
    if "<h" in html:
        html = _shift_headings(html)
    if ' align="' in html:
        html = _CELL.sub(r'\1 class="fd-\2"', html)
    return trusted(html)


def blocks(html: str) -> Iterator[str]:
    """Yield the paragraphs, lists and other blocks of a rendered text, one by one."""
    html = str(html)  # slices of Markup would be Markup, made one by one
    depth = start = 0
    for tag in _BLOCK.finditer(html):
        if tag[0] != "<hr>":
            depth += -1 if tag[1] else 1
        if depth == 0:
            yield html[start : tag.end()]
            start = tag.end()
    if rest := html[start:].strip():
        yield rest


def _disarm(text: str) -> str:
    """Put signs that mean nothing to Markdown where it would see citations, HTML, images, notes."""
    if _has_sign(text):
        text = _SIGN.sub("\ufffd", text)
    pieces: list[str] = []
    at = 0
    for citation in find_citations(text):
        if citation.id:
            spaced = text[at : citation.start].endswith(" ")
            pieces += (text[at : citation.start - spaced], _SPACE_CITE if spaced else _CITE)
            pieces += (citation.id, _END)
            at = citation.end
    text = "".join([*pieces, text[at:]])
    if "<" in text or "![" in text or "[^" in text:
        text = _MARKUP.sub(lambda match: _MARKUP_SIGN[match[0]], text)
    return text


def _has_sign(text: str) -> bool:
    return any(sign in text for sign in _AS_TYPED)


def _too_deep(html: str) -> bool:
    if html.count("<") <= 2 * MAX_DEPTH:
        return False
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else 0 if tag[0].endswith("/>") else 1
        if depth > MAX_DEPTH:
            return True
    return False


def _inline(html: str, cite: Cite, resolve: Resolve) -> str:
    """Set citations and links, and put back what the signs stood for everywhere else."""

    def replace(match: re.Match[str]) -> str:
        if match["code"] is not None:
            return match[0]
        if (id_ := match["id"]) is None:
            return _link(match["text"], _address(match["href"] or ""), resolve)
        if (link := cite(id_)) is None:
            return match[0]
        return link if match["first"] == _CITE else f"\u00a0{link}"

    html = _INLINE.sub(replace, html.replace(f"{_IMAGE}<a", "<a"))
    return (
        _SIGN.sub(lambda sign: str(escape(_AS_TYPED[sign[0]])), html) if _has_sign(html) else html
    )


def _address(href: str) -> str:
    """Return the address of a link as it was typed; in it, the engine has encoded the signs."""
    href = unescape(href)
    return _SIGN_IN_ADDRESS.sub(lambda sign: quote(_AS_TYPED[chr(0xFDD0 + int(sign[1]))]), href)


def _link(text: str, href: str, resolve: Resolve) -> str:
    scheme = href.partition(":")[0].lower()
    if scheme in ("http", "https"):
        safe, rel = _is_address(href), ' rel="nofollow noopener noreferrer"'
    elif scheme == "mailto":
        safe, rel = _MAIL.fullmatch(href) is not None, ""
    else:
        href, rel = resolve(href) or "", ""
        safe = bool(href)
    return f'<a href="{escape(href)}"{rel}>{text}</a>' if safe else text


def _is_address(href: str) -> bool:
    try:
        parse_url(href)
    except BadURL:
        return False
    return True


def _shift_headings(html: str) -> str:
    levels = [int(level) for _, level in _HEADING.findall(html)]
    down = TOP_HEADING - min(levels, default=TOP_HEADING)
    return _HEADING.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + down, 6)}>", html)
