"""A group of commands whose modules are imported when they are called."""

from __future__ import annotations

import importlib
import keyword

import click

from factdesk.messages.catalogue import tr
from factdesk.messages.command_line import translated


class LazyGroup(click.Group):
    """A group whose commands are the attributes ``command`` of the modules of a package.

    A command that answers from the cache does not have to wait for the imports of the others.
    """

    package: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, package: str, names: tuple[str, ...]) -> type[LazyGroup]:
        """Return the class of a group with these modules of a package, in this order."""
        return type("Group", (cls,), {"package": package, "names": names})

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.names)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, or suggest a similar one."""
        name = args[0]
        if name not in self.names and not name.startswith("-"):
            from factdesk.text.nearest import nearest  # imports a library

            if near := nearest(name, self.names):
                ctx.fail(
                    tr("No such command '{name}'. Did you mean '{near}'?", name=name, near=near)
                )
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in self.names:
            return None
        # Python reserves some command names, and module names cannot contain hyphens.
        module = f"{cmd_name}_command" if keyword.iskeyword(cmd_name) else cmd_name
        module = f"{self.package}.{module.replace('-', '_')}"
        command: click.Command = importlib.import_module(module).command
        return translated(command)
