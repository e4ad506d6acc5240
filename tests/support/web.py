"""A web on one server: sites with every behaviour that a source may have, and an archive."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit


@dataclass
class Reply:
    """One response. ``seconds_between_bytes`` slows it down; ``sent`` overrides the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"
    seconds_between_bytes: float = 0.0


@dataclass
class Request:
    """A received request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float


Answer = Reply | Callable[[Request], Reply]


class Web:
    """Responses by path. ``requests`` has all requests in order."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[Request] = []
        self.address = ""

    def page(self, path: str, html: str, **options: object) -> str:
        """Publish a page and return its address."""
        self.pages[path] = Reply(html.encode(), **options)  # type: ignore[arg-type]
        return self.address + path

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path."""
        return [request for request in self.requests if urlsplit(request.path).path == path]

    def answer(self, request: Request) -> Reply:
        page = self.pages.get(urlsplit(request.path).path, Reply(b"not found", 404))
        return page(request) if callable(page) else page


def conditional(body: str, etag: str) -> Callable[[Request], Reply]:
    """Return a page that answers 304 if the client has it already."""

    def answer(request: Request) -> Reply:
        if request.headers.get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body.encode(), headers={"ETag": etag})

    return answer


def bomb(megabytes: int) -> Reply:
    """Return a small response that decodes to many megabytes."""
    return Reply(gzip.compress(b"a " * (megabytes << 19)), headers={"Content-Encoding": "gzip"})


class FakeArchive:
    """The APIs of the Wayback Machine, on the same server as the sites."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.copies: dict[str, tuple[str, str]] = {}  # address → (stamp, html)
        self.to_be_saved: dict[str, str] = {}
        self.free_captures = 5
        web.pages["/wayback/available"] = self._available
        web.pages["/save"] = self._save
        web.pages["/save/status/user"] = lambda _: _json({"available": self.free_captures})
        web.pages["/save/status/job-1"] = self._status
        self._asked_for = ""
        self._polls = 0

    def keep(self, url: str, stamp: str, html: str) -> str:
        """Add a copy to the archive and return its address."""
        self.copies[url] = (stamp, html)
        return self.web.page(f"/web/{stamp}/{url}", html)

    def _available(self, request: Request) -> Reply:
        url = parse_qs(urlsplit(request.path).query)["url"][0]
        if url not in self.copies:
            return _json({"archived_snapshots": {}})
        stamp, _ = self.copies[url]
        address = f"{self.web.address}/web/{stamp}/{url}"
        closest = {"available": True, "timestamp": stamp, "url": address}
        return _json({"archived_snapshots": {"closest": closest}})

    def _save(self, request: Request) -> Reply:
        self._asked_for = parse_qs(request.body.decode())["url"][0]
        return _json({"job_id": "job-1"})

    def _status(self, _: Request) -> Reply:
        self._polls += 1
        if self._polls < 2:
            return _json({"status": "pending"})
        url = self._asked_for
        self.keep(url, "20260220101403", self.to_be_saved[url])
        return _json({"status": "success", "timestamp": "20260220101403", "original_url": url})


def _json(answer: object) -> Reply:
    return Reply(json.dumps(answer).encode(), content_type="application/json")


@contextmanager
def a_web() -> Iterator[Web]:
    """Run the server; its address has the host ``localhost``."""
    web = Web()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.reply(b"")

        def do_POST(self) -> None:
            self.reply(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

        def reply(self, body: bytes) -> None:
            request = Request(self.command, self.path, dict(self.headers), body, time.monotonic())
            web.requests.append(request)
            reply = web.answer(request)
            self.send_response(reply.status)
            headers = {"Content-Type": reply.content_type, **reply.headers}
            for name, value in {**headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if not reply.seconds_between_bytes:
                self.wfile.write(reply.body)
                return
            for n in range(len(reply.body)):
                try:
                    self.wfile.write(reply.body[n : n + 1])
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(reply.seconds_between_bytes)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    web.address = f"http://localhost:{server.server_port}"
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
