"""``factdesk serve``: a live preview that shows drafts and survives broken files."""

from __future__ import annotations

import gc

import click

from factdesk.commands import options
from factdesk.config.mkdocs_yml import MkdocsYml


@click.command("serve")
@options.config_source
@click.option("-a", "--address", help="Serve at this address.", metavar="HOST:PORT")
@options.jobs
def command(source: MkdocsYml, address: str | None, jobs: int | None) -> int:
    """Preview the site while you write."""
    from factdesk.build.options import BuildOptions
    from factdesk.mkdocs_adapter.run import serve_site  # imports MkDocs, which starts slowly

    gc.enable()  # a preview runs for hours
    return serve_site(source, BuildOptions(preview=True).with_jobs(jobs), address=address)
