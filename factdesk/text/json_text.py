"""Published JSON: compact, UTF-8, keys in the given order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from factdesk.text.html import Html

#: The separator of two items of a list, each on its own line.
BETWEEN = b",\n"


def json_bytes(value: Any) -> bytes:
    """Return a value as JSON. Six times as fast as the standard library, with the same bytes."""
    return _ENCODER.encode(value)


def _plain(value: Any) -> str:
    """Encode types that the encoder does not know: HTML, as text."""
    if not isinstance(value, Html):
        raise TypeError(f"cannot write a value of type {type(value).__name__} as JSON")
    return str.__str__(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_plain)


def with_items(head: Mapping[str, Any], key: str, items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield in fragments the object ``head`` with one more key: the list of these items.

    Each item is JSON, of one item or of several joined by ``BETWEEN``. Every item is on its own
    line, so that a large document can be compared and read line by line.
    """
    yield json_bytes(head)[:-1] + (b"," if head else b"") + json_bytes(key) + b":["
    between = b"\n"
    for item in items:
        yield between + item
        between = BETWEEN
    yield b"\n]}\n"


def joined(items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield in fragments the list of these items, which are JSON already; one per line."""
    between = b"[\n"
    for item in items:
        yield between + item
        between = BETWEEN
    yield b"[]\n" if between == b"[\n" else b"\n]\n"
