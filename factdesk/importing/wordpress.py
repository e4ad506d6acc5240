"""Read the posts of a WordPress export (WXR) one by one."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

import msgspec

from factdesk.importing.raw import ImportRefusal
from factdesk.messages.catalogue import tr
from factdesk.messages.parser_messages import xml_reason

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_EXCERPT = re.compile(r"\{http://wordpress\.org/export/[^}]*excerpt/\}encoded")
_WP = re.compile(r"\{http://wordpress\.org/export/[^}]*\}(.*)")
_CONTROL = bytes([*range(9), 11, 12, *range(14, 32)])


class WordPressPost(msgspec.Struct):
    """A post of the export; ``terms`` are the names of its tags and categories by taxonomy."""

    title: str = ""
    link: str = ""
    content: str = ""
    excerpt: str = ""
    date: str = ""
    own: dict[str, str] = msgspec.field(default_factory=dict)
    terms: dict[str, list[str]] = msgspec.field(default_factory=dict)
    meta: dict[str, str] = msgspec.field(default_factory=dict)
    has_control_characters: bool = False


class _Source:
    """A file without the control characters that XML refuses but posts contain."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.removed = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        if chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ImportRefusal(tr("the export is not UTF-8: save it as UTF-8"))
        cleaned = chunk.translate(None, _CONTROL)
        self.removed += len(chunk) - len(cleaned)
        # An empty result means the end of the file.
        return cleaned or (b" " if chunk else b"")


def read_posts(file: Path) -> Iterator[WordPressPost]:
    """Yield the posts of an export.

    Raises:
        ImportRefusal: the file declares a document type, or is malformed from some line on; the
            posts before that line have been yielded.
    """
    _refuse_document_type(file)
    with file.open("rb") as stream:
        source = _Source(stream)
        before = 0
        channel: ET.Element | None = None
        try:
            # Without a document type, there are no entities that could expand.
            for event, element in ET.iterparse(source, events=("start", "end")):  # noqa: S314
                if event == "start":
                    channel = element if element.tag == "channel" else channel
                elif element.tag == "item":
                    post = _post(element)
                    post.has_control_characters = source.removed > before
                    before = source.removed
                    yield post
                    if channel is not None:
                        channel.clear()
        except ET.ParseError as error:
            raise ImportRefusal(xml_reason(error)) from error


def _refuse_document_type(file: Path) -> None:
    """Refuse a file with a document type, which can expand to any size or refer to other files."""

    class Begun(Exception):
        pass

    def begin(*_: object) -> None:
        raise Begun

    def refuse(*_: object) -> None:
        raise ImportRefusal(tr("the file declares a document type, which is not read"))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    with file.open("rb") as stream:
        source = _Source(stream)
        try:
            while chunk := source.read(1 << 16):
                parser.Parse(chunk, False)
        except Begun:
            return
        except expat.ExpatError as error:
            raise ImportRefusal(xml_reason(error)) from error


def _post(item: ET.Element) -> WordPressPost:
    post = WordPressPost()
    for child in item:
        text = child.text or ""
        if child.tag == "title":
            post.title = text
        elif child.tag == "link":
            post.link = text.strip()
        elif child.tag == _CONTENT:
            post.content = text
        elif _EXCERPT.fullmatch(child.tag):
            post.excerpt = text
        elif child.tag == "category":
            post.terms.setdefault(child.get("domain", "category"), []).append(text.strip())
        elif match := _WP.fullmatch(child.tag):
            if match[1] == "postmeta":
                _add_meta(post, child)
            elif text.strip():
                post.own[match[1]] = text.strip()
    post.date = post.own.get("post_date", "")
    return post


def _add_meta(post: WordPressPost, element: ET.Element) -> None:
    values = {
        match[1]: child.text or "" for child in element if (match := _WP.fullmatch(child.tag))
    }
    if key := values.get("meta_key", "").strip():
        post.meta[key] = values.get("meta_value", "")
