"""Find what changed for readers between two published states of a review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from factdesk.claims.claim import Claim, Correction, Source
from factdesk.text.citations import find_citations
from factdesk.text.documents import document_key
from factdesk.versions.word_changes import Passage, compare_words

_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
#: A line break inside a paragraph; lists, quotations, tables and code keep theirs.
_WRAPPED = re.compile(r"(?<=[^\n])\n(?=[^\s\-*+>|`\d])")

_Entry = TypeVar("_Entry")

#: Texts that are compared by words, in the order of the page.
_TEXTS = (
    "claim", "quote", "summary", "analysis", "would_change_if", "why_checked", "claimant_note"
)  # fmt: skip
#: Texts whose change makes a new version of the page, in addition to verdict and status.
_MATERIAL = frozenset(["claim", "summary", "analysis"])
#: Not on the page, or shown in another way.
_ELSEWHERE = frozenset(
    ["path", "slug", "imported", "aliases", "proofs", "verdict", "status", "sources", "corrections",
     "withdrawn", "published_on", *_TEXTS]
)  # fmt: skip


class Sign(StrEnum):
    """The kind of change of a source."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class TextChange(msgspec.Struct, frozen=True):
    """A text of the page that changed, as passages."""

    name: str
    passages: tuple[Passage, ...]


class SourceChange(msgspec.Struct, frozen=True):
    """A source that was added, removed or changed; for a changed one, its new state."""

    sign: Sign
    source: Source


class Difference(msgspec.Struct, frozen=True):
    """The changes that readers see.

    ``before`` is None for the first publication. ``verdict_changed`` is also True if the status
    changed. ``notes`` are the corrections that were added. ``others`` are the names of further
    fields that changed.
    """

    before: Claim | None
    after: Claim
    verdict_changed: bool
    notes: tuple[Correction, ...]
    texts: tuple[TextChange, ...]
    sources: tuple[SourceChange, ...]
    others: tuple[str, ...]

    @property
    def is_visible(self) -> bool:
        """Whether readers can see any change."""
        return bool(
            self.before is None
            or self.verdict_changed
            or self.notes
            or self.texts
            or self.sources
            or self.others
        )

    @property
    def is_material(self) -> bool:
        """Whether verdict, status, claim, summary or analysis changed."""
        return (
            self.before is None
            or self.verdict_changed
            or any(change.name in _MATERIAL for change in self.texts)
        )


def compare_claims(before: Claim | None, after: Claim) -> Difference:
    """Return what changed between two states of a review."""
    if before is None:
        sources = tuple(SourceChange(Sign.ADDED, source) for source in after.sources)
        return Difference(None, after, True, (), (), sources, ())
    withdrawal_changed = before.withdrawn != after.withdrawn
    return Difference(
        before,
        after,
        verdict_changed=shown_verdict(before) != shown_verdict(after) or withdrawal_changed,
        notes=tuple(_new(before.corrections, after.corrections)),
        texts=tuple(_texts(before, after)),
        sources=tuple(_sources(before.sources, after.sources)),
        others=tuple(_others(before, after)),
    )


def shown_verdict(claim: Claim) -> tuple[str, str | None]:
    """Return the status of a review and the verdict that its page shows, if any."""
    return claim.status, claim.verdict if claim.shows_verdict else None


def _texts(before: Claim, after: Claim) -> Iterator[TextChange]:
    for name in _TEXTS:
        old, new = (getattr(claim, name) or "" for claim in (before, after))
        if name == "analysis":
            old, new = _as_read(old), _as_read(new)
        passages = compare_words(old, new)
        if passages:
            yield TextChange(name, passages)


def _as_read(analysis: str) -> str:
    """Return an analysis closer to what its page shows.

    Citations have the numbers of their sources instead of the ids, headings have no number signs,
    and the lines of a paragraph are joined.
    """
    numbers: dict[str, int] = {}
    pieces, end = [], 0
    for citation in find_citations(analysis):
        if citation.id:
            number = numbers.setdefault(citation.id, len(numbers) + 1)
            pieces += [analysis[end : citation.start], f"[{number}]"]
            end = citation.end
    text = _HEADING.sub("", "".join([*pieces, analysis[end:]]))
    return _WRAPPED.sub(" ", text)


def _sources(before: Sequence[Source], after: Sequence[Source]) -> Iterator[SourceChange]:
    """Yield the sources that changed. Sources with the same document are the same source."""
    old, new = _by_document(before), _by_document(after)
    for key, source in new.items():
        if key not in old:
            yield SourceChange(Sign.ADDED, source)
        elif _without_id(old[key]) != _without_id(source):
            yield SourceChange(Sign.CHANGED, source)
    for key, source in old.items():
        if key not in new:
            yield SourceChange(Sign.REMOVED, source)


def _by_document(sources: Sequence[Source]) -> dict[tuple[str, int], Source]:
    """Return sources by document; a document that is cited twice is numbered."""
    found: dict[tuple[str, int], Source] = {}
    for source in sources:
        key, n = document_key(source.url), 0
        while (key, n) in found:
            n += 1
        found[key, n] = source
    return found


def _without_id(source: Source) -> Source:
    """Return a source without its id, which readers do not see and which can be a position."""
    return msgspec.structs.replace(source, id="", derived_from=())


def _others(before: Claim, after: Claim) -> Iterator[str]:
    for name in after.__struct_fields__:
        if name not in _ELSEWHERE and getattr(before, name) != getattr(after, name):
            yield name
    if _stem(before.path) != _stem(after.path):
        yield "slug"
    if before.published_on != after.published_on:
        yield "published_on"
    if [*_new(after.corrections, before.corrections)]:  # an earlier note was changed or removed
        yield "corrections"


def _stem(path: str) -> str:
    """Return the file name of a claim, which was its address at that time."""
    return path.rpartition("/")[2]


def _new(before: Sequence[_Entry], after: Sequence[_Entry]) -> Iterator[_Entry]:
    """Yield the entries of a list that an earlier one did not have."""
    old: list[Any] = list(before)
    for entry in after:
        if entry in old:
            old.remove(entry)
        else:
            yield entry
