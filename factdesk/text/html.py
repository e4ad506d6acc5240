"""HTML. No other module turns a string into HTML.

A page is printed from plain strings, which a template escapes, and ``Html``. ``Html`` comes from a
template, from ``escape`` or from the functions below. Only ``factdesk.text.markdown`` may call
``trusted``, and only the layout of articles may call ``written_html``; ``tests/text/test_html.py``
enforces this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any, TypeAlias

# The second has the same result as the first for a text, without creating ``Html``.
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escape_text  # type: ignore[attr-defined]

__all__ = [
    "AUTO_DIRECTION", "NOFOLLOW", "NO_HTML", "Html", "escape", "escape_text", "html_function",
    "join_html", "packaged_html", "script_json", "script_safe", "split_html", "trusted",
    "written_html",
]  # fmt: skip

#: A string that is safe to print on a page unchanged. Its own methods escape their arguments.
Html: TypeAlias = Markup

NO_HTML: Html = Markup("")

#: The attribute of every link to another site, which passes on no ranking. A ``meta`` element
#: suppresses the referrer, and no link opens a window.
NOFOLLOW: Html = Markup("rel=nofollow")


# In JSON, these appear only inside strings, where an escape means the same character.
_ENDS_A_SCRIPT = tuple(
    (character.encode(), f"\\u{ord(character):04x}".encode()) for character in "<>&\u2028\u2029"
)


#: The attribute of a text that runs in the direction of its first letter.
AUTO_DIRECTION: Html = Markup(' dir="auto"')


def trusted(html: str) -> Html:
    """Return a string as HTML. The caller has escaped or sanitised every part of it."""
    return Markup(html)  # noqa: S704


def written_html(html: str) -> Html:
    """Return a part of a written page, whose authors could change the program as well."""
    return Markup(html)  # noqa: S704


def join_html(pieces: Iterable[Html], separator: str = "") -> Html:
    """Return HTML joined by a separator, which is escaped.

    ``Markup.join`` would escape every piece again, which costs ten times as much.
    """
    return str.__new__(Markup, str.join(escape(separator), pieces))


def split_html(html: Html, mark: str) -> list[Html]:
    """Return the parts of HTML between marks, which a template has inserted between elements."""
    return [str.__new__(Markup, part) for part in str.split(html, mark)]


def html_function(macro: Callable[..., str]) -> Callable[..., Html]:
    """Return a function that returns what a compiled macro returns, as HTML.

    ``Markup`` would first search a text for ``__html__``, which takes as long as a short macro.
    """

    def call(*arguments: Any) -> Html:
        return str.__new__(Markup, macro(*arguments))

    return call


def packaged_html(path: str) -> Html:
    """Return a file of this package that contains our own HTML or SVG."""
    return Markup(files("factdesk").joinpath(path).read_text("utf-8"))  # noqa: S704


def script_safe(json: bytes) -> bytes:
    """Return the same JSON in a form that cannot end or change a script element."""
    for character, escaped in _ENDS_A_SCRIPT:
        json = json.replace(character, escaped)
    return json


def script_json(json: bytes) -> Html:
    """Return JSON as the content of a script element."""
    return Markup(script_safe(json).decode())  # noqa: S704
