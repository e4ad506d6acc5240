"""FD2xx: the sources, their ids and what they derive from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.checks.lenient import (
    SourceFields,
    appearances_of,
    claimant_of,
    evidence_of,
    is_address,
    is_judged,
    nearest,
    sources_of,
    tone_of,
)
from factdesk.checks.registry import Context, Finding, check
from factdesk.claims.evidence import count_roots, independent_origins
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import SourceKind, Stance
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Mapping, Node, Scalar
from factdesk.text.documents import archive_fault, document_key, is_archived
from factdesk.text.shown import shown
from factdesk.text.slugs import fold

#: Independent sources that a verdict needs.
_LEAST_ORIGINS = 2
#: The side that these come from.
_SIDES: dict[Tone | None, Stance] = {
    Tone.TRUE: Stance.SUPPORTS,
    Tone.MOSTLY_TRUE: Stance.SUPPORTS,
    Tone.FALSE: Stance.CONTRADICTS,
    Tone.MOSTLY_FALSE: Stance.CONTRADICTS,
}
_OPPOSITE = {Stance.SUPPORTS: Stance.CONTRADICTS, Stance.CONTRADICTS: Stance.SUPPORTS}


@check("FD202")
def source_ids_are_unique(file: ClaimFile, _: Context) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for id_, source in sources_of(file):
        node = source.scalar("id") or source
        first = seen.setdefault(id_, node)
        if first is not node:
            yield Finding(node, f"two sources have the id '{shown(id_)}'", None, (first,))


@check("FD204")
def derived_from_names_sources(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "derived_from" not in file.text:
        return
    ids = [id_ for id_, _ in sources_of(file)]
    known = set(ids)
    for source in file.root.mappings("sources"):
        for parent in source.scalars("derived_from"):
            if parent.value not in known:
                near = nearest(parent.value, ids)
                yield Finding(
                    parent,
                    f"there is no source '{shown(parent.value)}'",
                    f"did you mean '{near}'?" if near else None,
                )


@check("FD205")
def nothing_derives_from_itself(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "derived_from" not in file.text:
        return
    sources = dict(sources_of(file))
    parents = {
        id_: [p.value for p in source.scalars("derived_from")] for id_, source in sources.items()
    }
    for circle in _circles(parents):
        node = sources[circle[0]].node("derived_from")
        assert node is not None
        steps = [*circle[:5], "…"] if len(circle) > 5 else circle
        way = " → ".join(shown(step) for step in (*steps, circle[0]))
        yield Finding(node, f"'{shown(circle[0])}' derives from itself: {way}")


def _circles(parents: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield a circle for each step that closes one, in linear time and without recursion."""
    done: set[str] = set()
    for start, first in parents.items():
        if start in done:
            continue
        way, on_way = [start], {start: 0}
        waiting = [iter(first)]
        while waiting:
            parent = next(waiting[-1], None)
            if parent is None:
                waiting.pop()
                done.add(way[-1])
                del on_way[way.pop()]
            elif parent in on_way:
                yield way[on_way[parent] :]
            elif parent in parents and parent not in done:
                on_way[parent] = len(way)
                way.append(parent)
                waiting.append(iter(parents[parent]))


@check("FD207")
def archived_copy_is_elsewhere(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for copy, page, fault in _archived_copies(file):
        if fault and document_key(copy.value) == document_key(page) and not is_archived(copy.value):
            yield Finding(copy, "the archived copy has the address of the page itself")


@check("FD216")
def archived_copy_is_a_copy_of_that_page(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for copy, page, fault in _archived_copies(file):
        is_page = document_key(copy.value) == document_key(page) and not is_archived(copy.value)
        if fault and not is_page:
            yield Finding(copy, fault)


def _archived_copies(file: ClaimFile) -> Iterator[tuple[Scalar, str, str | None]]:
    """Yield each 'archived_url', the address of its page, and what is wrong with the copy."""
    for fields in (*file.root.mappings("sources"), *file.root.mappings("appearances")):
        copy, page = fields.scalar("archived_url"), fields.text("url")
        if copy and page:
            yield copy, page, archive_fault(copy.value, page)


@check("FD208")
def sources_are_independent(file: ClaimFile, context: Context) -> Iterator[Finding]:
    sources = evidence_of(file) if is_judged(file) else []
    if not sources:
        return
    origins = independent_origins(sources, appearances_of(file))
    side = _SIDES.get(tone_of(file.root, context.scale))
    if side is None:
        independent = set[str]().union(*origins.values())
    elif origins[side] or origins[None] or not origins[_OPPOSITE[side]]:
        independent = origins[side] | origins[None]
    else:  # FD404 reports that all evidence is on the other side
        return
    if len(independent) < _LEAST_ORIGINS:
        message = _too_few(sources, len(independent), side)
        yield Finding(file.root.key("sources") or file.root, message)


def _too_few(sources: Sequence[SourceFields], origins: int, side: Stance | None) -> str:
    if side and any(source.stance not in (side, "") for source in sources):
        what = "no independent source" if origins == 0 else "one independent source"
        return f"{what} {side} this claim, as its verdict needs"
    if origins == 0:
        return "no source is independent of the places where the claim appeared"
    if count_roots(sources) > origins:
        return "only one source is independent of the places where the claim appeared"
    n = len(sources)
    return "one source is one origin" if n == 1 else f"all {n} sources go back to one origin"


@check("FD217")
def appearance_is_no_evidence(file: ClaimFile, _: Context) -> Iterator[Finding]:
    own = {document_key(appearance.url) for appearance in appearances_of(file)}
    for source in file.root.mappings("sources") if is_judged(file) else ():
        url = source.scalar("url")
        takes_side = source.text("stance") in (Stance.SUPPORTS, Stance.CONTRADICTS)
        if url and takes_side and document_key(url.value) in own:
            yield Finding(url, "the claim itself appeared at this address")


@check("FD209")
def a_source_is_primary(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    if is_judged(file) and sources and all(s.text("kind") != SourceKind.PRIMARY for s in sources):
        yield Finding(file.root.key("sources") or file.root, "no source is primary")


@check("FD210")
def sources_are_archived(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    bare = [source for source in sources if not _has_copy(source)]
    if is_judged(file) and bare:
        have = "has" if len(bare) == 1 else "have"
        message = f"{len(bare)} of {len(sources)} sources {have} no archived copy"
        yield Finding(file.root.key("sources") or file.root, message)


def _has_copy(source: Mapping) -> bool:
    copy = source.text("archived_url")
    return bool(copy) and archive_fault(copy, source.text("url")) is None


@check("FD212")
def claimant_as_a_source_is_marked(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claimant = fold(claimant_of(file))
    if not claimant or not is_judged(file):
        return
    for source in file.root.mappings("sources"):
        for role in ("publisher", "author"):
            name = source.scalar(role)
            if name and fold(name.value) == claimant and source.node("interest") is None:
                yield Finding(
                    name, f"the {role} of this source is the claimant, and no 'interest' says so"
                )
                break


@check("FD213")
def each_document_is_one_source(file: ClaimFile, _: Context) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for source in file.root.mappings("sources"):
        url = source.scalar("url")
        if url and is_address(url.value):
            first = seen.setdefault(document_key(url.value), url)
            if first is not url:
                message = "another source of this claim is the same document"
                yield Finding(url, message, None, (first,))
