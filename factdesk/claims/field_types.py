"""The types of claim file fields: how each is read from text, and its JSON Schema.

Texts are kept as typed. A type raises ``Unreadable`` if a text is invalid.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

import msgspec

from factdesk.messages.catalogue import tr, tr_quoted
from factdesk.text.citations import SOURCE_ID
from factdesk.text.dates import DATE, PartialDate, parse_day, parse_partial
from factdesk.text.language_tags import is_language_tag
from factdesk.text.shown import shown
from factdesk.text.slugs import slug_fault
from factdesk.text.urls import BadURL, parse_url


def silent(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a JSON Schema that accepts the same values, but offers no completions."""
    return {"not": {"not": schema}}


def _any_scalar(**rules: Any) -> dict[str, Any]:
    """Return the schema of a text.

    A validator reads `quote: 40` as a number and `quote: true` as a boolean; this program reads
    both as text.
    """
    text = {"type": ["string", "number"], **rules, "errorMessage": _WRITE_TEXT}
    return {"anyOf": [text, silent({"type": "boolean"})]}


_WRITE_TEXT = (
    "Write a text here. If it contains ': ' or begins with '-', '[' or '{', put it in quotes."
)

_SECOND_ADDRESS = re.compile(r"[,;|]https?://", re.IGNORECASE)
_POSITION = re.compile(r"[0-9]{1,6}", re.ASCII)
_CLAIM_LENGTH = 300
_SUMMARY_LENGTH = 400


class Unreadable(ValueError):
    """A value that its type cannot read; ``kind`` is the kind of error."""

    def __init__(self, kind: str, message: str = "", expected: Any = None) -> None:
        """See ``FieldError`` for the parameters."""
        super().__init__(message)
        self.kind = kind
        self.expected = expected


# Annotations must be hashable, and the schema is not.
class FieldType(msgspec.Struct, frozen=True, eq=False):
    """How a scalar is read, and the JSON Schema for it.

    ``blank`` replaces a required value that could not be read.
    """

    read: Callable[[Any], Any]
    schema: dict[str, Any]
    blank: Any = ""


class Shorthand(msgspec.Struct, frozen=True):
    """Marks a group of fields that can be written as a single text, the value of this field."""

    field: str


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text")
    if not value or value.isspace():
        raise Unreadable("empty_text")
    return value


def _text_up_to(longest: int, value: Any) -> str:
    text = _text(value)
    if len(text) > longest:
        raise Unreadable("too_long", expected=longest)
    return text


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text")
    return value


def _day(value: Any) -> dt.date:
    text = _scalar(value)
    try:
        return parse_day(text)
    except ValueError as error:
        raise Unreadable("bad_date", _date_error(text, wants_day=True), True) from error


def _partial_date(value: Any) -> PartialDate:
    text = _scalar(value)
    try:
        return parse_partial(text)
    except ValueError as error:
        raise Unreadable("bad_date", _date_error(text, wants_day=False), False) from error


def _date_error(text: str, *, wants_day: bool) -> str:
    if not DATE.fullmatch(text):
        return tr("'{text}' is not a date", text=shown(text))
    if wants_day and len(text) < len("2026-03-01"):
        return tr("'{text}' is not a full date", text=text)
    return tr("'{text}' is not in the calendar", text=text)


def _url(value: Any) -> str:
    text = _scalar(value)
    try:
        parse_url(text)
    except BadURL as error:
        raise Unreadable("bad_url", f"{error}: {tr_quoted(shown(text))}") from error
    # Browsers encode spaces, so they accept a sentence or two addresses as one address.
    if len(text.split()) > 1 or (text.count("://") > 1 and _SECOND_ADDRESS.search(text)):
        raise Unreadable("bad_url", tr("this is not one address: '{text}'", text=shown(text)))
    return text


def _slug(value: Any) -> str:
    text = _scalar(value)
    if fault := slug_fault(text):
        raise Unreadable(
            "bad_slug", tr("'{text}' is not a slug: {fault}", text=shown(text), fault=fault)
        )
    return text


def _source_id(value: Any) -> str:
    text = _scalar(value)
    if not SOURCE_ID.fullmatch(text):
        raise Unreadable("bad_source_id", tr("'{text}' cannot name a source", text=shown(text)))
    return text


def _language(value: Any) -> str:
    text = _scalar(value)
    if not is_language_tag(text):
        raise Unreadable("bad_language", tr("'{text}' is not a language tag", text=shown(text)))
    return text


def _position(value: Any) -> int:
    if isinstance(value, int):
        return value
    text = _scalar(value)
    if not _POSITION.fullmatch(text):
        raise Unreadable("bad_position", tr("'{text}' is not a whole number", text=shown(text)))
    return int(text)


def _text_schema(longest: int) -> dict[str, Any]:
    return _any_scalar(minLength=1, maxLength=longest)


Text = Annotated[str, FieldType(_text, _any_scalar())]
ClaimText = Annotated[
    str, FieldType(partial(_text_up_to, _CLAIM_LENGTH), _text_schema(_CLAIM_LENGTH))
]
SummaryText = Annotated[
    str, FieldType(partial(_text_up_to, _SUMMARY_LENGTH), _text_schema(_SUMMARY_LENGTH))
]
Url = Annotated[
    str,
    FieldType(
        _url,
        {
            "type": "string",
            "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://.",
            "patternErrorMessage": "Write a full address that begins with https:// or http://.",
        },
    ),
]
Day = Annotated[
    dt.date,
    FieldType(
        _day,
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}$",
            "patternErrorMessage": "Write the date as year-month-day: 2026-03-01.",
        },
        blank=dt.date.min,
    ),
]
Partial = Annotated[
    PartialDate,
    FieldType(
        _partial_date,
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
                    "patternErrorMessage": "Write year-month-day, year-month or year: 2026-03-01, "
                    "2026-03 or 2026.",
                },
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ]
        },
        blank=PartialDate(1),
    ),
]
Slug = Annotated[
    str,
    FieldType(
        _slug,
        {
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "patternErrorMessage": "Write the file name of a claim without .yml: lowercase "
            "letters, digits and hyphens.",
            "maxLength": 80,
        },
    ),
]
SourceId = Annotated[
    str,
    FieldType(
        _source_id,
        _any_scalar(
            pattern="^[A-Za-z0-9_-]+$",
            patternErrorMessage="Use letters, digits, hyphens and underscores only.",
        ),
    ),
]
Language = Annotated[
    str,
    FieldType(
        _language,
        # Validators that read YAML 1.1 see a boolean in `language: no` (Norwegian).
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
                    "patternErrorMessage": "Write a language tag such as de, pt-BR or zh-Hant.",
                },
                silent({"const": False}),
            ]
        },
    ),
]
Position = Annotated[
    int,
    FieldType(
        _position,
        {
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 999_999,
            "pattern": "^[0-9]{1,6}$",
            "patternErrorMessage": "Write a whole number.",
        },
        blank=0,
    ),
]
