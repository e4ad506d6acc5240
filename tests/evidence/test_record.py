"""Record files are read strictly, and every record survives being written."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.claims.proof import MatchKind, QuoteStatus, Via
from factdesk.evidence.record import (
    EvidenceRecord,
    MissingQuote,
    QuoteRecord,
    RecordError,
    SourceRecord,
    sha256_of,
)
from factdesk.evidence.record_file import (
    LARGEST_RECORD,
    decode_record,
    encode_record,
    parse_strictly,
)
from factdesk.evidence.verify import prove_quotation

#: Texts with all special characters of YAML and JSON that extraction keeps.
TEXTS = st.text("ab1 :-#'\"\\{}[],&*!|>%@`\t\u00a0\u2028\u2029é中🙂\u200d", min_size=1, max_size=20)
QUOTES = st.builds(
    lambda exact, window, page: QuoteRecord(
        exact=exact,
        match=MatchKind.EXACT,
        window=window,
        window_sha256=sha256_of(window),
        page=page,
    ),
    TEXTS, TEXTS, st.none() | st.integers(1, 999),
)  # fmt: skip
SOURCES = st.builds(
    lambda url, quotes, missing: SourceRecord(
        url=url,
        captured_at=dt.datetime(2026, 2, 20, 10, 14, 3, tzinfo=dt.UTC),
        via=Via.DIRECT,
        media_type="text/html",
        length=12,
        sha256="a" * 64,
        text_sha256="b" * 64,
        extractor="html/1",
        status=200,
        quotes=tuple(quotes),
        missing=tuple(MissingQuote(exact=text) for text in missing),
    ),
    TEXTS, st.lists(QUOTES, max_size=3), st.lists(TEXTS, max_size=2),
)  # fmt: skip
KEYS = st.from_regex(r"[A-Za-z0-9_-]{1,8}", fullmatch=True)
RECORDS = st.builds(
    lambda sources, appearances: EvidenceRecord(sources=sources, appearances=appearances),
    st.dictionaries(KEYS, SOURCES, max_size=2),
    st.dictionaries(TEXTS, SOURCES, max_size=2),
)
ONE = SourceRecord(
    url="https://example.net/",
    captured_at=dt.datetime(2026, 2, 20, tzinfo=dt.UTC),
    via=Via.DIRECT,
    media_type="text/html",
    length=1,
    sha256="a" * 64,
    text_sha256="b" * 64,
    extractor="html/1",
)


@given(RECORDS)
def test_a_record_is_read_as_it_was_written(record: EvidenceRecord) -> None:
    assert decode_record(encode_record(record), "r.yml") == record


@given(RECORDS)
def test_the_quick_reader_and_the_strict_one_agree(record: EvidenceRecord) -> None:
    fields = parse_strictly(encode_record(record), "r.yml")

    assert msgspec.convert(fields, EvidenceRecord, strict=False) == record


def test_a_record_in_another_layout_is_read_too() -> None:
    raw = encode_record(EvidenceRecord(sources={"a": ONE}))
    other = raw.replace(b"# Written", b"# A comment\n\n# Written").replace(b'"direct"', b"direct")

    assert decode_record(other, "r.yml") == decode_record(raw, "r.yml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"version: 1", b"version: 2"),
        (b"version: 1", b"version: x"),
        (b"    via:", b"    extra: 1\n    via:"),
        (b'"direct"', b'"hearsay"'),
        (b"    url:", b"    url: twice\n    url:"),
        (b"sources:", b"sources: &a"),
        (b"    length: 1\n", b""),
        (b"version", b"\xff"),
    ],
)
def test_an_invalid_record_is_refused(before: bytes, after: bytes) -> None:
    raw = encode_record(EvidenceRecord(sources={"a": ONE}))
    assert before in raw

    with pytest.raises(RecordError, match=r"\w"):
        decode_record(raw.replace(before, after, 1), "r.yml")


def test_a_large_file_is_not_a_record() -> None:
    with pytest.raises(RecordError, match="64 KiB"):
        decode_record(b"#" * (LARGEST_RECORD + 1), "r.yml")


EXACT = "a budget of 12.0 million"
WINDOW = f"On 12 June the council voted {EXACT} for the construction of the bridge."
PROOF = EvidenceRecord(
    sources={
        "vote": msgspec.structs.replace(
            ONE,
            quotes=(
                QuoteRecord(
                    exact=EXACT,
                    match=MatchKind.EXACT,
                    window=WINDOW,
                    window_sha256=sha256_of(WINDOW),
                ),
            ),
        )
    }
)
RAW = encode_record(PROOF)
EDITS = st.tuples(
    st.integers(0, len(RAW)),
    st.integers(0, 12),
    st.sampled_from([b"", b"0", b"12.4", b" not", b"\\n", b'"', b"\n", b"#", b"a", b"\x00"]),
)


def statuses(raw: bytes, exact: str) -> set[QuoteStatus]:
    record = decode_record(raw, "r.yml").sources.get("vote")
    return {prove_quotation(exact, record, url=ONE.url).status}


@given(EDITS, st.sampled_from([EXACT, "a budget of 12.4 million", "not a budget"]))
def test_an_edited_record_proves_only_what_was_captured(
    edit: tuple[int, int, bytes], exact: str
) -> None:
    """After any edit of a record, quotations are verified only in unchanged windows."""
    at, length, new = edit
    raw = RAW[:at] + new + RAW[at + length :]
    try:
        found = statuses(raw, exact)
    except RecordError:
        return

    assert exact == EXACT or QuoteStatus.VERIFIED not in found
    if found == {QuoteStatus.VERIFIED}:
        (quote,) = decode_record(raw, "r.yml").sources["vote"].quotes
        assert quote.window == WINDOW


@pytest.mark.parametrize("new", ["12.4", "not 12.0", "12,0", "13.0"])
def test_a_window_that_was_edited_to_fit_is_reported(new: str) -> None:
    """Even if the edit changes the recorded quotation in the same way."""
    raw = RAW.replace(b"12.0", new.encode())

    assert statuses(raw, EXACT.replace("12.0", new)) == {QuoteStatus.TAMPERED}
    assert statuses(RAW, EXACT) == {QuoteStatus.VERIFIED}
