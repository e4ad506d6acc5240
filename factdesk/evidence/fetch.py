"""Fetch sources politely and safely. No other module opens connections for evidence.

Safe: only http and https, and only public addresses, on every hop of a redirect. Time, size and
redirects are limited; cookies are neither sent nor kept.

Polite: ``robots.txt``, ``Crawl-delay`` and ``Retry-After`` are obeyed; requests to one host are
sent one at a time, at least two seconds apart; the User-Agent names the program and the address of
the site that uses it.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from protego import Protego
from urllib3.exceptions import HTTPError

from factdesk.evidence.connections import RefusedAddress, checked_pools
from factdesk.evidence.host_limits import LONGEST_PAUSE, HostLimits
from factdesk.messages.catalogue import os_reason, tr

#: The limits of one fetch: seconds in total, bytes after decoding, and redirects.
SECONDS, LARGEST_BODY, MOST_REDIRECTS = 15, 10 << 20, 5
#: Seconds between two requests to one host.
PAUSE = 2.0
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
_BLOCKED = (401, 403, 407, 429, 451, 503)
_GONE = (404, 410)


class FetchOutcome(StrEnum):
    """The outcome of one request."""

    OK = "ok"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    ROBOTS = "refused by robots.txt"
    GONE = "gone"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The response to one request; ``reason`` explains every outcome but ``OK``."""

    outcome: FetchOutcome
    url: str
    final_url: str = ""
    status: int | None = None
    reason: str = ""
    content_type: str = ""
    body: bytes = b""
    etag: str = ""
    last_modified: str = ""
    moved_permanently: bool = False


