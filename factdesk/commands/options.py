"""Options that several commands share."""

from __future__ import annotations

import click

config_file = click.option(
    "-f",
    "--config-file",
    envvar="FACTDESK_CONFIG_FILE",
    default="mkdocs.yml",
    help="The site's configuration.",
    metavar="FILE",
)

claims_dir = click.option(
    "--claims", "claims_dir", help="The folder of claim files.", metavar="DIR"
)
