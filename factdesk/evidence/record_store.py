"""Store the records of claims: add captures, and drop sources that a claim no longer cites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from factdesk.evidence.capture_report import Capture
from factdesk.evidence.matching import Match, SourceText
from factdesk.evidence.record import EvidenceRecord, SourceRecord, record_path, sha256_of
from factdesk.evidence.record_file import LARGEST_RECORD, encode_record
from factdesk.evidence.targets import Target
from factdesk.evidence.windows import CONTEXT
from factdesk.files import write_file


def merge_captures(record: EvidenceRecord, captures: Iterable[Capture]) -> EvidenceRecord:
    """Return a claim's record with older captures replaced by new ones."""
    sources, appearances = dict(record.sources), dict(record.appearances)
    for capture in captures:
        if capture.record is not None:
            into = sources if capture.target.is_source else appearances
            into[capture.target.key] = capture.record
    return EvidenceRecord(sources=sources, appearances=appearances)


def without_leftovers(record: EvidenceRecord, targets: Iterable[Target]) -> EvidenceRecord:
    """Return the record without sources and appearances that the claim no longer has."""
    keys = {(target.is_source, target.key) for target in targets}

    def kept(captures: Mapping[str, SourceRecord], is_source: bool) -> dict[str, SourceRecord]:
        return {key: value for key, value in captures.items() if (is_source, key) in keys}

    return EvidenceRecord(
        sources=kept(record.sources, True), appearances=kept(record.appearances, False)
    )


def store_record(claims_folder: Path, slug: str, record: EvidenceRecord) -> Path:
    """Write the record of a claim, with shorter windows if it would be too large."""
    raw = encode_record(record)
    context = CONTEXT
    while len(raw) > LARGEST_RECORD and context:
        context //= 2
        raw = encode_record(_shortened(record, context))
    path = record_path(claims_folder, slug)
    write_file(path, raw)
    return path


def _shortened(record: EvidenceRecord, context: int) -> EvidenceRecord:
    def shorter(capture: SourceRecord) -> SourceRecord:
        quotes = []
        for quote in capture.quotes:
            match = SourceText(quote.window).find(quote.exact)
            if isinstance(match, Match):
                start, end = max(0, match.start - context), match.end + context
                window = quote.window[start:end]
                quote = msgspec.structs.replace(  # noqa: PLW2901
                    quote, window=window, window_sha256=sha256_of(window)
                )
            quotes.append(quote)
        return msgspec.structs.replace(capture, quotes=tuple(quotes))

    return EvidenceRecord(
        sources={key: shorter(each) for key, each in record.sources.items()},
        appearances={key: shorter(each) for key, each in record.appearances.items()},
    )
