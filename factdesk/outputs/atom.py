"""Feeds as Atom 1.0 (RFC 4287), with a style sheet so that browsers show them as pages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import msgspec

from factdesk.config.site_config import SiteConfig
from factdesk.outputs.entries import Entry, tag
from factdesk.outputs.timestamps import start_of, written_moment
from factdesk.pages.urls import Linker
from factdesk.site_texts.languages import direction
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.slugs import readable_slug

REVIEWS = "feed.xml"
CHANGES = "changes.xml"
STYLE = "assets/factdesk/feed.css"

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_END = b"</feed>"


class Feed(msgspec.Struct, frozen=True):
    """A feed: its address, the address of the corresponding page, title and subtitle."""

    address: str
    page: str
    title: str
    subtitle: str


def topic_feed_address(topic: str) -> str:
    """Return the address of a topic's feed, by the topic's slug."""
    return f"topics/{topic}/feed.xml"


def entry_xml(entry: Entry, texts: SiteTexts) -> bytes:
    """Return an entry as XML. The same bytes are used in all feeds."""
    node = ET.Element("entry", {"xml:lang": entry.language})
    _add(node, "id", entry.id)
    _add(node, "title", entry.title)
    _add(node, "link", rel="alternate", type="text/html", href=entry.url)
    _add(node, "published", start_of(entry.published_on))
    _add(node, "updated", written_moment(entry.updated_at))
    for author in entry.authors:
        person = _add(node, "author")
        _add(person, "name", author.name)
        if author.url:
            _add(person, "uri", author.url)
    for topic in entry.topics:
        _add(node, "category", term=readable_slug(topic), label=topic)
    _add(node, "summary", entry.summary)
    # XHTML, because in a document with a style sheet, browsers support links only in XHTML.
    content = _add(node, "content", type="xhtml")
    div = _add(content, "div", xmlns=_XHTML, dir=direction(entry.language))
    if entry.byline:
        _add(div, "p", entry.byline)
    _add(div, "p", entry.summary)
    last = _add(div, "p", f"{texts.date(entry.published_on)} · ", lang=texts.language)
    _add(last, "a", texts("feed.read"), href=entry.url)
    return _serialised(node)


def atom_feed(
    feed: Feed,
    entries: Sequence[bytes],
    updated_at: dt.datetime | None,
    config: SiteConfig,
) -> bytes:
    """Return a feed. ``updated_at`` is the time of its last change; None if it is empty."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": config.language})
    _add(root, "id", tag(feed.address, config))
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "link", rel="self", type="application/atom+xml", href=config.site_url + feed.address)
    _add(root, "link", rel="alternate", type="text/html", href=config.site_url + feed.page)
    # Atom requires a time even if the feed is empty.
    _add(root, "updated", written_moment(updated_at or dt.datetime.fromtimestamp(0, dt.UTC)))
    author = _add(root, "author")
    _add(author, "name", config.publisher.name)
    _add(author, "uri", config.publisher.url or config.site_url)
    if config.license:
        _add(root, "rights", config.license.name)
    _add(root, "generator", "Factdesk")
    head = _serialised(root).removesuffix(_END)
    return b"\n".join([_prologue(feed.address), head, *entries, _END, b""])


def _prologue(address: str) -> bytes:
    style = Linker.at(address)(STYLE)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet type="text/css" href="{style}"?>'
    ).encode()


def _add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add an element. Characters that are not allowed in XML are replaced."""
    known = {key: _NOT_XML.sub("\ufffd", value) for key, value in attributes.items()}
    node = ET.SubElement(parent, name, known)
    if text:
        node.text = _NOT_XML.sub("\ufffd", text)
    return node


def _serialised(node: ET.Element) -> bytes:
    # XML parsers convert a literal carriage return to a line feed.
    return ET.tostring(node, encoding="unicode").replace("\r", "&#13;").encode()