class Fetcher:
    """Fetches addresses in parallel, but one at a time from each host.

    Args:
        user_agent: names the program and the address of the site that uses it.
        allowed_hosts: hosts that may have private addresses, such as a test server.
        pause: seconds between two requests to one host.
    """

    def __init__(
        self, user_agent: str, *, allowed_hosts: Collection[str] = (), pause: float = PAUSE
    ) -> None:
        self._user_agent = user_agent
        self._pause = pause
        self._pools = urllib3.PoolManager(
            retries=False, maxsize=1, block=False, headers={"User-Agent": user_agent}
        )
        self._pools.pool_classes_by_scheme = checked_pools(frozenset(allowed_hosts))
        self._hosts: dict[str, HostLimits] = defaultdict(HostLimits)
        self._lock = threading.Lock()

    def fetch(
        self, url: str, *, etag: str = "", last_modified: str = "", obey_robots: bool = True
    ) -> Fetched:
        """Fetch an address with GET; with ``etag`` or ``last_modified``, only if it changed."""
        headers = {
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return self._follow(url, headers, obey_robots=obey_robots)

    def post(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Fetched:
        """Send a form without following redirects."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._answer(url, url, form, method="POST", fields=dict(fields))[0]

    def get_json(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """Query an API. robots.txt is ignored, because it applies to crawlers."""
        return self._follow(url, {"Accept": "application/json", **headers}, obey_robots=False)

    def _follow(self, url: str, headers: dict[str, str], *, obey_robots: bool) -> Fetched:
        here, permanently = url, True
        for _ in range(MOST_REDIRECTS + 1):
            if not _is_web_address(here):
                reason = tr("'{here}' is not an http or https address", here=here)
                return Fetched(FetchOutcome.UNREACHABLE, url, here, reason=reason)
            if obey_robots and (reason := self._robots_refuse(here)):
                return Fetched(FetchOutcome.ROBOTS, url, here, reason=reason)
            fetched, location = self._answer(url, here, headers)
            if location is None:
                moved = here != url and permanently
                return replace(fetched, moved_permanently=True) if moved else fetched
            permanently = permanently and fetched.status in (301, 308)
            here = _joined(here, location)
        return Fetched(
            FetchOutcome.UNREACHABLE,
            url,
            here,
            reason=tr("more than {most_redirects} redirects", most_redirects=MOST_REDIRECTS),
        )

    def _answer(
        self,
        url: str,
        here: str,
        headers: dict[str, str],
        *,
        method: str = "GET",
        fields: dict[str, str] | None = None,
    ) -> tuple[Fetched, str | None]:
        """Send one request; return the response and, for a redirect, its target."""
        parts = urlsplit(here)
        host = self._host(parts.netloc)
        with host.lock:
            host.wait(self._pause)
            try:
                return self._ask(url, here, headers, host, method, fields)
            except (RefusedAddress, HTTPError, OSError, ValueError) as error:
                return Fetched(FetchOutcome.UNREACHABLE, url, here, reason=_reason(error)), None
            finally:
                host.last_request = time.monotonic()

    def _ask(
        self,
        url: str,
        here: str,
        headers: dict[str, str],
        host: HostLimits,
        method: str,
        fields: dict[str, str] | None,
    ) -> tuple[Fetched, str | None]:
        deadline = time.monotonic() + SECONDS
        response = self._pools.request(
            method,
            here,
            body=urlencode(fields) if fields is not None else None,
            headers={"User-Agent": self._user_agent, **headers},
            redirect=False,
            preload_content=False,
            timeout=urllib3.Timeout(connect=SECONDS, read=SECONDS),
        )
        try:
            host.retry_after(response.headers.get("Retry-After"))
            status, location = response.status, response.headers.get("Location")
            if status in _REDIRECTS and location and method == "GET":
                return Fetched(FetchOutcome.OK, url, here, status), location
            body = b"" if status == 304 else _read(response, deadline)
        finally:
            if response.status in _REDIRECTS:
                response.drain_conn()  # the connection is used again
            else:
                response.close()
        return (
            Fetched(
                outcome=_outcome(status),
                url=url,
                final_url=here,
                status=status,
                reason=""
                if status in (200, 304)
                else tr("the server answers {status}", status=status),
                content_type=response.headers.get("Content-Type", ""),
                body=body,
                etag=response.headers.get("ETag", ""),
                last_modified=response.headers.get("Last-Modified", ""),
            ),
            None,
        )

    def _robots_refuse(self, url: str) -> str:
        """Return why robots.txt forbids an address, or an empty string."""
        parts = urlsplit(url)
        host = self._host(parts.netloc)
        with host.robots_lock:
            if host.robots is None:
                robots_url = f"{parts.scheme}://{parts.netloc}/robots.txt"
                host.robots = self._read_robots(robots_url)
                delay = host.robots.crawl_delay(self._user_agent)
                host.crawl_delay = min(float(delay or 0), LONGEST_PAUSE)
        is_allowed = host.robots.can_fetch(url, self._user_agent)
        return (
            ""
            if is_allowed
            else tr("robots.txt of {netloc} does not allow it", netloc=parts.netloc)
        )

    def _read_robots(self, url: str) -> Protego:
        fetched = self._follow(url, {"Accept-Encoding": "gzip"}, obey_robots=False)
        # RFC 9309: a missing file allows everything; a server error allows nothing.
        if fetched.outcome is FetchOutcome.OK:
            return Protego.parse(fetched.body[: 500 << 10].decode("utf-8", "replace"))
        if fetched.status is not None and 500 <= fetched.status < 600:
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse("")

    def _host(self, netloc: str) -> HostLimits:
        with self._lock:
            return self._hosts[netloc.lower()]


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def _outcome(status: int) -> FetchOutcome:
    if status == 200:
        return FetchOutcome.OK
    if status == 304:
        return FetchOutcome.UNCHANGED
    if status in _BLOCKED:
        return FetchOutcome.BLOCKED
    return FetchOutcome.GONE if status in _GONE else FetchOutcome.UNREACHABLE


def _read(response: Any, deadline: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while True:
        piece = response.read1(_CHUNK, decode_content=True)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_BODY:
            raise RefusedAddress(
                tr("larger than {largest_body} MB", largest_body=LARGEST_BODY >> 20)
            )
        if time.monotonic() > deadline:
            raise RefusedAddress(tr("not complete after {seconds} seconds", seconds=SECONDS))


def _reason(error: Exception) -> str:
    refusal = next(
        (each for each in (error, error.__cause__) if isinstance(each, RefusedAddress)), None
    )
    return (str(refusal) if refusal else os_reason(error))[:200]
