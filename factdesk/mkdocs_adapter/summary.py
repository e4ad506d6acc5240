"""What a build says when all went well."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from factdesk.pages.site import Site

NO_ADDRESS = (
    "the site's address is not known, so feeds, ClaimReview and all that needs a whole "
    "address is left out. Set site_url in mkdocs.yml, or SITE_URL."
)


def tell(site: Site, published: Path, files: int, notes: Sequence[str]) -> None:
    """Say what was published, and what it lacks; ``published`` is the folder of the site."""
    if not site.config.site_url and not site.offline:
        notes = [NO_ADDRESS, *notes]
    for note in notes:
        click.echo(f"Note: {note}", err=True)
    claims = len(site.collection)
    counted = f"{claims} {'claim' if claims == 1 else 'claims'} in {files} files"
    click.echo(f"Published {counted}: {published}")
