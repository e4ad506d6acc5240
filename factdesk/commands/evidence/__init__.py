"""``factdesk evidence``: record what sources say, and prove the quotations of the claims."""

from __future__ import annotations

import click

from factdesk.commands.evidence import add, capture, health, show, verify


@click.group("evidence")
def command() -> None:
    """Record what sources say, and prove the quotations of the claims."""


for _module in (capture, add, verify, show, health):
    command.add_command(_module.command)
