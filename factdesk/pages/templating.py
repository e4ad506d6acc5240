"""The templates in ``templates/``: every value is escaped, and the HTML carries no indentation.

A template is a set of macros, compiled once; a page is one call of one macro. A template that is
printed ten thousand times says ``{% part "…" %}`` instead of calling other macros (the text of that
file then stands in its place) and uses filters, which cost a third of a call.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from factdesk.cache.bytecode import TemplateCache
from factdesk.pages.lines import appearance_line
from factdesk.pages.page_context import OUTWARD
from factdesk.pages.source_list import render_sources
from factdesk.pages.urls import list_address
from factdesk.text.urls import host_of

_PART = re.compile(r'\{% part "([a-z_]+\.html)" %\}')
_LINE_END = re.compile(r"\s*\n\s*")


class _Lean(Extension):
    """Puts parts in their places, and joins lines, so that pages need no minifier."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        folder = files("factdesk.pages") / "templates"
        whole = _PART.sub(lambda part: (folder / part[1]).read_text("utf-8").rstrip(), source)
        return _LINE_END.sub("\n", whole)


_environment = Environment(
    loader=PackageLoader("factdesk.pages"),
    extensions=[_Lean],
    autoescape=True,
    auto_reload=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.bytecode_cache = TemplateCache(_environment, Path(__file__).parent)
_environment.globals.update(outward=OUTWARD, list_address=list_address, host_of=host_of)
_environment.filters.update(
    say=lambda key, context, **values: context.say(key, **values),
    word=lambda value, context, group: context.says[f"{group}_{value}"],
    time=lambda date, context, length="long": context.time(date, length),
    lang=lambda language, context: context.lang(language),
    tag=lambda verdict, context: context.tag(verdict),
    label=lambda verdict, context: context.label(verdict),
    icon=lambda verdict, context: context.icon(verdict),
    symbols=lambda context: context.symbols(),
    count=lambda key, context, n: context.says.mark(context.site.messages.count(key, n)),
    sources=render_sources,
    appearance_line=appearance_line,
)


def _escape(value: object) -> str:
    return value if type(value) is Markup else escape(value)


@cache
def _module(template: str) -> Any:
    compiled = _environment.get_template(template)
    # A compiled template escapes again what is safe already, for no effect and half of its time.
    compiled.root_render_func.__globals__["escape"] = _escape
    return compiled.module


def render_macro(template: str, macro: str, /, *arguments: Any, **values: Any) -> Markup:
    """Return what a macro of a template prints."""
    printed: Markup = getattr(_module(template), macro)(*arguments, **values)
    return printed
