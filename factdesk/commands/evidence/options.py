"""Options that the evidence commands share."""

from __future__ import annotations

from pathlib import Path

import click

paths = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
report = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the results as JSON.",
    metavar="FILE",
)
allow_host = click.option(
    "--allow-host",
    "allowed_hosts",
    multiple=True,
    help="Contact this host even if its address is private.",
    metavar="HOST",
)
pause = click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=2.0,
    show_default=True,
    help="Seconds between two requests to one host.",
)
