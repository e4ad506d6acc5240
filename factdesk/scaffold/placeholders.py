"""The places in a new site's written pages that wait to be filled in: ``[FILL IN: who pays?]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.text.shown import shown

# The words of every language in which there are pages. What stands in code is about placeholders.
_PLACEHOLDER = re.compile(r"(?P<mark>\[(?:FILL IN|AUSFÜLLEN):)\s*(?P<asked>[^\]]*)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def find_placeholders(page: str, path: str) -> Iterator[Problem]:
    """Yield a warning for every placeholder in a written page, as its file has it.

    ``path`` is how messages name the file.
    """
    text = _without_code(page)
    for match in _PLACEHOLDER.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        start = text.rfind("\n", 0, match.start()) + 1
        place = Place(path, line, match.start() - start + 1, len(match["mark"]))
        yield CODES["FD510"].problem(f"this waits to be filled in: {shown(match['asked'])}", place)


def _without_code(markdown: str) -> str:
    """Return the text, each character in its place, with code blanked out."""
    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and line.strip() == mark[1]
            fence = "" if closes else fence
            lines.append("")
        elif mark:
            fence = mark[1]
            lines.append("")
        else:
            lines.append(_CODE.sub(lambda code: " " * len(code[0]), line))
    return "\n".join(lines)
