"""The templates of pages: every value is escaped, and the HTML has no indentation.

A template is a set of macros and is compiled once; a page is one call of one macro. Jinja2 renders
them, as it renders Material's. MiniJinja was measured and rejected: on a claim's source list it
saves a quarter of the time, because most of it is spent on reading Python objects, and it does not
see the attributes of a named tuple.
"""

from __future__ import annotations

import re
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.nodes import Call, Expr, Getattr, Getitem

from factdesk.cache.bytecode import TemplateCache
from factdesk.text.archive_stamp import archive_day
from factdesk.text.hosts import display_host
from factdesk.text.html import NOFOLLOW, Html, escape_text, html_function
from factdesk.text.passages import passage_fragment

_LINE_END = re.compile(r"\s*\n\s*")
# Line ends next to these tags are not shown.
_BLOCK = (
    r"</?(?:article|aside|blockquote|body|d[dlt]|details|div|fieldset|fig(?:caption|ure)|footer|form"
    r"|h[1-6r]|head(?:er)?|html|legend|li|link|main|meta|nav|ol|p|script|section|summary|t(?:able|body"
    r"|[dhr]|head|emplate|itle)|ul)\b"
)
_AT_A_BLOCK = re.compile(rf"\n(?={_BLOCK})|({_BLOCK}[^<>]*>)\n")
# A class that is one word needs no quotation marks.
_CLASS = re.compile(r' class="([\w-]+)"(?=[ >])')


class _Preprocessor(Extension):
    """Removes what browsers do not need, so that pages need no minifier, and inserts constants."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return compact(_LINE_END.sub("\n", source)).replace("{{ nofollow }}", NOFOLLOW)


def compact(source: str) -> str:
    """Return a template without line ends and quotation marks that a browser does not need."""
    return _CLASS.sub(r" class=\1", _AT_A_BLOCK.sub(r"\1", source))


class _Generator(CodeGenerator):
    """Compiles templates for known values: our own objects, which are never undefined.

    Every value that is not ``Html`` is escaped; ``escape`` would return ``Html`` unchanged. The
    results for texts are only joined, so they need not be ``Html``. Attributes, items and calls are
    those of Python, without Jinja's search for alternatives, and a macro is a function without
    defaults. Together this saves nearly half of the time of a claim page.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(  # noqa: N802
        self, node: Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.html_function(macro)")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write("(value if (kind := type(value := ")

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")) is Markup else environment.escape_text(value) if kind is str")
        self.write(" else str(value) if kind is int else escape(value))")


class _Environment(Environment):
    code_generator_class = _Generator
    escape_text = staticmethod(escape_text)
    html_function = staticmethod(html_function)


class TemplateSet:
    """The templates in the folder ``templates`` of a package."""

    def __init__(self, package: str) -> None:
        """Set the package; its templates are read on first use."""
        self._package = package
        self._macros: dict[tuple[str, str], Any] = {}

    def render(self, template: str, macro: str, /, *arguments: Any) -> Html:
        """Return what a macro of a template prints for these arguments."""
        if (template, macro) not in self._macros:
            module = self._environment.get_template(template).module
            self._macros[template, macro] = getattr(module, macro)
        printed: Html = self._macros[template, macro](*arguments)
        return printed

    @cached_property
    def _environment(self) -> Environment:
        environment = _Environment(
            loader=PackageLoader(self._package),
            extensions=[_Preprocessor],
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        folder = Path(str(import_module(self._package).__file__)).parent
        environment.bytecode_cache = TemplateCache(environment, folder)
        environment.filters.update(host=display_host, at=_at, opening=_opening, day=archive_day)
        return environment


def _at(url: str, quote: Any) -> str:
    """Return the link that opens a source at a quotation."""
    fragment = passage_fragment(url, quote.exact, quote.prefix, quote.suffix, quote.page)
    return url.partition("#")[0] + fragment if fragment else url


def _opening(quote: Any) -> str:
    """Return the first words of a quotation, which name its link."""
    words = quote.exact.split()
    return " ".join(words[:4]) + (" …" if len(words) > 4 else "")


render_macro = TemplateSet("factdesk.pages").render
