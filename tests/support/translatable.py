"""Collect the messages of the program from its code and its tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from factdesk.checks.codes import CODES
from factdesk.claims.schema import TEXT_KEYS, claim_schema, shared_source_schema
from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.cli import factdesk
from factdesk.importing.report import decision_texts
from factdesk.messages.command_line import paragraphs

_PACKAGE = Path(__file__).parents[2] / "factdesk"
#: The number of leading arguments that are messages.
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
    schemas = (claim_schema(DEFAULT_SCALE), shared_source_schema())
    del schemas[0]["$defs"]["Verdict"]  # the scale has its own translations
    shown = (text for schema in schemas for text in _shown(schema))
    return {*_marked(), *texts, *decisions, *shown, *_help(factdesk)}


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


def _shown(schema: Any) -> Iterator[str]:
    """Yield the texts of a JSON Schema that text editors show."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in TEXT_KEYS and not isinstance(value, dict):
                yield from [value] if isinstance(value, str) else value
            yield from _shown(value)
    elif isinstance(schema, list):
        for each in schema:
            yield from _shown(each)


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
