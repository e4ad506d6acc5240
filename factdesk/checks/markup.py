"""FD016, FD017, FD218, FD221: markup that a page shows as typed, and links that do not work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import unquote

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import sources_of
from factdesk.checks.written_pages import without_code
from factdesk.messages.catalogue import tr, tr_quoted
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ScalarNode, Stretch
from factdesk.text.shown import shown
from factdesk.text.urls import BadURL, is_site_address, parse_url

if TYPE_CHECKING:
    from factdesk.text.markdown import MarkdownLink

_HAS_ENGINE = find_spec("comrak") is not None
_HTML = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|mark|ol|p|pre"
    r"|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul|video)"
    r"(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"!?\[[^\]\n]+\]\((?:https?:|mailto:|claim:)[^)\s]*\)|\*\*[^*\s][^*\n]*\*\*|^#{1,6} \S",
    re.MULTILINE,
)
# In most texts, every bracket begins a citation, and no digit is raised. Counting brackets is much
# faster than matching the full patterns.
_RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹⁰]")
_CITED = re.compile(r"\[@[^\]\n]*\]")
_BARE = re.compile(r"\[(?!@[\w-]|\d)|(?<!\[)@")
# Superscript digits after punctuation: after a letter they may be part of a unit, such as m².
_NUMBER = re.compile(
    r"(?<![\w\]!])\[\^?(?P<footnote>\d{1,3})\](?![\w(\[:])"
    r"|(?<=[.,;:!?)\"”“’»])(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})(?!\w)"
)
_AUTOLINK = re.compile(
    r"<((?:ftp|file|javascript|data|tel|sms|irc|magnet):[^>\s]*)>", re.IGNORECASE
)
#: The sections of a claim page; those for sources depend on the stances of the sources.
_SECTIONS = frozenset([
    "appearances", "change", "check", "history", "limits", "parts", "related", "replies", "why",
    "words", "alone", "further", "supports", "contradicts", "context",
])  # fmt: skip
#: Fields that quote other texts word for word, including any markup.
_VERBATIM = frozenset(["quote", "exact", "prefix", "suffix"])

#: A message and a hint.
_Sentence: TypeAlias = tuple[str, str | None]


@check("FD016")
def texts_have_no_html(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "<" not in file.text and "&" not in file.text:
        return
    analysis = file.root.scalar("analysis")
    for scalar in file.scalars:
        value = without_code(scalar.value) if scalar is analysis else scalar.value
        match = _HTML.search(value)
        if match and not value.startswith("http") and not _is_verbatim(file, scalar):
            yield Finding(
                _stretch(file, scalar, match[0]),
                tr("{found} is shown as typed", found=shown(match[0])),
            )


@check("FD017")
def only_the_analysis_has_markdown(file: ClaimFile, _: Context) -> Iterator[Finding]:
    text = file.text  # searching for one character is faster than for two
    may_be_link, may_be_bold = "(" in text and "](" in text, "*" in text and "**" in text
    if not may_be_link and not may_be_bold and "#" not in text:
        return
    analysis = file.root.scalar("analysis")
    for scalar in file.scalars:
        match = _MARKDOWN.search(scalar.value) if scalar is not analysis else None
        is_link = match and scalar.value.startswith("[") and match[0] == scalar.value
        if match and not is_link and not _is_verbatim(file, scalar):
            yield Finding(
                _stretch(file, scalar, match[0]),
                tr("{found} is shown as typed", found=shown(match[0])),
            )


@check("FD218", needs="analysis")
def citations_name_their_source(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    if analysis is None:
        return
    written = analysis.value
    has_others = not (written.count("[@") == written.count("[") == written.count("@"))
    if not has_others and (written.isascii() or not _RAISED.search(written)):
        return
    ids = [id_ for id_, _ in sources_of(file)]
    text = without_code(written)
    for match in _NUMBER.finditer(text):
        number = int(unicodedata.normalize("NFKC", match["footnote"] or match["raised"]))
        yield _no_citation(file, match[0], ids[number - 1] if 0 < number <= len(ids) else "id")
    if ids and has_others and _BARE.search(written):
        outside = _CITED.sub(lambda cited: " " * len(cited[0]), text)
        for match in _bare_citation(tuple(ids)).finditer(outside):
            yield _no_citation(file, match[0], match["brackets"] or match["handle"])


def _no_citation(file: ClaimFile, found: str, id_: str) -> Finding:
    analysis = file.root.scalar("analysis")
    assert analysis is not None
    return Finding(
        _stretch(file, analysis, found),
        tr("{found} is not a citation", found=shown(found)),
        tr("to cite a source, write its id: [@{id}]", id=shown(id_)),
    )


@lru_cache(maxsize=256)
def _bare_citation(ids: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of ids in brackets without ``@``, and after ``@`` without brackets."""
    either = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    return re.compile(
        rf"(?<![\w\]!])\[\s*(?P<brackets>{either})\s*\](?![\w(\[:])"
        rf"|(?<![\w\[@/.])@(?P<handle>{either})(?![\w@./-]*\w)"
    )


