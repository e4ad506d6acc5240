"""The types of claim fields for pydantic, so that options are read as claim files are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator

from factdesk.claims import field_types
from factdesk.text.dates import PartialDate


def _reader(type_: Any) -> Callable[[Any], Any]:
    """Return a validator that reads texts by a claim field's type; pydantic refuses the rest."""
    field_type = get_args(type_)[1]

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return field_type.read(value)
        except field_types.Unreadable as error:
            raise ValueError(str(error) or "this text is empty") from error

    return read


TextOption = Annotated[str, BeforeValidator(_reader(field_types.Text))]
UrlOption = Annotated[str, BeforeValidator(_reader(field_types.Url))]
SlugOption = Annotated[str, BeforeValidator(_reader(field_types.Slug))]
LanguageOption = Annotated[str, BeforeValidator(_reader(field_types.Language))]
PartialOption = Annotated[PartialDate, BeforeValidator(_reader(field_types.Partial))]


def labels_by_language(verdict: object) -> object:
    """Return the options of a verdict; a label or definition may be one text for all languages."""
    if not isinstance(verdict, Mapping):
        return verdict
    plain = {
        key: {"": text}
        for key in ("label", "definition")
        if isinstance(text := verdict.get(key), str)
    }
    return {**verdict, **plain}
