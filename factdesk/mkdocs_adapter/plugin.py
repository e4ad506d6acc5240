"""The plugin ``factdesk``: which of MkDocs' events does which step of the pipeline.

Order of a build: config → files (read, check, gather) → pages (written pages, filled) → env (the
theme is ready) → post_build (everything about claims is written, and the site is exchanged).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from watchdog.observers.polling import PollingObserver

from factdesk.mkdocs_adapter.build import Build
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.mkdocs_adapter.preview import Preview, require_free
from factdesk.mkdocs_adapter.watcher import Saving


class FactdeskPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Glue: each handler hands over to the build that is under way."""

    def __init__(self) -> None:
        """Start without a build; one object lives as long as ``serve`` does."""
        self.invocation = Invocation()
        self.options: dict[str, Any] = {}
        self._preview: Preview | None = None
        self._saving: Saving | None = None
        self._build: Build | None = None

    @property
    def build(self) -> Build:
        """The build under way."""
        assert self._build is not None
        return self._build

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Keep the options as they are; they are judged together with the site's own."""
        self.options = dict(options)
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether this is a preview. Also keeps this object alive from build to build."""
        self._preview = Preview() if command == "serve" else None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Judge the options, lay our theme over Material's, send the output to a staging folder."""
        if self._preview is not None and self._build is None:
            # Before the first build of MkDocs' own command; ours has looked already.
            require_free(*config.dev_addr)
        self._build = Build(config, self.options, self.invocation, self._preview)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Read and check all claims; nothing more is done when one has an error."""
        return self.build.gather(files)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation, which every frame shows, and lead its links to claims there."""
        self.build.take_nav(nav)
        return nav

    def on_page_markdown(
        self, markdown: str, /, *, page: HostPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Check a written page's links to claims."""
        self.build.read_page(page)
        return markdown

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Take the theme, which is complete now."""
        self.build.take_theme(env, files)
        return env

    def on_page_context(
        self, context: Any, /, *, page: HostPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Tell our templates what they need beside MkDocs' own context."""
        context.update(self.build.context_of_page())
        return context

    def on_template_context(
        self, context: Any, /, *, template_name: str, config: MkDocsConfig
    ) -> Any:
        """The same for the pages that the theme makes by itself, such as 404.html."""
        context.update(self.build.context_of_template(template_name))
        return context

    def on_post_page(self, output: str, /, *, page: HostPage, config: MkDocsConfig) -> str:
        """Look whether a written page keeps the content policy."""
        return self.build.take_page(output, page)

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the theme's own pages."""
        return self.build.finish_page(output, template_name)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write everything about claims, look at the whole, and put it in the old site's place."""
        self.build.publish()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave the previous site as it was."""
        if self._build is not None:
            self._build.abandon()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the claims too, and never let a failed rebuild end or hang the preview."""
        assert self._preview is not None
        self._saving = Saving(self.build.claims_folder, self._preview)
        _look_often(server, [config.docs_dir, config.config_file_path, *config.theme.dirs])
        server.watch(str(self._saving.bell.path))
        self._saving.begin()
        server.builder = self._preview.never_failing(server.builder)
        server.set_app(self._preview.over(server.serve_request))
        click.echo(f"Preview at {server.url}\nStop it with Ctrl+C.", err=True)
        return server

    def on_shutdown(self) -> None:
        """Nothing outlives the program."""
        if self._saving is not None:
            self._saving.end()
            self._saving = None
        if self._build is not None and self._preview is not None:
            self._build.discard()
        self._preview = self._build = None


def _look_often(server: LiveReloadServer, paths: Iterable[str | None]) -> None:
    """Let MkDocs look for changes of these paths, few files, five times a second, not twice."""
    watched = []
    for path in filter(None, paths):
        with suppress(KeyError):  # not all are watched
            server.unwatch(path)
            watched.append(path)
    server.observer = PollingObserver(timeout=0.2)
    for path in watched:
        server.watch(path)
