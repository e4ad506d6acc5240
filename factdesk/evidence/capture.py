"""Capture sources: fetch each once, find its quotations, and write the record of each claim."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec

from factdesk.claims.proof import Via
from factdesk.evidence.extract import Extracted, NoText, extract_safely
from factdesk.evidence.fetch import Fetched, Fetcher, FetchOutcome
from factdesk.evidence.matching import Match, SourceText
from factdesk.evidence.record import MissingQuote, QuoteRecord, SourceRecord, sha256_of
from factdesk.evidence.targets import Target, WantedQuote
from factdesk.evidence.windows import cut_windows
from factdesk.messages.catalogue import tr, tr_count, tr_noop

_CONNECTIONS = 8
#: In characters. A page with scripts and less text shows its text only in a browser.
_HARDLY_ANY = 250
_WALL_WORDS = ("just a moment", "enable javascript and cookies", "verify you are human", "captcha")


class Outcome(StrEnum):
    """The outcome of capturing one source."""

    CAPTURED = tr_noop("captured")
    QUOTATION_MISSING = tr_noop("quotation missing")
    AMBIGUOUS = tr_noop("ambiguous")
    NO_TEXT = tr_noop("no text")
    BLOCKED = tr_noop("blocked")
    NEEDS_BROWSER = tr_noop("needs a browser")
    ROBOTS = tr_noop("refused by robots")
    GONE = tr_noop("gone")
    UNREACHABLE = tr_noop("unreachable")


#: From best to worst; of a source and its archived copy, the better result is kept.
_ORDER = list(Outcome)
_OF_FETCH = {
    FetchOutcome.BLOCKED: Outcome.BLOCKED,
    FetchOutcome.ROBOTS: Outcome.ROBOTS,
    FetchOutcome.GONE: Outcome.GONE,
    FetchOutcome.UNREACHABLE: Outcome.UNREACHABLE,
    FetchOutcome.UNCHANGED: Outcome.UNREACHABLE,
}


@dataclass(frozen=True, slots=True)
class Capture:
    """The result for one source or appearance; ``record`` is None if nothing was captured."""

    target: Target
    outcome: Outcome
    reason: str = ""
    record: SourceRecord | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the entry in the JSON report."""
        target, record = self.target, self.record
        return {
            "claim": target.slug,
            "kind": "source" if target.is_source else "appearance",
            "id": target.key,
            "url": target.url,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "via": record.via.value if record else None,
            "quotations": {
                "wanted": len(target.quotes),
                "found": len(record.quotes) if record else 0,
                "missing": [
                    {"exact": quote.exact, "nearest": quote.nearest}
                    for quote in (record.missing if record else ())
                ],
            },
        }


@dataclass(frozen=True, slots=True)
class CaptureReport:
    """The results of one run, in the order of the claims."""

    captures: Sequence[Capture] = field(default_factory=tuple)

    @property
    def counts(self) -> dict[str, int]:
        """The number of results with each outcome, including zeros."""
        counts = Counter(capture.outcome for capture in self.captures)
        return {outcome.value: counts[outcome] for outcome in Outcome}

    def as_json(self) -> bytes:
        """Return the JSON report."""
        entries = [capture.as_json() for capture in self.captures]
        report = {"version": 1, "outcomes": self.counts, "sources": entries}
        return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def capture_all(
    targets: Iterable[Target],
    fetcher: Fetcher,
    now: dt.datetime,
    *,
    done: Callable[[Capture], None] = lambda capture: None,
    keep_body: Callable[[Fetched], None] = lambda fetched: None,
) -> CaptureReport:
    """Capture all targets; an address that several claims cite is fetched once.

    ``done`` is called after each target, ``keep_body`` with each response.
    """
    by_url: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        by_url[target.url].append(target)

    def one(group: list[Target]) -> list[Capture]:
        page = _read(fetcher.fetch(group[0].url), Via.DIRECT, keep_body)
        copies: dict[str, _Page] = {}
        results = []
        for target in group:
            capture = _capture(target, page, now)
            if capture.outcome is not Outcome.CAPTURED and target.archived_url:
                if target.archived_url not in copies:
                    fetched = fetcher.fetch(target.archived_url)
                    copies[target.archived_url] = _read(fetched, Via.ARCHIVED_COPY, keep_body)
                copy = _capture(target, copies[target.archived_url], now)
                capture = min(capture, copy, key=lambda each: _ORDER.index(each.outcome))
            results.append(capture)
            done(capture)
        return results

    with ThreadPoolExecutor(_CONNECTIONS) as threads:
        found = [capture for group in threads.map(one, by_url.values()) for capture in group]
    return CaptureReport(tuple(found))


