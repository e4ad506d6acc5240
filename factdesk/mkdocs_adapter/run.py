"""MkDocs, run by our own commands: quieter than its own, with our exit statuses."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError, TemplateNotFound
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from factdesk.config.reader import read_config
from factdesk.mkdocs_adapter.build import PROBLEMS_FOUND
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.mkdocs_adapter.options import card_fonts, judge
from factdesk.mkdocs_adapter.plugin import FactdeskPlugin
from factdesk.mkdocs_adapter.preview import require_free


def build_site(
    config_file: Path,
    invocation: Invocation,
    *,
    site_dir: str | None = None,
    site_url: str | None = None,
    strict: bool = False,
) -> int:
    """Build and publish the site; return 0, or 1 when its input has problems.

    Raises:
        click.UsageError: the configuration cannot be used.
    """
    _speak()
    given = {"site_dir": site_dir, "site_url": site_url, "strict": strict or None}
    mkdocs_config = load(config_file, invocation, **given)
    mkdocs_config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(mkdocs_config)
    except Abort:
        return 1
    except TemplateError as error:
        # What a page asks for by 'template' or 'icon', or what stands in the site's own templates.
        if not (mkdocs_config.theme.custom_dir or isinstance(error, TemplateNotFound)):
            raise
        raise click.UsageError(f"a template cannot be used: {error}") from error
    except KeyboardInterrupt:
        mkdocs_config.plugins.on_build_error(error=RuntimeError("interrupted"))
        raise
    finally:
        mkdocs_config.plugins.on_shutdown()
    return 0


def serve_site(config_file: Path, invocation: Invocation, *, address: str | None = None) -> int:
    """Serve a preview until it is interrupted; return 0.

    Raises:
        click.UsageError: the configuration cannot be used, or the address is taken.
    """
    _speak()
    from mkdocs.commands import serve as mkdocs_serve  # it brings a server along

    given: dict[str, Any] = {"dev_addr": address} if address else {}
    # MkDocs loads it again and keeps our plugin's object.
    require_free(*load(config_file, invocation, **given).dev_addr)
    try:
        mkdocs_serve.serve(str(config_file), **given)
    except OSError as error:
        raise click.UsageError(
            f"the preview cannot be served: {error.strerror or error}"
        ) from error
    except Abort:
        return 1
    return 0


def load(config_file: Path, invocation: Invocation, **overrides: Any) -> MkDocsConfig:
    """Return the configuration, with what the command line says.

    Raises:
        click.UsageError: MkDocs cannot use it, or it does not name the plugin.
        ConfigError: there is no such file, or an option of ours is wrong.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    # Judged first without MkDocs, whose own messages are terser.
    read_config(config_file, claims_dir=invocation.claims_dir)
    try:
        mkdocs_config = load_config(str(config_file), **given)
    except ConfigurationError as error:
        raise click.UsageError(f"{config_file}: {error}") from error
    except Abort as error:  # MkDocs has said why
        raise click.UsageError(f"{config_file} cannot be used.") from error
    plugin = mkdocs_config.plugins.get("factdesk")
    if not isinstance(plugin, FactdeskPlugin):
        raise click.UsageError(f"{config_file} must name the plugin: 'plugins: [factdesk]'")
    plugin.invocation = invocation
    try:
        card_fonts(judge(mkdocs_config, plugin.options, invocation), config_file.parent)
    except PluginError as error:
        raise click.UsageError(str(error)) from error
    return mkdocs_config


class _Plain(logging.Formatter):
    """A level in words and the message; no times, no names of modules."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.capitalize()}: {record.getMessage()}"


def _speak() -> None:
    """Let MkDocs say what an editor needs to hear: warnings and errors, on standard error."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    for old in [handler for handler in logger.handlers if isinstance(handler.formatter, _Plain)]:
        logger.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain())
    handler.addFilter(lambda record: record.getMessage() != PROBLEMS_FOUND)
    logger.addHandler(handler)
