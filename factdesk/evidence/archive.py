"""Find or request a copy of a source in the Internet Archive's Wayback Machine.

The availability API is queried first. Only if there is no copy from about the day on which the
source was read, a new one is requested through Save Page Now, which needs the keys of an account.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from typing import Any
from urllib.parse import urlencode

import msgspec

from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.responses import FetchOutcome
from factdesk.messages.catalogue import tr

SERVICE, SAVE_SERVICE = "https://archive.org", "https://web.archive.org"
#: The maximum number of days between the copy and the day on which the source was read.
_NEAR = dt.timedelta(days=30)
POLL_SECONDS, _LONGEST_SAVE = 5.0, 180.0


class ArchiveError(Exception):
    """No copy was found or created; the message says why."""


class Keys(msgspec.Struct, frozen=True):
    """The keys of an account, from the environment."""

    access: str
    secret: str


class Archive(msgspec.Struct, frozen=True):
    """The Wayback Machine, or a server with the same API.

    Without ``keys``, it finds copies but requests none.
    """

    fetcher: Fetcher
    keys: Keys | None = None
    service: str = SERVICE
    save_service: str = SAVE_SERVICE

    def find(self, url: str, near: dt.date) -> str | None:
        """Return the address of a copy made within 30 days of a day, if there is one."""
        query = urlencode({"url": url, "timestamp": f"{near:%Y%m%d}"})
        answer = self._json(f"{self.service}/wayback/available?{query}")
        closest = answer.get("archived_snapshots", {}).get("closest") or {}
        try:
            day = dt.datetime.strptime(str(closest["timestamp"])[:8], "%Y%m%d").date()  # noqa: DTZ007
        except (KeyError, ValueError):
            return None
        is_near = closest.get("available") and abs(day - near) <= _NEAR
        copy = str(closest.get("url", ""))
        return (
            copy.replace("http://web.archive.org/", "https://web.archive.org/") if is_near else None
        )

    def save(self, url: str) -> str:
        """Request a copy, wait until it exists, and return its address.

        Raises:
            ArchiveError: there are no keys, the account's limit is reached, or saving failed.
        """
        if self.keys is None:
            raise ArchiveError(
                tr(
                    "saving a copy needs the keys of an archive.org account in ARCHIVE_ACCESS_KEY "
                    "and ARCHIVE_SECRET_KEY"
                )
            )
        limits = self._json(f"{self.save_service}/save/status/user")
        if limits.get("available") == 0:
            raise ArchiveError(tr("the archive account has no captures left: try again later"))
        answer = self.fetcher.post(
            f"{self.save_service}/save",
            {"url": url, "skip_first_archive": "1"},
            {"Accept": "application/json", **self._authorization},
        )
        job = _parsed(answer.body).get("job_id")
        if not job:
            raise ArchiveError(str(_parsed(answer.body).get("message") or answer.reason))
        return self._wait(str(job))

    def _wait(self, job: str) -> str:
        deadline = time.monotonic() + _LONGEST_SAVE
        while time.monotonic() < deadline:
            status = self._json(f"{self.save_service}/save/status/{job}")
            if status.get("status") == "success":
                return f"{self.save_service}/web/{status['timestamp']}/{status['original_url']}"
            if status.get("status") == "error":
                raise ArchiveError(str(status.get("message") or status.get("exception")))
            time.sleep(POLL_SECONDS)
        raise ArchiveError(
            tr(
                "the archive did not create a copy within {longest_save:.0f} seconds",
                longest_save=_LONGEST_SAVE,
            )
        )

    def _json(self, url: str) -> dict[str, Any]:
        fetched = self.fetcher.get_json(url, self._authorization)
        if fetched.outcome is not FetchOutcome.OK:
            raise ArchiveError(tr("the archive does not answer: {reason}", reason=fetched.reason))
        return _parsed(fetched.body)

    @property
    def _authorization(self) -> dict[str, str]:
        keys = self.keys
        return {"Authorization": f"LOW {keys.access}:{keys.secret}"} if keys else {}


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
