"""The places in a new site's written pages that wait to be filled in: ``[FILL IN: who pays?]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.reading.folder import name_in
from factdesk.text.shown import shown

# The words of every language in which there are pages. What stands in code is about placeholders.
_PLACEHOLDER = re.compile(r"\[(?:FILL IN|AUSFÜLLEN):\s*(?P<asked>[^\]]*)\]?")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def find_placeholders(docs: Path, root: Path) -> list[Problem]:
    """Return a warning for every placeholder in the written pages of a site, in order.

    ``docs`` is the folder of the pages, ``root`` the one that messages name files relative to.
    Files that cannot be read are the host's to report.
    """
    found: list[Problem] = []
    for file in sorted(docs.rglob("*.md")):
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        found += placeholders_in(text, name_in(root, file))
    return found


def placeholders_in(markdown: str, path: str) -> Iterator[Problem]:
    """Yield a warning for every placeholder in one page; ``path`` is how messages name it."""
    text = _without_code(markdown)
    for match in _PLACEHOLDER.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        start = text.rfind("\n", 0, match.start()) + 1
        length = len(match[0].partition("\n")[0])
        place = Place(path, line, match.start() - start + 1, length)
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
