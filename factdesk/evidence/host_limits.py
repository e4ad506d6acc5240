"""What one host asks of programs: how long to wait between requests, and what to leave alone."""

from __future__ import annotations

import datetime as dt
import threading
import time
from email.utils import parsedate_to_datetime

from protego import Protego

#: Seconds; the longest that a host may make us wait.
LONGEST_PAUSE = 60.0


class HostLimits:
    """What one host asks of us."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.robots_lock = threading.Lock()
        self.robots: Protego | None = None
        self.crawl_delay = 0.0
        self.last_request: float | None = None
        self._not_before = 0.0

    def wait(self, pause: float) -> None:
        """Wait until the host may be asked again."""
        if self.last_request is None:
            return
        pause = max(pause, self.crawl_delay) if pause else 0.0
        until = max(self.last_request + pause, self._not_before)
        time.sleep(max(0.0, until - time.monotonic()))

    def retry_after(self, header: str | None) -> None:
        """Note how long the host wants to be left alone."""
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
