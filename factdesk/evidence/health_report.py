"""The report of the last health check: the state of each recorded source.

It is stored next to the records, in git. Builds read it and never contact a source.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.folder import RECORDS

#: The file name of the report, in the folder of the records.
REPORT = "_health.json"


class Health(StrEnum):
    """The state of a source, worst first."""

    CHANGED_AT_QUOTATION = tr_noop("changed at the quotation")
    GONE = tr_noop("gone")
    UNREACHABLE = tr_noop("unreachable")
    BLOCKED = tr_noop("blocked")
    MOVED = tr_noop("moved")
    CHANGED = tr_noop("changed")
    ALIVE = tr_noop("alive")


class HealthEntry(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one address.

    The address has ``state`` since the day ``since``; ``failures`` are the days of failed requests
    since its last response. ``claims`` are the slugs of the claims that quote it.
    """

    url: str
    state: Health
    checked_at: dt.datetime
    since: dt.date
    final_url: str = ""
    reason: str = ""
    failures: tuple[dt.date, ...] = ()
    claims: tuple[str, ...] = ()


class HealthReport(msgspec.Struct, frozen=True, kw_only=True):
    """The state of every address that has a record, by address."""

    version: int = 1
    sources: dict[str, HealthEntry] = {}

    @property
    def counts(self) -> dict[str, int]:
        """The number of addresses with each state, including zeros."""
        counts = Counter(entry.state for entry in self.sources.values())
        return {state.value: counts[state] for state in Health}

    def as_json(self) -> bytes:
        """Return the content of the report's file; the same report gives the same bytes."""
        ordered = HealthReport(sources=dict(sorted(self.sources.items())))
        return msgspec.json.format(msgspec.json.encode(ordered), indent=2) + b"\n"

    @classmethod
    def from_json(cls, raw: bytes) -> HealthReport:
        """Parse a report.

        Raises:
            ValueError: the file is not a report; the message says why.
        """
        return msgspec.json.decode(raw, type=cls)

    def as_table(self) -> str:
        """Return the sources that need attention as a Markdown table, worst first."""
        order = list(Health)
        rows = sorted(
            (entry for entry in self.sources.values() if entry.state is not Health.ALIVE),
            key=lambda entry: (order.index(entry.state), entry.url),
        )
        lines = [tr("| state | source | since | claims |"), "| --- | --- | --- | --- |"]
        lines += [
            f"| {tr(row.state)} | {_cell(row.url)} | {row.since} | {', '.join(row.claims)} |"
            for row in rows
        ]
        return "\n".join(lines) if rows else tr("Every source is alive.")


def _cell(text: str) -> str:
    # A pull request renders this as Markdown, so addresses must be escaped.
    return "`" + text.replace("`", "%60").replace("|", "%7C").replace("\n", "") + "`"


def read_health(claims_folder: Path) -> Mapping[str, HealthEntry]:
    """Return the entries of a site's report by address; nothing if there is no valid report."""
    try:
        report = load_report(claims_folder)
    except ValueError:  # a check reports it
        return {}
    return report.sources if report else {}


def load_report(claims_folder: Path) -> HealthReport | None:
    """Return the report of a site, or None.

    Raises:
        ValueError: the file is not a report; the message says why.
    """
    file = claims_folder / RECORDS / REPORT
    return HealthReport.from_json(file.read_bytes()) if file.is_file() else None
