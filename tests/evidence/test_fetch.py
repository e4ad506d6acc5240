"""Sources are fetched politely, and no response can cause harm or lead elsewhere."""

from __future__ import annotations

import itertools
import socket
import time

import pytest
from support.web import Reply, Web, bomb, conditional

from factdesk.evidence import connections
from factdesk.evidence import fetch as fetch_module
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.responses import FetchOutcome


def test_the_user_agent_names_the_site_and_no_cookie_is_sent(web: Web, fetcher: Fetcher) -> None:
    url = web.page("/a", "<p>A", headers={"Set-Cookie": "id=1"})

    assert fetcher.fetch(url).outcome is FetchOutcome.OK
    fetcher.fetch(url)

    for request in web.asked("/a"):
        assert "https://desk.example/" in request.headers["User-Agent"]
        assert "Cookie" not in request.headers


def test_robots_txt_is_obeyed(web: Web, fetcher: Fetcher) -> None:
    web.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    refused = fetcher.fetch(web.page("/private/a", "A"))
    allowed = fetcher.fetch(web.page("/public/a", "A"))

    assert (refused.outcome, allowed.outcome) == (FetchOutcome.ROBOTS, FetchOutcome.OK)
    assert web.asked("/private/a") == []


def test_a_server_that_cannot_give_its_robots_txt_is_left_alone(web: Web, fetcher: Fetcher) -> None:
    web.pages["/robots.txt"] = Reply(b"", 500)

    assert fetcher.fetch(web.page("/a", "A")).outcome is FetchOutcome.ROBOTS


def test_requests_to_one_host_are_apart(web: Web) -> None:
    fetcher = Fetcher("t", allowed_hosts=["localhost"], pause=0.2)
    for name in ("/a", "/b"):
        fetcher.fetch(web.page(name, "A"))

    times = [request.at for request in web.requests]
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_a_host_that_asks_for_a_pause_gets_it(web: Web) -> None:
    fetcher = Fetcher("t", allowed_hosts=["localhost"], pause=0.01)
    busy = fetcher.fetch(web.page("/busy", "", status=429, headers={"Retry-After": "1"}))
    fetcher.fetch(web.page("/next", "A"))

    assert busy.outcome is FetchOutcome.BLOCKED
    assert web.asked("/next")[0].at - web.asked("/busy")[0].at >= 0.95


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (401, FetchOutcome.BLOCKED),
        (403, FetchOutcome.BLOCKED),
        (404, FetchOutcome.GONE),
        (410, FetchOutcome.GONE),
        (429, FetchOutcome.BLOCKED),
        (500, FetchOutcome.UNREACHABLE),
        (503, FetchOutcome.BLOCKED),
    ],
)
def test_each_status_has_its_outcome(
    web: Web, fetcher: Fetcher, status: int, outcome: FetchOutcome
) -> None:
    assert fetcher.fetch(web.page("/a", "A", status=status)).outcome is outcome


def test_redirects_are_followed_to_their_end(web: Web, fetcher: Fetcher) -> None:
    web.page("/end", "<p>Here.")
    web.page("/hop", "", status=302, headers={"Location": "end"})
    fetched = fetcher.fetch(web.page("/old", "", status=301, headers={"Location": "/hop"}))

    assert fetched.body == b"<p>Here."
    assert fetched.final_url.endswith("/end")
    assert not fetched.moved_permanently


def test_only_permanent_redirects_are_a_move(web: Web, fetcher: Fetcher) -> None:
    web.page("/end", "<p>Here.")
    fetched = fetcher.fetch(web.page("/old", "", status=308, headers={"Location": "/end"}))

    assert fetched.moved_permanently


def test_redirects_come_to_an_end(web: Web, fetcher: Fetcher) -> None:
    fetched = fetcher.fetch(web.page("/loop", "", status=302, headers={"Location": "/loop"}))

    assert fetched.outcome is FetchOutcome.UNREACHABLE
    assert len(web.asked("/loop")) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://0.0.0.0:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "ftp://localhost/a",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_to_a_private_address_is_not_followed(
    web: Web, fetcher: Fetcher, location: str
) -> None:
    port = web.address.rpartition(":")[2]
    web.page("/secret", "secret")
    url = web.page("/a", "", status=302, headers={"Location": location.format(port=port)})

    fetched = fetcher.fetch(url)

    assert fetched.outcome is FetchOutcome.UNREACHABLE
    assert fetched.reason
    assert web.asked("/secret") == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers differently each time (DNS rebinding) has no effect."""
    port = int(web.address.rpartition(":")[2])
    answers = iter(["203.0.113.7", "127.0.0.1"])
    asked: list[str] = []

    def resolve(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(next(answers))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (asked[-1], port))]

    monkeypatch.setattr(connections.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(fetch_module, "SECONDS", 0.3)
    web.page("/a", "secret")
    fetched = Fetcher("t", pause=0).get_json(f"http://rebind.example:{port}/a", {})

    # 203.0.113.7 is reserved for documentation, and so not public.
    assert fetched.outcome is FetchOutcome.UNREACHABLE
    assert asked == ["203.0.113.7"]
    assert web.requests == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = ["93.184.215.14", "127.0.0.1"]
    monkeypatch.setattr(
        connections.socket,
        "getaddrinfo",
        lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in addresses],
    )

    fetched = Fetcher("t", pause=0).get_json("http://mixed.example/", {})

    assert "127.0.0.1" in fetched.reason
    assert web.requests == []


def test_a_bomb_is_refused(web: Web, fetcher: Fetcher) -> None:
    web.pages["/bomb"] = bomb(64)

    fetched = fetcher.fetch(f"{web.address}/bomb")

    assert fetched.outcome is FetchOutcome.UNREACHABLE
    assert "10 MB" in fetched.reason


def test_a_slow_drip_is_cut_off(
    web: Web, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_module, "SECONDS", 0.5)
    web.pages["/drip"] = Reply(b"a" * 1000, seconds_between_bytes=0.05)

    begin = time.monotonic()
    fetched = fetcher.fetch(f"{web.address}/drip")

    assert fetched.outcome is FetchOutcome.UNREACHABLE
    assert time.monotonic() - begin < 10


def test_what_has_not_changed_is_not_sent_again(web: Web, fetcher: Fetcher) -> None:
    web.pages["/a"] = conditional("<p>A", '"v1"')

    first = fetcher.fetch(f"{web.address}/a")
    second = fetcher.fetch(f"{web.address}/a", etag=first.etag)

    assert (first.outcome, second.outcome) == (FetchOutcome.OK, FetchOutcome.UNCHANGED)


@pytest.mark.parametrize(
    "url", ["http://", "https://exa mple.org/", "mailto:a@b.c", "", "http://[::1"]
)
def test_an_address_that_is_none_is_unreachable(fetcher: Fetcher, url: str) -> None:
    assert fetcher.fetch(url).outcome is FetchOutcome.UNREACHABLE
