"""Write and parse the file of an evidence record, ``claims/_evidence/<slug>.yml``.

The file is written only by this program and kept in git.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from factdesk.evidence.record import VERSION, EvidenceRecord, RecordError
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain
from factdesk.text.yaml_scalars import write_quoted

#: The maximum size in bytes.
LARGEST_RECORD = 64 << 10
_HEADER = "# Written by `factdesk evidence`. Do not edit by hand.\n"
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_YAML_1_1_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def encode_record(record: EvidenceRecord) -> bytes:
    """Return the bytes of a record's file. The same record gives the same bytes."""
    fields = msgspec.to_builtins(record, builtin_types=(dt.datetime,))
    lines = _mapping_lines({"version": record.version, **fields}, "")
    return (_HEADER + "\n".join(lines) + "\n").encode()


def _mapping_lines(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield the lines of a mapping. Lists contain only mappings."""
    for name, value in fields.items():
        key = indent + _key(name)
        if isinstance(value, Mapping):
            yield f"{key}:"
            yield from _mapping_lines(value, f"{indent}  ")
        elif isinstance(value, (list, tuple)):
            yield f"{key}:"
            for item in value:
                first, *others = _mapping_lines(item, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from others
        else:
            yield f"{key}: {_scalar(value)}"


def _key(key: str) -> str:
    is_plain = _PLAIN_KEY.fullmatch(key) and key.lower() not in _YAML_1_1_WORDS
    return key if is_plain else write_quoted(key)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dt.datetime):
        return f'"{value.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"'
    return write_quoted(str(value))


def decode_record(raw: bytes, path: str) -> EvidenceRecord:
    """Parse a record; ``path`` is its name in messages.

    Raises:
        RecordError: it was not written by this program, or was edited by hand.
    """
    if len(raw) > LARGEST_RECORD:
        raise RecordError(
            tr("larger than {largest_record} KiB", largest_record=LARGEST_RECORD >> 10)
        )
    fields = _parse_own_layout(raw)
    if fields is None:
        fields = parse_strictly(raw, path)
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


def parse_strictly(raw: bytes, path: str) -> Any:
    """Parse a record in any YAML notation.

    Raises:
        RecordError: it is not valid YAML.
    """
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


def _parse_own_layout(raw: bytes) -> Any:
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
