"""The record file of one claim: passages of its sources on the day of capture.

``claims/_evidence/<slug>.yml`` is written only by this program and kept in git. It contains
windows: each quotation with at most 200 characters of the source's text on each side.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from factdesk.claims.proof import MatchKind, Via
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.folder import RECORDS
from factdesk.reading.nodes import plain

VERSION = 1
#: The maximum size in bytes.
LARGEST_RECORD = 64 << 10
_HEADER = "# Written by `factdesk evidence`. Do not edit by hand.\n"


class RecordError(Exception):
    """A record file cannot be used; the message says why."""


class QuoteRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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


class MissingQuote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quotation that the source did not contain, with the most similar passage, if any."""

    exact: str
    nearest: str = ""


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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


class EvidenceRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
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


# --- writing ---------------------------------------------------------------------------------

#: Characters that YAML forbids or folds inside double quotation marks, although JSON allows them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_YAML_1_1_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def encode_record(record: EvidenceRecord) -> bytes:
    """Return the bytes of a record's file. The same record gives the same bytes."""
    lines = [f"version: {record.version}"]
    for name in ("sources", "appearances"):
        captures: Mapping[str, SourceRecord] = getattr(record, name)
        if captures:
            lines.append(f"{name}:")
        for key, capture in captures.items():
            lines += [f"  {_key(key)}:", *_capture_lines(capture)]
    return (_HEADER + "\n".join(lines) + "\n").encode()


def _capture_lines(capture: SourceRecord) -> Iterator[str]:
    for name in capture.__struct_fields__:
        value = getattr(capture, name)
        if value in ("", None, ()):
            continue
        if isinstance(value, tuple):
            yield f"    {name}:"
            for item in value:
                yield from _item_lines(item)
        else:
            yield f"    {name}: {_scalar(value)}"


def _item_lines(item: msgspec.Struct) -> Iterator[str]:
    lead = "      - "
    for name in item.__struct_fields__:
        value = getattr(item, name)
        if value not in ("", None, False):
            yield f"{lead}{name}: {_scalar(value)}"
            lead = "        "


def _key(key: str) -> str:
    is_plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _YAML_1_1_WORDS
    return key if is_plain else _quoted(key)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.datetime):
        return f'"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"'
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


# --- reading ---------------------------------------------------------------------------------


def decode_record(raw: bytes, path: str) -> EvidenceRecord:
    """Parse a record; ``path`` is its name in messages.

    Raises:
        RecordError: it was not written by this program, or was edited by hand.
    """
    if len(raw) > LARGEST_RECORD:
        raise RecordError(
            tr("larger than {largest_record} KiB", largest_record=LARGEST_RECORD >> 10)
        )
    fields = _read_own_layout(raw)
    if fields is None:
        fields = _read_strictly(raw, path)
    try:
        record = msgspec.convert(fields, EvidenceRecord, strict=False)
    except msgspec.ValidationError as error:
        raise RecordError(str(error)) from error
    if record.version != VERSION:
        raise RecordError(
            tr(
                "version {version}, and this program reads version {own}",
                version=record.version,
                own=VERSION,
            )
        )
    return record


def _read_strictly(raw: bytes, path: str) -> Any:
    file = parse_claim_file(raw, path)
    if file.faults:
        raise RecordError(file.faults[0].message)
    return plain(file.root)


_LINE = re.compile(
    r'^( {0,8})(- )?(?:([A-Za-z][\w-]*)|("(?:[^"\\\n]|\\.)*")):'
    r'(?: (?:(\d+|true|false)|(".*")))?\n',
    re.ASCII | re.MULTILINE,
)


_TEXT = msgspec.json.Decoder(str)


def _read_own_layout(raw: bytes) -> Any:
    """Parse a file in the layout of ``encode_record``; return None for any other layout.

    This takes a fifth of the time of the strict parser, which reads all other files.
    """
    try:
        text = raw.decode()
        if not text.startswith(_HEADER):
            return None
        lines = _LINE.findall(text, len(_HEADER))
        return _nested(lines) if len(lines) == text.count("\n") - 1 and text[-1] == "\n" else None
    except (ValueError, TypeError, KeyError, IndexError, msgspec.MsgspecError):
        return None


def _nested(lines: list[tuple[str, ...]]) -> dict[str, Any]:
    top: dict[str, Any] = {}
    around: dict[int, Any] = {0: top}  # the parent of lines with this indentation
    for line in lines:
        indent, dash, name, quoted_name, word, quoted = line
        key = name or json.loads(quoted_name)
        depth = len(indent)
        if dash:
            items = around[depth]
            items.append({})
            around[depth + 2] = items[-1]
            depth += 2
        fields = around[depth]
        if key in fields:
            raise ValueError(line)
        if word or quoted:
            fields[key] = word or _TEXT.decode(quoted)
        else:
            below: Any = [] if depth == 4 else {}
            fields[key] = below
            around[depth + 2] = below
    return top
