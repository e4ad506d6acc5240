"""Build the lists of a claim file whose entries have several fields."""

from __future__ import annotations

from typing import Any

from factdesk.importing.cleaning import clean_address
from factdesk.importing.dates import DateFormats
from factdesk.importing.record_texts import RecordText, RecordTexts
from factdesk.importing.targets import ANCHOR, FIRST, PAGE_ADDRESSES, URL
from factdesk.messages.catalogue import tr
from factdesk.text.documents import document_key

_APPEARANCE_PARTS = ("title", "publisher", "author", "published_on", "archived_url", "quote")
_SOURCE_PARTS = ("title", "publisher", "author", "published_on", "archived_url")


def read_appearances(texts: RecordTexts, dates: DateFormats, review: str) -> list[dict[str, Any]]:
    """Return where the claim appeared, in order; ``review`` is the address of the review."""
    own = document_key(review) if review else ""
    kept = _addresses(texts, [*texts.texts(FIRST), *texts.texts("appearances")])
    of_review = [each for each, url in kept if own and document_key(url) == own]
    texts.drop(of_review, tr("it is the address of the review itself"))
    kept = [(each, url) for each, url in kept if each not in of_review]
    return _entries(texts, kept, "appearances", _APPEARANCE_PARTS, dates)


def read_sources(texts: RecordTexts, dates: DateFormats) -> list[dict[str, Any]]:
    """Return the sources of a record."""
    kept = _addresses(texts, texts.texts("sources"))
    entries = _entries(texts, kept, "sources", _SOURCE_PARTS, dates)
    return [{"title": each["url"], **each} for each in entries]


def read_address(texts: RecordTexts) -> str:
    """Return the address of a review: that of its page only if the review itself has none."""
    all_ = texts.texts(URL)
    of_page = [each for each in all_ if each.column in PAGE_ADDRESSES]
    address = _one_address(texts, [each for each in all_ if each not in of_page])
    if address:
        others = [each for each in of_page if each.text != address]
        texts.drop(others, tr("another address of the same page"))
    else:
        address = _one_address(texts, of_page)
    anchor = texts.one(ANCHOR).lstrip("#")
    return f"{address}#{anchor}" if address and anchor else address


def _one_address(texts: RecordTexts, found: list[RecordText]) -> str:
    distinct = list(dict.fromkeys(each.text for each in found))
    if len(distinct) > 1:
        texts.drop(
            found, tr("there are {n} addresses, but a review can have only one", n=len(distinct))
        )
        texts.decide("bad-address", tr("several addresses of one review"))
        return ""
    address, fault = clean_address(distinct[0]) if distinct else ("", "")
    if fault:
        texts.drop(found, fault)
        texts.decide("bad-address", fault)
    return address


def _addresses(texts: RecordTexts, found: list[RecordText]) -> list[tuple[RecordText, str]]:
    """Return each valid address once, with its text."""
    kept: dict[str, tuple[RecordText, str]] = {}
    for each in found:
        address, fault = clean_address(each.text)
        if fault:
            texts.drop([each], fault)
            texts.decide("bad-address", fault)
        else:
            kept.setdefault(address, (each, address))
    return list(kept.values())


def _entries(
    texts: RecordTexts,
    kept: list[tuple[RecordText, str]],
    name: str,
    parts: tuple[str, ...],
    dates: DateFormats,
) -> list[dict[str, Any]]:
    """Return the entries, each with all parts that the record has for it."""
    entries: list[dict[str, Any]] = [{"url": address} for _, address in kept]
    by_entry: dict[str, dict[str, Any]] = {}
    for (each, _), entry in zip(kept, entries, strict=True):
        by_entry.setdefault(each.entry, entry)
    for part in parts:
        for each in texts.texts(f"{name}.{part}"):
            value = _part(part, each.text, dates)
            target = by_entry.get(each.entry)
            if target is None:
                texts.drop([each], tr("the address that it describes is left out"))
            elif not value:
                texts.drop([each], tr("this is not a date or not an address"))
            elif target.setdefault(part, value) != value:
                texts.drop([each], tr("the entry has another value for this field"))
    return [_in_order(entry, parts) for entry in entries]


def _part(part: str, text: str, dates: DateFormats) -> str:
    if part == "published_on":
        date = dates.read(text)
        return str(date) if date else ""
    return clean_address(text)[0] if part == "archived_url" else text


def _in_order(entry: dict[str, Any], parts: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in ("url", *parts) if name in entry}
