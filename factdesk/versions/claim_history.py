"""The published states of one claim with their differences, and its fixed versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from enum import Enum, auto

import msgspec
from msgspec import structs

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.git.changes import Commit
from factdesk.versions.difference import Difference, compare_claims
from factdesk.versions.old_claim import OldClaim
from factdesk.versions.timeline import FileState, Timeline


class PageState(Enum):
    """The page after a commit: a review, not readable today, or missing."""

    REVIEW = auto()
    UNREADABLE = auto()
    NO_PAGE = auto()


class PublishedState(msgspec.Struct, frozen=True):
    """A state that readers saw from a commit on.

    ``on`` is the date of the commit in UTC, but never earlier than that of the previous state.
    ``old`` and ``difference`` are set if there was a review; ``difference`` compares it with the
    previous review. ``version_on`` is the date of the fixed version that shows this state, if any.
    """

    kind: PageState
    commit: Commit
    path: str
    on: dt.date
    old: OldClaim | None = None
    difference: Difference | None = None
    version_on: dt.date | None = None


class Version(msgspec.Struct, frozen=True):
    """A fixed version: the last state of a day on which the review changed materially.

    ``until`` is the day on which the next version replaced it; None for the latest version.
    """

    on: dt.date
    state: PublishedState
    claim: Claim
    until: dt.date | None


class ClaimHistory(msgspec.Struct, frozen=True):
    """The published states of a claim, oldest first.

    ``unseen`` are the dates of commits that changed nothing for readers. If ``is_cut``, earlier
    states were not fetched from the repository. ``withheld`` is the reason why earlier texts must
    not be shown; then no state has its texts.
    """

    states: tuple[PublishedState, ...] = ()
    unseen: tuple[dt.date, ...] = ()
    is_cut: bool = False
    withheld: str = ""

    @property
    def versions(self) -> tuple[Version, ...]:
        """The fixed versions, oldest first."""
        newest_first: list[Version] = []
        until = None
        for state in reversed(self.states):
            if state.old and state.version_on:
                newest_first.append(Version(state.version_on, state, state.old.claim, until))
                until = state.version_on
        return tuple(reversed(newest_first))

    def shows(self, claim: Claim) -> bool:
        """Return whether the last state is this claim, so that all its changes are committed."""
        last = self.states[-1].old if self.states else None
        return last is not None and not compare_claims(last.claim, claim).is_visible

    def fixed_on(self, claim: Claim) -> dt.date | None:
        """Return the date of the latest fixed version if it is this claim, or None."""
        if not self.versions:
            return None
        latest = self.versions[-1]
        return None if compare_claims(latest.claim, claim).is_material else latest.on

    def without_texts(self, reason: str) -> ClaimHistory:
        """Return the same history without any text, for example because of a legal order."""
        states = (
            structs.replace(each, old=None, difference=None, version_on=None)
            for each in self.states
        )
        return structs.replace(self, states=tuple(states), withheld=reason)


#: The history of a claim that was never published from git.
NO_HISTORY = ClaimHistory()


def read_claim_history(
    timeline: Timeline, read: Callable[[FileState], OldClaim | None]
) -> ClaimHistory:
    """Return the history of a claim; ``read`` returns the content of a file if it is readable."""
    states: list[PublishedState] = []
    unseen: list[dt.date] = []
    before: Claim | None = None
    day = dt.date.min
    for file_state in timeline.states:
        day = max(day, _day_of(file_state.commit))
        state = _state(file_state, day, read)
        if state.old is None:
            # Before its first publication, a review has no history; after it, one gap is one state.
            if states and states[-1].kind is not state.kind:
                states.append(state)
            continue
        difference = compare_claims(before, state.old.claim)
        reappears = bool(states) and states[-1].old is None
        if difference.is_visible or reappears:
            states.append(structs.replace(state, difference=difference))
            before = state.old.claim
        else:
            unseen.append(day)
    return ClaimHistory(tuple(_with_versions(states)), tuple(unseen), timeline.is_cut)


def _state(
    file: FileState, day: dt.date, read: Callable[[FileState], OldClaim | None]
) -> PublishedState:
    old = read(file) if file.blob else None
    if old is not None and old.claim.status is Status.DRAFT:
        return PublishedState(PageState.NO_PAGE, file.commit, file.path, day)
    if old is None:
        kind = PageState.UNREADABLE if file.blob else PageState.NO_PAGE
        return PublishedState(kind, file.commit, file.path, day)
    return PublishedState(PageState.REVIEW, file.commit, file.path, day, old)


def _day_of(commit: Commit) -> dt.date:
    """Return the date of a commit in UTC. Times outside the calendar are clamped."""
    seconds = min(max(commit.committed_at, 0), 253402300799)  # 9999-12-31
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date()


def _with_versions(states: Sequence[PublishedState]) -> Iterator[PublishedState]:
    """Yield the states; the last review of each version's day gets the date of its version."""
    material = {s.on for s in states if s.difference and s.difference.is_material}
    last = {state.on: n for n, state in enumerate(states) if state.old and state.old.has_page}
    for n, state in enumerate(states):
        has_version = state.on in material and last.get(state.on) == n
        yield structs.replace(state, version_on=state.on) if has_version else state
