"""The claims as a CSV table (RFC 4180) in which spreadsheets run no formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.claims.evidence import count_independent, count_roots
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.api import API_VERSION
from factdesk.outputs.urls import page_url

CSV_ADDRESS = "api/claims.csv"

#: Without this mark, spreadsheets on Windows assume the system's own encoding.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: Characters that make a spreadsheet evaluate a cell:
#: https://owasp.org/www-community/attacks/CSV_Injection, with full-width forms that some treat
#: alike.
_BEGINS_A_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

#: Spreadsheets split a file that is opened, not imported, at the list separator of the system: a
#: semicolon where numbers have a decimal comma, as in German.
CSV_DELIMITERS = (",", ";")

CSV_COLUMNS = (
    "version",
    "slug",
    "url",
    "claim",
    "quote",
    "claimant",
    "claimant_role",
    "claimant_kind",
    "claimed_on",
    "kind",
    "status",
    "verdict",
    "verdict_label",
    "verdict_number",
    "summary",
    "topics",
    "published_on",
    "modified_on",
    "review_by",
    "language",
    "sources",
    "independent_roots",
    "first_appearance",
    "attributed_to",
    "independent_for",
    "independent_against",
    "authors",
    "imported_from",
)


def claim_cells(claim: Claim, config: SiteConfig) -> tuple[Any, ...]:
    """Return the cells of a claim's row, None for empty ones."""
    claimant = claim.claimant
    verdict = config.scale[claim.verdict] if claim.shows_verdict and claim.verdict else None
    return (
        API_VERSION,
        claim.slug,
        page_url(claim.slug, config),
        claim.claim,
        claim.quote,
        claimant and claimant.name,
        claimant and claimant.role,
        claimant and claimant.kind,
        claim.claimed_on,
        claim.kind,
        claim.status,
        verdict and verdict.name,
        verdict and verdict.label_in(config.language),
        verdict and verdict.number,
        claim.summary,
        "; ".join(claim.topics),
        claim.published_on,
        claim.modified_on,
        claim.review_by,
        claim.language or config.language,
        len(claim.sources),
        count_roots(claim.sources),
        claim.appearances[0].url if claim.appearances else None,
        claim.attributed_to and claim.attributed_to.name,
        *count_independent(claim.sources, claim.appearances).values(),
        "; ".join(author.name for author in claim.authors),
        claim.imported and claim.imported.from_,
    )


def csv_row(cells: Iterable[Any], delimiter: str = ",") -> bytes:
    """Return one row of CSV with its line end. A cell that could be a formula begins with ``'``."""
    line: str = _WRITERS[delimiter].writerow([_inert(cell) for cell in cells])
    return line.encode()


def table(rows: Iterable[bytes], delimiter: str = ",") -> Iterator[bytes]:
    """Yield the file with these rows, piece by piece."""
    yield BYTE_ORDER_MARK + csv_row(CSV_COLUMNS, delimiter)
    yield from rows


class _Line:
    """A file object for the standard library's writer, which returns the result of ``write``."""

    def write(self, line: str) -> str:
        return line


_WRITERS: dict[str, Any] = {
    delimiter: csv.writer(_Line(), delimiter=delimiter, lineterminator="\r\n")
    for delimiter in CSV_DELIMITERS
}


def _inert(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
