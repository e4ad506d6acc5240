"""JSON of the outputs: compact, UTF-8, keys in the given order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import to_json

#: The separator of two items of a list, each on its own line.
BETWEEN = b",\n"


def json_bytes(value: Any) -> bytes:
    """Return a value as JSON. Four times as fast as the standard library, with the same bytes."""
    return to_json(value)


def with_items(head: Mapping[str, Any], key: str, items: Iterable[bytes]) -> Iterator[bytes]:
    """Yield in fragments the object ``head`` with one more key: the list of these items.

    Each item is JSON, of one item or of several with ``BETWEEN``. Every item has a line of its own,
    so that a large document can be compared and read line by line.
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
