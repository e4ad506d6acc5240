"""A published site, asked over http or https: the only code that opens a connection.

It asks the host that was named and no other: no proxy, and a redirect that leaves the host is
not followed.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Self
from urllib.parse import SplitResult, quote, urljoin, urlsplit

#: Bytes; a larger file is refused, so that no answer fills the disk or the memory.
LARGEST_FILE = 256 << 20
LARGEST_LIST = 64 << 20
_CHUNK = 1 << 16
_REDIRECTS = 5
_REDIRECTING = (301, 302, 303, 307, 308)
_TIMEOUT = 30  # seconds without an answer
_PORTS = {"http": 80, "https": 443}


class NotFetched(Exception):
    """A file could not be fetched; the message says why."""


class NotThere(NotFetched):
    """The site says that it has no such file."""


class LiveSite:
    """A site at an address; a ``with`` closes the connections.

    Each thread keeps one connection for all of its files, for shaking hands takes longer.
    """

    def __init__(self, url: str) -> None:
        """Name the site; ``url`` is absolute, http or https. Nothing is asked yet."""
        self.url = url if url.endswith("/") else f"{url}/"
        self._mine = threading.local()  # a thread's own, by scheme, host and port
        self._all: list[http.client.HTTPConnection] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for connection in self._all:
            connection.close()

    def read(self, path: str) -> bytes:
        """Return a file of the site, of no more than ``LARGEST_LIST`` bytes.

        Raises:
            NotFetched: there is no answer, another one than the file, or too large a one.
        """
        chunks: list[bytes] = []
        self._fetch(path, LARGEST_LIST, chunks.append)
        return b"".join(chunks)

    def digest(self, path: str) -> str:
        """Return the SHA-256 of a file of the site, in hexadecimal.

        Raises:
            NotFetched: as ``read``.
        """
        total = hashlib.sha256()
        self._fetch(path, LARGEST_FILE, total.update)
        return total.hexdigest()

    def digests(
        self, paths: Iterable[str], *, connections: int = 8, done: Callable[[], None]
    ) -> dict[str, str | NotFetched]:
        """Return the hash of each file, or why it could not be fetched; ``done`` after each."""

        def one(path: str) -> tuple[str, str | NotFetched]:
            try:
                return path, self.digest(path)
            except NotFetched as error:
                return path, error.with_traceback(None)

        found = {}
        with ThreadPoolExecutor(connections) as threads:
            for path, answer in threads.map(one, paths):
                found[path] = answer
                done()
        return found

    def _fetch(self, path: str, largest: int, take: Callable[[bytes], object]) -> None:
        address = urlsplit(urljoin(self.url, quote(os.fsencode(path))))
        try:
            with self._follow(address) as response:
                # Some hosts serve the page for missing pages with the status that it is for.
                if response.status != 200 and not (response.status == 404 and path == "404.html"):
                    kind = NotThere if response.status in (404, 410) else NotFetched
                    raise kind(f"the site answers {response.status}")
                _take_all(response, largest, take)
        except NotFetched:
            self._hang_up()  # what is left of an answer must not be taken for the next one
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._hang_up()
            raise NotFetched(f"no whole answer: {str(error) or type(error).__name__}") from error

    def _hang_up(self) -> None:
        for connection in self._mine.__dict__.values():
            connection.close()

    def _follow(self, address: SplitResult) -> http.client.HTTPResponse:
        for _ in range(_REDIRECTS + 1):
            response = self._ask(address)
            location = response.getheader("Location")
            if response.status not in _REDIRECTING or not location:
                return response
            with response:
                _take_all(response, _CHUNK, _drop)
            address = _next(address, location)
        raise NotFetched(f"more than {_REDIRECTS} redirects")

    def _ask(self, address: SplitResult) -> http.client.HTTPResponse:
        connection = self._connection(address)
        was_open = connection.sock is not None
        try:
            return _get(connection, address)
        except (ConnectionError, http.client.HTTPException):
            connection.close()
            if not was_open:
                raise
            return _get(connection, address)  # the server had closed a connection that was kept

    def _connection(self, address: SplitResult) -> http.client.HTTPConnection:
        mine = self._mine.__dict__
        key = f"{address.scheme}://{address.netloc}"
        if key not in mine:
            secure = address.scheme == "https"
            kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
            mine[key] = kind(address.hostname or "", address.port, timeout=_TIMEOUT)
            self._all.append(mine[key])
        connection: http.client.HTTPConnection = mine[key]
        return connection


def _get(connection: http.client.HTTPConnection, address: SplitResult) -> http.client.HTTPResponse:
    # Without compression, so that what is hashed is the file.
    headers = {"Accept-Encoding": "identity", "User-Agent": "factdesk-verify"}
    target = f"{address.path or '/'}{address.query and '?'}{address.query}"
    connection.request("GET", target, headers=headers)
    return connection.getresponse()


def _next(address: SplitResult, location: str) -> SplitResult:
    target = urlsplit(urljoin(address.geturl(), location))
    same_host = target.hostname == address.hostname
    same_port = _port(target) == _port(address)
    upgraded = (address.scheme, target.scheme) == ("http", "https")
    if not same_host or target.scheme not in _PORTS or not (same_port or upgraded):
        raise NotFetched(f"the site leads elsewhere, to {target.hostname}")
    return target


def _port(address: SplitResult) -> int:
    return address.port or _PORTS.get(address.scheme, 0)


def _drop(chunk: bytes) -> None:
    """Take what nobody needs; an answer must be read to its end before the next is asked for."""


def _take_all(
    response: http.client.HTTPResponse, largest: int, take: Callable[[bytes], object]
) -> None:
    size = 0
    while chunk := response.read(_CHUNK):
        size += len(chunk)
        if size > largest:
            raise NotFetched(f"larger than {largest >> 20} MiB")
        take(chunk)
