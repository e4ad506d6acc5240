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
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from msgspec import structs
from protego import Protego
from urllib3.exceptions import HTTPError

from factdesk.evidence.connections import RefusedAddress, checked_pools
from factdesk.evidence.host_limits import LONGEST_PAUSE, HostLimits
from factdesk.evidence.responses import SECONDS, Fetched, FetchOutcome, failure, read_response
from factdesk.messages.catalogue import tr

MOST_REDIRECTS = 5
#: Seconds between two requests to one host.
PAUSE = 2.0


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

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch an address with GET; with ``etag`` or ``last_modified``, only if it changed."""
        headers = {
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        return self._get(url, headers, obey_robots=True)

    def post(self, url: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Fetched:
        """Send a form without following redirects."""
        form = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._send("POST", url, form, urlencode(fields))

    def get_json(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """Query an API. robots.txt is ignored, because it applies to crawlers."""
        return self._get(url, {"Accept": "application/json", **headers}, obey_robots=False)

    def _get(self, url: str, headers: Mapping[str, str], *, obey_robots: bool) -> Fetched:
        """Send GET requests until there is no redirect."""
        here, permanently = url, True
        for _ in range(MOST_REDIRECTS + 1):
            if not _is_web_address(here):
                reason = tr("'{here}' is not an http or https address", here=here)
                return Fetched(FetchOutcome.UNREACHABLE, url, here, reason=reason)
            if obey_robots and (reason := self._refused_by_robots(here)):
                return Fetched(FetchOutcome.ROBOTS, url, here, reason=reason)
            answer = self._send("GET", here, headers)
            if not answer.redirects_to:
                return structs.replace(
                    answer, url=url, moved_permanently=here != url and permanently
                )
            permanently = permanently and answer.status in (301, 308)
            here = _joined(here, answer.redirects_to)
        reason = tr("more than {most_redirects} redirects", most_redirects=MOST_REDIRECTS)
        return Fetched(FetchOutcome.UNREACHABLE, url, here, reason=reason)

    def _send(
        self, method: str, url: str, headers: Mapping[str, str], form: str | None = None
    ) -> Fetched:
        """Send one request when the host allows it; return its response or why there is none."""
        host = self._host(urlsplit(url).netloc)
        with host.lock:
            host.wait(self._pause)
            deadline = time.monotonic() + SECONDS
            try:
                response = self._pools.request(
                    method,
                    url,
                    body=form,
                    headers={"User-Agent": self._user_agent, **headers},
                    redirect=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=SECONDS, read=SECONDS),
                )
                try:
                    host.retry_after(response.headers.get("Retry-After"))
                    answer = read_response(url, response, deadline)
                    if answer.redirects_to:
                        response.drain_conn()  # the connection is used again
                    return answer
                finally:
                    response.close()
            except (RefusedAddress, HTTPError, OSError, ValueError) as error:
                return failure(url, error)
            finally:
                host.last_request = time.monotonic()

    def _refused_by_robots(self, url: str) -> str:
        """Return why robots.txt forbids an address, or an empty string."""
        parts = urlsplit(url)
        host = self._host(parts.netloc)
        with host.robots_lock:
            if host.robots is None:
                host.robots = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
                delay = host.robots.crawl_delay(self._user_agent)
                host.crawl_delay = min(float(delay or 0), LONGEST_PAUSE)
        if host.robots.can_fetch(url, self._user_agent):
            return ""
        return tr("robots.txt of {netloc} does not allow it", netloc=parts.netloc)

    def _read_robots(self, url: str) -> Protego:
        fetched = self._get(url, {"Accept-Encoding": "gzip"}, obey_robots=False)
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
