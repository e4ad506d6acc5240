"""Fill in the templates of new sites and new claim files."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from html import escape
from typing import Any

import jinja2

from factdesk.scaffold.yaml_text import quoted, scalar


def fill(text: str, **values: Any) -> str:
    """Return a rendered template.

    Values are written ``@{ name }@`` and statements ``@% if name %@``, because workflows and
    Markdown contain Jinja's usual delimiters. An unknown value is an error.
    """
    return _environment().from_string(text).render(values)


@cache
def _environment() -> jinja2.Environment:
    # The results are YAML, Markdown or plain text, so each value passes through the filter for its
    # place.
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
    """Escape a text for Markdown."""
    return re.sub(r"([\\`*_\[\]])", r"\\\1", escape(text, quote=False))


def _remark(text: str) -> str:
    """Return the text as YAML comments, in lines of at most 100 characters."""
    return textwrap.fill(
        text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
