"""FD505, FD510, FD511: checks of written pages, and FD505 for the navigation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from factdesk.checks.check import check
from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.messages.catalogue import tr
from factdesk.reading.folder import name_in
from factdesk.text.shown import shown

#: The names of directives, as in ``<!-- factdesk:scale -->``.
DIRECTIVES = ("home", "scale", "checks", "claims")
DIRECTIVE = re.compile(r"<!--\s*factdesk:([a-z-]+)\s*-->")
CLAIM_SCHEME = "claim:"
#: The written page of a checked article.
_ARTICLE_PAGE = re.compile(r"(?:^|/)articles/[^/]+\.md$")

_CLAIM_LINK = re.compile(r"\]\(\s*<?claim:([^)\s>#]*)")
# The placeholders in every language in which the scaffold has pages.
_PLACEHOLDER = re.compile(r"(?P<mark>\[(?:FILL IN|AUSFÜLLEN):)\s*(?P<asked>[^\]]*)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_BACKTICKS = re.compile("`+")


class PageSource(NamedTuple):
    """A written page: its name in messages, and its text with code replaced by spaces.

    Code contains examples, which must not be checked. All other characters keep their positions.
    """

    path: str
    text: str

    @classmethod
    def of(cls, path: str, markdown: str) -> PageSource:
        """Return the page with this Markdown."""
        return cls(path, without_code(markdown))

    def place(self, start: int, length: int) -> Place:
        """Return the location of a part of the text."""
        line = self.text.count("\n", 0, start) + 1
        return Place(self.path, line, start - self.text.rfind("\n", 0, start), max(length, 1))


class PageFinding(NamedTuple):
    """What a check found in a written page. Without a hint, the one in the table is used."""

    start: int
    length: int
    message: str
    hint: str | None = None


def check_written_pages(docs: Path, root: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield the problems of all Markdown files in a folder; ``slugs`` are the claims with pages.

    Files that cannot be read are left to MkDocs, which reports them.
    """
    for file in sorted(docs.rglob("*.md")):
        try:
            markdown = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        yield from check_written_page(PageSource.of(name_in(root, file), markdown), slugs)


def check_written_page(page: PageSource, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield the problems of one written page."""
    for page_check in PAGE_CHECKS:
        for start, length, message, hint in page_check.run(page, slugs):
            yield page_check.code.problem(message, page.place(start, length), hint)


@check("FD505")
def links_lead_to_claims(page: PageSource, slugs: Collection[str]) -> Iterator[PageFinding]:
    for match in _CLAIM_LINK.finditer(page.text):
        if match[1] not in slugs:
            yield PageFinding(
                match.start(1), len(match[1]), tr("there is no claim '{found}'", found=match[1])
            )


@check("FD510")
def placeholders_are_filled_in(page: PageSource, _: Collection[str]) -> Iterator[PageFinding]:
    for match in _PLACEHOLDER.finditer(page.text):
        message = tr("this placeholder is not filled in: {asked}", asked=shown(match["asked"]))
        yield PageFinding(match.start(), len(match["mark"]), message)


@check("FD511")
def directives_are_known(page: PageSource, _: Collection[str]) -> Iterator[PageFinding]:
    for match in DIRECTIVE.finditer(page.text):
        if match[1] == "claims" and not _ARTICLE_PAGE.search(page.path):
            message = tr("'factdesk:claims' is only for the written page of a checked article")
            hint = tr("write it in docs/articles/SLUG.md, or use 'factdesk:home'")
            yield PageFinding(match.start(1), len(match[1]), message, hint)
        elif match[1] not in DIRECTIVES:
            hint = tr("valid directives are: {names}", names=", ".join(DIRECTIVES))
            message = tr("unknown directive 'factdesk:{found}'", found=match[1])
            yield PageFinding(match.start(1), len(match[1]), message, hint)


#: All checks of written pages.
PAGE_CHECKS = (
    links_lead_to_claims,
    placeholders_are_filled_in,
    directives_are_known,
)


def without_code(markdown: str) -> str:
    """Return the text with code replaced by spaces."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark is not None and mark[1].startswith(fence) and line.strip() == mark[1]
            fence = "" if closes else fence
            lines.append(" " * len(line))
        elif mark:
            fence = mark[1]
            lines.append(" " * len(line))
        else:
            lines.append(_without_code_spans(line))
    return "\n".join(lines)


def _without_code_spans(line: str) -> str:
    """Return a line with code spans replaced by spaces, in linear time.

    A span ends at the next run of as many backticks. A pattern with a back-reference would take
    minutes on a line with many runs.
    """
    runs = [match.span() for match in _BACKTICKS.finditer(line)]
    closing: dict[int, int] = {}
    ends: list[int | None] = [None] * len(runs)
    for n in range(len(runs) - 1, -1, -1):
        start, end = runs[n]
        ends[n] = closing.get(end - start)
        closing[end - start] = n
    pieces, position, n = [], 0, 0
    while n < len(runs):
        last = ends[n]
        if last is not None:
            start, end = runs[n][0], runs[last][1]
            pieces += [line[position:start], " " * (end - start)]
            position, n = end, last
        n += 1
    return "".join((*pieces, line[position:]))


def check_navigation(
    targets: Iterable[str], text: str, path: str, slugs: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each unknown claim in the navigation.

    ``targets`` are the links of its entries, ``text`` is the content of the configuration file.
    """
    for target in dict.fromkeys(targets):
        slug = target.removeprefix(CLAIM_SCHEME).partition("#")[0]
        if target.startswith(CLAIM_SCHEME) and slug not in slugs:
            place = _nav_place(target, text, path, len(slug))
            yield CODES["FD505"].problem(tr("there is no claim '{slug}'", slug=slug), place)


def _nav_place(target: str, text: str, path: str, length: int) -> Place:
    """Return the location of an entry; the start of the file if it comes from elsewhere."""
    match = re.search(rf"^[^#\n]*?({re.escape(target)})(?![\w-])", text, re.MULTILINE)
    if not match:
        return Place(path)
    line = text.count("\n", 0, match.start(1)) + 1
    column = match.start(1) - text.rfind("\n", 0, match.start(1)) + len(CLAIM_SCHEME)
    return Place(path, line, column, max(length, 1))
