"""The preview: the last good pages stay visible, with problems shown on top of them."""

from __future__ import annotations

import errno
import logging
import shutil
import socket
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from factdesk.checks.file import FileResult
from factdesk.claims.problem import Problem, Severity
from factdesk.messages.catalogue import os_reason, tr
from factdesk.mkdocs_adapter.page_updater import PageUpdater
from factdesk.pages.fragments import render_failure, render_overlay, render_problems
from factdesk.pages.site import Site
from factdesk.text.html import NO_HTML, Html, join_html

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_log = logging.getLogger("mkdocs.plugins.factdesk")

_LAST_PORT = 65535
_BODY_END = b"</body>"


class Preview(msgspec.Struct):
    """The state of ``serve`` between rebuilds.

    ``last_good`` has the last valid version of every claim file, by path. ``banner`` is shown on
    top of every page; it is empty if there are no problems. ``updater`` renders single pages like
    the last build; if it did, ``only_reload`` tells that the browser only has to reload.
    ``edit_root`` is the path of the site if claims can be edited in a form.
    """

    last_good: dict[str, FileResult] = msgspec.field(default_factory=dict)
    banner: Html = NO_HTML

    updater: PageUpdater | None = None
    only_reload: bool = False
    edit_root: str = ""
    shown: tuple[list[Problem], Site] | None = None

    def update(self, path: Path) -> bool:
        """Show the claim in a file that was saved; return False if the site must be built."""
        if self.updater is None:
            return False
        try:
            result, problems = self.updater.update(path)
        except OSError:
            return False
        if result is not None:
            self.last_good[result.path] = result
        self.banner = self.updater.banner(problems, self.edit_root)
        return result is not None or bool(problems)

    def keep(self, files: Iterable[FileResult]) -> list[FileResult]:
        """Return the files to show: the last valid version of each."""
        shown = (file if file.is_valid else self.last_good.get(file.path) for file in files)
        self.last_good = {file.path: file for file in shown if file is not None}
        return list(self.last_good.values())

    def show_problems(self, problems: Iterable[Problem], site: Site) -> None:
        """Show errors on top of every page."""
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.shown = (errors, site)
        self.banner = render_problems(errors, site, self.edit_root)

    def allow_editing(self, root: str) -> None:
        """Add links to the form, also to the problems that the first build found."""
        self.edit_root = root
        if self.shown and self.banner:
            self.show_problems(*self.shown)

    def surviving(self, rebuild: Callable[[], None]) -> Callable[[], None]:
        """Return a rebuild that shows a failure on top of the last good pages.

        An exception would end MkDocs' server thread, and every request would wait forever.
        """

        def attempt() -> None:
            if self.only_reload:
                self.only_reload = False
                return
            try:
                rebuild()
            except (Exception, SystemExit) as error:  # noqa: BLE001  # keep serving in any case
                # The context of MkDocs' own exception is the reason.
                reason = error.__context__ if isinstance(error, SystemExit) else error
                message = str(reason or error)
                _log.error(tr("The preview could not be rebuilt and is unchanged. %s"), message)
                _log.debug("%s", traceback.format_exc())
                self.banner = render_failure(message)

        return attempt

    def with_banner(self, app: Callable[..., Any]) -> Callable[..., Iterable[bytes]]:
        """Return the server's application with the banner added to every page."""

        def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            responses: list[tuple[str, list[tuple[str, str]]]] = []

            def record(status: str, headers: list[tuple[str, str]], *_: object) -> None:
                responses.append((status, headers))

            body = app(environ, record)
            status, headers = responses[0]
            names = {name.lower(): value for name, value in headers}
            added = self._added(environ) if "html" in names.get("content-type", "") else NO_HTML
            if not added:
                start_response(status, headers)
                return body  # type: ignore[no-any-return]
            page = _with_added(b"".join(body), added)
            other = [pair for pair in headers if pair[0].lower() != "content-length"]
            start_response(status, [*other, ("Content-Length", str(len(page)))])
            return [page]

        return serve

    def _added(self, environ: WSGIEnvironment) -> Html:
        """Return the HTML that is added to a page: links to the form, and problems."""
        banner = render_overlay(self.banner) if self.banner else NO_HTML
        if not self.edit_root or self.updater is None:
            return banner
        path = environ.get("PATH_INFO", "").removeprefix(self.edit_root)
        return join_html([self.updater.edit_bar(self.edit_root, path), banner])


def _with_added(page: bytes, added: Html) -> bytes:
    head, end, tail = page.rpartition(_BODY_END)
    return head + added.encode() + end + tail if end else page + added.encode()


def require_free(host: str, port: int) -> None:
    """Require that the address is free; MkDocs would build the site first.

    Raises:
        click.UsageError: it is not. The message suits our command and that of MkDocs.
    """
    if not 0 < port <= _LAST_PORT:
        raise click.UsageError(
            tr(
                "{port} is not a port: choose one from 1 to {last_port}",
                port=port,
                last_port=_LAST_PORT,
            )
        )
    at = f"[{host}]" if ":" in host else host
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = tr("another program has this port, perhaps another preview")
            other = port + 1 if port < _LAST_PORT else port - 1
            remedy = tr("Stop it, or use another port: -a {at}:{other}", at=at, other=other)
        else:
            reason = os_reason(error)
            remedy = tr("Use another address: -a 127.0.0.1:8000")
        raise click.UsageError(
            tr(
                "the preview cannot be served at {at}:{port}: {reason}. {remedy}",
                at=at,
                port=port,
                reason=reason,
                remedy=remedy,
            )
        ) from error


def remove_leftovers(site: Path) -> None:
    """Remove the folders that publishing a preview leaves next to its site."""
    for leftover in site.parent.glob(f".{site.name}.*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
