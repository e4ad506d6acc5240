"""``factdesk evidence``: record what sources say, and prove the quotations of the claims."""

from __future__ import annotations

import click

from factdesk.lazy_group import LazyGroup


@click.group("evidence", cls=LazyGroup.of(__name__, ("capture", "add", "verify", "show", "health")))
def command() -> None:
    """Record passages of sources, and prove quotations."""
