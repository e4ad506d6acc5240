"""The data of the explorer: small, static, and loaded when a reader first filters.

It has three parts: an entry with each claim's values in each facet; the rows, in chunks; the
searchable texts, in chunks. Claims are numbered as in the full-text search, oldest review first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from factdesk.cache.chunks import in_chunks
from factdesk.cache.fingerprint import fingerprint
from factdesk.claims.claim import ClaimSummary
from factdesk.pages.claimants import claimant_name
from factdesk.pages.data_scripts import (
    File,
    WritePiece,
    chunk_name,
    chunk_script,
    entry_script,
)
from factdesk.pages.facets import Facet
from factdesk.pages.row_models import row_kind, row_kinds
from factdesk.pages.site import Site
from factdesk.site_texts.languages import direction
from factdesk.text.dates import PartialDate
from factdesk.text.packing import pack
from factdesk.text.searchable import searchable

EXPLORER_FOLDER = "assets/explorer"

#: The approximate number of claims in a chunk of rows or texts.
CLAIMS_PER_SCRIPT = 256


def explorer_files(
    site: Site, facets: Iterable[Facet], write: WritePiece, keys: Mapping[str, bytes]
) -> Iterator[File]:
    """Write the chunks of the explorer's data, and yield its entry.

    ``keys`` has what identifies the content of each claim's summary, by slug.
    """
    claims = site.collection.claims[::-1]
    made = [_as_number(claim.claimed_on) for claim in claims]
    reviewed = [_as_number(claim.published_on) for claim in claims]
    since = min((date for date in (*made, *reviewed) if date), default=1) - 1
    numbers = {claim.slug: n for n, claim in enumerate(claims)}
    parts = list(in_chunks(claims, lambda claim: claim.slug, CLAIMS_PER_SCRIPT))
    rows, texts = [], []
    for part in parts:
        key = fingerprint(b"".join([keys[claim.slug] for claim in part]))
        rows.append(write(f"rows {key}", partial(_rows, part, site)))
        texts.append(write(f"texts {key}", partial(_texts, part)))
    entry = {
        "claims": len(claims),
        "sizes": pack(map(len, parts)),
        "rows": " ".join(map(chunk_name, rows)),
        "texts": " ".join(map(chunk_name, texts)),
        "since": since,
        "made": pack(date and date - since for date in made),
        "reviewed": pack(date and date - since for date in reviewed),
        "facets": [_column(facet, numbers) for facet in facets],
    }
    yield entry_script(EXPLORER_FOLDER, entry)


def _column(facet: Facet, numbers: dict[str, int]) -> dict[str, Any]:
    """Return a facet's values and, for each claim in order, how many and which it has."""
    places: list[list[int]] = [[] for _ in numbers]
    for place, value in enumerate(facet.values):
        for claim in value.claims:
            places[numbers[claim.slug]].append(place)
    return {
        "name": facet.name,
        "values": [(value.slug, value.label) for value in facet.values],
        "counts": pack(map(len, places)),
        "items": pack(chain.from_iterable(places)),
    }


def _rows(claims: Iterable[ClaimSummary], site: Site) -> File:
    return chunk_script(EXPLORER_FOLDER, "rows", list(_each_row(claims, site)))


def _texts(claims: Iterable[ClaimSummary]) -> File:
    return chunk_script(EXPLORER_FOLDER, "texts", [_text(claim) for claim in claims])


def _each_row(claims: Iterable[ClaimSummary], site: Site) -> Iterator[list[Any]]:
    kinds = {kind: n for n, kind in enumerate(row_kinds(site))}
    for claim in claims:
        row: list[Any] = [
            kinds[row_kind(claim)],
            claim.slug,
            claim.claim,
            claimant_name(claim.claimant, site.texts),
        ]
        if claim.language and claim.language != site.config.language:
            turn = direction(claim.language)
            row += [claim.language, turn if turn != site.direction else ""]
        yield row


def _text(claim: ClaimSummary) -> str:
    """Return the searchable text: claim, summary, and the exact words of the claim."""
    texts = [claim.claim, claim.quote, *(appearance.quote for appearance in claim.appearances)]
    if claim.shows_verdict:
        texts.append(claim.summary)
    return "\n".join(searchable(text) for text in texts if text)


def _as_number(date: PartialDate | dt.date | None) -> int:
    return date.year * 416 + date.month * 32 + date.day if date else 0  # 416 = 13 months of 32 days
