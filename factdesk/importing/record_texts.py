"""The texts of a record by target field. Every text that is not used is reported."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from factdesk.importing.cleaning import clean_text
from factdesk.importing.mapping import ImportMapping
from factdesk.importing.raw import ImportFormat, RawRecord, column_of
from factdesk.importing.targets import DROP, HTML, STRUCTURE
from factdesk.messages.catalogue import tr, tr_noop

#: The list entry to which a path belongs: ``itemReviewed.appearance.0``.
_ENTRY = re.compile(r"(.*?\b(?:appearance|firstAppearance|citation)(?:\.\d+)?)(?:\.|$)")
_EXPECTED_TYPES = frozenset(
    ["claimreview", "claim", "rating", "creativework", "person", "organization", "review"]
)
_MANY_LINES = frozenset(["analysis", "quote", HTML, "verdict", "claim"])
#: Why a text of a record is not in the claim file.
NO_FIELD = tr_noop("a claim file has no field for it")
AS_MAPPED = tr_noop("left out, as the mapping file says")


class Dropped(NamedTuple):
    """A text of a record that is not in the claim file."""

    field: str
    value: str
    reason: str


class ChangedText(NamedTuple):
    """A text that was changed for the claim file; ``value`` is the text of the source."""

    field: str
    value: str
    reason: str


class RecordText(NamedTuple):
    """A text for a field: its column, its list entry, and its value."""

    column: str
    entry: str
    text: str
    raw: str


class RecordTexts:
    """The texts of one record by target, in the order of the record, and the report about them."""

    def __init__(self, record: RawRecord, mapping: ImportMapping) -> None:
        self.format: ImportFormat = record.format
        self.place = record.place
        self.columns = record.columns
        self.dropped: list[Dropped] = []
        self.changed = [
            ChangedText("record", "", tr("repaired: {fault}", fault=each))
            for each in record.repaired
        ]
        #: A decision for a person: a code of ``decisions.yml``, and the value that it is about.
        self.decisions: list[tuple[str, str]] = []
        self._texts: dict[str, list[RecordText]] = defaultdict(list)
        for path, value in record.leaves:
            column = column_of(path)
            targets = mapping.targets(record.format, column)
            if targets == (STRUCTURE,):
                self._add_structure(path, column, value)
            elif not targets:
                self.dropped.append(Dropped(path, value, tr(NO_FIELD)))
            elif DROP in targets:
                self.dropped.append(Dropped(path, value, tr(AS_MAPPED)))
            else:
                separator = mapping.separator(record.format, column)
                for target in targets:
                    self._add(target, path, column, list(_split(value, separator)))

    def _add(self, target: str, path: str, column: str, values: list[str]) -> None:
        match = _ENTRY.match(path)
        entry = match[1] if match else ""
        for value in values:
            if target == HTML:
                text, done = value, ""
            else:
                text, done = clean_text(value, one_line=target not in _MANY_LINES)
            if done:
                self.changed.append(ChangedText(path, value, done))
            if text:
                self._texts[target].append(RecordText(column, entry, text, value))
            else:
                self.dropped.append(Dropped(path, value, tr("nothing is left of it")))

    def _add_structure(self, path: str, column: str, value: str) -> None:
        """Keep an unexpected type or an id, because it may have a meaning."""
        name = value.rpartition("/")[2].rpartition(":")[2].casefold()
        if (column.endswith("@type") and name not in _EXPECTED_TYPES) or column.endswith("@id"):
            self.dropped.append(Dropped(path, value, tr(NO_FIELD)))

    def texts(self, target: str) -> list[RecordText]:
        """Return the texts for a field."""
        return self._texts.get(target, [])

    def drop(self, texts: list[RecordText], reason: str) -> None:
        """Report that texts are not in the claim file."""
        self.dropped += [Dropped(each.column, each.raw, reason) for each in texts]

    def drop_all(self, target: str, reason: str) -> None:
        """Report that the texts for a field are not in the claim file."""
        self.drop(self.texts(target), reason)

    def decide(self, code: str, value: str = "") -> None:
        """Report that a person must decide something."""
        self.decisions.append((code, value))

    def one(self, target: str) -> str:
        """Return the text of a single-valued field; if texts differ, leave all out."""
        texts = self.texts(target)
        distinct = list(dict.fromkeys(each.text for each in texts))
        if len(distinct) == 1:
            return distinct[0]
        if distinct:
            reason = tr("there are {n} values, but the field can have only one", n=len(distinct))
            self.drop(texts, reason)
        return ""


def _split(value: str, separator: str) -> Iterator[str]:
    """Yield the entries of a text that has a separator or is a JSON list."""
    stripped = value.strip()
    if stripped.startswith('["') and stripped.endswith('"]'):
        try:
            entries = json.loads(stripped)
        except ValueError:
            entries = None
        if isinstance(entries, list) and all(isinstance(each, str) for each in entries):
            yield from (each for each in entries if each.strip())
            return
    if separator:
        pieces = value.splitlines() if separator == "\n" else value.split(separator)
        yield from (piece for piece in pieces if piece.strip())
    else:
        yield value
