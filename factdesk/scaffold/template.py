"""Filling in the texts of a new site or a new claim file."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from html import escape
from typing import Any

import jinja2

from factdesk.scaffold.yaml_text import quoted, scalar


def fill(text: str, **values: Any) -> str:
    """Return a text with its values filled in.

    ``@{ name }@`` stands for a value, ``@% if name %@`` to ``@% endif %@`` for what is not always
    there. These signs, and not Jinja's usual ones, because workflows and Markdown are full of
    braces. A value that is not known is an error.
    """
    return _environment().from_string(text).render(values)


@cache
def _environment() -> jinja2.Environment:
    # What comes out is YAML, Markdown or plain text; each value passes the filter for its place.
    environment = jinja2.Environment(  # noqa: S701
        variable_start_string="@{",
        variable_end_string="}@",
        block_start_string="@%",
        block_end_string="%@",
        comment_start_string="@#",
        comment_end_string="#@",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["quoted"] = quoted
    environment.filters["scalar"] = scalar
    environment.filters["markdown"] = _markdown
    environment.filters["remark"] = _remark
    return environment


def _markdown(text: str) -> str:
    """Return the text so that a Markdown page shows it as it is."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", escape(text, quote=False))


def _remark(text: str) -> str:
    """Return the text as remarks in YAML, in lines of at most 100 characters."""
    return textwrap.fill(
        text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
