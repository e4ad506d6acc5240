"""The sources on a claim page: numbered in the order of citation, grouped by stance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factdesk.claims.claim import Source
from factdesk.claims.verdicts import Tone, Verdict
from factdesk.claims.vocabulary import Stance

#: In the order of the page. Iterating over an enumeration is slow.
_STANCES = tuple(Stance)

#: The number of sources of a group that are not folded.
OPEN = 2

#: Verdicts that the evidence for a claim decides, and those that the evidence against it decides.
_DECIDED_FOR = {Tone.TRUE, Tone.MOSTLY_TRUE}
_DECIDED_AGAINST = {Tone.FALSE, Tone.MOSTLY_FALSE, Tone.MISLEADING, Tone.OUTDATED}


class NumberedSource(NamedTuple):
    """A source with its number on the page, and how often the analysis cites it."""

    number: int
    source: Source
    citations: int


class StanceGroup(NamedTuple):
    """The sources of one stance.

    ``id`` is the stance; or ``further`` for sources without a stance next to others that have one;
    or ``alone`` if none has one. It selects the section's texts and is its fragment.
    """

    id: str
    sources: tuple[NumberedSource, ...]

    @property
    def shown(self) -> tuple[NumberedSource, ...]:
        """The sources that are not folded."""
        return self.sources[:OPEN]

    @property
    def folded(self) -> tuple[NumberedSource, ...]:
        """The folded sources."""
        return self.sources[OPEN:]


class Numbering:
    """Numbers a claim's sources: first those that the analysis cites, in the order of citation."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Store the sources; none has a number yet."""
        self.by_id = {source.id or "": source for source in sources}
        self._numbers: dict[str, int] = {}
        self._citations: Counter[str] = Counter()

    def cite(self, id_: str) -> tuple[int, int] | None:
        """Return the source's number, and how often it has been cited with this citation.

        None if the claim has no such source.
        """
        if id_ not in self.by_id:
            return None
        self._citations[id_] += 1
        return self._numbers.setdefault(id_, len(self._numbers) + 1), self._citations[id_]

    def finish(self) -> tuple[NumberedSource, ...]:
        """Return all sources in the order of their numbers; uncited ones get the last numbers."""
        for id_ in self.by_id:
            self._numbers.setdefault(id_, len(self._numbers) + 1)
        return tuple(
            NumberedSource(number, self.by_id[id_], self._citations[id_])
            for id_, number in self._numbers.items()
        )


def stance_groups(
    sources: Iterable[NumberedSource], verdict: Verdict | None = None, *, sides: bool = True
) -> list[StanceGroup]:
    """Return the sources by stance: the side that decides the verdict first, then context, none.

    If any source has a stance, the groups for and against are both returned, even if one is empty,
    because readers should know that nothing was found on one side. Without ``sides``, as for an
    explainer, there is one group.
    """
    if not sides:
        together = tuple(sources)
        return [StanceGroup("alone", together)] if together else []
    by_stance: dict[Stance | None, list[NumberedSource]] = {s: [] for s in (*_STANCES, None)}
    for numbered in sources:
        by_stance[numbered.source.stance].append(numbered)
    without = tuple(by_stance.pop(None))
    if not any(by_stance.values()):
        return [StanceGroup("alone", without)] if without else []
    groups = [
        StanceGroup(stance.value, tuple(members))
        for stance, members in by_stance.items()
        if stance is not None and (members or stance is not Stance.CONTEXT)
    ]
    if _is_decided_against(groups[0], groups[1], verdict):
        groups[:2] = groups[1], groups[0]
    return [*groups, StanceGroup("further", without)] if without else groups


def _is_decided_against(supporting: StanceGroup, against: StanceGroup, by: Verdict | None) -> bool:
    """Return whether evidence against decides the verdict or, if none decides, is larger."""
    if by and by.tone in _DECIDED_FOR | _DECIDED_AGAINST:
        return by.tone in _DECIDED_AGAINST
    return len(against.sources) > len(supporting.sources)
