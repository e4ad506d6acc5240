"""Data for a script of the site, as scripts: the content policy allows them, also from disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from factdesk.site_texts.texts import SiteTexts
from factdesk.text.json_text import json_bytes

File = tuple[str, bytes]
#: Writes a file and returns its path. A file that was made under the same key, which is a
#: fingerprint of its inputs, is kept.
WritePiece = Callable[[str, Callable[[], File]], str]


def entry_script(folder: str, entry: Mapping[str, Any]) -> File:
    """Return the entry of a data set, ``entry.js``."""
    return _script(f"{folder}/entry", _json(entry))


def chunk_script(folder: str, kind: str, chunk: Any) -> File:
    """Return one chunk of a data set."""
    text = _json(chunk)
    return _script(f"{folder}/{kind}-{sha256(text).hexdigest()[:12]}", text)


def chunk_name(path: str) -> str:
    """Return the part of a chunk's path that depends on its content."""
    return path.rpartition("-")[2].removesuffix(".js")


def _script(name: str, text: bytes) -> File:
    return f"{name}.js", b'factdesk.data.take("%s",%s)\n' % (name.encode(), text)


def wording(texts: SiteTexts, section: str) -> dict[str, Any]:
    """Return a section of the texts and the language's plural rules, for a script."""
    mark = texts.number(10_000).removeprefix("10").removesuffix("000")
    return {
        "language": texts.language,
        "mark": mark,
        "grouped": texts.grouped_from,
        "texts": texts.section(section),
    }


def _json(value: Any) -> bytes:
    return json_bytes(value).replace(b"<", b"\\u003c")
