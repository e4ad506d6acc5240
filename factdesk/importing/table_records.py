"""Read the rows of a table as records, and recognise known tables by their header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factdesk.importing.json_items import MAX_RECORD
from factdesk.importing.raw import ImportFormat, ImportRefusal, RawRecord, RecordPlace
from factdesk.importing.tables import choose_dialect, column_names
from factdesk.importing.text_files import open_text
from factdesk.messages.catalogue import tr, tr_number

#: The columns by which a table is recognised; a table may have more.
_HEADERS: tuple[tuple[ImportFormat, frozenset[str]], ...] = (
    (ImportFormat.INSIGHTS_TABLE, frozenset(["claimReviewed", "reviewRating.alternateName"])),
    (ImportFormat.CHECK_ITEMS, frozenset(["Claim", "Item page URL", "Status"])),
    (ImportFormat.CHECK_FEED, frozenset(["Fact-check title", "Fact-check summary"])),
    (
        ImportFormat.CHECK_FACT_CHECKS,
        frozenset(["ID", "Title", "Summary", "URL", "Language", "Report Status"]),
    ),
    (
        ImportFormat.CHECK_EXPLAINERS,
        frozenset(["ID", "Title", "Description", "URL", "Language"]),
    ),
    (
        ImportFormat.RESEARCH_TABLE,
        frozenset(["claim_text", "claim_author_name", "review_rating", "review_url"]),
    ),
    (ImportFormat.OWN_TABLE, frozenset(["version", "slug", "claim", "verdict_label"])),
)
_FORMULA = tuple(f"'{sign}" for sign in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def read_table_records(
    file: Path, name: str, encoding: str, options: dict[str, str], notes: list[str]
) -> Iterator[RawRecord]:
    """Yield a record for each row; append the dialect to ``notes``."""
    dialect = choose_dialect(lambda: open_text(file, encoding), options)
    notes.append(str(dialect))
    with open_text(file, encoding) as stream:
        columns: list[str] = []
        format_ = ImportFormat.TABLE
        number = 0
        for line, row in dialect.rows(stream):
            number += 1
            place = RecordPlace(name, "row", number, line)
            if row is None:
                most = tr_number(MAX_RECORD)
                reason = tr("a cell is longer than {most} characters", most=most)
                yield RawRecord(place, format_, code="too-large", reason=reason)
                continue
            if not row:
                continue
            if not columns:
                columns = column_names(row, header=dialect.header)
                format_ = _format_of(columns)
                if dialect.header:
                    if len(columns) < 2 and not options:
                        raise ImportRefusal(tr("this is neither a supported format nor a table"))
                    continue
            yield _record(row, columns, place, format_)


def _format_of(columns: list[str]) -> ImportFormat:
    names = set(columns)
    return next((format_ for format_, wanted in _HEADERS if wanted <= names), ImportFormat.TABLE)


def _record(
    row: list[str], columns: list[str], place: RecordPlace, format_: ImportFormat
) -> RawRecord:
    cells = row
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > len(columns):
        reason = tr(
            "the row has {cells} cells, but the table has {columns} columns",
            cells=len(cells),
            columns=len(columns),
        )
        return RawRecord(place, format_, code="bad-row", reason=reason)
    leaves = tuple(
        (column, _cell(cell, format_))
        for column, cell in zip(columns, cells, strict=False)
        if cell.strip()
    )
    if not leaves:
        return RawRecord(place, format_, code="empty-claim", reason=tr("the row is empty"))
    if len(cells) < len(columns) and len(cells) == 1 and len(columns) > 2:
        reason = tr(
            "the row has one cell, but the table has {columns} columns", columns=len(columns)
        )
        return RawRecord(place, format_, code="bad-row", reason=reason)
    return RawRecord(
        place, format_, leaves, columns=columns if format_ is ImportFormat.TABLE else ()
    )


def _cell(cell: str, format_: ImportFormat) -> str:
    """Return a cell without the character that our own tables put before formulas."""
    is_own = format_ is ImportFormat.OWN_TABLE and cell.startswith(_FORMULA)
    return cell[1:] if is_own else cell
