"""The MkDocs plugin: handlers that call the steps of ``build.pipeline`` at the right events.

``factdesk build`` runs MkDocs only to render the theme. With ``mkdocs build`` and ``serve``, MkDocs
is in charge, and the handlers also check, write and publish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from factdesk.build import pipeline
from factdesk.build.options import BuildOptions
from factdesk.build.workspace import Workspace, open_workspace
from factdesk.config.mkdocs_yml import ConfigError
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import messages_in, tr
from factdesk.mkdocs_adapter.mkdocs_config import adapt, site_config
from factdesk.mkdocs_adapter.page_updater import PageUpdater
from factdesk.mkdocs_adapter.preview import Preview, remove_leftovers, require_free
from factdesk.mkdocs_adapter.renderer import SiteRenderer
from factdesk.pages.shell import ShellError
from factdesk.pages.site import Site
from factdesk.publish.failure import PublishError

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from factdesk.mkdocs_adapter.watcher import ClaimWatcher


class FactdeskPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """The plugin. MkDocs keeps one instance as long as it runs."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        #: Set by our own commands: build options, and options that replace those of the file.
        self.build_options: BuildOptions | None = None
        self.replaced: Mapping[str, Any] = {}
        #: Set while our own pipeline builds, and MkDocs only renders.
        self.rendering: tuple[Site, Workspace] | None = None
        self.renderer: SiteRenderer
        self._preview: Preview | None = None
        self._watcher: ClaimWatcher | None = None
        self._workspace: Workspace
        self._site: Site
        self._resources = ExitStack()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Keep the raw options; ``SiteConfig`` validates them together with the site's own."""
        self.options = {**options, **self.replaced}
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Store whether this is a preview. MkDocs reuses plugins that handle this event."""
        self._preview = Preview() if command == "serve" else None

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adapt the theme, and redirect MkDocs' output to the staging directory."""
        if self.rendering is None:
            with _as_plugin_errors():
                self._workspace = self._resources.enter_context(
                    open_workspace(
                        site_config(config, self.options),
                        self._options(config),
                    )
                )
            if self._preview is not None and self._watcher is None:
                # MkDocs would notice this only after building; our own command has checked it
                # already.
                require_free(*config.dev_addr)
            self._resources.enter_context(messages_in(self._workspace.config.language))
            config.site_dir = str(self._workspace.staging.path)
        adapt(config)
        return config

    def _options(self, config: MkDocsConfig) -> BuildOptions:
        if self.build_options is not None:
            return self.build_options
        return BuildOptions(preview=self._preview is not None, strict=config.strict)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check all sources, and load the claims."""
        if self.rendering is None:
            with _as_plugin_errors():
                self._site = self._load()
        site, workspace = self.rendering or (self._site, self._workspace)
        self.renderer = SiteRenderer(config, site, workspace)
        return self.renderer.take_files(files)

    def _load(self) -> Site:
        result = pipeline.check_sources(self._workspace)
        if self._preview is None:
            return pipeline.load_site(pipeline.published_files(result), self._workspace)
        site = pipeline.load_site(self._preview.keep(result.files), self._workspace)
        self._preview.show_problems(result.problems, site)
        return site

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Resolve the navigation's links to claims."""
        self.renderer.take_navigation(nav)
        return nav

    def on_page_markdown(
        self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Escape the description of a page."""
        self.renderer.describe(page)
        return markdown

    def on_env(self, env: Any, /, *, config: MkDocsConfig, files: Files) -> Any:
        """Store the templates."""
        self.renderer.take_templates(env, files)
        return env

    def on_page_context(
        self, context: Any, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Add the variables of our templates."""
        context.update(self.renderer.page_context(page))
        return context

    def on_template_context(
        self, context: Any, /, *, template_name: str, config: MkDocsConfig
    ) -> Any:
        """Add the variables of our templates on pages of the theme."""
        context.update(self.renderer.template_context(template_name))
        return context

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Store a written page."""
        return self.renderer.take_page(output, page)

    def on_post_template(self, output: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Store a page of the theme."""
        return self.renderer.finish_template(output, template_name)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write everything else, verify the site, and publish it."""
        if self.rendering is not None:
            return
        with _as_plugin_errors(), self._resources:
            theme = self.renderer.theme()
            result = pipeline.write_and_publish(self._site, theme, self._workspace)
        if self._preview is None:
            pipeline.print_summary(result)
        else:
            self._preview.updater = PageUpdater(result.build)

    def on_build_error(self, *, error: Exception) -> None:
        """Keep the published site unchanged."""
        self._resources.close()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the claims, and survive rebuilds that fail."""
        from factdesk.mkdocs_adapter.serving import serve_preview  # imports a web server

        assert self._preview is not None
        self._watcher = serve_preview(server, config, self._preview, lambda: self._workspace.config)
        return server

    def on_shutdown(self) -> None:
        """Stop the watcher, and remove the files that a preview leaves next to its site."""
        self._resources.close()
        if self._watcher is not None:
            self._watcher.stop()
            self._watcher = None
        if self._preview is not None and hasattr(self, "_workspace"):
            remove_leftovers(self._workspace.staging.site)
        self._preview = None


@contextmanager
def _as_plugin_errors() -> Iterator[None]:
    """Raise the pipeline's errors as ``PluginError``, which MkDocs prints without a traceback."""
    try:
        yield
    except pipeline.BuildStopped as error:
        raise PluginError(str(error) or tr("The problems above stopped the build.")) from error
    except (ConfigError, HistoryError, PublishError, ShellError) as error:
        raise PluginError(str(error)) from error
