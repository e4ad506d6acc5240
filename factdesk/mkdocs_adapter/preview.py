"""The preview: the last good pages stay on screen, with what is wrong shown over them."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import socket
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factdesk.checks.file import FileResult
from factdesk.mkdocs_adapter.page_updater import Reprint
from factdesk.pages.fragments import render_failure, render_overlay
from factdesk.text.html import NO_HTML, Html

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger("mkdocs.plugins.factdesk")

_LAST_PORT = 65535
_BODY_END = b"</body>"


@dataclass
class Preview:
    """What lives from one rebuild to the next while ``serve`` runs.

    ``last_good`` holds every claim file, by its path, as it last passed the checks.
    ``banner`` is shown over every page; empty when all is well. ``reprint`` prints a single page
    again as the last build did; after it, the browser has ``only_reload`` to do.
    """

    last_good: dict[str, FileResult] = field(default_factory=dict)
    banner: Html = NO_HTML

    reprint: Reprint | None = None
    only_reload: bool = False

    def show(self, path: Path) -> bool:
        """Put the claim in a file that was saved on screen; False when more has to be built."""
        if self.reprint is None:
            return False
        try:
            good, problems = self.reprint.show(path)
        except OSError:
            return False
        if good is not None:
            self.last_good[good.path] = good
        self.banner = self.reprint.press.told(problems)
        return good is not None or bool(problems)

    def keep(self, files: Iterable[FileResult]) -> list[FileResult]:
        """Return the files to show: good ones, and the last good version of each broken one."""
        shown = (file if file.is_valid else self.last_good.get(file.path) for file in files)
        self.last_good = {file.path: file for file in shown if file is not None}
        return list(self.last_good.values())

    def never_failing(self, rebuild: Callable[[], None]) -> Callable[[], None]:
        """Return a rebuild that shows its failure over the last good pages and goes on.

        MkDocs' server would otherwise leave every request waiting.
        """

        def attempt() -> None:
            if self.only_reload:
                self.only_reload = False
                return
            try:
                rebuild()
            except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever it is, go on
                # MkDocs ends a build with a word of its own, and has the reason behind it.
                reason = error.__context__ if isinstance(error, SystemExit) else error
                told = str(reason or error)
                log.error("The preview could not be rebuilt; the last good pages stay. %s", told)
                log.debug("%s", traceback.format_exc())
                self.banner = render_failure(told)

        return attempt

    def over(self, app: Callable[..., Any]) -> Callable[..., Iterable[bytes]]:
        """Return the server's application with the banner over every page that it serves."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            answers: list[tuple[str, list[tuple[str, str]]]] = []

            def note(status: str, headers: list[tuple[str, str]], *_: object) -> None:
                answers.append((status, headers))

            body = app(environ, note)
            status, headers = answers[0]
            names = {name.lower(): value for name, value in headers}
            if not self.banner or "html" not in names.get("content-type", ""):
                start_response(status, headers)
                return body  # type: ignore[no-any-return]
            page = _with_banner(b"".join(body), self.banner)
            kept = [pair for pair in headers if pair[0].lower() != "content-length"]
            start_response(status, [*kept, ("Content-Length", str(len(page)))])
            return [page]

        return serve


def _with_banner(page: bytes, banner: Html) -> bytes:
    overlay = render_overlay(banner).encode()
    head, end, tail = page.rpartition(_BODY_END)
    return head + overlay + end + tail if end else page + overlay


def require_free(host: str, port: int) -> None:
    """Require that a preview can be served at this address; MkDocs finds out after it has built.

    What the message tells to do holds for our own command and for that of MkDocs.

    Raises:
        click.UsageError: it cannot; the message says why, and what to do.
    """
    if not 0 < port <= _LAST_PORT:
        raise click.UsageError(f"{port} is no port: they go from 1 to {_LAST_PORT}")
    at = f"[{host}]" if ":" in host else host
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = "another program has this port, perhaps another preview"
            other = port + 1 if port < _LAST_PORT else port - 1
            remedy = f"End it, or name another port: -a {at}:{other}"
        else:
            reason = os.strerror(error.errno) if error.errno else str(error)
            remedy = "Name another address: -a 127.0.0.1:8000"
        raise click.UsageError(
            f"the preview cannot be served at {at}:{port}: {reason}. {remedy}"
        ) from error


def remove(path: Path) -> None:
    """Remove a file or folder of a preview, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
