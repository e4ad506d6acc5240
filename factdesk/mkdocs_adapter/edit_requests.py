"""The requests of the editing form, and the error for refusing them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from factdesk.messages.catalogue import tr, tr_noop

_FIELD_NAME = re.compile(r"[a-z][a-z_]*")
_NOT_A_REQUEST = tr_noop("this is not a valid request")


class EditRefused(Exception):
    """A request that is refused; ``status`` is the HTTP status."""

    def __init__(self, status: int, reason: str, **details: Any) -> None:
        super().__init__(reason)
        self.status = status
        self.answer = {"reason": reason, **details}


class SaveRequest(msgspec.Struct, frozen=True):
    """A request to save the fields of a claim.

    ``slug`` is that of an existing claim, whose file had the ``version`` when it was opened. A new
    claim has a ``name``, by default derived from the claim, and a ``folder`` inside the claims
    folder.
    """

    fields: dict[str, Any]
    slug: str | None
    version: str
    name: str
    folder: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> SaveRequest:
        """Parse a JSON object.

        Raises:
            EditRefused: it is not a valid request.
        """
        slug = body.get("slug")
        texts = [body.get(name) or "" for name in ("version", "name", "folder")]
        fields = body.get("fields")
        if not (slug is None or isinstance(slug, str)) or not isinstance(fields, dict):
            raise EditRefused(400, tr(_NOT_A_REQUEST))
        if not all(isinstance(text, str) for text in texts) or not _are_fields(fields):
            raise EditRefused(400, tr(_NOT_A_REQUEST))
        return cls(fields, slug, *texts)


class TextRequest(NamedTuple):
    """A request to save the text of a file that cannot be shown as fields."""

    slug: str
    version: str
    text: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> TextRequest:
        """Parse a JSON object.

        Raises:
            EditRefused: it is not a valid request.
        """
        texts = [body.get(name) for name in cls._fields]
        if not all(isinstance(text, str) and _is_text(text) for text in texts):
            raise EditRefused(400, tr(_NOT_A_REQUEST))
        return cls(*map(str, texts))


def _is_text(value: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in value)


def _are_fields(value: object, depth: int = 0) -> bool:
    """Return whether a value contains only non-empty texts, lists and mappings."""
    if isinstance(value, str):
        return bool(value) and _is_text(value)
    if depth > 6 or not value:
        return False
    if isinstance(value, dict):
        return all(map(_FIELD_NAME.fullmatch, value)) and all(
            _are_fields(each, depth + 1) for each in value.values()
        )
    return isinstance(value, list) and all(_are_fields(each, depth + 1) for each in value)
