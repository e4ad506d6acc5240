"""Convert the HTML of an article to Markdown."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from factdesk.importing.cleaning import clean_address, without_refused_characters
from factdesk.importing.record_texts import Dropped
from factdesk.messages.catalogue import tr

_BLOCK = re.compile(
    r"\s*(?:</?(?:p|div|h[1-6]|ul|ol|li|table|figure|blockquote|pre|section|article|hr|iframe)\b|<!--)",
    re.IGNORECASE,
)
_HTML_BLOCKS = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|table|figure|blockquote|section)\b", re.IGNORECASE
)
_SHORTCODE = re.compile(r"\[/?[a-z][\w-]*(?:\s[^\[\]]*)?\]")


def html_to_markdown(html: str) -> tuple[str, list[Dropped]]:
    """Return an article as Markdown without images and embedded pages, and a list of these."""
    from markdownify import markdownify  # needed only for posts

    dropped: list[Dropped] = []
    shortcodes = list(dict.fromkeys(_SHORTCODE.findall(html)))
    reason = tr("a shortcode of WordPress")
    dropped += [Dropped("post.content", each, reason) for each in shortcodes]
    tree = LexborHTMLParser(_with_paragraphs(_SHORTCODE.sub("", html)))
    for node in tree.css("img, iframe, video, audio, embed, object, script, style, form, svg"):
        address = node.attributes.get("src") or node.attributes.get("data") or ""
        if address:
            reason = tr("a '{tag}' element", tag=node.tag)
            dropped.append(Dropped("post.content", address, reason))
        node.decompose()
    for node in tree.css("a"):
        href = (node.attributes.get("href") or "").strip()
        address, fault = clean_address(href)
        if fault:
            if href and not href.startswith("#"):
                reason = tr("a link: {fault}", fault=fault)
                dropped.append(Dropped("post.content", href, reason))
            node.unwrap()
        elif address != href:
            node.attrs["href"] = address
    if tree.body is None:
        return "", dropped
    text = markdownify(tree.body.html or "", heading_style="ATX", bullets="-", escape_misc=True)
    lines = [line.rstrip() for line in without_refused_characters(text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), dropped


def _with_paragraphs(html: str) -> str:
    """Mark the paragraphs of a post that separates them by empty lines, as WordPress does."""
    if not re.search(r"\n[ \t]*\n", html):
        return html if _HTML_BLOCKS.search(html) else f"<p>{html}</p>"
    pieces = re.split(r"\n[ \t\r]*\n", html)
    return "\n".join(
        piece if _BLOCK.match(piece) or not piece.strip() else f"<p>{piece}</p>" for piece in pieces
    )


def plain_as_markdown(text: str) -> str:
    """Return plain text as Markdown that renders to the same text."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)
