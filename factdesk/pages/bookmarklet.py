"""Pack the script of the bookmarklet "Capture source" into one line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: Placeholder for the address of the editing form; the page with the link fills it in.
FORM_ADDRESS = "FORM_ADDRESS"
#: Browsers and their synchronisation accept longer bookmarks, but some truncate them.
LONGEST_BOOKMARKLET = 2048

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<kept>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`
        |(?<=[(,=:?&|\s])/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*)
    |(?P<word>[\w$]+)
    |(?P<space>\s+)
    |(?P<sign>=>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ONE_PARAMETER = re.compile(r"^\([\w$]+\)$")


@cache
def bookmarklet() -> str:
    """Return the bookmarklet's script on one line, with ``FORM_ADDRESS`` in it."""
    source = files("factdesk").joinpath("theme/assets/factdesk/capture.js").read_text("utf-8")
    return pack_script(source)


def pack_script(source: str) -> str:
    """Return a script without comments, line breaks and unnecessary characters.

    Names are not changed. Every statement of the source must end with a semicolon. Spaces are kept
    only between two words and between two equal operators, such as ``+ +``.
    """
    tokens: list[str] = []
    is_apart = False
    for match in _TOKEN.finditer(source):
        piece = match[0]
        if match.lastgroup in ("comment", "space"):
            is_apart = True
            continue
        last = tokens[-1] if tokens else ""
        if (last == "," and piece in (")", "]", "}")) or (last == ";" and piece == "}"):
            tokens.pop()
        elif piece == "=>" and _ONE_PARAMETER.search("".join(tokens[-3:])):
            tokens[-3:] = [tokens[-2]]
        elif is_apart and re.fullmatch(r"[\w$]{2}|\+\+|--", last[-1:] + piece[:1]):
            tokens.append(" ")
        tokens.append(piece)
        is_apart = False
    return "".join(tokens)
