"""FD2xx: sources, their ids, and the sources from which they derive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import (
    SourceFields,
    appearances_of,
    claimant_of,
    did_you_mean,
    evidence_of,
    is_address,
    is_judged,
    sources_of,
    tone_of,
)
from factdesk.claims.evidence import count_roots, independent_origins
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import SourceKind, Stance
from factdesk.messages.catalogue import tr, tr_count, tr_noop
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import MappingNode, Node, ScalarNode
from factdesk.text.documents import archive_fault, document_key, is_archived
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown
from factdesk.text.slugs import fold

#: The number of independent sources that a verdict needs.
_LEAST_ORIGINS = 2
#: The stance of these sources.
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
            yield Finding(node, tr("two sources have the id '{id}'", id=shown(id_)), None, (first,))


@check("FD204")
def derived_from_names_sources(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "derived_from" not in file.texts:
        return
    ids = [id_ for id_, _ in sources_of(file)]
    known = set(ids)
    for source in file.root.mappings("sources"):
        for parent in source.scalars("derived_from"):
            if parent.value not in known:
                near = nearest(parent.value, ids)
                yield Finding(
                    parent,
                    tr("there is no source '{parent}'", parent=shown(parent.value)),
                    did_you_mean(near),
                )


@check("FD205")
def nothing_derives_from_itself(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "derived_from" not in file.texts:
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
        yield Finding(
            node, tr("'{circle}' derives from itself: {way}", circle=shown(circle[0]), way=way)
        )


def _circles(parents: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield a cycle for each edge that closes one, in linear time and without recursion."""
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
            yield Finding(copy, tr("the archived copy has the address of the page itself"))


@check("FD216")
def archived_copy_is_a_copy_of_that_page(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for copy, page, fault in _archived_copies(file):
        is_page = document_key(copy.value) == document_key(page) and not is_archived(copy.value)
        if fault and not is_page:
            yield Finding(copy, fault)


def _archived_copies(file: ClaimFile) -> Iterator[tuple[ScalarNode, str, str | None]]:
    """Yield each 'archived_url', the address of its page, and what is wrong with the copy."""
    if "archived_url" not in file.texts:
        return
    for fields in (*file.root.mappings("sources"), *file.root.mappings("appearances")):
        copy, page = fields.scalar("archived_url"), fields.text("url")
        if copy and is_address(page):
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


_TOO_FEW_ON_A_SIDE = {
    (Stance.SUPPORTS, 0): tr_noop(
        "no independent source supports this claim, but its verdict needs two"
    ),
    (Stance.SUPPORTS, 1): tr_noop(
        "one independent source supports this claim, but its verdict needs two"
    ),
    (Stance.CONTRADICTS, 0): tr_noop(
        "no independent source contradicts this claim, but its verdict needs two"
    ),
    (Stance.CONTRADICTS, 1): tr_noop(
        "one independent source contradicts this claim, but its verdict needs two"
    ),
}


def _too_few(sources: Sequence[SourceFields], origins: int, side: Stance | None) -> str:
    if side and any(source.stance not in (side, "") for source in sources):
        return tr(_TOO_FEW_ON_A_SIDE[side, origins])
    if origins == 0:
        return tr("no source is independent of the places where the claim appeared")
    if count_roots(sources) > origins:
        return tr("only one source is independent of the places where the claim appeared")
    return tr_count(
        "there is only one source", "all {n} sources go back to one origin", len(sources)
    )


@check("FD217", needs="appearances")
def appearance_is_no_evidence(file: ClaimFile, _: Context) -> Iterator[Finding]:
    own = {document_key(appearance.url) for appearance in appearances_of(file)}
    for source in file.root.mappings("sources") if is_judged(file) else ():
        url = source.scalar("url")
        takes_side = source.text("stance") in (Stance.SUPPORTS, Stance.CONTRADICTS)
        if url and takes_side and document_key(url.value) in own:
            yield Finding(url, tr("the claim itself appeared at this address"))


@check("FD209")
def a_source_is_primary(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    if is_judged(file) and sources and all(s.text("kind") != SourceKind.PRIMARY for s in sources):
        yield Finding(file.root.key("sources") or file.root, tr("no source is primary"))


@check("FD210")
def sources_are_archived(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    has_any = "archived_url" in file.texts
    bare = [source for source in sources if not (has_any and _has_copy(source))]
    if is_judged(file) and bare:
        message = (
            tr("the only source has no archived copy")
            if len(sources) == 1
            else tr_count(
                "{n} of {total} sources has no archived copy",
                "{n} of {total} sources have no archived copy",
                len(bare),
                total=len(sources),
            )
        )
        yield Finding(file.root.key("sources") or file.root, message)


def _has_copy(source: MappingNode) -> bool:
    copy, page = source.text("archived_url"), source.text("url")
    return bool(copy) and (not is_address(page) or archive_fault(copy, page) is None)


_IS_CLAIMANT = {
    "publisher": tr_noop("the publisher of this source is the claimant, but it has no 'interest'"),
    "author": tr_noop("the author of this source is the claimant, but it has no 'interest'"),
}


@check("FD212")
def claimant_as_a_source_is_marked(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claimant = fold(claimant_of(file))
    if not claimant or not is_judged(file):
        return
    for source in file.root.mappings("sources"):
        for role, message in _IS_CLAIMANT.items():
            name = source.scalar(role)
            if name and fold(name.value) == claimant and source.node("interest") is None:
                yield Finding(name, tr(message))
                break


@check("FD213")
def each_document_is_one_source(file: ClaimFile, _: Context) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for source in file.root.mappings("sources"):
        url = source.scalar("url")
        if url and is_address(url.value):
            first = seen.setdefault(document_key(url.value), url)
            if first is not url:
                message = tr("another source of this claim is the same document")
                yield Finding(url, message, None, (first,))


@check("FD222", needs="sources")
def shared_sources_exist(file: ClaimFile, context: Context) -> Iterator[Finding]:
    names = context.shared.files
    for source in file.root.mappings("sources") if "use" in file.texts else ():
        use = source.scalar("use")
        if use is not None and use.value not in names:
            near = nearest(use.value.removesuffix(".yml"), list(names))
            hint = did_you_mean(near)
            yield Finding(use, tr("there is no shared source '{use}'", use=shown(use.value)), hint)
