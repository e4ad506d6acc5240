"""A web server for a site's folder, at a root or below a path, as static hosts behave."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@contextmanager
def serving(folder: Path, base: str = "/", *, policy: bool = True) -> Iterator[str]:
    """Serve a folder at ``base`` and yield its address, which ends in a slash.

    Missing files are answered with the site's ``404.html``. Without ``policy``, pages are served
    without their content policy, so that it cannot hide other faults.
    """

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if path.startswith(base):
                file = folder / path.removeprefix(base)
                if file.is_dir() and not path.endswith("/"):
                    return self.answer(301, b"", {"Location": f"{path}/"})
                if file.is_dir():
                    file /= "index.html"
                if file.is_file():
                    return self.answer(200, file.read_bytes(), headers_of(file))
            missing = folder / "404.html"
            content = missing.read_bytes() if missing.is_file() else b"not found"
            return self.answer(404, content, {"Content-Type": _TYPES[".html"]})

        def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
            if not policy:
                content = _POLICY.sub(b"", content)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


def headers_of(file: Path) -> dict[str, str]:
    """Return the headers of a file. Browsers may keep assets, as on most hosts."""
    cached = {"Cache-Control": "max-age=600"} if "assets" in file.parts else {}
    return {"Content-Type": type_of(file), **cached}


def type_of(file: Path) -> str:
    """Return the content type of a file, as static hosts send it."""
    return _TYPES.get(file.suffix, "application/octet-stream")
