"""The templates in ``templates/``: every value is escaped, and the HTML carries no indentation.

A template is a set of macros, compiled once; a page is one call of a macro.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from factdesk.render.addresses import list_address
from factdesk.render.sheet import OUTWARD
from factdesk.text.urls import host_of

_LINE_END = re.compile(r"\s*\n\s*")


class _Lean(Extension):
    """Joins the lines of a template, so that pages need no minifier."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _LINE_END.sub("\n", source)


_environment = Environment(
    loader=PackageLoader("factdesk.render"),
    extensions=[_Lean],
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(outward=OUTWARD, list_address=list_address, host_of=host_of)


@cache
def _module(template: str) -> Any:
    return _environment.get_template(template).module


def print_macro(template: str, macro: str, /, *arguments: Any, **values: Any) -> Markup:
    """Return what a macro of a template prints."""
    printed: Markup = getattr(_module(template), macro)(*arguments, **values)
    return printed
