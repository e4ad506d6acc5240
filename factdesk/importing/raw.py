"""Raw records of a source: texts with their paths, without any interpretation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from factdesk.messages.catalogue import tr, tr_noop

#: A text of a record: its full path, as in ``itemReviewed.appearance.0.url``, and the text.
Leaf: TypeAlias = tuple[str, str]

_INDEX = re.compile(r"\.(?:\d+|@value|properties)(?=\.|$)")
_DEEPEST = 40


class ImportFormat(StrEnum):
    """The formats that are recognised, each with the name that the report prints."""

    PAGE = tr_noop("saved web page with ClaimReview")
    CLAIMREVIEW = tr_noop("ClaimReview as JSON")
    SEARCH = tr_noop("response of Google's claims:search")
    DATAFEED = tr_noop("DataFeed of ClaimReviews")
    INSIGHTS = tr_noop("Fact-Check Insights as JSON")
    INSIGHTS_TABLE = tr_noop("Fact-Check Insights as a table")
    FULL_FACT = tr_noop("WordPress export with claims of Full Fact's plugin")
    CHEQUEADO = tr_noop("WordPress export with claims of Chequeado's plugin")
    WORDPRESS = tr_noop("WordPress export without claims")
    CHECK_ITEMS = tr_noop("items of a Check workspace")
    CHECK_FACT_CHECKS = tr_noop("fact-checks of a Check workspace")
    CHECK_FEED = tr_noop("fact-checks of a shared Check feed")
    CHECK_EXPLAINERS = tr_noop("explainers of a Check workspace")
    RESEARCH_TABLE = tr_noop("research table of Data Commons")
    OWN = tr_noop("Factdesk's full data")
    OWN_TABLE = tr_noop("Factdesk's list of claims")
    TABLE = tr_noop("table")
    UNKNOWN = tr_noop("unknown")


#: The names of records by format. The JSON report uses these words as keys.
UNITS = (
    tr_noop("claim"),
    tr_noop("export"),
    tr_noop("item"),
    tr_noop("page"),
    tr_noop("review"),
    tr_noop("row"),
)


class RecordPlace(NamedTuple):
    """The position of a record: a file, the name of its records, and the number, counted from 1.

    Rows of a table are counted as in a spreadsheet, with the header as row 1; ``line`` is the line
    in the file if it differs.
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
        where = f"{tr(self.unit)} {self.number}"
        if self.line in (0, self.number):
            return where
        return tr("{where} (line {line})", where=where, line=self.line)


class RawRecord(NamedTuple):
    """A record of a source, or the reason why it cannot be read.

    ``code`` and ``reason`` are set if it cannot be read; then there are no leaves. ``repaired``
    lists the repairs that were necessary.
    """

    place: RecordPlace
    format: ImportFormat
    leaves: tuple[Leaf, ...] = ()
    code: str = ""
    reason: str = ""
    repaired: tuple[str, ...] = ()
    #: All columns of a table of unknown format, even if the record has no text for them.
    columns: Sequence[str] = ()
    #: The fields of a claim file; only for Factdesk's full data.
    fields: dict[str, Any] | None = None


class ImportRefusal(Exception):
    """A source, a mapping file or a folder that the import refuses; the message says why."""


def flatten(value: Any, path: str = "") -> Iterator[Leaf]:
    """Yield the non-empty texts in nested mappings and lists.

    Raises:
        RecursionError: the value is nested deeper than any format.
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
    """Return the path without list indexes, which names a column: ``itemReviewed.author``."""
    return _INDEX.sub("", path)
