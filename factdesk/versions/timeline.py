"""Follow the file of each claim, commit by commit, across moves and renames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from factdesk.cache.fingerprint import fingerprint
from factdesk.claims.claim import ClaimSummary
from factdesk.claims.file_names import is_aside
from factdesk.git.changes import Commit, CommittedChange, History
from factdesk.reading.folder import RECORDS

_ENDING = ".yml"


class FileState(NamedTuple):
    """The file of a claim after a commit.

    ``path`` is relative to the folder of claims. ``blob`` is git's id of the content, ``record``
    that of the claim's evidence record; they are empty if there was none.
    """

    commit: Commit
    path: str
    blob: str
    record: str = ""


class Timeline(msgspec.Struct, frozen=True):
    """The states of one claim's file, oldest first. ``is_cut``: earlier states were not fetched."""

    states: tuple[FileState, ...] = ()
    is_cut: bool = False


#: The timeline of a claim that was never committed.
NO_TIMELINE = Timeline()


class _Event(NamedTuple):
    number: int
    state: FileState


class Timelines:
    """The timelines of all claims of a site."""

    def __init__(self, history: History) -> None:
        """Index the changes of a folder's files by the slugs of claims."""
        self._is_shallow = history.is_shallow
        self._changes: dict[str, list[tuple[int, CommittedChange]]] = {}
        self._records: dict[str, list[tuple[int, CommittedChange]]] = {}
        number, previous = -1, None
        for change in history.changes:
            number += change.commit.id != previous
            previous = change.commit.id
            folder, _, name = change.path.rpartition("/")
            slug = name.removesuffix(_ENDING)
            if slug == name or is_aside(name):
                continue
            if folder == RECORDS:
                self._records.setdefault(slug, []).append((number, change))
            elif not is_aside(folder):
                self._changes.setdefault(slug, []).append((number, change))

    def key(self, claim: ClaimSummary) -> str:
        """Return the fingerprint of a claim's timeline; empty if it was never committed."""
        parts: list[str] = []
        for slug in (claim.slug, *claim.aliases):
            for changes in (self._changes, self._records):
                for number, (commit, path, blob) in changes.get(slug, ()):
                    is_first = "first" if number == 0 and self._is_shallow else ""
                    parts += (commit.id, path, blob, is_first)
        return fingerprint("\0".join(parts)) if parts else ""

    def of(self, claim: ClaimSummary) -> Timeline:
        """Return the timeline of a claim.

        A file that moved to another folder is the same claim, and so is a file whose slug the claim
        lists as an alias, unless both existed at the same time: then one review was merged into the
        other.
        """
        if not claim.aliases:
            events = self._events(claim.slug)
        else:
            names = dict.fromkeys([claim.slug, *claim.aliases])
            events = _merged([self._events(name) for name in names])
        if not events:
            return NO_TIMELINE
        is_cut = self._is_shallow and events[0].number == 0
        return Timeline(tuple(event.state for event in events), is_cut)

    def _events(self, slug: str) -> list[_Event]:
        """Return the states of the file with this name, in any folder."""
        files: dict[str, str] = {}
        events: list[_Event] = []
        for number, group in groupby(self._changes.get(slug, ()), key=lambda each: each[0]):
            for _, change in group:
                files.pop(change.path, None)
                if change.blob:
                    files[change.path] = change.blob  # the newest is the last
            path, blob = next(reversed(files.items()), ("", ""))
            state = FileState(change.commit, path, blob, self._record(slug, number))
            if not events or events[-1].state[1:] != state[1:]:
                events.append(_Event(number, state))
        return events

    def _record(self, slug: str, number: int) -> str:
        """Return the content of a claim's evidence record after a commit."""
        earlier = [change.blob for n, change in self._records.get(slug, ()) if n <= number]
        return earlier[-1] if earlier else ""


def _merged(timelines: Sequence[list[_Event]]) -> list[_Event]:
    """Return the states of one claim under several names, the preferred name first."""
    taken: list[list[_Event]] = []
    for events in timelines:
        if not any(_coexist(events, others) for others in taken):
            taken.append(events)
    numbers = sorted({event.number for events in taken for event in events})
    merged: list[_Event] = []
    for number in numbers:
        states = [_at(events, number) for events in taken]
        present = [state for state in states if state is not None and state.blob]
        changed = next(e.state for events in taken for e in events if e.number == number)
        state = present[0] if present else changed
        if not merged or merged[-1].state[1:] != state[1:]:
            merged.append(_Event(number, state._replace(commit=changed.commit)))
    return merged


def _at(events: Iterable[_Event], number: int) -> FileState | None:
    """Return the state after a commit."""
    return next((e.state for e in reversed([*events]) if e.number <= number), None)


def _coexist(one: list[_Event], other: list[_Event]) -> bool:
    return any(a < d and c < b for a, b in _stretches(one) for c, d in _stretches(other))


def _stretches(events: list[_Event]) -> Iterator[tuple[int, float]]:
    """Yield the ranges of commits in which the file existed; the end is excluded."""
    start: int | None = None
    for number, state in events:
        if state.blob and start is None:
            start = number
        elif not state.blob and start is not None:
            yield start, number
            start = None
    if start is not None:
        yield start, float("inf")
