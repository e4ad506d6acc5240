"""Data for a script of the site, as scripts: they load under the content policy and from disk.

``assets/factdesk/data.js`` loads them, when a reader first needs them and not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from factdesk.i18n.messages import Messages
from factdesk.text.json_text import json_bytes

File = tuple[str, bytes]


def data_scripts(
    folder: str, entry: Mapping[str, Any], pieces: Mapping[str, Any]
) -> Iterator[File]:
    """Yield the files of one set of data: ``entry.js``, and the pieces by their names.

    Every file has a key of the set, so that a browser never mixes a cached old piece with a new
    one.
    """
    texts = {name: _json(piece) for name, piece in (("entry", entry), *pieces.items())}
    key = sha256(b"\n".join(texts.values())).hexdigest()[:10].encode()
    for name, text in texts.items():
        yield (
            f"{folder}/{name}.js",
            b'factdesk.data.take("%s","%s",%s)\n' % (f"{folder}/{name}".encode(), key, text),
        )


def wording(messages: Messages, section: str) -> dict[str, Any]:
    """Return a section of the messages and the language's plural rules, for a script."""
    mark = messages.number(10_000).removeprefix("10").removesuffix("000")
    return {
        "language": messages.language,
        "mark": mark,
        "grouped": messages.grouped_from,
        "texts": messages.section(section),
    }


def _json(value: Any) -> bytes:
    return json_bytes(value).replace(b"<", b"\\u003c")
