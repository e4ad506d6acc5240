"""Records as a source has them: texts with the path of each, without any meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

#: A text of a record: its full path, as in ``itemReviewed.appearance.0.url``, and the text.
Leaf: TypeAlias = tuple[str, str]

_INDEX = re.compile(r"\.(?:\d+|@value|properties)(?=\.|$)")
_DEEPEST = 40


class ImportFormat(StrEnum):
    """The formats that are recognised, each with the name that the report prints."""

    PAGE = "saved web page with ClaimReview"
    CLAIMREVIEW = "ClaimReview as JSON"
    SEARCH = "answer of Google's claims:search"
    DATAFEED = "DataFeed of ClaimReviews"
    INSIGHTS = "Fact-Check Insights as JSON"
    INSIGHTS_TABLE = "Fact-Check Insights as a table"
    FULL_FACT = "WordPress export with claims of Full Fact's plugin"
    CHEQUEADO = "WordPress export with claims of Chequeado's plugin"
    WORDPRESS = "WordPress export without claims"
    CHECK_ITEMS = "items of a Check workspace"
    CHECK_FACT_CHECKS = "fact-checks of a Check workspace"
    CHECK_FEED = "fact-checks of a shared Check feed"
    CHECK_EXPLAINERS = "explainers of a Check workspace"
    RESEARCH_TABLE = "research table of Data Commons"
    OWN = "Factdesk's full data"
    OWN_TABLE = "Factdesk's list of claims"
    TABLE = "table"
    UNKNOWN = "unknown"


class RecordPlace(NamedTuple):
    """Where a record is: a file, what its records are called, and the number counted from 1.

    Rows of a table are counted as a spreadsheet does, with the header as row 1; ``line`` is the
    line of the file, where it differs.
    """

    file: str
    unit: str
    number: int
    line: int = 0

    def __str__(self) -> str:
        """Return the place as the report prints it."""
        return f"{self.file} {self.where}"

    @property
    def where(self) -> str:
        """The place inside the file."""
        line = f" (line {self.line})" if self.line not in (0, self.number) else ""
        return f"{self.unit} {self.number}{line}"


class RawRecord(NamedTuple):
    """A record of a source, or why there is none at its place.

    ``code`` and ``reason`` are set for what cannot be read; then there are no leaves. ``repaired``
    says what had to be repaired to read it.
    """

    place: RecordPlace
    format: ImportFormat
    leaves: tuple[Leaf, ...] = ()
    code: str = ""
    reason: str = ""
    repaired: tuple[str, ...] = ()
    #: The claim file's own fields, only for Factdesk's full data.
    fields: dict[str, Any] | None = None


class ImportRefusal(Exception):
    """A source, a mapping file or a folder that the import refuses; the message says why."""


def flatten(value: Any, path: str = "") -> Iterator[Leaf]:
    """Yield the texts in nested mappings and lists; empty ones are left out.

    Raises:
        RecursionError: the value is nested deeper than any format is.
    """
    yield from _flatten(value, path, 0)


def _flatten(value: Any, path: str, depth: int) -> Iterator[Leaf]:
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flatten(inner, f"{path}.{key}" if path else str(key), depth + 1)
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _flatten(inner, f"{path}.{n}", depth + 1)
    elif value is not None:
        text = value if isinstance(value, str) else str(value).lower()
        if text.strip():
            yield path, text


@lru_cache(maxsize=65536)
def column_of(path: str) -> str:
    """Return the path without indexes of lists, which names a column: ``itemReviewed.author``."""
    return _INDEX.sub("", path)
