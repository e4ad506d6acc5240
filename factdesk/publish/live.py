"""Fetch files of a published site over HTTP or HTTPS, for ``verify``.

Only the named host is contacted: no proxy is used, and redirects to other hosts are refused.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Retry
from urllib3.exceptions import HTTPError

from factdesk.messages.catalogue import os_reason, tr

#: Limits in bytes, so that no response fills the disk or the memory.
LARGEST_FILE = 256 << 20
LARGEST_LIST = 64 << 20
_CHUNK = 1 << 16
_MAX_REDIRECTS = 5
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_TIMEOUT = 30  # seconds without an answer
_CONNECTIONS = 8
_PORTS = {"http": 80, "https": 443}


class FetchError(Exception):
    """A file could not be fetched. The message says why."""


class FileNotPublished(FetchError):
    """The site responds that it has no such file."""


class LiveSite:
    """A site at an address. Leaving its ``with`` block closes the connections."""

    def __init__(self, url: str) -> None:
        """Store the site's absolute address. Nothing is fetched yet."""
        self.url = url if url.endswith("/") else f"{url}/"
        # Retry once, because a server can close an idle connection just when it is used again.
        retries = Retry(total=None, connect=0, read=1, redirect=0, status=0, other=0)
        # Without compression, so that the hashed bytes are those of the file.
        headers = {"Accept-Encoding": "identity", "User-Agent": "factdesk-verify"}
        self._pool = PoolManager(
            maxsize=_CONNECTIONS, block=True, timeout=_TIMEOUT, retries=retries, headers=headers
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        # Without this, connections stay open until the garbage collector finds them.
        pools = self._pool.pools
        for key in pools.keys():  # noqa: SIM118  # this container cannot be iterated
            pools[key].close()

    def read(self, path: str) -> bytes:
        """Return a file of the site of at most ``LARGEST_LIST`` bytes.

        Raises:
            FetchError: the site does not return this file, or it is too large.
        """
        chunks: list[bytes] = []
        self._fetch(path, LARGEST_LIST, chunks.append)
        return b"".join(chunks)

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file of the site, in hexadecimal.

        Raises:
            FetchError: as ``read``.
        """
        total = hashlib.sha256()
        self._fetch(path, LARGEST_FILE, total.update)
        return total.hexdigest()

    def digests(
        self, paths: Iterable[str], *, done: Callable[[], None]
    ) -> dict[str, str | FetchError]:
        """Yield the hash or the error of each file; call ``done`` after each."""

        def fetch(path: str) -> tuple[str, str | FetchError]:
            try:
                return path, self.digest(path)
            except FetchError as error:
                return path, error.with_traceback(None)

        answers = {}
        with ThreadPoolExecutor(_CONNECTIONS) as threads:
            for path, answer in threads.map(fetch, paths):
                answers[path] = answer
                done()
        return answers

    def _fetch(self, path: str, largest: int, take: Callable[[bytes], object]) -> None:
        address = urlsplit(urljoin(self.url, quote(os.fsencode(path))))
        try:
            response = self._follow(address)
            try:
                _require_found(response, path)
                _read_all(response, largest, take)
            except BaseException:
                response.close()  # the rest of this response must not be read as the next one
                raise
            finally:
                response.release_conn()
        except (OSError, HTTPError, ValueError) as error:
            raise FetchError(tr("incomplete response: {value}", value=os_reason(error))) from error

    def _follow(self, address: SplitResult) -> BaseHTTPResponse:
        for _ in range(_MAX_REDIRECTS + 1):
            response = self._pool.request(
                "GET", address.geturl(), redirect=False, preload_content=False
            )
            location = response.headers.get("Location")
            if response.status not in _REDIRECT_STATUSES or not location:
                return response
            response.close()
            response.release_conn()
            address = _redirected(address, location)
        raise FetchError(tr("more than {max_redirects} redirects", max_redirects=_MAX_REDIRECTS))


def _redirected(address: SplitResult, location: str) -> SplitResult:
    if not (location.isascii() and location.isprintable()) or " " in location:
        raise ValueError(tr("the site redirects to an invalid address"))
    target = urlsplit(urljoin(address.geturl(), location))
    same_port = _port(target) == _port(address)
    upgraded = (address.scheme, target.scheme) == ("http", "https")
    if (
        target.hostname != address.hostname
        or target.scheme not in _PORTS
        or not (same_port or upgraded)
    ):
        raise FetchError(
            tr("the site redirects elsewhere, to {hostname}", hostname=target.hostname)
        )
    return target


def _require_found(response: BaseHTTPResponse, path: str) -> None:
    # Some hosts serve the 404 page itself with the status 404.
    if response.status != 200 and not (response.status == 404 and path == "404.html"):
        kind = FileNotPublished if response.status in (404, 410) else FetchError
        raise kind(tr("the site answers {status}", status=response.status))


def _port(address: SplitResult) -> int:
    return address.port or _PORTS.get(address.scheme, 0)


def _read_all(response: BaseHTTPResponse, largest: int, take: Callable[[bytes], object]) -> None:
    size = 0
    for chunk in response.stream(_CHUNK, decode_content=False):
        size += len(chunk)
        if size > largest:
            raise FetchError(tr("larger than {largest} MiB", largest=largest >> 20))
        take(chunk)
