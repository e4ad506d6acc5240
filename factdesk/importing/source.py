"""Recognise a source by its content and read its records, regardless of the file name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factdesk.importing.json_items import MAX_RECORD, record_too_long
from factdesk.importing.json_records import read_json_records
from factdesk.importing.pages import SavedPage, claimreviews_in
from factdesk.importing.posts import read_post_records
from factdesk.importing.raw import (
    ImportFormat,
    ImportRefusal,
    Leaf,
    RawRecord,
    RecordPlace,
    column_of,
    flatten,
)
from factdesk.importing.table_records import read_table_records
from factdesk.importing.text_files import encoding_of, head_of, read_page
from factdesk.messages.catalogue import tr, tr_noop

#: The maximum number of records in one run.
MAX_RECORDS = 100_000
_MOST_COLUMNS = 5_000
_WXR = re.compile(r"<rss\b[^>]*wordpress\.org/export|<!--[^>]*generator=\"WordPress", re.IGNORECASE)
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|script|meta|title|article|div|p)\b", re.IGNORECASE
)
_SIGNS = {
    b"PK\x03\x04": tr_noop("this is a ZIP archive or a spreadsheet: save each sheet as CSV"),
    b"%PDF": tr_noop("this is a PDF: import needs the data"),
    b"\x1f\x8b": tr_noop("this is compressed: unpack it first"),
    b"\xd0\xcf\x11\xe0": tr_noop("this is an old spreadsheet or document: save it as CSV"),
    b"SQLite": tr_noop("this is a database: export its data as CSV"),
}


def _bounded(record: RawRecord) -> RawRecord:
    """Return the record, or the reason why it is too large."""
    if sum(len(text) for _, text in record.leaves) <= MAX_RECORD:
        return record
    return RawRecord(record.place, record.format, code="too-large", reason=record_too_long())


class ImportSource:
    """A file with records. The counts grow while the records are read."""

    def __init__(self, file: Path, name: str, csv_options: dict[str, str]) -> None:
        self.file = file
        self.name = name
        self.csv_options = csv_options
        self.count = 0
        self.formats: Counter[ImportFormat] = Counter()
        self.columns: Counter[str] = Counter()
        self.notes: list[str] = []
        #: Why the file, or the rest of it, could not be read.
        self.fault = ""

    @property
    def format(self) -> ImportFormat:
        """The format of most of its records."""
        return max(self.formats, key=lambda each: self.formats[each], default=ImportFormat.UNKNOWN)

    def records(self) -> Iterator[RawRecord]:
        """Yield the records; for an unreadable one, yield a record with the reason."""
        try:
            for each in self._read():
                record = _bounded(each)
                self.count += 1
                self.formats[record.format] += 1
                for column in dict.fromkeys(column_of(path) for path, _ in record.leaves):
                    if column in self.columns or len(self.columns) < _MOST_COLUMNS:
                        self.columns[column] += 1
                yield record
        except ImportRefusal as error:
            self.fault = str(error)
        except UnicodeDecodeError as error:
            self.fault = tr(
                "the file is not {encoding} (invalid bytes): name its encoding in the mapping "
                "file, under csv.encoding; Excel often writes windows-1252",
                encoding=error.encoding.upper(),
            )

    def _read(self) -> Iterator[RawRecord]:
        head = head_of(self.file)
        if not head.strip():
            raise ImportRefusal(tr("the file is empty"))
        encoding = self.csv_options.get("encoding") or encoding_of(head)
        for sign, meaning in _SIGNS.items():
            if head.startswith(sign):
                raise ImportRefusal(tr(meaning))
        try:
            text = head.decode(encoding, "ignore").lstrip("\ufeff").lstrip()
        except LookupError as error:
            raise ImportRefusal(tr("unknown encoding '{encoding}'", encoding=encoding)) from error
        if "\0" in text:
            raise ImportRefusal(tr("this is not text"))
        if text.startswith("<"):
            if _WXR.search(text[:20_000]):
                return read_post_records(self.file, self.name, self.notes)
            if _HTML.search(text[:100_000]):
                return self._page_records()
            raise ImportRefusal(tr("this XML format is not supported"))
        if text.startswith(("{", "[")):
            return read_json_records(self.file, self.name, encoding, self.notes)
        return read_table_records(self.file, self.name, encoding, self.csv_options, self.notes)

    def _page_records(self) -> Iterator[RawRecord]:
        page = SavedPage(read_page(self.file))
        number = 0
        for script in page.json_ld():
            place = RecordPlace(self.name, "review", number + 1)
            if script.fault:
                number += 1
                reason = tr("its JSON-LD cannot be read: {fault}", fault=script.fault)
                yield RawRecord(place, ImportFormat.PAGE, code="not-json", reason=reason)
                continue
            for review in _reviews(script.value):
                number += 1
                place = RecordPlace(self.name, "review", number)
                if review is None:
                    reason = tr("its values are nested too deeply")
                    yield RawRecord(place, ImportFormat.PAGE, code="too-deep", reason=reason)
                    continue
                if page.address:
                    review = (*review, ("page.address", page.address))  # noqa: PLW2901
                yield RawRecord(place, ImportFormat.PAGE, review, repaired=script.repairs)
        if not number:
            reason = tr("the page has no ClaimReview")
            if page.has_microdata:
                reason = tr("the page has ClaimReview as microdata, which is not read")
            place = RecordPlace(self.name, "page", 1)
            yield RawRecord(place, ImportFormat.PAGE, code="no-review", reason=reason)


def _reviews(value: Any) -> Iterator[tuple[Leaf, ...] | None]:
    """Yield the texts of each ClaimReview in a value; None for one that is nested too deeply."""
    try:
        for review in claimreviews_in(value):
            yield tuple(flatten(review))
    except RecursionError:
        yield None