@check("FD221", needs="analysis")
def links_lead_somewhere(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    if analysis is None:
        return
    links = {(link.start, link.end): link.href for link in _own_links(analysis.value)}
    if "<" in analysis.value:
        for match in _AUTOLINK.finditer(without_code(analysis.value)):
            links[match.span()] = match[1]
    ids = [id_ for id_, _ in sources_of(file)] if links else []
    dead = {span: why for span, href in links.items() if (why := _why_dead(href, ids))}
    for place, span in _places(file, analysis, sorted(dead)):
        yield Finding(place, *dead[span])


def site_links(file: ClaimFile) -> Iterator[tuple[str, ScalarNode | Stretch]]:
    """Yield the links of an analysis to claims and pages of the site, with their locations.

    A link is ``claim:slug`` or ``/folder/page/``, with or without a fragment.
    """
    analysis = file.root.scalar("analysis")
    if analysis is None:
        return
    links = {(link.start, link.end): link.href for link in _own_links(analysis.value)}
    for place, span in _places(file, analysis, sorted(links)):
        target = links[span]
        if target.startswith("claim:") or (target.startswith("/") and is_site_address(target)):
            yield target, place


@lru_cache(maxsize=1)  # a check and `site_links` ask for the same text
def _own_links(text: str) -> list[MarkdownLink]:
    """Return the links of a Markdown text, except http, https and mailto links.

    Without the Markdown engine, as in a browser, none are returned: the build finds them.
    """
    if not _HAS_ENGINE or ("](" not in text and "]:" not in text):
        return []
    from factdesk.text.markdown import dead_links

    return dead_links(text, lambda _: None)


def _why_dead(target: str, ids: Collection[str]) -> _Sentence | None:
    """Return what is wrong with a link, or None if nothing is or only the collection can tell."""
    if target.startswith("#") and is_site_address(target):
        is_there = target[1:] in _SECTIONS or target.removeprefix("#source-") in ids
        if is_there:
            return None
        return (
            tr("a claim page has no place {target}", target=_quoted(target)),
            tr("link to a source as #source-ID"),
        )
    if target.startswith("claim:") or is_site_address(target):
        return None
    return tr(
        "{target} does not become a link: {reason}",
        target=_quoted(target),
        reason=_why_not(target),
    ), None


def _why_not(target: str) -> str:
    """Return why a target does not become a link."""
    scheme, colon, _ = target.partition(":")
    if scheme.lower() in ("http", "https"):
        try:
            parse_url(target)
        except BadURL as error:
            return str(error)
    if target.startswith("//"):
        return tr("an address begins with https:// or http://")
    if scheme.lower() == "mailto":
        return tr("this is not an e-mail address")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return tr("links to '{scheme}:' are not allowed", scheme=scheme)
    return tr("it is relative; write the full address, or claim:… for another claim")


def _quoted(target: str) -> str:
    return tr_quoted(shown(unquote(target)))


def _places(
    file: ClaimFile, scalar: ScalarNode, spans: Iterable[tuple[int, int]]
) -> Iterator[tuple[ScalarNode | Stretch, tuple[int, int]]]:
    """Yield the locations of parts of a scalar's value, given in order."""
    at = 0
    for start, end in spans:
        line, _, _ = scalar.value[start:end].partition("\n")  # the next line is indented
        place = _stretch(file, scalar, line, at)
        at = place.end if isinstance(place, Stretch) else at
        yield place, (start, end)


def _stretch(
    file: ClaimFile, scalar: ScalarNode, written: str, start: int = 0
) -> ScalarNode | Stretch:
    """Return the location of these characters in a scalar; if folded, that of the scalar."""
    found = file.text.find(written, max(scalar.start, start), scalar.end)
    return Stretch(found, found + len(written)) if found >= 0 else scalar


def _is_verbatim(file: ClaimFile, scalar: ScalarNode) -> bool:
    path = file.field_at(scalar)
    return bool(path) and path[-1] in _VERBATIM
