"""Store the converted reviews of a run in a temporary database, to limit memory use."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import structs

from factdesk.importing.imported_review import ImportedReview
from factdesk.importing.raw import RecordPlace, column_of
from factdesk.importing.record_texts import ChangedText, Dropped

_TABLES = """
CREATE TABLE reviews (
    seq INTEGER PRIMARY KEY, file TEXT, unit TEXT, number INTEGER, line INTEGER,
    identity TEXT, name TEXT, is_old_name INTEGER, body TEXT,
    outcome TEXT, code TEXT, reason TEXT, path TEXT
);
CREATE INDEX by_identity ON reviews (identity, seq);
CREATE TABLE decisions (seq INTEGER, code TEXT, value TEXT);
-- The preferred slug of each identity: an old slug if one of its reviews has one.
CREATE VIEW names AS
    SELECT identity, COALESCE(MIN(CASE WHEN is_old_name THEN name END), MIN(name)) AS name
    FROM reviews WHERE identity != '' GROUP BY identity;
"""


class StoredReview(NamedTuple):
    """A review with its number and place."""

    seq: int
    place: RecordPlace
    review: ImportedReview


class RecordResult(NamedTuple):
    """The outcome of a record."""

    place: RecordPlace
    outcome: str
    code: str
    reason: str
    path: str
    review: ImportedReview


class ReviewStore:
    """The reviews of a run, by identity and in the order in which they were read."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "reviews.sqlite", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        self._db.execute("BEGIN")
        self._dropped: Counter[tuple[str, str]] = Counter()
        self._changed: Counter[str] = Counter()

    def close(self) -> None:
        """Close the database, so that its file can be removed."""
        self._db.close()

    def add(self, place: RecordPlace, review: ImportedReview, name: str, *, is_old: bool) -> None:
        """Add a review; ``name`` is its preferred slug."""
        body = json.dumps(structs.asdict(review))
        self._db.execute(
            "INSERT INTO reviews (file, unit, number, line, identity, name, is_old_name, body)"
            " VALUES (?,?,?,?,?,?,?,?)",
            (*place, review.identity, name, int(is_old), body),
        )

    def shared_names(self) -> set[str]:
        """Return the preferred slugs that several identities share."""
        rows = self._db.execute("SELECT name FROM names GROUP BY name HAVING COUNT(*) > 1")
        return {name for (name,) in rows}

    def groups(self) -> Iterator[tuple[str, str, list[StoredReview]]]:
        """Yield identity, preferred slug and reviews of each claim, ordered by identity."""
        rows = self._db.execute(
            "SELECT seq, file, unit, number, line, r.identity, n.name, body"
            " FROM reviews r JOIN names n ON n.identity = r.identity ORDER BY r.identity, seq"
        )
        for identity, group in itertools.groupby(rows, key=lambda row: row[5]):
            members = list(group)
            yield (
                identity,
                members[0][6],
                [StoredReview(row[0], RecordPlace(*row[1:5]), _decoded(row[7])) for row in members],
            )

    def without_identity(self) -> Iterator[StoredReview]:
        """Yield the records that are not reviews."""
        rows = self._db.execute(
            "SELECT seq, file, unit, number, line, body FROM reviews WHERE identity = ''"
            " ORDER BY seq"
        )
        for row in rows:
            yield StoredReview(row[0], RecordPlace(*row[1:5]), _decoded(row[5]))

    def set_outcome(
        self,
        stored: StoredReview,
        outcome: str,
        *,
        code: str = "",
        reason: str = "",
        path: str = "",
    ) -> None:
        """Set the outcome of a record, with the final state of its review."""
        review = stored.review
        self._db.execute(
            "UPDATE reviews SET outcome=?, code=?, reason=?, path=?, body=? WHERE seq=?",
            (outcome, code, _storable(reason), path, json.dumps(structs.asdict(review)),
             stored.seq),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO decisions VALUES (?,?,?)",
            [(stored.seq, *decision) for decision in dict.fromkeys(map(tuple, review.decisions))],
        )
        self._changed.update(each.reason for each in review.changed)
        for each in review.dropped:
            reason = each.reason.partition(":")[0]  # without the value in it
            self._dropped[column_of(each.field), reason] += 1

    def counts(self) -> dict[str, int]:
        """Return the number of records with each outcome."""
        rows = self._db.execute("SELECT outcome, COUNT(*) FROM reviews GROUP BY outcome")
        return dict(rows.fetchall())

    def dropped(self) -> list[tuple[str, str, int]]:
        """Return the fields that were left out with reason and count, most frequent first."""
        ordered = sorted(self._dropped.items(), key=lambda item: (-item[1], item[0]))
        return [(name, reason, count) for (name, reason), count in ordered]

    def changed(self) -> list[tuple[str, int]]:
        """Return how texts were changed, with counts, most frequent first."""
        return sorted(self._changed.items(), key=lambda item: (-item[1], item[0]))

    def decisions(self, most: int = -1) -> list[tuple[str, str, int]]:
        """Return code, value and number of records of each decision, in order."""
        rows = self._db.execute(
            "SELECT code, value, COUNT(*) AS n FROM decisions GROUP BY code, value"
            " ORDER BY n DESC, code, value LIMIT ?",
            (most,),
        )
        return rows.fetchall()

    def count_decisions(self) -> int:
        """Return the number of different decisions."""
        (count,) = self._db.execute(
            "SELECT COUNT(*) FROM (SELECT DISTINCT code, value FROM decisions)"
        ).fetchone()
        return int(count)

    def skipped(self) -> Iterator[tuple[str, str, str, str, int]]:
        """Yield code, reason, file, unit and number of skipped records, in order."""
        yield from self._db.execute(
            "SELECT code, reason, file, unit, number FROM reviews WHERE outcome = 'skipped'"
            " ORDER BY code, file, reason, number"
        )

    def results(self) -> Iterator[RecordResult]:
        """Yield the outcome of each record, in the order in which they were read."""
        rows = self._db.execute(
            "SELECT file, unit, number, line, outcome, code, reason, path, body FROM reviews"
            " ORDER BY seq"
        )
        for row in rows:
            place = RecordPlace(*row[:4])
            yield RecordResult(place, row[4], row[5], row[6], row[7], _decoded(row[8]))


def _decoded(body: str) -> ImportedReview:
    fields: dict[str, Any] = json.loads(body)
    fields["dropped"] = [Dropped(*each) for each in fields["dropped"]]
    fields["changed"] = [ChangedText(*each) for each in fields["changed"]]
    fields["decisions"] = [(code, value) for code, value in fields["decisions"]]
    return ImportedReview(**fields)


def _storable(text: str) -> str:
    """Return a text without lone surrogates, which JSON can contain."""
    return text.encode("utf-8", "backslashreplace").decode()
