"""How many sources a claim's evidence really goes back to.

Independent *roots* are counted, not links: ten papers that repeat one estimate are one root.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from factdesk.text.slugs import fold
from factdesk.text.urls import BadURL, parse_url


class Evidence(Protocol):
    """As much of a source as its independence depends on; every ``Source`` has it."""

    @property
    def id(self) -> str | None:
        """The name by which others derive from it."""

    @property
    def url(self) -> str:
        """Where it is."""

    @property
    def origin(self) -> str | None:
        """What it goes back to, where that was not consulted itself."""

    @property
    def derived_from(self) -> tuple[str, ...]:
        """The ids of the sources that it repeats."""


def roots(sources: Sequence[Evidence]) -> dict[str, frozenset[str]]:
    """Return, for each source id, the roots that it goes back to.

    A source that names others in ``derived_from`` has their roots. Otherwise its root is its
    ``origin`` where that is named, and else its own address, so that two entries for one page are
    one root. Ids in ``derived_from`` that do not exist, and circles, count as nothing: they are
    errors of their own.
    """
    by_id = {source.id or "": source for source in sources}
    return {id_: _roots_of(id_, by_id) for id_ in by_id}


def _roots_of(id_: str, by_id: Mapping[str, Evidence]) -> frozenset[str]:
    found, seen, waiting = set(), {id_}, [id_]
    while waiting:
        source = by_id[waiting.pop()]
        if not source.derived_from:
            found.add(_own_root(source))
        for parent in source.derived_from:
            if parent in by_id and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return frozenset(found)


def count_roots(sources: Sequence[Evidence]) -> int:
    """Return the number of independent roots of these sources."""
    return len({_own_root(source) for source in sources if not source.derived_from})


def _own_root(source: Evidence) -> str:
    if source.origin:
        return f"origin {fold(source.origin)}"
    try:
        return f"url {parse_url(source.url)}"
    except BadURL:  # an error of its own, and still a source
        return f"url {source.url}"
