"""Parse JSON from real pages: make unambiguous repairs, and report them."""

from __future__ import annotations

import html
import json
import re
from contextlib import suppress
from typing import Any

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.messages.parser_messages import json_reason

_STRING_OR_COMMA = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")|,(?=\s*[,}\]])', re.DOTALL)
_STRING_OR_COMMENT = re.compile(
    r'("[^"\\]*(?:\\.[^"\\]*)*")|/\*.*?\*/|<!--|-->|^\s*//[^\n]*$|<!\[CDATA\[|\]\]>',
    re.DOTALL | re.MULTILINE,
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_ENTITY_QUOTE = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)


class BadJson(ValueError):
    """A text that is not JSON even after the repairs; the message says where."""


def parse_lenient(text: str) -> tuple[Any, list[str]]:
    """Return the value and the repairs that it needed.

    Numbers are returned as text. A duplicate key with different values has the list of them.

    Raises:
        BadJson: the text cannot be read.
    """
    repairs: list[str] = []
    try:
        return _parsed(text, repairs)
    except BadJson as error:
        first_error = error
    for name, repair in _REPAIRS:
        repaired = repair(text)
        if repaired != text:
            text = repaired
            repairs.append(tr(name))
            with suppress(BadJson):
                return _parsed(text, repairs)
    raise first_error


def _parsed(text: str, repairs: list[str]) -> tuple[Any, list[str]]:
    """Return the value, and the repairs with the keys that occur several times."""
    notes: list[str] = []

    def merged(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs):
            for key, value in fields.items():
                values = [each for name, each in pairs if name == key]
                if any(each != value for each in values):
                    fields[key] = values
                    notes.append(tr("the key '{key}' occurs {n} times", key=key, n=len(values)))
        return fields

    try:
        value = json.loads(
            text,
            strict=False,
            parse_int=str,
            parse_float=str,
            parse_constant=str,
            object_pairs_hook=merged,
        )
    except json.JSONDecodeError as error:
        raise BadJson(json_reason(error)) from error
    except RecursionError as error:
        raise BadJson(tr("values are nested too deeply")) from error
    return value, [*repairs, *notes]


def _without_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda match: match[1] or "", text)


def _without_comments(text: str) -> str:
    return _STRING_OR_COMMENT.sub(lambda match: match[1] or "", text).strip().rstrip(";")


def _escapes(text: str) -> str:
    return _BAD_ESCAPE.sub("", text)


def _entities(text: str) -> str:
    return html.unescape(text) if _ENTITY_QUOTE.search(text) and '"' not in text else text


_REPAIRS = (
    (tr_noop("entities instead of quotation marks"), _entities),
    (tr_noop("a comment in JSON"), _without_comments),
    (tr_noop("an extra comma in JSON"), _without_commas),
    (tr_noop("an invalid escape in JSON"), _escapes),
)
