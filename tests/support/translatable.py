"""The messages that the program can print, as they are in its code and its tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from factdesk.checks.codes import CODES
from factdesk.cli import factdesk
from factdesk.importing.report import decision_texts
from factdesk.translation.command_line import paragraphs

_PACKAGE = Path(__file__).parents[2] / "factdesk"
#: How many of their first arguments are messages.
_MARKS = {"tr": 1, "tr_noop": 1, "tr_count": 2}

#: Words that are in most English sentences, and in no German one.
ENGLISH = re.compile(
    r"(?<![\w'„-])(?:the|is|are|and|not|with|this|that|has|have|must|of|to|for|from|does|no|it|be)"
    r"(?![\w'“-])"
)


def messages() -> set[str]:
    """Return every English message, also those in tables and in the help of commands."""
    texts = (
        text for code in CODES.values() for text in (code.name, code.rule, code.why, code.hint)
    )
    decisions = (text for decision in decision_texts().values() for text in decision.values())
    return {*_marked(), *texts, *decisions, *_help(factdesk)}


def messages_of(package: str) -> set[str]:
    """Return the English messages in the code of one package."""
    return set(_marked(_PACKAGE / package))


def _marked(folder: Path = _PACKAGE) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        if file.is_relative_to(_PACKAGE / "scaffold" / "files"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                for argument in node.args[: _MARKS.get(node.func.id, 0)]:
                    yield from _texts(argument)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _help(command: click.Command) -> Iterator[str]:
    yield from paragraphs(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield parameter.help
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from _help(below)


def placeholders(message: str) -> set[str]:
    """Return the placeholders of a message, each with its format."""
    return set(re.findall(r"\{\w+(?:![rs])?(?::[^}]*)?\}", message))
