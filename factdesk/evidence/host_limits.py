"""The limits of one host: the time between requests, and the paths that robots.txt forbids."""

from __future__ import annotations

import datetime as dt
import threading
import time
from email.utils import parsedate_to_datetime

from protego import Protego

#: The maximum waiting time, in seconds, that a host can impose.
LONGEST_PAUSE = 60.0


class HostLimits:
    """The limits of one host."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.robots_lock = threading.Lock()
        self.robots: Protego | None = None
        self.crawl_delay = 0.0
        self.last_request: float | None = None
        self._not_before = 0.0

    def wait(self, pause: float) -> None:
        """Wait until the next request to the host is allowed."""
        if self.last_request is None:
            return
        pause = max(pause, self.crawl_delay) if pause else 0.0
        until = max(self.last_request + pause, self._not_before)
        time.sleep(max(0.0, until - time.monotonic()))

    def retry_after(self, header: str | None) -> None:
        """Store how long the host asks clients to wait."""
        seconds = _seconds(header)
        if seconds:
            self._not_before = time.monotonic() + min(seconds, LONGEST_PAUSE)


def _seconds(header: str | None) -> float:
    if not header:
        return 0.0
    if header.strip().isdigit():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())
