"""Convert the links of an article to sources."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from factdesk.importing.cleaning import clean_address, clean_text
from factdesk.importing.record_texts import Dropped
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.text.documents import document_key
from factdesk.text.urls import host_of, parse_url

#: The note of a source that was taken from an article.
LINK_NOTE = tr_noop("Taken from a link in the original article.")
_SHARE = re.compile(
    r"(?:^|\.)(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share)"
    r"|t\.me/share|telegram\.me/share|wa\.me/|(?:api|web)\.whatsapp\.com/send"
    r"|linkedin\.com/(?:shareArticle|sharing|cws/share)|pinterest\.[a-z.]+/pin/create"
    r"|reddit\.com/submit|tumblr\.com/(?:share|widgets/share)|addtoany\.com/|getpocket\.com/save"
    r"|vk\.com/share|line\.me/R/|bsky\.app/intent|threads\.net/intent|news\.google\.com/publications"
    r"|web\.skype\.com/share|buffer\.com/add|share\.flipboard\.com|addthis\.com/)",
    re.IGNORECASE,
)
_FURNITURE = "nav, header, footer, aside, script, style, noscript, template, form"
_BODIES = ('[itemprop="articleBody"]', "article", "main", '[role="main"]')


class ArticleLinks(NamedTuple):
    """The sources that an article links to, and its other links with reasons."""

    sources: list[dict[str, Any]]
    dropped: list[Dropped]


def links_in(html: str, article: str, known: list[str]) -> ArticleLinks:
    """Return the links of an article as sources.

    Links within the article's own site, sharing links, links to tags, and addresses that are
    ``known`` as appearances or sources are left out. Menus, headers, footers and sidebars are not
    read.
    """
    own = host_of(parse_url(article)) if article else ""
    seen = {document_key(url) for url in known}
    links = ArticleLinks([], [])
    body = _body(LexborHTMLParser(html))
    for node in body.css("a[href]") if body else ():
        href = (node.attributes.get("href") or "").strip()
        if not href or href.startswith(("#", "mailto:", "tel:", "javascript:")):
            continue
        address, fault = clean_address(href)
        if not fault:
            fault = _not_a_source(address, node, own)
        if fault:
            links.dropped.append(Dropped("link", href, fault))
            continue
        key = document_key(address)
        if key in seen:
            links.dropped.append(Dropped("link", href, tr("the address is listed already")))
            continue
        seen.add(key)
        title = clean_text(node.text(deep=True))[0]
        links.sources.append({"title": title or address, "url": address, "note": tr(LINK_NOTE)})
    return links


def _body(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the element with the article's text, or the whole page if none is marked as such."""
    body = tree.body
    for selector in _BODIES:
        found = tree.css(selector)
        if len(found) == 1:
            body = found[0]
            break
    if body is not None:
        for node in body.css(_FURNITURE):
            node.decompose()
    return body


def _not_a_source(address: str, node: LexborNode, own: str) -> str:
    host = host_of(parse_url(address))
    if own and (host == own or host.endswith(f".{own}") or own.endswith(f".{host}")):
        return tr("a link within the article's own site")
    if _SHARE.search(re.sub(r"^https?://(?:www\.|m\.)?", "", address)):
        return tr("a sharing link")
    if "tag" in (node.attributes.get("rel") or "").split():
        return tr("a link to a tag")
    return ""
