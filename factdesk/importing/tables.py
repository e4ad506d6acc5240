"""Read tables: find the delimiter and quoting with which every row is as wide as the header."""

from __future__ import annotations

import codecs
import csv
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, TextIO

import msgspec
from msgspec import structs

from factdesk.importing.json_items import MAX_RECORD
from factdesk.importing.raw import ImportRefusal
from factdesk.messages.catalogue import tr, tr_noop, tr_quoted

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
#: Their names in the report.
_PLURALS = {
    ",": tr_noop("commas"),
    ";": tr_noop("semicolons"),
    "\t": tr_noop("tabs"),
    "|": tr_noop("bars"),
}
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}
_NUMBER = re.compile(r"[+-]?[\d.,:/-]+")
#: The number of rows for finding the delimiter; the quoting is tried on all rows.
_SAMPLE = 200
_LONGEST_NAME = 80


class TableDialect(msgspec.Struct, frozen=True):
    """The dialect of a table; ``quoted`` cells may contain delimiters and line ends."""

    delimiter: str
    quoted: bool = True
    header: bool = True

    def __str__(self) -> str:
        """Return the dialect as the report prints it."""
        quotes = tr("quotation marks around cells" if self.quoted else "quotation marks as text")
        header = tr("a header" if self.header else "no header")
        delimiters = (
            tr(_PLURALS[self.delimiter])
            if self.delimiter in _PLURALS
            else tr_quoted(self.delimiter)
        )
        return f"{delimiters}, {quotes}, {header}"

    def rows(
        self, stream: TextIO, *, strict: bool = False
    ) -> Iterator[tuple[int, list[str] | None]]:
        """Yield each row with its first line number; None for a row that is too long."""
        csv.field_size_limit(MAX_RECORD)
        reader = csv.reader(
            stream,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            strict=strict,
        )
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if strict:
                    raise
                if "limit" not in str(error):
                    raise ImportRefusal(
                        tr("line {line} is not a row of a table: {error}", line=line, error=error)
                    ) from error
                yield line, None
            else:
                yield line, row


class _Fit(NamedTuple):
    """How well a dialect fits: rows of another width, all rows, whether quoting is valid."""

    others: int
    rows: int
    sound: bool


def check_table_options(given: Mapping[str, str]) -> None:
    """Refuse table options of a mapping file that have no meaning.

    Raises:
        ImportRefusal: an option has an unknown value.
    """
    _given_delimiter(given)
    for name in ("quotes", "header"):
        if given.get(name, "yes").casefold() not in _YES_NO:
            raise ImportRefusal(
                tr("csv.{name} is 'yes' or 'no', not '{value}'", name=name, value=given[name])
            )
    if encoding := given.get("encoding"):
        try:
            codecs.lookup(encoding)
        except LookupError as error:
            raise ImportRefusal(
                tr(
                    "csv.encoding: unknown encoding '{encoding}'; Excel often writes windows-1252",
                    encoding=encoding,
                )
            ) from error


def choose_dialect(open_: Callable[[], TextIO], given: Mapping[str, str]) -> TableDialect:
    """Return the dialect of a table; ``given`` are the options of the mapping file."""
    dialect = TableDialect(_given_delimiter(given) or _delimiter(open_))
    if quotes := given.get("quotes"):
        dialect = structs.replace(dialect, quoted=_YES_NO[quotes.casefold()])
    else:
        dialect = _with_quoting(open_, dialect)
    header = given.get("header")
    has_header = _YES_NO[header.casefold()] if header else _has_header(open_, dialect)
    return structs.replace(dialect, header=has_header)


def _given_delimiter(given: Mapping[str, str]) -> str:
    name = given.get("delimiter", "")
    sign = {word: sign for sign, word in _DELIMITERS.items()}.get(name, name)
    if name and len(sign) != 1:
        raise ImportRefusal(
            tr(
                "csv.delimiter is comma, semicolon, tab, bar or one character, not '{name}'",
                name=name,
            )
        )
    return sign


def _delimiter(open_: Callable[[], TextIO]) -> str:
    """Return the delimiter with which most of the first rows have the same width, above 1."""

    def agreement(delimiter: str) -> tuple[int, int]:
        best = (0, 0)
        for quoted in (True, False):
            with open_() as stream, suppress(csv.Error):
                rows = TableDialect(delimiter, quoted=quoted).rows(stream)
                sample = itertools.islice(rows, _SAMPLE)
                widths = Counter(len(row) for _, row in sample if row)
                wide = [(n, width) for width, n in widths.items() if width > 1]
                best = max(best, max(wide, default=(0, 0)))
        return best

    return max(_DELIMITERS, key=agreement)


def _with_quoting(open_: Callable[[], TextIO], dialect: TableDialect) -> TableDialect:
    """Return the dialect with the quoting with which no stray quotation mark swallows rows."""
    quoted, plain = dialect, structs.replace(dialect, quoted=False)
    with_quotes = _fit(open_, quoted)
    if with_quotes.sound and not with_quotes.others:
        return quoted
    without = _fit(open_, plain)
    if without.others < with_quotes.others or (
        not with_quotes.sound and without.others == with_quotes.others
    ):
        return plain
    return quoted


def _fit(open_: Callable[[], TextIO], dialect: TableDialect) -> _Fit:
    try:
        others, rows = _widths(open_, dialect, strict=True)
    except csv.Error:
        others, rows = _widths(open_, dialect, strict=False)
        return _Fit(others, rows, sound=False)
    return _Fit(others, rows, sound=True)


def _widths(open_: Callable[[], TextIO], dialect: TableDialect, *, strict: bool) -> tuple[int, int]:
    width = others = count = 0
    with open_() as stream:
        for _, row in dialect.rows(stream, strict=strict):
            if row:
                width = width or len(row)
                count += 1
                others += len(row) != width
    return others, count


def _has_header(open_: Callable[[], TextIO], dialect: TableDialect) -> bool:
    """Return whether the first row has names: short, all different, no number and no address."""
    with open_() as stream:
        first = next((row for _, row in dialect.rows(stream) if row), [])
    names = [cell.strip().removeprefix("\ufeff") for cell in first]
    while names and not names[-1]:
        names.pop()
    return all(names) and len(set(names)) == len(names) and not any(map(_is_value, names))


def _is_value(cell: str) -> bool:
    return len(cell) > _LONGEST_NAME or bool(_NUMBER.fullmatch(cell)) or "://" in cell


def column_names(first: list[str], *, header: bool) -> list[str]:
    """Return the names of the columns; without a header, ``column 1`` and so on.

    The column number is added to an empty or repeated name.
    """
    if not header:
        return [f"column {n}" for n, _ in enumerate(first, 1)]
    names: list[str] = []
    for n, cell in enumerate(first, 1):
        name = " ".join(cell.removeprefix("\ufeff").split())
        names.append(f"{name} (column {n})".strip() if not name or name in names else name)
    return names
