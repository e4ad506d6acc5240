"""FD203, FD211, FD214, FD215: citations in the analysis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.field_names import field_meant, fields_at
from factdesk.checks.lenient import is_judged, sources_of
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ScalarNode, Stretch
from factdesk.text.citations import SOURCE_ID, Citation, find_citations
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

_NOT_OF_AN_ID = re.compile(r"[^A-Za-z0-9_-]+")
#: The maximum number of wrong citations that are reported.
_MOST = 100


@check("FD203", needs="analysis")
def citations_name_sources(file: ClaimFile, _: Context) -> Iterator[Finding]:
    ids = [id_ for id_, _ in sources_of(file)]
    known = {"", *ids}
    if _cited_ids(file) <= known or (not ids and _has_other_sources(file)):
        return
    # FD206 reports ids with other characters.
    known |= {_NOT_OF_AN_ID.sub("", id_) for id_ in ids}
    left = _MOST
    for citation, place in _cited(file):
        if citation.id not in known and left:
            known.add(citation.id)
            left -= 1
            near = nearest(citation.id, [id_ for id_ in ids if SOURCE_ID.fullmatch(id_)])
            message = tr("there is no source '{id}'", id=shown(citation.id))
            yield Finding(
                place, message, tr("did you mean [@{near}]?", near=near) if near else None
            )


def _has_other_sources(file: ClaimFile) -> bool:
    """Return whether the sources have a wrong type or field name, which is reported elsewhere."""
    names = (name for name in file.root.keys if name not in fields_at(()))
    return "sources" in file.root.keys or any(
        field_meant(name, fields_at(())) == "sources" for name in names
    )


@check("FD215", needs="analysis")
def citations_are_well_formed(file: ClaimFile, _: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for citation, place in _cited(file) if "" in _cited_ids(file) else ():
        analysis = file.root.text("analysis")
        written = analysis[citation.start : citation.end]
        if not citation.id and written not in seen and len(seen) < _MOST:
            seen.add(written)
            hint = None
            if analysis.startswith("(", citation.end):
                hint = tr("put a space between the citation and the parenthesis")
            elif written[2:-1].strip() in (id_ for id_, _ in sources_of(file)):
                hint = tr("an id can contain only the letters a to z, digits, '-' and '_'")
            yield Finding(
                place, tr("this is not a citation: {written}", written=shown(written)), hint
            )


@check("FD211", needs="analysis")
def every_source_is_cited(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if file.root.scalar("analysis") is None or not is_judged(file):
        return
    cited = _cited_ids(file)
    for id_, source in sources_of(file):
        if id_ not in cited and SOURCE_ID.fullmatch(id_):
            node = source.scalar("id") or source.scalar("title") or source
            yield Finding(node, tr("the analysis never cites '{id}'", id=shown(id_)))


@check("FD214")
def citations_stand_in_the_analysis(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    start, end = (analysis.start, analysis.end) if analysis else (0, 0)
    # Searching for one character is faster than for two.
    if file.text.find("@", 0, start) < 0 and file.text.find("@", end) < 0:
        return
    ids = {id_ for id_, _ in sources_of(file)}
    for scalar in file.scalars:
        if "[@" in scalar.value and scalar is not analysis:
            for citation, place in _located(file, scalar, find_citations(scalar.value)):
                if citation.id in ids:
                    yield Finding(place, tr("[@{id}] is shown as typed here", id=citation.id))
                    break


@lru_cache(maxsize=1)  # several checks ask for the same file in succession
def _cited_ids(file: ClaimFile) -> set[str]:
    """Return the ids that the analysis cites; the id of a malformed citation is empty."""
    return {citation.id for citation in find_citations(file.root.text("analysis"))}


def _cited(file: ClaimFile) -> Iterator[tuple[Citation, ScalarNode | Stretch]]:
    """Yield the citations of the analysis with their places."""
    if analysis := file.root.scalar("analysis"):
        yield from _located(file, analysis, find_citations(analysis.value))


def _located(
    file: ClaimFile, text: ScalarNode, citations: Iterable[Citation]
) -> Iterator[tuple[Citation, ScalarNode | Stretch]]:
    """Yield citations in a text, each with its place in the file.

    Folding and indentation change the position of text, but hardly ever split a citation, so it is
    found again by its characters. After a citation that is not found, the location is the full
    text.
    """
    at = text.start
    for citation in citations:
        written = text.value[citation.start : citation.end]
        found = file.text.find(written, at, text.end) if at < text.end else -1
        at = found + len(written) if found >= 0 else text.end
        yield citation, Stretch(found, at) if found >= 0 else text
