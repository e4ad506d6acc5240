"""The names of the fields in a model and in the models inside it, by the way to each.

A model is a class whose fields pydantic checks: the config, a claim, and their parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic.fields import FieldInfo

OptionNames = dict[tuple[str, ...], list[str]]


def option_names(model: type) -> OptionNames:
    """Return the field names by the way to them: ``()`` for the model's own, ``("sources",)``."""
    return dict(_below(model, ()))


def fields_of(model: type) -> Mapping[str, Any]:
    """Return the types of the fields of a model or data class by name; none of another class."""
    fields: Mapping[str, FieldInfo] = getattr(model, "__pydantic_fields__", {})
    if is_dataclass(model):
        return {name: type_ for name, type_ in get_type_hints(model).items() if name[0] != "_"}
    return {name: field.annotation for name, field in fields.items()}


def models_in(annotation: Any) -> Iterator[type]:
    """Yield the models that a field's type names, in lists and alternatives too."""
    if isinstance(annotation, type) and fields_of(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def _below(model: type, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield way, list(fields_of(model))
    for name, annotation in fields_of(model).items():
        for inner in models_in(annotation):
            yield from _below(inner, (*way, name))
