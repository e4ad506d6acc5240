"""Options that several commands share, and decorators that pass the configuration."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from factdesk.config.mkdocs_yml import DEFAULT_FILE, read_mkdocs_yml


def _resolved(*callback: Any) -> str | None:
    """Return the absolute path of a folder that is relative to the working directory."""
    folder: str | None = callback[-1]
    return folder and str(Path(folder).resolve())


config_file = click.option(
    "-f",
    "--config-file",
    envvar="FACTDESK_CONFIG_FILE",
    default=DEFAULT_FILE,
    help="Read this configuration.",
    metavar="FILE",
)
claims_dir = click.option(
    "--claims",
    "claims_dir",
    callback=_resolved,
    help="Read claim files from this folder.",
    metavar="DIR",
)
site_url = click.option(
    "--site-url",
    envvar="SITE_URL",
    help="Set the site's address; by default $SITE_URL.",
    metavar="URL",
)
jobs = click.option(
    "--jobs", type=click.IntRange(1), help="Use this many processes; by default one per core."
)


def config_source(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that name the configuration, and pass it unvalidated as ``source``.

    Commands that can often answer from the cache validate it themselves, only if necessary.
    """

    @config_file
    @claims_dir
    @wraps(command)
    def with_source(*, config_file: str, claims_dir: str | None, **options: Any) -> int:
        source = read_mkdocs_yml(Path(config_file)).with_options(claims_dir=claims_dir)
        return command(source=source, **options)

    return with_source


def config(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options that name the configuration, and pass it validated as ``config``."""

    @config_source
    @wraps(command)
    def with_config(*, source: Any, **options: Any) -> int:
        from factdesk.config.reader import validate

        return command(config=validate(source), **options)

    return with_config
