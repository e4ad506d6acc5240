"""Read the records of JSON documents: ClaimReviews in any envelope, claims:search, our own data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from factdesk.importing.json_items import REST, JsonItem, read_json_items
from factdesk.importing.lenient_json import BadJson, parse_lenient
from factdesk.importing.pages import claimreviews_in
from factdesk.importing.raw import ImportFormat, RawRecord, RecordPlace, flatten
from factdesk.importing.text_files import open_text
from factdesk.messages.catalogue import tr, tr_count

_FORMATS = {
    "claimReviews": ImportFormat.INSIGHTS,
    "dataFeedElement": ImportFormat.DATAFEED,
}
#: Formats whose records are claims, not items.
_CLAIMS = frozenset([ImportFormat.SEARCH, ImportFormat.OWN, ImportFormat.OWN_TABLE])


def read_json_records(
    file: Path, name: str, encoding: str, notes: list[str]
) -> Iterator[RawRecord]:
    """Yield the records of a JSON file; append remarks about it to ``notes``."""
    reader = _JsonReader(name, notes)
    with open_text(file, encoding) as stream:
        for item in read_json_items(stream):
            yield from reader.records_of(item)
        yield from reader.end()


class _Value(NamedTuple):
    """A parsed value, the key of its list in the document, and the repairs that were necessary."""

    value: Any
    key: str
    line: int
    repairs: tuple[str, ...]


class _JsonReader:
    def __init__(self, name: str, notes: list[str]) -> None:
        self._name = name
        self._notes = notes
        self._number = 0
        self._media_reviews = 0
        self._claims = self._pages = self._tokens = 0

    def records_of(self, item: JsonItem) -> Iterator[RawRecord]:
        if item.fault:
            yield self._skipped(item.line, item.code, item.fault)
            return
        try:
            value, repairs = parse_lenient(item.text)
        except BadJson as error:
            reason = tr("this is not JSON: {error}", error=error)
            yield self._skipped(item.line, "not-json", reason)
            return
        yield from self._records(_Value(value, item.key, item.line, tuple(repairs)))

    def end(self) -> Iterator[RawRecord]:
        """Note the counts, and yield a skipped record if there was none."""
        if self._pages and self._claims != self._number:
            self._notes.append(
                tr(
                    "{claims} with {reviews}",
                    claims=tr_count("{n} claim", "{n} claims", self._claims),
                    reviews=tr_count("{n} review", "{n} reviews", self._number),
                )
            )
        if self._tokens:
            self._notes.append(
                tr("nextPageToken: the search has more pages that are not in this file")
            )
        if media := self._media_reviews:
            self._notes.append(
                tr_count("{n} MediaReview is not read", "{n} MediaReviews are not read", media)
            )
        if not self._number:
            yield self._skipped(0, "no-review", tr("the file has no review"))

    def _records(self, item: _Value) -> Iterator[RawRecord]:
        value = item.value
        if item.key == "mediaReviews":
            self._media_reviews += 1
        elif isinstance(value, str) and value.lstrip().startswith("{"):
            # For some time, Fact-Check Insights wrote its reviews as strings.
            yield from self.records_of(JsonItem(item.key, value, item.line))
        elif isinstance(value, list):
            for each in value:
                yield from self._records(item._replace(value=each))
        elif not isinstance(value, dict):
            yield self._without_review(item)
        elif _is_own(value):
            yield self._own(item)
        elif "nextPageToken" in value or isinstance(value.get("claims"), list):
            yield from self._search_page(item)
        elif _is_search(value) and item.key in ("claims", ""):
            yield from self._search(item)
        else:
            yield from self._reviews(item)

    def _reviews(self, item: _Value) -> Iterator[RawRecord]:
        format_ = _FORMATS.get(item.key, ImportFormat.CLAIMREVIEW)
        found = False
        for review in claimreviews_in(item.value):
            found = True
            yield self._record(review, format_, item)
        # A graph also describes other things, and so does a document outside its lists of records.
        if not found and item.key not in ("@graph", REST):
            yield self._without_review(item, format_)

    def _search_page(self, item: _Value) -> Iterator[RawRecord]:
        self._pages += 1
        self._tokens += bool(item.value.get("nextPageToken"))
        claims = item.value.get("claims")
        for claim in claims if isinstance(claims, list) else ():
            yield from self._records(item._replace(value=claim, key="claims"))

    def _search(self, item: _Value) -> Iterator[RawRecord]:
        """Yield a record for each review of a claim, and for a claim without a review."""
        self._claims += 1
        self._pages = self._pages or 1
        claim = dict(item.value)
        reviews = claim.pop("claimReview", None)
        for review in (reviews if isinstance(reviews, list) else [reviews]) or [None]:
            fields = {**claim, "claimReview": review} if review is not None else claim
            yield self._record(fields, ImportFormat.SEARCH, item)

    def _own(self, item: _Value) -> RawRecord:
        if "sources" in item.value or "independent_roots" in item.value:
            record = self._record(item.value, ImportFormat.OWN, item)
            return record._replace(fields=item.value)
        return self._record(item.value, ImportFormat.OWN_TABLE, item)

    def _record(self, node: dict[str, Any], format_: ImportFormat, item: _Value) -> RawRecord:
        unit = "claim" if format_ in _CLAIMS else "item"
        try:
            leaves = tuple(flatten(node))
        except RecursionError:
            reason = tr("its values are nested too deeply")
            return RawRecord(self._next(item.line, unit), format_, code="too-deep", reason=reason)
        return RawRecord(self._next(item.line, unit), format_, leaves, repaired=item.repairs)

    def _without_review(
        self, item: _Value, format_: ImportFormat = ImportFormat.CLAIMREVIEW
    ) -> RawRecord:
        return self._skipped(item.line, "no-review", tr("the item has no ClaimReview"), format_)

    def _skipped(
        self, line: int, code: str, reason: str, format_: ImportFormat = ImportFormat.UNKNOWN
    ) -> RawRecord:
        return RawRecord(self._next(line), format_, code=code, reason=reason)

    def _next(self, line: int, unit: str = "item") -> RecordPlace:
        self._number += 1
        return RecordPlace(self._name, unit, self._number, line)


def _is_own(value: dict[str, Any]) -> bool:
    return "slug" in value and "claim" in value and "@type" not in value


def _is_search(value: dict[str, Any]) -> bool:
    return (
        "@type" not in value
        and "claimReviewed" not in value
        and ("claimReview" in value or "text" in value)
    )
