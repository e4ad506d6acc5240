"""FD016, FD017, FD218, FD221: markup that a page shows as typed, and links that are no links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.checks.lenient import sources_of
from factdesk.checks.registry import Context, Finding, check
from factdesk.checks.written_pages import without_code
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Scalar, Stretch
from factdesk.text.shown import shown
from factdesk.text.urls import BadURL, parse_url

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
_NUMBER = re.compile(r"(?<![\w\]!])\[(\d{1,3})\](?![\w(\[:])")
_LINK = re.compile(r"(?<!\\)(?<!!)\[(?!@)[^\[\]\n]+\]\(\s*<?([^)\s>]*)")
_AUTOLINK = re.compile(
    r"<((?:ftp|file|javascript|data|tel|sms|irc|magnet):[^>\s]*)>", re.IGNORECASE
)
#: Fields that repeat a text word for word, whatever is in it.
_VERBATIM = frozenset(["quote", "exact", "prefix", "suffix"])


@check("FD016")
def texts_have_no_html(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "<" not in file.text and "&" not in file.text:
        return
    analysis = file.root.scalar("analysis")
    for scalar in file.scalars:
        value = without_code(scalar.value) if scalar is analysis else scalar.value
        match = _HTML.search(value)
        if match and not value.startswith("http") and not _is_verbatim(file, scalar):
            yield Finding(_stretch(file, scalar, match[0]), f"{shown(match[0])} is shown as typed")


@check("FD017")
def only_the_analysis_has_markdown(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "](" not in file.text and "**" not in file.text and "#" not in file.text:
        return
    analysis = file.root.scalar("analysis")
    for scalar in file.scalars:
        match = _MARKDOWN.search(scalar.value) if scalar is not analysis else None
        is_link = match and scalar.value.startswith("[") and match[0] == scalar.value
        if match and not is_link and not _is_verbatim(file, scalar):
            yield Finding(_stretch(file, scalar, match[0]), f"{shown(match[0])} is shown as typed")


@check("FD218")
def citations_name_their_source(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    if analysis is None:
        return
    ids = [id_ for id_, _ in sources_of(file)]
    for match in _NUMBER.finditer(without_code(analysis.value)):
        number = int(match[1])
        id_ = ids[number - 1] if 0 < number <= len(ids) else "id"
        hint = f"to cite a source, write its id: [@{shown(id_)}]"
        yield Finding(_stretch(file, analysis, match[0]), f"{match[0]} is not a citation", hint)


@check("FD221")
def links_lead_somewhere(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    if analysis is None:
        return
    text = without_code(analysis.value)
    at = 0
    for match in sorted([*_LINK.finditer(text), *_AUTOLINK.finditer(text)], key=_start):
        if reason := _no_link(match[1]):
            place = _stretch(file, analysis, match[0], at)
            at = place.end if isinstance(place, Stretch) else at
            yield Finding(place, f"'{shown(match[1])}' does not become a link: {reason}")


def _start(match: re.Match[str]) -> int:
    return match.start()


def _no_link(target: str) -> str | None:
    """Return why a target does not become a link, or None if it does."""
    scheme, colon, _ = target.partition(":")
    if scheme.lower() in ("http", "https"):
        try:
            parse_url(target)
        except BadURL as error:
            return str(error)
        return None
    if colon and scheme.lower() in ("mailto", "claim"):
        return None  # whether the claim exists, only the collection knows
    if target.startswith("//"):
        return "an address begins with https:// or http://"
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return f"links to '{scheme}:' are not allowed"
    return "it is relative; write the full address, or claim:… for another claim"


def claim_links(file: ClaimFile) -> Iterator[tuple[str, Scalar | Stretch]]:
    """Yield the slugs of the claims that an analysis links to, with their locations."""
    analysis = file.root.scalar("analysis")
    if analysis is None or "claim:" not in analysis.value:
        return
    at = 0
    for match in _LINK.finditer(without_code(analysis.value)):
        if match[1].startswith("claim:"):
            place = _stretch(file, analysis, match[1], at)
            at = place.end if isinstance(place, Stretch) else at
            yield match[1].removeprefix("claim:").partition("#")[0], place


def _stretch(file: ClaimFile, scalar: Scalar, written: str, start: int = 0) -> Scalar | Stretch:
    """Return where a scalar has these characters; the scalar where folding has moved them."""
    found = file.text.find(written, max(scalar.start, start), scalar.end)
    return Stretch(found, found + len(written)) if found >= 0 else scalar


def _is_verbatim(file: ClaimFile, scalar: Scalar) -> bool:
    return file.field_at(scalar).rpartition(".")[2] in _VERBATIM
