"""What claims and their parts are: fields that are checked once, and then stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass
from pydantic_core import SchemaValidator, to_json

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[_T]) -> type[_T]:
    """Make a class a record: its fields are checked by their types, and there are no others.

    It is frozen, and has slots, for ten thousand claims have a hundred thousand parts.
    """
    return _made(cls, "forbid")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def excerpt(cls: type[_T]) -> type[_T]:
    """Make a class a record of some fields of another one; it passes over the rest of them."""
    return _made(cls, "ignore")


def _made(cls: type[_T], others: Literal["forbid", "ignore"]) -> type[_T]:
    # What checks and writes records is built when it is first needed: many a command needs none.
    config = ConfigDict(extra=others, defer_build=True)
    make = dataclass(frozen=True, slots=True, kw_only=True, config=config)
    return cast("type[_T]", make(cls))


class Written:
    """A record that is read, with its parts, from fields or from JSON, and written as JSON."""

    __slots__ = ()

    __pydantic_validator__: ClassVar[SchemaValidator]

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Self:
        """Return the record with these fields: texts, and lists and mappings of texts.

        Raises:
            ValidationError: of pydantic, with all that is wrong and where.
        """
        made: Self = cls.__pydantic_validator__.validate_python(fields)
        return made

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Return the record whose fields stand in JSON; raises as ``from_fields`` does."""
        made: Self = cls.__pydantic_validator__.validate_json(text)
        return made

    def as_json(self, *, left_out: Mapping[str, Any] | None = None) -> bytes:
        """Return the fields that have a value, as JSON that can be read again.

        ``left_out`` are fields to leave out, named as for pydantic's ``exclude``.
        """
        return to_json(self, exclude=left_out, exclude_none=True)
