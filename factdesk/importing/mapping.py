"""What the columns, ratings and dates of an archive mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from factdesk.importing.dates import DateFormats
from factdesk.importing.raw import ImportFormat
from factdesk.importing.targets import SEPARATORS, target_of
from factdesk.text.slugs import fold

#: The target of a rating whose claims stay drafts without being reported.
AS_DRAFT = "draft"
_MOST_KNOWN = 10_000


class ImportMapping(msgspec.Struct, frozen=True):
    """The content of a mapping file; without a file, it is empty."""

    columns: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    verdicts: Mapping[str, str] = msgspec.field(default_factory=dict)
    dates: DateFormats = msgspec.field(default_factory=DateFormats)
    lists: Mapping[str, str] = msgspec.field(default_factory=dict)
    publisher: Mapping[str, str] = msgspec.field(default_factory=dict)
    language: str = ""
    csv: Mapping[str, str] = msgspec.field(default_factory=dict)
    # A cache: the targets are looked up for each text of each record.
    _known: dict[tuple[ImportFormat, str], tuple[str, ...]] = msgspec.field(default_factory=dict)

    def targets(self, format_: ImportFormat, column: str) -> tuple[str, ...]:
        """Return the targets of a column; empty if neither the file nor the format has any."""
        known = self._known.get((format_, column))
        if known is None:
            target = target_of(format_, column)
            known = self.columns.get(fold(column)) or ((target,) if target else ())
            if len(self._known) < _MOST_KNOWN:
                self._known[format_, column] = known
        return known

    def separator(self, format_: ImportFormat, column: str) -> str:
        """Return the separator of the entries in a text of a column; empty if there is none."""
        own = self.lists.get(fold(column)) if self.lists else ""
        return own or SEPARATORS.get(format_, {}).get(column, "")

    def knows_claims(self, format_: ImportFormat, columns: Iterable[str]) -> bool:
        """Return whether the file or the format says which of the columns contains the claim."""
        return any("claim" in self.targets(format_, column) for column in columns)

    @property
    def only_own(self) -> bool:
        """Whether reviews of other publishers are skipped."""
        return self.publisher.get("only", "").casefold() in ("yes", "true")


def rating_key(rating: str) -> str:
    """Return a rating in the form for look-ups: trimmed, with single spaces, in lower case."""
    return " ".join(rating.split()).casefold()
