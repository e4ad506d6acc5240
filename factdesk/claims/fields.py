"""The types of a claim file's fields: each converts a scalar as it was written, or says why not.

Every refusal is a pydantic error whose ``type`` the checks turn into a code; see ``FIELD_FAULTS``
in ``factdesk.checks.fields``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, StringConstraints
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from factdesk.text.citations import SOURCE_ID
from factdesk.text.dates import DATE, PartialDate, parse_day, parse_partial
from factdesk.text.shown import shown
from factdesk.text.slugs import slug_fault
from factdesk.text.urls import BadURL, parse_url

# An editor's validator reads `quote: 40` as a number and `verdict: false` as a boolean; this
# program reads both as they are written.
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}

_POSITION = re.compile(r"[0-9]{1,6}", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)


def _refusal(type_: LiteralString, message: str) -> PydanticCustomError:
    return PydanticCustomError(type_, "{message}", {"message": message})


def _filled(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "this text is empty")
    return text


def _is_text(value: object) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    return value


def _day(text: str) -> dt.date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise _refusal("bad_date", _date_fault(text, wants_day=True)) from error


def _partial(text: str) -> PartialDate:
    try:
        return parse_partial(text)
    except ValueError as error:
        raise _refusal("bad_date", _date_fault(text, wants_day=False)) from error


def _date_fault(text: str, *, wants_day: bool) -> str:
    if not DATE.fullmatch(text):
        return f"'{shown(text)}' is not a date"
    if wants_day and len(text) < len("2026-03-01"):
        return f"'{text}' is not a whole day"
    return f"'{text}' is not in the calendar"


def _url(text: str) -> str:
    try:
        parse_url(text)
    except BadURL as error:
        raise _refusal("bad_url", f"{error}: '{shown(text)}'") from error
    return text


def _slug(text: str) -> str:
    if fault := slug_fault(text):
        raise _refusal("bad_slug", f"'{shown(text)}' is not a slug: {fault}")
    return text


def _source_id(text: str) -> str:
    if not SOURCE_ID.fullmatch(text):
        raise _refusal("bad_source_id", f"'{shown(text)}' cannot name a source")
    return text


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise _refusal("bad_language", f"'{shown(text)}' is not a language tag")
    return text


def _position(value: object) -> object:
    if isinstance(value, int):
        return value
    text = _is_text(value)
    if not _POSITION.fullmatch(text):
        raise _refusal("bad_position", f"'{shown(text)}' is not a whole number")
    return int(text)


Text = Annotated[str, AfterValidator(_filled), WithJsonSchema(_SCALAR)]
ClaimText = Annotated[
    str,
    StringConstraints(max_length=300),
    AfterValidator(_filled),
    WithJsonSchema({**_SCALAR, "minLength": 1, "maxLength": 300}),
]
SummaryText = Annotated[
    str,
    StringConstraints(max_length=400),
    AfterValidator(_filled),
    WithJsonSchema({**_SCALAR, "minLength": 1, "maxLength": 400}),
]
Url = Annotated[
    str,
    AfterValidator(_url),
    WithJsonSchema({"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://."}),
]
Day = Annotated[
    dt.date,
    BeforeValidator(_day),
    BeforeValidator(_is_text),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Partial = Annotated[
    PartialDate,
    BeforeValidator(_partial),
    BeforeValidator(_is_text),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
                {"type": "integer", "minimum": 1, "maximum": 9999},
            ]
        }
    ),
]
Slug = Annotated[
    str,
    AfterValidator(_slug),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
    ),
]
SourceId = Annotated[
    str,
    AfterValidator(_source_id),
    WithJsonSchema({**_SCALAR, "pattern": "^[A-Za-z0-9_-]+$"}),
]
Language = Annotated[
    str,
    AfterValidator(_language),
    # `language: no` (Norwegian) is a boolean to validators that read YAML 1.1.
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
                {"const": False},
            ]
        }
    ),
]
Position = Annotated[
    int,
    BeforeValidator(_position),
    WithJsonSchema(
        {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999, "pattern": "^[0-9]{1,6}$"}
    ),
]