def capture_file(target: Target, body: bytes, content_type: str, now: dt.datetime) -> Capture:
    """Capture a source from a file that somebody saved by hand."""
    fetched = Fetched(FetchOutcome.OK, target.url, content_type=content_type, body=body)
    return _capture(target, _read(fetched, Via.SAVED_FILE, lambda answer: None), now)


@dataclass(frozen=True, slots=True)
class _Page:
    """A fetched body with its text, or the reason why it has none."""

    fetched: Fetched
    via: Via
    extracted: Extracted | None = None
    text: SourceText | None = None
    outcome: Outcome = Outcome.CAPTURED
    reason: str = ""


def _read(fetched: Fetched, via: Via, keep_body: Callable[[Fetched], None]) -> _Page:
    if fetched.outcome is not FetchOutcome.OK:
        return _Page(fetched, via, outcome=_OF_FETCH[fetched.outcome], reason=fetched.reason)
    keep_body(fetched)
    try:
        extracted = extract_safely(fetched.body, fetched.content_type)
    except NoText as error:
        return _Page(fetched, via, outcome=Outcome.NO_TEXT, reason=str(error))
    text = SourceText(extracted.text)
    if len(text.text) < _HARDLY_ANY and extracted.has_scripts:
        is_wall = any(words in text.text.casefold() for words in _WALL_WORDS)
        outcome = Outcome.BLOCKED if is_wall else Outcome.NEEDS_BROWSER
        reason = (
            tr("the site asks visitors to prove that they are human")
            if is_wall
            else tr("the page shows its text only in a browser: save it and use 'evidence add'")
        )
        return _Page(fetched, via, extracted, text, outcome, reason)
    return _Page(fetched, via, extracted, text)


def _capture(target: Target, page: _Page, now: dt.datetime) -> Capture:
    if page.extracted is None or page.text is None:
        return Capture(target, page.outcome, page.reason)
    found: list[tuple[WantedQuote, Match]] = []
    missing: list[MissingQuote] = []
    for quote in target.quotes:
        match = page.text.find(quote.exact, quote.prefix, quote.suffix)
        if isinstance(match, Match):
            found.append((quote, match))
        else:
            missing.append(MissingQuote(exact=quote.exact, nearest=match.nearest[:300]))
    if page.outcome is not Outcome.CAPTURED and not found:
        return Capture(target, page.outcome, page.reason)
    record = _record(target, page, page.extracted, page.text, found, missing, now)
    if missing:
        reason = tr_count(
            "{n} of {total} quotations is not in the source",
            "{n} of {total} quotations are not in the source",
            len(missing),
            total=len(target.quotes),
        )
        return Capture(target, Outcome.QUOTATION_MISSING, reason, record)
    if any(match.is_ambiguous for _, match in found):
        reason = tr("a quotation fits several passages: add 'prefix' or 'suffix'")
        return Capture(target, Outcome.AMBIGUOUS, reason, record)
    return Capture(target, Outcome.CAPTURED, record=record)


def _record(
    target: Target,
    page: _Page,
    extracted: Extracted,
    text: SourceText,
    found: Sequence[tuple[WantedQuote, Match]],
    missing: Sequence[MissingQuote],
    now: dt.datetime,
) -> SourceRecord:
    fetched = page.fetched
    windows = cut_windows(text.text, [match for _, match in found])
    quotes = tuple(
        QuoteRecord(
            exact=quote.exact,
            match=match.kind,
            page=_page_of(quote, extracted),
            window=window,
            window_sha256=sha256_of(window),
            ambiguous=match.is_ambiguous,
        )
        for (quote, match), window in zip(found, windows, strict=True)
    )
    return SourceRecord(
        url=target.url,
        captured_at=now.astimezone(dt.UTC).replace(microsecond=0),
        via=page.via,
        final_url=fetched.final_url,
        status=fetched.status,
        media_type=fetched.content_type.partition(";")[0].strip().lower() or "unknown",
        length=len(fetched.body),
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        sha256=hashlib.sha256(fetched.body).hexdigest(),
        text_sha256=extracted.text_sha256,
        extractor=extracted.extractor,
        quotes=quotes,
        missing=tuple(missing),
    )


def _page_of(quote: WantedQuote, extracted: Extracted) -> int | None:
    """Return the first page of a PDF that contains the quotation, counted from 1.

    If the quotation spans two pages, return None.
    """
    for number, page in enumerate(extracted.pages, 1):
        if isinstance(SourceText(page).find(quote.exact, quote.prefix, quote.suffix), Match):
            return number
    return None
