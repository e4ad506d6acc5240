"""Capture sources: fetch each once, and find its quotations."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import msgspec

from factdesk.claims.proof import Via
from factdesk.evidence.capture_report import Capture, CaptureReport, Outcome
from factdesk.evidence.extract import Extracted, NoText, extract_safely
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.matching import Match, SourceText
from factdesk.evidence.record import MissingQuote, QuoteRecord, SourceRecord, sha256_of
from factdesk.evidence.responses import Fetched, FetchOutcome
from factdesk.evidence.targets import Target, WantedQuote
from factdesk.evidence.windows import cut_windows
from factdesk.messages.catalogue import tr, tr_count

_CONNECTIONS = 8
#: In characters. A page with scripts and less text shows its text only in a browser.
_HARDLY_ANY = 250
_WALL_WORDS = ("just a moment", "enable javascript and cookies", "verify you are human", "captcha")
_NO_TEXT = Extracted("", "")
_OF_FETCH = {
    FetchOutcome.BLOCKED: Outcome.BLOCKED,
    FetchOutcome.ROBOTS: Outcome.ROBOTS,
    FetchOutcome.GONE: Outcome.GONE,
    FetchOutcome.UNREACHABLE: Outcome.UNREACHABLE,
    FetchOutcome.UNCHANGED: Outcome.UNREACHABLE,
}


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

    def fetch(url: str, via: Via) -> _Page:
        fetched = fetcher.fetch(url)
        if fetched.outcome is FetchOutcome.OK:
            keep_body(fetched)
        return _read_page(fetched, via)

    def capture(same_url: list[Target]) -> list[Capture]:
        captures = []
        for each in _capture_same_url(same_url, fetch, now):
            done(each)
            captures.append(each)
        return captures

    with ThreadPoolExecutor(_CONNECTIONS) as threads:
        found = [each for captures in threads.map(capture, by_url.values()) for each in captures]
    return CaptureReport(tuple(found))


def capture_file(target: Target, body: bytes, content_type: str, now: dt.datetime) -> Capture:
    """Capture a source from a file that somebody saved by hand."""
    fetched = Fetched(FetchOutcome.OK, target.url, content_type=content_type, body=body)
    return _capture(target, _read_page(fetched, Via.SAVED_FILE), now)


class _Page(msgspec.Struct, frozen=True, dict=True):
    """A response with its text; the outcome is not ``CAPTURED`` if little or no text was found."""

    fetched: Fetched
    via: Via
    extracted: Extracted = _NO_TEXT
    outcome: Outcome = Outcome.CAPTURED
    reason: str = ""

    @cached_property
    def text(self) -> SourceText:
        """The text, prepared for searching."""
        return SourceText(self.extracted.text)


def _read_page(fetched: Fetched, via: Via) -> _Page:
    if fetched.outcome is not FetchOutcome.OK:
        return _Page(fetched, via, outcome=_OF_FETCH[fetched.outcome], reason=fetched.reason)
    try:
        extracted = extract_safely(fetched.body, fetched.content_type)
    except NoText as error:
        return _Page(fetched, via, outcome=Outcome.NO_TEXT, reason=str(error))
    if len(extracted.text) >= _HARDLY_ANY or not extracted.has_scripts:
        return _Page(fetched, via, extracted)
    if any(words in extracted.text.casefold() for words in _WALL_WORDS):
        reason = tr("the site asks visitors to prove that they are human")
        return _Page(fetched, via, extracted, Outcome.BLOCKED, reason)
    reason = tr("the page shows its text only in a browser: save it and use 'evidence add'")
    return _Page(fetched, via, extracted, Outcome.NEEDS_BROWSER, reason)


def _capture_same_url(
    targets: Sequence[Target], fetch: Callable[[str, Via], _Page], now: dt.datetime
) -> Iterator[Capture]:
    """Yield the captures of targets with one address, from its page or from an archived copy."""
    page = fetch(targets[0].url, Via.DIRECT)
    copies: dict[str, _Page] = {}
    for target in targets:
        capture, copy_url = _capture(target, page, now), target.archived_url
        if capture.outcome is not Outcome.CAPTURED and copy_url:
            if copy_url not in copies:
                copies[copy_url] = fetch(copy_url, Via.ARCHIVED_COPY)
            copy = _capture(target, copies[copy_url], now)
            capture = min(capture, copy, key=lambda each: list(Outcome).index(each.outcome))
        yield capture


def _capture(target: Target, page: _Page, now: dt.datetime) -> Capture:
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
    record = _record(target, page, now, _quote_records(found, page), missing)
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


def _quote_records(
    found: Sequence[tuple[WantedQuote, Match]], page: _Page
) -> tuple[QuoteRecord, ...]:
    windows = cut_windows(page.text.text, [match for _, match in found])
    return tuple(
        QuoteRecord(
            exact=quote.exact,
            match=match.kind,
            page=_page_number(quote, page.extracted.pages),
            window=window,
            window_sha256=sha256_of(window),
            ambiguous=match.is_ambiguous,
        )
        for (quote, match), window in zip(found, windows, strict=True)
    )


def _record(
    target: Target,
    page: _Page,
    now: dt.datetime,
    quotes: tuple[QuoteRecord, ...],
    missing: Sequence[MissingQuote],
) -> SourceRecord:
    fetched, extracted = page.fetched, page.extracted
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


def _page_number(quote: WantedQuote, pages: Sequence[str]) -> int | None:
    """Return the first page of a PDF that contains the quotation, counted from 1.

    If the quotation spans two pages, return None.
    """
    for number, page in enumerate(pages, 1):
        if isinstance(SourceText(page).find(quote.exact, quote.prefix, quote.suffix), Match):
            return number
    return None
