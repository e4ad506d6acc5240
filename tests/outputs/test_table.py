"""The CSV table: parsed by two readers, and never run by a spreadsheet."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.output_samples import (
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    WITHDRAWN,
    claim,
    files_of,
    wild,
)

from factdesk.claims.claim import Claim
from factdesk.outputs.table import CSV_COLUMNS, csv_row

#: Characters with which a formula begins in a spreadsheet.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def _table(*claims: Claim) -> bytes:
    return files_of(*claims)["api/claims.csv"]


def _rows(*claims: Claim) -> list[dict[str, str]]:
    text = _table(*claims).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def rfc_4180(text: str) -> Iterator[list[str]]:
    """Parse a file by the grammar of RFC 4180; anything else is an error."""
    position, record = 0, []
    while position < len(text):
        if text[position] == '"':
            field = []
            position += 1
            while True:
                end = text.index('"', position)
                field.append(text[position:end])
                position = end + 1
                if text[position : position + 1] != '"':
                    break
                field.append('"')
                position += 1
            record.append("".join(field))
        else:
            start = position
            while text[position] not in ',"\r\n':
                position += 1
            record.append(text[start:position])
        if text[position] == ",":
            position += 1
            if text.startswith("\r\n", position):
                record.append("")
        if text.startswith("\r\n", position):
            yield record
            record = []
            position += 2
        else:
            assert text[position - 1] == ",", f"a field ends at {position} without comma or CRLF"
    assert not record, "the last row has no end"


def test_the_row_of_a_claim():
    assert _rows(claim(EVERYTHING)) == [
        {
            "version": "1",
            "slug": "bridge",
            "url": "https://facts.example/desk/claims/bridge/",
            "claim": "“Twice the budget”, says the mayor <of> Ponte & Vila",
            "quote": "It cost us twice the budget,\nand I said so in 2019.",
            "claimant": "Ana Ríos",
            "claimant_role": "mayor of Ponte",
            "claimant_kind": "person",
            "claimed_on": "2025-11-30",
            "kind": "statistic",
            "status": "published",
            "verdict": "mostly-true",
            "verdict_label": "Mostly true",
            "verdict_number": "4",
            "summary": "1.9 times, to be exact. “Twice” is near enough for a speech.",
            "topics": "Bridges; Ponte; 橋梁",
            "published_on": "2026-03-01",
            "modified_on": "2026-05-01",
            "review_by": "2027-03-01",
            "language": "en-GB",
            "sources": "2",
            "independent_roots": "1",
            "first_appearance": "https://gazette.example/council-night",
            "attributed_to": "",
            "independent_for": "1",
            "independent_against": "0",
            "authors": "C. Author",
            "imported_from": "",
        }
    ]


def test_it_begins_with_the_mark_by_which_spreadsheets_know_utf_8():
    assert _table().startswith(b"\xef\xbb\xbfversion,slug,url,claim,")


def test_withdrawn_and_open_reviews_are_marked_and_drafts_absent():
    rows = _rows(claim(WITHDRAWN, "gone"), claim(IN_REVIEW, "open"), claim(DRAFT, "draft"))

    assert [
        (row["slug"], row["status"], row["verdict"], row["verdict_label"], row["summary"][:9])
        for row in rows
    ] == [
        ("gone", "withdrawn", "mostly-true", "Mostly true", "The final"),
        ("open", "in-review", "", "", "The final"),
    ]


@pytest.mark.parametrize("start", FORMULA)
def test_a_cell_that_a_spreadsheet_would_compute_is_prefixed(start):
    formula = f"{start}HYPERLINK(0)"

    row = _rows(claim(claim=formula, claimant=formula, summary=formula, topics=[formula]))[0]

    assert {row[key] for key in ("claim", "claimant", "summary", "topics")} == {f"'{formula}"}


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_in_its_cell(text):
    rows = _rows(claim(claim=text, quote=text), claim(slug="next"))

    assert [row["slug"] for row in rows] == ["bridge", "next"]
    assert rows[0]["quote"].removeprefix("'") == text


@given(st.lists(wild | st.text(max_size=3).filter(lambda t: t.isprintable()), min_size=2))
def test_two_readers_find_every_cell_as_it_was_written(cells):
    line = csv_row(cells).decode()

    found = [
        cell[1:] if cell.startswith("'") and cell[1:2] in FORMULA else cell
        for cell in next(rfc_4180(line))
    ]
    expected = [c[1:] if c.startswith("'") and c[1:2] in FORMULA else c for c in cells]
    assert found == expected
    assert next(rfc_4180(line)) == next(csv.reader(io.StringIO(line, newline=""), strict=True))
    assert not [cell for cell in next(rfc_4180(line)) if cell.startswith(FORMULA)]


def test_the_complete_file_follows_the_grammar():
    text = _table(claim(EVERYTHING), claim(claim='"quoted", and\r\nbroken')).decode("utf-8-sig")

    records = list(rfc_4180(text))

    assert {len(record) for record in records} == {len(CSV_COLUMNS)}
    assert len(records) == 3


def test_the_strict_reader_is_strict():
    """A test of the test: a bare line feed, a stray quote, a missing end."""
    for wrong in ("a,b\nc,d\r\n", 'a"b,c\r\n', '"a" ,b\r\n', "a,b"):
        with pytest.raises((AssertionError, IndexError, ValueError)):
            list(rfc_4180(wrong))
