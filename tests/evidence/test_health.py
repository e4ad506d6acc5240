"""Four weeks of a source that changes, moves and disappears give the right reports."""

from __future__ import annotations

import datetime as dt

import pytest
from support.web import Reply, Web

from factdesk.evidence.capture import capture_all
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.health import Watched, check_health
from factdesk.evidence.health_report import Health, HealthReport
from factdesk.evidence.record import SourceRecord
from factdesk.evidence.targets import Target, WantedQuote
from factdesk.reading.nodes import MappingNode

NODE = MappingNode()
START = dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)
TEXT = "<p>The council voted a budget of 12.0 million.</p><p>{}</p>" + "<p>Filler text.</p>" * 40


def record_of(url: str, fetcher: Fetcher) -> SourceRecord:
    target = Target(
        "bridge",
        True,
        "vote",
        0,
        url,
        "",
        "",
        (WantedQuote("a budget of 12.0 million", NODE, ("sources", 0, "quotes", 0, "exact")),),
    )
    record = capture_all([target], fetcher, START).captures[0].record
    assert record is not None
    return record


def after_days(
    days: int, url: str, record: SourceRecord, before: HealthReport, fetcher: Fetcher
) -> HealthReport:
    watched = [Watched(url, record, ("bridge",))]
    now = START + dt.timedelta(days=days)
    return check_health(watched, before, fetcher, now, most_requests=10, seconds=60)


def test_four_weeks_of_one_source(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a", TEXT.format("As of March."))
    record = record_of(url, fetcher)
    report = HealthReport()
    states = []
    weeks = [
        Reply(TEXT.format("As of March.").encode()),
        Reply(TEXT.format("As of April.").encode()),
        Reply(b"", 301, {"Location": "/b"}),
        Reply(TEXT.replace("12.0", "13.0").format("As of March.").encode()),
        Reply(b"no", 403),
        Reply(b"no", 404),
        Reply(b"no", 404),
        Reply(b"no", 404),
    ]
    web.page("/b", TEXT.format("As of March."))
    for week, reply in enumerate(weeks):
        web.pages["/a"] = reply
        report = after_days(7 * week, url, record, report, fetcher)
        states.append(report.sources[url].state)

    assert states == [
        Health.ALIVE,
        Health.CHANGED,
        Health.MOVED,
        Health.CHANGED_AT_QUOTATION,
        Health.BLOCKED,
        Health.UNREACHABLE,
        Health.UNREACHABLE,
        Health.GONE,
    ]
    assert report.sources[url].since == dt.date(2026, 4, 20)
    assert "gone" in report.as_table()


def test_three_failures_within_a_week_are_not_gone(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a", TEXT.format(""))
    record, report = record_of(url, fetcher), HealthReport()
    web.pages["/a"] = Reply(b"", 404)
    for day in (0, 1, 2, 3):
        report = after_days(day, url, record, report, fetcher)

    assert report.sources[url].state is Health.UNREACHABLE


def test_a_source_that_answers_again_is_alive_and_its_failures_forgotten(
    web: Web, fetcher: Fetcher
) -> None:
    url = web.page("/a", TEXT.format(""))
    record, report = record_of(url, fetcher), HealthReport()
    page = web.pages["/a"]
    for day, reply in enumerate([Reply(b"", 500), page, Reply(b"", 500), Reply(b"", 500)]):
        web.pages["/a"] = reply
        report = after_days(7 * day, url, record, report, fetcher)

    assert report.sources[url].state is Health.UNREACHABLE
    assert len(report.sources[url].failures) == 2


def test_only_get_is_used_and_with_the_recorded_tag(web: Web, fetcher: Fetcher) -> None:
    web.pages["/a"] = Reply(TEXT.encode(), headers={"ETag": '"v1"'})
    url = f"{web.address}/a"
    record = record_of(url, fetcher)
    web.requests.clear()

    after_days(1, url, record, HealthReport(), fetcher)

    (request,) = web.asked("/a")
    assert request.method == "GET"
    assert request.headers["If-None-Match"] == '"v1"'


def test_those_checked_longest_ago_come_first_within_the_budget(web: Web, fetcher: Fetcher) -> None:
    urls = [web.page(f"/{n}", TEXT.format(n)) for n in range(4)]
    watched = [Watched(url, record_of(url, fetcher), ("bridge",)) for url in urls]
    report = HealthReport()
    seen = []
    for day in range(2):
        now = START + dt.timedelta(days=day)
        web.requests.clear()
        report = check_health(watched, report, fetcher, now, most_requests=2, seconds=60)
        seen += [request.path for request in web.requests if request.path != "/robots.txt"]

    assert sorted(seen) == ["/0", "/1", "/2", "/3"]


def test_a_report_is_read_as_it_was_written(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a", TEXT.format(""))
    report = after_days(0, url, record_of(url, fetcher), HealthReport(), fetcher)

    assert HealthReport.from_json(report.as_json()) == report
    with pytest.raises(ValueError, match="malformed"):
        HealthReport.from_json(b"nonsense")


def test_an_address_cannot_become_markup_in_the_table(web: Web, fetcher: Fetcher) -> None:
    url = f"{web.address}/a`|<img src=x>"
    record = record_of(web.page("/b", TEXT), fetcher)
    report = after_days(0, url, record, HealthReport(), fetcher)

    row = report.as_table().splitlines()[-1]
    assert row.count("`") == 2
    assert row.count("|") == 5
