"""Watch sources: which are alive, moved, changed, gone, or changed at a quotation.

A link that fails once is rarely dead. So a source is reported as gone only after three failures
over at least seven days, and a source that blocks automated requests is never reported as gone.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence

import msgspec

from factdesk.evidence.extract import NoText, extract_safely
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.health_report import Health, HealthEntry, HealthReport
from factdesk.evidence.matching import Match, SourceText
from factdesk.evidence.record import SourceRecord
from factdesk.evidence.responses import Fetched, FetchOutcome

_FAILURES, _FAILING_FOR = 3, dt.timedelta(days=7)


class Watched(msgspec.Struct, frozen=True):
    """An address with its newest record and the claims that quote it."""

    url: str
    record: SourceRecord
    claims: tuple[str, ...]


def check_health(
    watched: Iterable[Watched],
    before: HealthReport,
    fetcher: Fetcher,
    now: dt.datetime,
    *,
    most_requests: int,
    seconds: float,
    done: Callable[[HealthEntry], None] = lambda entry: None,
) -> HealthReport:
    """Return the report after another run, which starts with the sources checked longest ago."""
    entries = {each.url: each for each in watched}
    known = {url: entry for url, entry in before.sources.items() if url in entries}
    oldest = dt.datetime.min.replace(tzinfo=dt.UTC)

    def last_check(url: str) -> tuple[dt.datetime, str]:
        return (known[url].checked_at if url in known else oldest, url)

    deadline = time.monotonic() + seconds
    for url in sorted(entries, key=last_check)[:most_requests]:
        if time.monotonic() > deadline:
            break
        known[url] = _check(entries[url], known.get(url), fetcher, now)
        done(known[url])
    return HealthReport(sources=known)


def _check(
    watched: Watched, before: HealthEntry | None, fetcher: Fetcher, now: dt.datetime
) -> HealthEntry:
    record = watched.record
    fetched = fetcher.fetch(watched.url, etag=record.etag, last_modified=record.last_modified)
    failures: tuple[dt.date, ...] = ()
    if fetched.outcome in (FetchOutcome.GONE, FetchOutcome.UNREACHABLE):
        days = {*(before.failures if before else ()), now.date()}
        failures = tuple(sorted(days))
    state = _state(fetched, record, failures)
    has_changed = before is None or before.state is not state
    return HealthEntry(
        url=watched.url,
        state=state,
        checked_at=now.astimezone(dt.UTC).replace(microsecond=0),
        since=now.date() if has_changed else before.since,  # type: ignore[union-attr]
        final_url=fetched.final_url if state is Health.MOVED else "",
        reason=fetched.reason,
        failures=failures,
        claims=watched.claims,
    )


def _state(fetched: Fetched, record: SourceRecord, failures: Sequence[dt.date]) -> Health:
    if failures:
        is_gone = len(failures) >= _FAILURES and failures[-1] - failures[0] >= _FAILING_FOR
        return Health.GONE if is_gone else Health.UNREACHABLE
    if fetched.outcome in (FetchOutcome.BLOCKED, FetchOutcome.ROBOTS):
        return Health.BLOCKED
    if fetched.outcome is FetchOutcome.UNCHANGED:
        return Health.ALIVE
    return _compared(fetched, record)


def _compared(fetched: Fetched, record: SourceRecord) -> Health:
    try:
        extracted = extract_safely(fetched.body, fetched.content_type)
    except NoText:
        return Health.CHANGED_AT_QUOTATION if record.quotes else Health.CHANGED
    text = SourceText(extracted.text)
    if not all(isinstance(text.find(quote.exact), Match) for quote in record.quotes):
        return Health.CHANGED_AT_QUOTATION
    if fetched.moved_permanently:
        return Health.MOVED
    is_same = extracted.text_sha256 == record.text_sha256 or extracted.extractor != record.extractor
    return Health.ALIVE if is_same else Health.CHANGED
