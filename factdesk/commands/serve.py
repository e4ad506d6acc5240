"""``factdesk serve``: a live preview; drafts are shown, and a broken file never ends it."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from factdesk.commands import options


@click.command("serve")
@options.config_file
@options.claims_dir
@click.option("-a", "--address", help="Where the preview is served.", metavar="HOST:PORT")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; by default one a core.")
def command(config_file: str, claims_dir: str | None, address: str | None, jobs: int | None) -> int:
    """Show the site while you write; what you save is on screen at once."""
    from factdesk.mkdocs_adapter.invocation import Invocation  # MkDocs starts slowly
    from factdesk.mkdocs_adapter.run import serve_site

    gc.enable()  # a preview goes on for hours
    invocation = Invocation(jobs=jobs, claims_dir=claims_dir and str(Path(claims_dir).resolve()))
    return serve_site(Path(config_file), invocation, address=address)
