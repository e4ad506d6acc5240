"""Report an import as JSON. Each record appears once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

from factdesk.importing.report import OUTCOMES, decision_texts
from factdesk.importing.review_store import RecordResult, ReviewStore
from factdesk.importing.source import ImportSource
from factdesk.messages.catalogue import tr


def write_json_report(
    stream: IO[bytes], sources: Sequence[ImportSource], store: ReviewStore, *, write: bool
) -> None:
    """Write the full report, one record at a time."""
    counts = store.counts()
    head = {
        "version": 1,
        "written": write,
        "sources": [_source(source) for source in sources],
        "counts": {outcome.replace(" ", "_"): counts.get(outcome, 0) for outcome in OUTCOMES},
        "records_total": sum(counts.values()),
        "decisions": [
            {
                "code": code,
                "value": value,
                "records": count,
                "what": tr(decision_texts()[code]["what"], value=value),
                "do": tr(decision_texts()[code]["do"]),
            }
            for code, value, count in store.decisions()
        ],
    }
    stream.write(_encoded(head)[:-1] + b', "records": [')
    for n, result in enumerate(store.results()):
        stream.write((b",\n" if n else b"\n") + _encoded(_record(result)))
    stream.write(b"\n]}\n")


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _source(source: ImportSource) -> dict[str, Any]:
    return {
        "file": source.name,
        "format": source.format.name.lower().replace("_", "-"),
        "description": tr(source.format),
        "records": source.count,
        "fields": dict(source.columns.most_common()),
        "notes": source.notes,
        **({"fault": source.fault} if source.fault else {}),
    }


def _record(result: RecordResult) -> dict[str, Any]:
    review, place = result.review, result.place
    record = {
        "file": place.file,
        place.unit: place.number,
        "line": place.line or None,
        "place": str(place),
        "outcome": result.outcome,
        "code": result.code,
        "reason": result.reason,
        "claim_file": result.path,
        "claim": review.fields.get("claim"),
        "id": None if review.is_own else review.identity,
        "from": review.origin,
        "dropped": [each._asdict() for each in review.dropped],
        "changed": [each._asdict() for each in review.changed],
        "decide": [{"code": code, "value": value} for code, value in review.decisions],
    }
    return {name: value for name, value in record.items() if value or isinstance(value, list)}
