"""Show the command line in the current language: click's own texts, and the help of commands."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from factdesk.messages.catalogue import message_language, tr, tr_noop

_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)
#: The texts of click that our commands can print.
CLICK_TEXTS = (
    tr_noop("(Did you mean one of: {possibilities}?)"),
    tr_noop("Aborted!"),
    tr_noop("Commands"),
    tr_noop("Could not open file {filename!r}: {message}"),
    tr_noop("Did you mean {possibility}?"),
    tr_noop("Error: invalid input"),
    tr_noop("Error: {message}"),
    tr_noop("Got unexpected extra argument ({args})"),
    tr_noop("Got unexpected extra arguments ({args})"),
    tr_noop("Invalid value for {param_hint}: {message}"),
    tr_noop("Invalid value: {message}"),
    tr_noop("Missing argument"),
    tr_noop("Missing option"),
    tr_noop("No such command {name!r}."),
    tr_noop("No such option {name!r}."),
    tr_noop("Option {name!r} does not take a value."),
    tr_noop("Option {name!r} requires an argument."),
    tr_noop("Option {name!r} requires {nargs} arguments."),
    tr_noop("Options"),
    tr_noop("Show the version and exit."),
    tr_noop("Show this message and exit."),
    tr_noop("Try '{command} {option}' for help."),
    tr_noop("Usage:"),
    tr_noop("default: {default}"),
    tr_noop("env var: {var}"),
    tr_noop("directory"),
    tr_noop("file"),
    tr_noop("path"),
    tr_noop("unknown error"),
    tr_noop("{name} {filename!r} does not exist."),
    tr_noop("{name} {filename!r} is a directory."),
    tr_noop("{name} {filename!r} is a file."),
    tr_noop("{name} {filename!r} is not readable."),
    tr_noop("{value!r} is not a valid {number_type}."),
    tr_noop("{value!r} is not one of {choices}."),
    tr_noop("{value!r} is not {choice}."),
    tr_noop("{value} is not in the range {range}."),
)


def translate_click() -> None:
    """Let click look up its texts with ``tr``: gettext would need compiled files on disk."""
    for module in _MODULES:
        vars(module).update(_=tr, ngettext=_plural)


def _plural(one: str, many: str, n: int) -> str:
    return tr(one if n == 1 else many)


def translated(command: click.Command) -> click.Command:
    """Return a command with its help in the current language."""
    if message_language() == "en":
        return command
    command = copy.copy(command)
    if command.help:
        command.help = "\n\n".join(map(tr, paragraphs(command.help)))
    command.params = [_with_help(parameter) for parameter in command.params]
    command.options_metavar = tr("[OPTIONS]")
    if isinstance(command, click.Group):
        command.subcommand_metavar = tr("COMMAND [ARGS]...")
    return command


def _with_help(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    option, text = copy.copy(parameter), parameter.help
    option.help = tr(text)
    return option


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text, each on one line unless click preserves its lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        yield paragraph if paragraph.startswith("\b") else " ".join(paragraph.split())
