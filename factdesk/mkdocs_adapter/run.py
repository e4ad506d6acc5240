"""Run MkDocs from our own commands, to render a site's theme or to serve a preview."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError, TemplateNotFound
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from factdesk.build.options import BuildOptions
from factdesk.build.pipeline import BuildStopped
from factdesk.build.theme_cache import RenderTheme
from factdesk.build.warning_log import log_to_standard_error
from factdesk.build.workspace import Workspace
from factdesk.config.mkdocs_yml import PLUGIN, ConfigError, MkdocsYml
from factdesk.config.reader import validate
from factdesk.messages.catalogue import os_reason, tr
from factdesk.mkdocs_adapter.mkdocs_config import load
from factdesk.mkdocs_adapter.plugin import FactdeskPlugin
from factdesk.mkdocs_adapter.preview import require_free
from factdesk.pages.shell import ThemeRenderer
from factdesk.pages.site import Site
from factdesk.publish.failure import explaining


def theme_of(source: MkdocsYml, *, strict: bool = False) -> RenderTheme:
    """Return a function that renders a site's written pages and page shells with MkDocs.

    Raises:
        ConfigError: MkDocs cannot use the configuration.
    """
    log_to_standard_error()
    mkdocs_config = load(source, strict=strict)
    mkdocs_config.strict = False  # our pipeline stops at warnings, after it has found all of them
    plugin = _plugin(mkdocs_config)

    def render(site: Site, workspace: Workspace, folder: Path) -> ThemeRenderer:
        mkdocs_config.site_dir = str(folder)
        plugin.rendering = (site, workspace)
        mkdocs_config.plugins.on_startup(command="build", dirty=False)
        try:
            _build(mkdocs_config)
        except Abort as error:  # MkDocs has logged the reason
            raise BuildStopped("") from error
        except TemplateError as error:
            # A page's 'template' or 'icon', or the site's own templates.
            missing = isinstance(error.__cause__, TemplateNotFound)
            if not (mkdocs_config.theme.custom_dir or missing):
                raise
            raise ConfigError(tr("a template cannot be used: {error}", error=error)) from error
        finally:
            mkdocs_config.plugins.on_shutdown()
        return plugin.renderer.theme()

    return render


def _build(mkdocs_config: MkDocsConfig) -> None:
    with explaining(tr("writing the theme and the written pages")):
        try:
            mkdocs_build.build(mkdocs_config)
        except TemplateNotFound as error:  # an OSError, but not a disk error
            raise TemplateError(str(error)) from error


def serve_site(source: MkdocsYml, options: BuildOptions, *, address: str | None) -> int:
    """Serve a preview until it is interrupted; return the exit status.

    Raises:
        ConfigError: the configuration cannot be used.
        click.UsageError: the address is in use.
    """
    log_to_standard_error()
    from mkdocs.commands import serve as mkdocs_serve  # imports a web server

    config = validate(source)  # our messages are more detailed than those of MkDocs
    mkdocs_config = load(source.with_options(dev_addr=address))
    # MkDocs loads the configuration again, and keeps the plugin.
    plugin = _plugin(mkdocs_config)
    plugin.build_options = options
    plugin.replaced = {"claims_dir": config.claims_dir}
    given: dict[str, Any] = {"dev_addr": address} if address else {}
    require_free(*mkdocs_config.dev_addr)
    try:
        mkdocs_serve.serve(str(source.file), **given)
    except OSError as error:
        reason = os_reason(error)
        raise click.UsageError(
            tr("the preview cannot be served: {reason}", reason=reason)
        ) from error
    except Abort:
        return 1
    return 0


def _plugin(mkdocs_config: MkDocsConfig) -> FactdeskPlugin:
    plugin = mkdocs_config.plugins[PLUGIN]
    assert isinstance(plugin, FactdeskPlugin)  # `plugin_options` has found it
    return plugin
