"""The response to one request: its outcome, and its body within limits."""

from __future__ import annotations

import time
from enum import StrEnum

import msgspec
from urllib3 import BaseHTTPResponse

from factdesk.evidence.connections import RefusedAddress
from factdesk.messages.catalogue import os_reason, tr

#: The limits of one response: seconds in total, and bytes after decoding.
SECONDS, LARGEST_BODY = 15, 10 << 20
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


class Fetched(msgspec.Struct, frozen=True):
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
    #: The target of a redirect, as the server wrote it.
    redirects_to: str = ""


def read_response(url: str, response: BaseHTTPResponse, deadline: float) -> Fetched:
    """Read a response until a moment of the monotonic clock. The body of a redirect is not read.

    Raises:
        RefusedAddress: the body is too large, or not complete in time.
    """
    status, headers = response.status, response.headers
    target = headers.get("Location", "") if status in _REDIRECTS else ""
    has_body = not target and status != 304
    return Fetched(
        outcome=_outcome(status),
        url=url,
        final_url=url,
        status=status,
        reason="" if status in (200, 304) else tr("the server answers {status}", status=status),
        content_type=headers.get("Content-Type", ""),
        body=_read_body(response, deadline) if has_body else b"",
        etag=headers.get("ETag", ""),
        last_modified=headers.get("Last-Modified", ""),
        redirects_to=target,
    )


def _outcome(status: int) -> FetchOutcome:
    if status == 200:
        return FetchOutcome.OK
    if status == 304:
        return FetchOutcome.UNCHANGED
    if status in _BLOCKED:
        return FetchOutcome.BLOCKED
    return FetchOutcome.GONE if status in _GONE else FetchOutcome.UNREACHABLE


def _read_body(response: BaseHTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise RefusedAddress(
                tr("larger than {largest_body} MB", largest_body=LARGEST_BODY >> 20)
            )
        if time.monotonic() > deadline:
            raise RefusedAddress(tr("not complete after {seconds} seconds", seconds=SECONDS))
    return bytes(body)


def failure(url: str, error: Exception) -> Fetched:
    """Return the outcome of a request that got no response."""
    causes = (error, error.__cause__)
    refusal = next((each for each in causes if isinstance(each, RefusedAddress)), None)
    reason = str(refusal) if refusal else os_reason(error)
    return Fetched(FetchOutcome.UNREACHABLE, url, url, reason=reason[:200])
