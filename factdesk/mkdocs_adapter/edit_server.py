"""The server side of the editing form in a preview.

Only the person who started the preview may change files. The server listens only on this computer,
every request must have the token from the address that the command prints, and requests from pages
of other sites, or with another host name, are refused.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import secrets
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factdesk.messages.catalogue import tr
from factdesk.mkdocs_adapter.claim_editor import ClaimEditor
from factdesk.mkdocs_adapter.edit_requests import EditRefused, SaveRequest, TextRequest
from factdesk.mkdocs_adapter.policy import POLICY
from factdesk.pages.urls import EDIT_ADDRESS

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

#: The maximum size of a request: a claim file of full size, escaped as JSON.
MAX_BODY = 1024 * 1024
_JSON = "application/json"
_Application = Callable[..., Iterable[bytes]]


def is_loopback(host: str) -> bool:
    """Return whether an address can be reached only from this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class EditServer:
    """Serves the form and its requests below ``edit/``.

    ``editor`` returns an editor of the current site.
    """

    def __init__(
        self, port: int, mount_path: str, root: Path, editor: Callable[[], ClaimEditor]
    ) -> None:
        """Store the address of the preview, and the folder of its pages."""
        names = ("127.0.0.1", "localhost", "[::1]")
        self._hosts = {f"{name}:{port}" for name in names} | ({*names} if port == 80 else set())
        self._start = f"{mount_path}{EDIT_ADDRESS}"
        self._root = root
        self._editor = editor
        self.token = secrets.token_urlsafe(24)

    @property
    def link(self) -> str:
        """The path and fragment of the form, with the token; browsers never send a fragment."""
        return f"{EDIT_ADDRESS}#token={self.token}"

    def around(self, app: _Application) -> _Application:
        """Wrap an application: handle the requests of the form, and pass on all others."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            if path == self._start and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
                return self._page(environ, start_response, app)
            if path.startswith(f"{self._start}api/"):
                name = path.removeprefix(f"{self._start}api/")
                status, answer = self._answer(name, environ)
                return _send(start_response, status, json.dumps(answer).encode(), _JSON)
            return app(environ, start_response)

        return serve

    def _page(
        self, environ: WSGIEnvironment, start_response: StartResponse, app: _Application
    ) -> Iterable[bytes]:
        """Send the form without the live-reload script, which would discard what the user types."""
        if environ.get("HTTP_HOST") not in self._hosts:
            return _send(start_response, 403, b"unknown host", "text/plain")
        try:
            page = (self._root / EDIT_ADDRESS / "index.html").read_bytes()
        except OSError:  # during a rebuild
            return app(environ, start_response)
        return _send(start_response, 200, page, "text/html; charset=utf-8")

    def _answer(self, name: str, environ: WSGIEnvironment) -> tuple[int, dict[str, Any]]:
        try:
            self._require_own(environ)
            return 200, self._carry_out(name, _body(environ))
        except EditRefused as refused:
            return refused.status, refused.answer

    def _carry_out(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        if name == "open":
            return self._editor().open(str(body.get("slug")))
        if name == "save":
            return self._editor().save(SaveRequest.of(body))
        if name == "save-text":
            return self._editor().save_text(TextRequest.of(body))
        raise EditRefused(404, tr("unknown request"))

    def _require_own(self, environ: WSGIEnvironment) -> None:
        """Require that a request comes from our own page, with the token."""
        host = environ.get("HTTP_HOST", "")
        token = environ.get("HTTP_X_FACTDESK_TOKEN", "")
        if host not in self._hosts:
            raise EditRefused(403, tr("unknown host"))
        if environ.get("HTTP_ORIGIN") != f"http://{host}":
            raise EditRefused(403, tr("this request came from a page of another site"))
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            raise EditRefused(403, tr("the token is wrong"))
        if environ["REQUEST_METHOD"] != "POST":
            raise EditRefused(405, tr("send this with POST"))
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip() != _JSON:
            raise EditRefused(415, "send JSON")


def _body(environ: WSGIEnvironment) -> dict[str, Any]:
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        raise EditRefused(411, tr("the length is missing"))
    if int(length) > MAX_BODY:
        raise EditRefused(413, tr("the claim is too large"))
    try:
        body = json.loads(environ["wsgi.input"].read(int(length)))
    except (ValueError, RecursionError) as error:
        raise EditRefused(400, tr("this is not JSON")) from error
    if not isinstance(body, dict):
        raise EditRefused(400, tr("this is not a valid request"))
    return body


def _send(start: StartResponse, status: int, content: bytes, type_: str) -> Iterable[bytes]:
    headers = [
        ("Content-Type", type_),
        ("Content-Length", str(len(content))),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", f"{POLICY}; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]
    start(f"{status} {HTTPStatus(status).phrase}", headers)
    return [content]
