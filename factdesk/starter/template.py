"""Filling in the texts of a new site or a new claim file."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

import jinja2

from factdesk.starter.yaml_text import quoted, scalar


def fill(text: str, **values: Any) -> str:
    """Return a text with its values filled in.

    ``@{ name }@`` stands for a value; a line that begins with ``@@`` is an instruction (``@@ if``,
    ``@@ for``, ``@@ endif``). These signs, and not Jinja's usual ones, because workflows and
    Markdown are full of braces. A value that is not known is an error.
    """
    return _environment().from_string(text).render(values)


@cache
def _environment() -> jinja2.Environment:
    # What comes out is YAML, Markdown or plain text, and each value passes the filter for its place.
    environment = jinja2.Environment(  # noqa: S701
        variable_start_string="@{",
        variable_end_string="}@",
        block_start_string="@%",
        block_end_string="%@",
        comment_start_string="@#",
        comment_end_string="#@",
        line_statement_prefix="@@",
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["quoted"] = quoted
    environment.filters["scalar"] = scalar
    environment.filters["markdown"] = _markdown
    return environment


def _markdown(text: str) -> str:
    """Return the text so that a Markdown page shows it as it is."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", escape(text, quote=False))
