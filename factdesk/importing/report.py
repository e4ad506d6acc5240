"""Report an import as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from factdesk.importing.importer import CREATED, SKIPPED, UNCHANGED, UPDATED
from factdesk.importing.review_store import ReviewStore
from factdesk.importing.source import ImportSource
from factdesk.messages.catalogue import tr, tr_count, tr_number
from factdesk.tables import read_table
from factdesk.text.characters import visible
from factdesk.text.shown import shown

OUTCOMES = (CREATED, UPDATED, UNCHANGED, SKIPPED)
_MOST_COLUMNS = 12
_MOST_DROPPED = 15
_MOST_DECISIONS = 20
_MOST_NUMBERS = 200
_LONGEST = 70


@cache
def decision_texts() -> dict[str, dict[str, str]]:
    """Return for each decision, by code, its subject and the instruction."""
    texts: dict[str, dict[str, str]] = read_table(__package__, "decisions.yml")
    return texts


def source_lines(sources: Sequence[ImportSource]) -> Iterator[str]:
    """Yield the format, the number of records and the fields of each source."""
    for source in sources:
        yield f"{visible(source.name)}: {tr(source.format)}, {count_records(source.count)}"
        for note in source.notes:
            yield f"  {visible(note)}"
        if source.fault:
            yield "  " + tr("not read completely: {fault}", fault=visible(source.fault))
        if source.columns and len(sources) == 1:
            yield from _column_lines(source)
    if len(sources) > 1:
        total = count_records(sum(source.count for source in sources))
        yield tr("{records} in {n} files", records=total, n=len(sources))


def count_records(n: int) -> str:
    """Return a number of records in words."""
    return tr_count("{count} record", "{count} records", n, count=tr_number(n))


def _column_lines(source: ImportSource) -> Iterator[str]:
    columns = [each for each in source.columns.most_common() if "@" not in each[0]]
    some = columns[:_MOST_COLUMNS]
    names = ", ".join(f"{visible(shown(name))} {tr_number(count)}" for name, count in some)
    if (more := len(columns) - len(some)) > 0:
        names = tr("{names}, and {n} more", names=names, n=more)
    yield "  " + tr("fields: {fields}", fields=names)


def result_lines(store: ReviewStore, *, write: bool) -> Iterator[str]:
    """Yield the counts, the skipped records, the omitted fields, and the decisions for people."""
    counts = store.counts()
    total = sum(counts.values())
    numbers = (f"{tr_number(counts.get(outcome, 0))} {tr(outcome)}" for outcome in OUTCOMES)
    yield ""
    yield f"{' · '.join(numbers)} = {count_records(total)}"
    yield from _skipped_lines(store)
    yield from _dropped_lines(store)
    yield from _decision_lines(store)
    if not write and counts.get(CREATED, 0) + counts.get(UPDATED, 0):
        yield ""
        yield tr("This was a dry run: nothing was written. Add --write to write the claim files.")


def _skipped_lines(store: ReviewStore) -> Iterator[str]:
    by_reason = groupby(store.skipped(), key=lambda row: (row[0], _general(row[0], row[1])))
    for n, ((code, reason), rows) in enumerate(by_reason):
        if not n:
            yield ""
            yield tr("Skipped:")
        places = list(rows)
        yield f"  {tr_number(len(places))} × {code}: {visible(shown(reason, 120))}"
        for (file, unit), same in groupby(places, key=lambda row: (row[2], row[3])):
            numbers = [number for *_, number in same]
            yield f"    {visible(file)}: {tr(unit)} {_ranges(numbers)}"


def _general(code: str, reason: str) -> str:
    """Return a reason without the parts that differ from record to record."""
    return reason.partition(":")[0] if code == "duplicate" else reason


def _ranges(numbers: list[int]) -> str:
    """Return numbers with runs shortened: ``3, 5-9``."""
    runs: list[list[int]] = []
    for number in numbers[:_MOST_NUMBERS]:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    written = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    if (more := len(numbers) - _MOST_NUMBERS) > 0:
        return tr("{numbers} and {n} more", numbers=written, n=tr_number(more))
    return written


def _dropped_lines(store: ReviewStore) -> Iterator[str]:
    if changed := store.changed():
        yield ""
        yield tr("Changed (the JSON report has the original texts):")
        for reason, count in changed[:_MOST_DROPPED]:
            yield f"  {tr_number(count)} × {visible(shown(reason))}"
    dropped = store.dropped()
    if not dropped:
        return
    yield ""
    yield tr("Left out (the JSON report lists every value):")
    for name, reason, count in dropped[:_MOST_DROPPED]:
        yield f"  {tr_number(count)} × {visible(shown(name))}: {visible(reason)}"
    if len(dropped) > _MOST_DROPPED:
        yield "  " + tr("and {n} more kinds", n=len(dropped) - _MOST_DROPPED)


def _decision_lines(store: ReviewStore) -> Iterator[str]:
    decisions = store.decisions(_MOST_DECISIONS)
    if not decisions:
        return
    yield ""
    yield tr("What a person must decide, most frequent first:")
    for code, value, count in decisions:
        text = decision_texts()[code]
        what = tr(text["what"], value=visible(shown(value, _LONGEST)))
        yield f"  {tr_number(count)} × {what}: {tr(text['do'])}"
    if (more := store.count_decisions() - len(decisions)) > 0:
        yield "  " + tr("and {n} more", n=tr_number(more))
