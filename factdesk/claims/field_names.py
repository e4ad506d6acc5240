"""The names of the fields in a model and in the models inside it, by the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

FieldNames = dict[tuple[str, ...], list[str]]


def field_names(model: type[BaseModel]) -> FieldNames:
    """Return the field names by the way to them: ``()`` for the model's own, ``("sources",)``."""
    return dict(_below(model, ()))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models that a field's type names, in lists and alternatives too."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def _below(
    model: type[BaseModel], way: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield way, list(model.model_fields)
    for name, field in model.model_fields.items():
        for inner in models_in(field.annotation):
            yield from _below(inner, (*way, name))
