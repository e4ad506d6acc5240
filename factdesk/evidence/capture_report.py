"""The results of capturing sources, and their report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import msgspec

from factdesk.evidence.record import SourceRecord
from factdesk.evidence.targets import Target
from factdesk.messages.catalogue import tr_noop


class Outcome(StrEnum):
    """The outcome of capturing one source, best first."""

    CAPTURED = tr_noop("captured")
    QUOTATION_MISSING = tr_noop("quotation missing")
    AMBIGUOUS = tr_noop("ambiguous")
    NO_TEXT = tr_noop("no text")
    BLOCKED = tr_noop("blocked")
    NEEDS_BROWSER = tr_noop("needs a browser")
    ROBOTS = tr_noop("refused by robots")
    GONE = tr_noop("gone")
    UNREACHABLE = tr_noop("unreachable")


class Capture(msgspec.Struct, frozen=True):
    """The result for one source or appearance; ``record`` is None if nothing was captured."""

    target: Target
    outcome: Outcome
    reason: str = ""
    record: SourceRecord | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the entry in the JSON report."""
        target, record = self.target, self.record
        return {
            "claim": target.slug,
            "kind": "source" if target.is_source else "appearance",
            "id": target.key,
            "url": target.url,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "via": record.via.value if record else None,
            "quotations": {
                "wanted": len(target.quotes),
                "found": len(record.quotes) if record else 0,
                "missing": [
                    {"exact": quote.exact, "nearest": quote.nearest}
                    for quote in (record.missing if record else ())
                ],
            },
        }


class CaptureReport(msgspec.Struct, frozen=True):
    """The results of one run, in the order of the claims."""

    captures: Sequence[Capture] = msgspec.field(default_factory=tuple)

    @property
    def counts(self) -> dict[str, int]:
        """The number of results with each outcome, including zeros."""
        counts = Counter(capture.outcome for capture in self.captures)
        return {outcome.value: counts[outcome] for outcome in Outcome}

    def as_json(self) -> bytes:
        """Return the JSON report."""
        entries = [capture.as_json() for capture in self.captures]
        report = {"version": 1, "outcomes": self.counts, "sources": entries}
        return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
