"""The table of field descriptions, ``descriptions.yml``, in the order of a claim file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from factdesk.claims.claim import AppearanceAuthor
from factdesk.claims.field_groups import FieldGroup, attribute_of, field_types, group_in
from factdesk.claims.problem import FieldPath
from factdesk.tables import read_table
from factdesk.text.dates import PartialDate


@cache
def field_descriptions() -> Mapping[str, Mapping[str, str]]:
    """Return the descriptions of all fields, by the names of the group and the field."""
    loaded: dict[str, dict[str, str]] = read_table(__package__, "descriptions.yml")
    return loaded


@cache
def word_descriptions() -> Mapping[str, Mapping[str, str]]:
    """Return the meaning of each value that a field can have, by the name of its type."""
    loaded: dict[str, dict[str, str]] = read_table(__package__, "words.yml")
    return loaded


def names_in_order(group: type) -> list[str]:
    """Return the names of a group's fields in the order of a claim file."""
    return list(field_descriptions()[group.__name__])


def field_names(group: type[FieldGroup]) -> dict[FieldPath, list[str]]:
    """Return the names of the fields in a file, by the path of the mapping that contains them."""
    return dict(_names_below(group, ()))


def _names_below(group: type[FieldGroup], path: FieldPath) -> Iterator[tuple[FieldPath, list[str]]]:
    yield path, names_in_order(group)
    for name, type_ in field_types(group).items():
        if inner := group_in(type_):
            yield from _names_below(inner, (*path, name))


def public_fields(group: FieldGroup) -> dict[str, Any]:
    """Return the non-empty fields of a group for JSON, in the order of a claim file.

    Fields that do not come from the file (slug and path) are not included.
    """
    fields = {}
    for name, attribute in _attributes(type(group)):
        value = getattr(group, attribute)
        if type(value) is str:  # most values
            fields[name] = value
        elif value is not None:
            fields[name] = _public_value(value)
    return fields


@cache
def _attributes(group: type[FieldGroup]) -> list[tuple[str, str]]:
    """Return the names of a group's fields in order, each with its attribute."""
    return [(name, attribute_of(name)) for name in names_in_order(group)]


def _public_value(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if type(value) is tuple:
        return [_public_value(each) for each in value]
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, AppearanceAuthor) and value.kind is None:
        return value.name
    if isinstance(value, FieldGroup):
        return public_fields(value)
    return value.isoformat() if isinstance(value, dt.date) else value
