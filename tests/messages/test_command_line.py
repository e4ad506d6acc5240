"""The help of the commands in each language."""

from __future__ import annotations

import click
import pytest

from factdesk.cli import factdesk
from factdesk.messages.catalogue import messages_in

GROUPS = [[], ["evidence"]]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("names", GROUPS, ids=" ".join)
def test_a_list_of_commands_shows_complete_summaries(language: str, names: list[str]) -> None:
    with messages_in(language):
        group: click.Command = factdesk
        for name in names:
            assert isinstance(group, click.Group)
            found = group.get_command(click.Context(group), name)
            assert found is not None
            group = found
        commands = group.get_help(click.Context(group, terminal_width=80)).splitlines()[4:]

    assert len(commands) > 6
    assert [line for line in commands if line.endswith("...")] == []
