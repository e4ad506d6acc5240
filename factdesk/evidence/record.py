"""The evidence record of one claim: passages of its sources on the day of capture.

A passage is a window: a quotation with at most 200 characters of the source's text on each side.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import msgspec

from factdesk.claims.proof import MatchKind, Via
from factdesk.reading.folder import RECORDS

VERSION = 1


class RecordError(Exception):
    """A record file cannot be used; the message says why."""


class QuoteRecord(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A quotation that the source contained when it was captured.

    ``exact`` is the quotation as in the claim file, ``window`` the source's text around it,
    ``page`` the page of a PDF, counted from 1.
    """

    exact: str
    match: MatchKind
    window: str
    window_sha256: str
    page: int | None = None
    ambiguous: bool = False


class MissingQuote(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A quotation that the source did not contain, with the most similar passage, if any."""

    exact: str
    nearest: str = ""


class SourceRecord(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One capture of one source.

    ``sha256`` is the hash of the body after transfer decoding; ``text_sha256`` that of its
    normalised visible text, which distinguishes changed words from a changed layout; ``length`` is
    in bytes.
    """

    url: str
    captured_at: dt.datetime
    via: Via
    media_type: str
    length: int
    sha256: str
    text_sha256: str
    extractor: str
    final_url: str = ""
    status: int | None = None
    etag: str = ""
    last_modified: str = ""
    quotes: tuple[QuoteRecord, ...] = ()
    missing: tuple[MissingQuote, ...] = ()


class EvidenceRecord(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """All captures for one claim: sources by id, appearances by address."""

    version: int = VERSION
    sources: dict[str, SourceRecord] = {}
    appearances: dict[str, SourceRecord] = {}


def record_path(claims_folder: Path, slug: str) -> Path:
    """Return the path of a claim's record."""
    return claims_folder / RECORDS / f"{slug}.yml"


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
