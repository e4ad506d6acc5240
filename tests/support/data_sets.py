"""Data files for scripts, written to memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from factdesk.pages.data_scripts import File
from factdesk.search.index import Listed
from factdesk.search.indexed import IndexedDocument


class Chunks:
    """Written chunks; those under a known key are not generated again."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.paths: dict[str, str] = {}
        self.made: list[str] = []

    def write(self, key: str, make: Callable[[], File]) -> str:
        if key not in self.paths:
            path, content = make()
            self.files[path] = content
            self.paths[key] = path
            self.made.append(path)
        return self.paths[key]


class IndexedDocuments:
    """The documents of an index, in its order; ``loaded`` counts those that were loaded."""

    def __init__(self, documents: Sequence[IndexedDocument]) -> None:
        self._documents = {document.shown[0]: document for document in documents}
        self.listed = [
            Listed(document.shown[0], repr(document)) for document in self._documents.values()
        ]
        self.loaded = 0

    def load(self, documents: Sequence[Listed]) -> Iterator[IndexedDocument]:
        for document in documents:
            self.loaded += 1
            yield self._documents[document.address]


def payload(script: bytes) -> Any:
    """The payload of a data script."""
    text = script.decode()
    assert text.startswith("factdesk.data.take(")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
