"""A claim's sources as its page shows them: numbered as they are cited, and grouped by stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factdesk.claims.claim import Source
from factdesk.claims.vocabulary import Stance

#: In the order in which a page shows them; iterating over an enumeration is slow.
_STANCES = tuple(Stance)


class NumberedSource(NamedTuple):
    """A source with its number on the page, and how often the check cites it."""

    number: int
    source: Source
    citations: int


class StanceGroup(NamedTuple):
    """The sources of one stance.

    ``id`` is the stance, or ``further`` for sources that take none beside others that do, or
    ``alone`` where none does; it names the section's words and its place on the page.
    """

    id: str
    sources: tuple[NumberedSource, ...]


class Numbering:
    """Numbers a claim's sources: first those that the check cites, in the order of citing."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Begin with sources that have no number yet."""
        self.by_id = {source.id or "": source for source in sources}
        self._numbers: dict[str, int] = {}
        self._citations: Counter[str] = Counter()

    def cite(self, id_: str) -> tuple[int, int] | None:
        """Return the source's number, and the how-manieth citation of it this is.

        None when the claim has no such source.
        """
        if id_ not in self.by_id:
            return None
        self._citations[id_] += 1
        return self._numbers.setdefault(id_, len(self._numbers) + 1), self._citations[id_]

    def finish(self) -> tuple[NumberedSource, ...]:
        """Give the sources that were not cited the numbers that follow, and return all in order."""
        for id_ in self.by_id:
            self._numbers.setdefault(id_, len(self._numbers) + 1)
        return tuple(
            NumberedSource(number, self.by_id[id_], self._citations[id_])
            for id_, number in self._numbers.items()
        )


def stance_groups(sources: Iterable[NumberedSource]) -> list[StanceGroup]:
    """Return the sources by stance: for, against, context, none.

    Where any source takes a stance, for and against are both there, if need be empty: that nothing
    was found on one group is itself worth knowing.
    """
    found: dict[Stance | None, list[NumberedSource]] = {stance: [] for stance in (*_STANCES, None)}
    for numbered in sources:
        found[numbered.source.stance].append(numbered)
    free = tuple(found.pop(None))
    if not any(found.values()):
        return [StanceGroup("alone", free)] if free else []
    weighed = [
        StanceGroup(stance.value, tuple(members))
        for stance, members in found.items()
        if stance is not None and (members or stance is not Stance.CONTEXT)
    ]
    return [*weighed, StanceGroup("further", free)] if free else weighed
