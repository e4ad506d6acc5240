"""Read a group of fields from a parsed file.

Reading never raises an exception: it reports every invalid field with its path, so that one error
does not hide others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from factdesk.claims.field_groups import (
    LIST_TYPES,
    FieldGroup,
    attribute_of,
    field_types,
    group_in,
    metadata_of,
    without_none,
)
from factdesk.claims.field_types import FieldType, Shorthand, Unreadable
from factdesk.claims.problem import FieldPath


class FieldError(NamedTuple):
    """Why a field could not be read.

    ``path`` is the path of the field, as in ``("sources", 0, "url")``. ``kind`` says what is wrong
    with it; checks have a message for each kind. ``message`` is set if the type has its own error
    message, ``expected`` if a certain word or length was expected.
    """

    path: FieldPath
    kind: str
    message: str = ""
    expected: Any = None


R = TypeVar("R", bound=FieldGroup)
#: Converts a value. On failure, appends to the errors and returns a blank of the field's type.
_Reader: TypeAlias = Callable[[Any, FieldPath, list[FieldError]], Any]


class _Plan(NamedTuple):
    """How to read a group: the readers of its fields, and the blanks of the required ones.

    A field has its attribute, a function for correct scalars, and a reader that reports errors.
    ``containers`` are the fields with lists and groups, which are kept in part if they have errors.
    """

    readers: dict[str, tuple[str, Callable[[Any], Any] | None, _Reader]]
    required: dict[str, Any]
    containers: set[str]


def read_group(cls: type[R], fields: Mapping[str, Any], **given: Any) -> tuple[R, list[FieldError]]:
    """Return the group with these fields, and the errors in them.

    ``fields`` contains the parsed fields; a field without a value counts as missing, unless it may
    be None. ``given`` are the fields that do not come from the file. If there are errors, the
    group is a best effort: fields that could not be read are left out, and entries of lists are
    blank, so that positions are kept.
    """
    errors: list[FieldError] = []
    return _read(cls, given, fields, (), errors), errors


def _read(
    cls: type[R], given: dict[str, Any], fields: Any, path: FieldPath, errors: list[FieldError]
) -> R:
    readers, required, containers = _plan(cls)
    values = dict(given)
    for name, value in fields.items():
        if (known := readers.get(name)) is None:
            errors.append(FieldError((*path, name), "unknown"))
            continue
        attribute, read, reader = known
        if read is not None and value is not None:  # most fields are texts, and correct
            try:
                values[attribute] = read(value)
                continue
            except Unreadable:
                pass  # what is wrong is reported below
        if value is None:
            if name in _nullable(cls):
                values[attribute] = None
            continue
        count = len(errors)
        converted = reader(value, (*path, name), errors)
        if len(errors) == count or name in required or name in containers:
            values[attribute] = converted
    for name, blank in () if required.keys() <= values.keys() else required.items():
        if attribute_of(name) not in values:
            errors.append(FieldError((*path, name), "missing"))
            values[attribute_of(name)] = blank
    return cls(**values)


def blank_of(cls: type[R]) -> R:
    """Return a group whose required fields are blank."""
    return cls(**{attribute_of(name): blank for name, blank in _plan(cls).required.items()})


@cache
def _plan(cls: type[FieldGroup]) -> _Plan:
    types = field_types(cls)
    readers = {
        name: (attribute_of(name), _scalar_of(type_), _reader(type_))
        for name, type_ in types.items()
    }
    required = {
        name: _blank(types[name])
        for field in msgspec.structs.fields(cls)
        if field.required and (name := field.name.rstrip("_")) in types
    }
    containers = {
        name for name, type_ in types.items() if get_origin(type_) in LIST_TYPES or group_in(type_)
    }
    return _Plan(readers, required, containers)


@cache
def _nullable(cls: type[FieldGroup]) -> set[str]:
    """Return the fields that may be None."""
    hints = get_type_hints(cls, include_extras=True)
    return {name.rstrip("_") for name, hint in hints.items() if without_none(hint) is not hint}


def _scalar_of(type_: Any) -> Callable[[Any], Any] | None:
    metadata = metadata_of(type_)
    return metadata.read if isinstance(metadata, FieldType) else None


def _reader(type_: Any) -> _Reader:
    metadata = metadata_of(type_)
    if isinstance(metadata, FieldType):
        return partial(_read_scalar, metadata)
    if (container := get_origin(type_)) in LIST_TYPES:
        entry = get_args(type_)[0]
        return partial(_read_list, container, _reader(entry), _blank(entry))
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return partial(_read_word, type_, {word.value: word for word in type_})
    cls = group_in(type_)
    assert cls is not None, type_
    shorthand = metadata.field if isinstance(metadata, Shorthand) else None
    return partial(_read_mapping, cls, shorthand)


def _blank(type_: Any) -> Any:
    if isinstance(metadata := metadata_of(type_), FieldType):
        return metadata.blank
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return list(type_)[-1]
    return blank_of(cls) if (cls := group_in(type_)) else ()


def _read_scalar(type_: FieldType, value: Any, path: FieldPath, errors: list[FieldError]) -> Any:
    try:
        return type_.read(value)
    except Unreadable as error:
        errors.append(FieldError(path, error.kind, str(error), error.expected))
        return type_.blank


def _read_word(
    enum: type[StrEnum],
    words: dict[str, StrEnum],
    value: Any,
    path: FieldPath,
    errors: list[FieldError],
) -> StrEnum:
    word = words.get(value) if isinstance(value, str) else None
    if word is None:
        errors.append(FieldError(path, "unknown_word", expected=tuple(words)))
        return _blank(enum)  # type: ignore[no-any-return]
    return word


def _read_list(
    container: type[tuple[Any, ...] | frozenset[Any]],
    reader: _Reader,
    blank: Any,
    value: Any,
    path: FieldPath,
    errors: list[FieldError],
) -> tuple[Any, ...] | frozenset[Any]:
    if not isinstance(value, list | tuple | frozenset):
        errors.append(FieldError(path, "not_a_list"))
        return container()
    entries = []
    for n, item in enumerate(value):
        entries.append(reader(item, (*path, n), errors) if item is not None else blank)
    return container(entries)


def _read_mapping(
    cls: type[FieldGroup],
    shorthand: str | None,
    value: Any,
    path: FieldPath,
    errors: list[FieldError],
) -> FieldGroup:
    if shorthand is not None and isinstance(value, str):
        # The error is about the text in the file, not about a subfield that it does not have.
        _, _, reader = _plan(cls).readers[shorthand]
        return cls(**{**_plan(cls).required, shorthand: reader(value, path, errors)})
    if not isinstance(value, (dict, Mapping)):  # the first alone is much faster to test
        errors.append(FieldError(path, "not_fields"))
        return blank_of(cls)
    return _read(cls, {}, value, path, errors)
