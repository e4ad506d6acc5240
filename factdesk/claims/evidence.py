"""Count the independent origins of the evidence for a claim.

Ten papers that repeat one estimate have one origin. The origins of a source are those of the
sources that it repeats (``derived_from``), else its named ``origin``, else the document at its
address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from factdesk.claims.vocabulary import Stance
from factdesk.text.documents import document_key
from factdesk.text.slugs import fold


class SourceLike(Protocol):
    """The fields of a source that determine its independence; every ``Source`` has them."""

    @property
    def id(self) -> str | None:
        """The id that other sources use in ``derived_from``."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def stance(self) -> str | None:
        """Whether it supports or contradicts the claim."""

    @property
    def origin(self) -> str | None:
        """The origin of its information, if that was not consulted itself."""

    @property
    def derived_from(self) -> tuple[str, ...]:
        """The ids of the sources that it repeats."""


class AppearanceLike(Protocol):
    """The field of an appearance that is needed to count sources."""

    @property
    def url(self) -> str:
        """The address where the claim appeared."""


def count_independent(
    sources: Sequence[SourceLike], appearances: Iterable[AppearanceLike]
) -> dict[Stance, int]:
    """Return the numbers of independent sources that support and that contradict a claim.

    Context, the appearances of the claim, and sources that derive from an appearance never count.
    """
    sides = independent_origins(sources, appearances)
    return {stance: len(sides[stance]) for stance in (Stance.SUPPORTS, Stance.CONTRADICTS)}


def sides_of(
    sources: Sequence[SourceLike], appearances: Iterable[AppearanceLike]
) -> tuple[int, int] | None:
    """Return the numbers of independent sources for and against; None without any stance."""
    if all(source.stance is None for source in sources):
        return None
    counts = count_independent(sources, appearances)
    return counts[Stance.SUPPORTS], counts[Stance.CONTRADICTS]


def independent_origins(
    sources: Sequence[SourceLike], appearances: Iterable[AppearanceLike]
) -> dict[Stance | None, set[str]]:
    """Return the origins of the sources by stance; the key None is for sources without a stance."""
    own = {_at(appearance.url) for appearance in appearances}
    sides: dict[Stance | None, set[str]] = {stance: set() for stance in _STANCES.values()}
    by_id = {source.id or "": source for source in sources}
    for source in sources:
        if _at(source.url) not in own:
            origins = _roots_of(source.id or "", by_id)
            sides[_STANCES.get(source.stance)].update(origins - own if own else origins)
    return sides


_STANCES: Mapping[str | None, Stance | None] = {None: None} | {each.value: each for each in Stance}


def roots(sources: Sequence[SourceLike]) -> dict[str, frozenset[str]]:
    """Return the origins of each source, by its id.

    Unknown ids in ``derived_from``, and cycles, are ignored: other checks report them.
    """
    by_id = {source.id or "": source for source in sources}
    return {id_: _roots_of(id_, by_id) for id_ in by_id}


def _roots_of(id_: str, by_id: Mapping[str, SourceLike]) -> frozenset[str]:
    if not by_id[id_].derived_from:
        return frozenset((_own_root(by_id[id_]),))
    origins, seen, waiting = set(), {id_}, [id_]
    while waiting:
        source = by_id[waiting.pop()]
        if not source.derived_from:
            origins.add(_own_root(source))
        for parent in source.derived_from:
            if parent in by_id and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return frozenset(origins)


def count_roots(sources: Sequence[SourceLike]) -> int:
    """Return the number of independent origins of all sources, regardless of their stance."""
    return len({_own_root(source) for source in sources if not source.derived_from})


def _own_root(source: SourceLike) -> str:
    return f"origin {fold(source.origin)}" if source.origin else _at(source.url)


def _at(url: str) -> str:
    return f"url {document_key(url)}"
