"""The base class of all groups of fields in claim files and the configuration, and their types.

A group is an immutable struct. Its annotations are the only list of its fields: ``read_group`` uses
them for conversion, and the JSON Schema of claim files is generated from them.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

#: The types of fields that are lists in a file.
LIST_TYPES = (tuple, frozenset)


class FieldGroup(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A group of fields. Groups contain no cycles, so no garbage collection is needed."""


def attribute_of(name: str) -> str:
    """Return the attribute of a field: its name, unless that is a Python keyword."""
    return "from_" if name == "from" else name


@cache
def field_types(cls: type[FieldGroup]) -> dict[str, Any]:
    """Return the types of a group's fields, without ``| None``.

    Fields without an annotation for reading are set by the program and left out.
    """
    hints = get_type_hints(cls, include_extras=True)
    types = {name.rstrip("_"): without_none(hint) for name, hint in hints.items()}
    return {name: type_ for name, type_ in types.items() if not _is_set_by_program(type_)}


def _is_set_by_program(type_: Any) -> bool:
    if get_origin(type_) in LIST_TYPES:
        return _is_set_by_program(get_args(type_)[0])
    if isinstance(type_, type):
        return not issubclass(type_, StrEnum | FieldGroup)
    return metadata_of(type_) is None


def without_none(hint: Any) -> Any:
    """Return the type in an optional annotation."""
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    return hint


def metadata_of(type_: Any) -> Any:
    """Return the metadata of an ``Annotated`` type."""
    return get_args(type_)[1] if get_origin(type_) is Annotated else None


def group_in(type_: Any) -> type[FieldGroup] | None:
    """Return the group type of a field or of its list entries."""
    if get_origin(type_) is Annotated:
        type_ = get_args(type_)[0]
    if get_origin(type_) is tuple:
        return group_in(get_args(type_)[0])
    return type_ if isinstance(type_, type) and issubclass(type_, FieldGroup) else None
