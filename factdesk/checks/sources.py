"""FD2xx: the sources, their ids and what they derive from."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.lenient import claimant_of, evidence_of, is_judged, nearest, sources_of
from factdesk.checks.registry import Context, Finding, check
from factdesk.claims.evidence import count_roots
from factdesk.claims.vocabulary import SourceKind
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Mapping, Node
from factdesk.text.shown import shown
from factdesk.text.slugs import fold
from factdesk.text.urls import BadURL, parse_url


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
    for fields in (*file.root.mappings("sources"), *file.root.mappings("appearances")):
        copy = fields.scalar("archived_url")
        if copy and copy.value.rstrip("/") == fields.text("url").rstrip("/"):
            yield Finding(copy, "the archived copy has the address of the page itself")


@check("FD208")
def roots_are_independent(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = evidence_of(file) if is_judged(file) else []
    if sources and count_roots(sources) < 2:
        n = len(sources)
        message = "one source is one root" if n == 1 else f"all {n} sources go back to one root"
        yield Finding(file.root.key("sources") or file.root, message)


@check("FD209")
def a_source_is_primary(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    if is_judged(file) and sources and all(s.text("kind") != SourceKind.PRIMARY for s in sources):
        yield Finding(file.root.key("sources") or file.root, "no source is primary")


@check("FD210")
def sources_are_archived(file: ClaimFile, _: Context) -> Iterator[Finding]:
    sources = file.root.mappings("sources")
    bare = [source for source in sources if source.node("archived_url") is None]
    if is_judged(file) and bare:
        have = "has" if len(bare) == 1 else "have"
        message = f"{len(bare)} of {len(sources)} sources {have} no archived copy"
        yield Finding(file.root.key("sources") or file.root, message)


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
def each_address_is_one_source(file: ClaimFile, _: Context) -> Iterator[Finding]:
    seen: dict[str, Node] = {}
    for source in file.root.mappings("sources"):
        url = source.scalar("url")
        address = _address(source, "url")
        if url and address:
            first = seen.setdefault(address, url)
            if first is not url:
                yield Finding(
                    url, "another source of this claim has the same address", None, (first,)
                )


def _address(fields: Mapping, name: str) -> str | None:
    try:
        return parse_url(fields.text(name))
    except BadURL:
        return None
