"""Connect a preview with MkDocs' web server: the files to watch, the banner, the editing form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr
from factdesk.mkdocs_adapter.claim_editor import ClaimEditor
from factdesk.mkdocs_adapter.edit_server import EditServer, is_loopback
from factdesk.mkdocs_adapter.preview import Preview
from factdesk.mkdocs_adapter.watcher import ClaimWatcher


def serve_preview(
    server: LiveReloadServer,
    mkdocs_config: MkDocsConfig,
    preview: Preview,
    site_config: Callable[[], SiteConfig],
) -> ClaimWatcher:
    """Let a web server show a preview, and return the running watcher of the claims.

    ``site_config`` returns the configuration of the last build.
    """
    watcher = ClaimWatcher(site_config().claims_folder, preview)
    theme = mkdocs_config.theme
    _poll_often(server, [mkdocs_config.docs_dir, mkdocs_config.config_file_path, *theme.dirs])
    server.watch(str(watcher.trigger.path))
    watcher.start()
    server.builder = preview.surviving(server.builder)
    host, port = mkdocs_config.dev_addr
    app = preview.with_banner(server.serve_request)
    lines = [tr("Preview at {url}", url=server.url)]
    if is_loopback(host):

        def editor() -> ClaimEditor:
            return ClaimEditor(site_config(), preview.last_good.values())

        editing = EditServer(port, server.mount_path, Path(server.root), editor)
        preview.allow_editing(server.mount_path)
        app = editing.around(app)
        lines.append(tr("Write and edit claims at {url}{link}", url=server.url, link=editing.link))
    server.set_app(app)
    click.echo("\n".join([*lines, tr("Stop it with Ctrl+C.")]), err=True)
    return watcher


def _poll_often(server: LiveReloadServer, paths: Iterable[str | None]) -> None:
    """Poll these few paths five times a second; MkDocs polls only twice a second."""
    watched = []
    for path in filter(None, paths):
        with suppress(KeyError):  # MkDocs does not watch all of them
            server.unwatch(path)
            watched.append(path)
    server.observer = PollingObserver(timeout=0.2)
    for path in watched:
        server.watch(path)
