"""Read the records of JSON documents: ClaimReviews in any envelope, claims:search, our own data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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
_UNITS = {ImportFormat.SEARCH: "claim", ImportFormat.OWN: "claim", ImportFormat.OWN_TABLE: "claim"}


def read_json_records(
    file: Path, name: str, encoding: str, notes: list[str]
) -> Iterator[RawRecord]:
    """Yield the records of a JSON file; append remarks about it to ``notes``."""
    reader = _JsonReader(name, notes)
    with open_text(file, encoding) as stream:
        for item in read_json_items(stream):
            yield from reader.records_of(item)
        yield from reader.end()


class _JsonReader:
    def __init__(self, name: str, notes: list[str]) -> None:
        self._name = name
        self._notes = notes
        self._number = 0
        self._others: Counter[str] = Counter()
        self._claims = self._pages = self._tokens = 0

    def records_of(self, item: JsonItem) -> Iterator[RawRecord]:
        if item.fault:
            place = self._next("item", item.line)
            yield RawRecord(place, ImportFormat.UNKNOWN, code=item.code, reason=item.fault)
            return
        try:
            value, repairs = parse_lenient(item.text)
        except BadJson as error:
            reason = tr("this is not JSON: {error}", error=error)
            place = self._next("item", item.line)
            yield RawRecord(place, ImportFormat.UNKNOWN, code="not-json", reason=reason)
            return
        yield from self._records(value, item, tuple(repairs))

    def end(self) -> Iterator[RawRecord]:
        """Yield the records that are skipped at the end, and note the counts."""
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
        if media := self._others.pop("mediaReviews", 0):
            self._notes.append(
                tr_count("{n} MediaReview is not read", "{n} MediaReviews are not read", media)
            )
        if not self._number:
            reason = tr("the file has no review")
            place = RecordPlace(self._name, "item", 1)
            yield RawRecord(place, ImportFormat.UNKNOWN, code="no-review", reason=reason)

    def _next(self, unit: str, line: int) -> RecordPlace:
        self._number += 1
        return RecordPlace(self._name, unit, self._number, line)

    def _records(self, value: Any, item: JsonItem, repairs: tuple[str, ...]) -> Iterator[RawRecord]:
        if item.key == "mediaReviews":
            self._others[item.key] += 1
        elif isinstance(value, str) and value.lstrip().startswith("{"):
            # For some time, Fact-Check Insights wrote its reviews as strings.
            yield from self.records_of(item._replace(text=value))
        elif isinstance(value, list):
            for each in value:
                yield from self._records(each, item, repairs)
        elif not isinstance(value, dict):
            yield self._without(item)
        elif _is_own(value):
            yield self._own(value, item, repairs)
        elif "nextPageToken" in value or isinstance(value.get("claims"), list):
            yield from self._search_page(value, item, repairs)
        elif _is_search(value) and item.key in ("claims", ""):
            yield from self._search(value, item, repairs)
        elif item.key == REST:
            yield from self._rest(value, item, repairs)
        else:
            yield from self._reviews(value, item, repairs)

    def _rest(self, value: Any, item: JsonItem, repairs: tuple[str, ...]) -> Iterator[RawRecord]:
        """Read the part of a document outside its lists of records: one review, or nothing."""
        for review in claimreviews_in(value):
            yield self._record(review, ImportFormat.CLAIMREVIEW, item, repairs)

    def _reviews(self, value: Any, item: JsonItem, repairs: tuple[str, ...]) -> Iterator[RawRecord]:
        format_ = _FORMATS.get(item.key, ImportFormat.CLAIMREVIEW)
        found = False
        for review in claimreviews_in(value):
            found = True
            yield self._record(review, format_, item, repairs)
        if not found and item.key != "@graph":  # a graph also describes other things
            yield self._without(item, format_)

    def _search_page(
        self, value: dict[str, Any], item: JsonItem, repairs: tuple[str, ...]
    ) -> Iterator[RawRecord]:
        self._pages += 1
        self._tokens += bool(value.get("nextPageToken"))
        claims = value.get("claims")
        for claim in claims if isinstance(claims, list) else ():
            yield from self._records(claim, item._replace(key="claims"), repairs)

    def _search(
        self, claim: dict[str, Any], item: JsonItem, repairs: tuple[str, ...]
    ) -> Iterator[RawRecord]:
        """Yield a record for each review of a claim, and for a claim without a review."""
        self._claims += 1
        self._pages = self._pages or 1
        reviews = claim.get("claimReview")
        reviews = reviews if isinstance(reviews, list) else [reviews]
        shared = {key: value for key, value in claim.items() if key != "claimReview"}
        for review in reviews or [None]:
            fields = {**shared, "claimReview": review} if review is not None else shared
            yield self._record(fields, ImportFormat.SEARCH, item, repairs)

    def _own(self, value: dict[str, Any], item: JsonItem, repairs: tuple[str, ...]) -> RawRecord:
        if "sources" in value or "independent_roots" in value:
            record = self._record(value, ImportFormat.OWN, item, repairs)
            return record._replace(fields=value)
        return self._record(value, ImportFormat.OWN_TABLE, item, repairs)

    def _record(
        self, node: dict[str, Any], format_: ImportFormat, item: JsonItem, repairs: tuple[str, ...]
    ) -> RawRecord:
        place = self._next(_UNITS.get(format_, "item"), item.line)
        try:
            leaves = tuple(flatten(node))
        except RecursionError:
            reason = tr("its values are nested too deeply")
            return RawRecord(place, format_, code="too-deep", reason=reason)
        return RawRecord(place, format_, leaves, repaired=repairs)

    def _without(
        self, item: JsonItem, format_: ImportFormat = ImportFormat.CLAIMREVIEW
    ) -> RawRecord:
        place = self._next("item", item.line)
        reason = tr("the item has no ClaimReview")
        return RawRecord(place, format_, code="no-review", reason=reason)


def _is_own(value: dict[str, Any]) -> bool:
    return "slug" in value and "claim" in value and "@type" not in value


def _is_search(value: dict[str, Any]) -> bool:
    return (
        "@type" not in value
        and "claimReviewed" not in value
        and ("claimReview" in value or "text" in value)
    )
