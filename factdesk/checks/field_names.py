"""Find the field that a misspelt, foreign or similar name means."""

from __future__ import annotations

from collections.abc import Collection

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.claims.problem import FieldPath
from factdesk.tables import read_table
from factdesk.text.nearest import nearest

#: The names of all fields, by the path of the mapping that contains them.
FIELDS = field_names(Claim)
_FOREIGN: dict[str, str] = read_table(__package__, "foreign_fields.yml")


def fields_at(path: FieldPath) -> list[str]:
    """Return the names of the fields that are allowed at a path."""
    return FIELDS.get(tuple(str(part) for part in path if isinstance(part, str)), [])


def foreign_name(name: str, known: Collection[str]) -> str | None:
    """Return the field that a foreign word or a synonym means."""
    meant = _FOREIGN.get(name.strip().casefold().replace(" ", "_").replace("-", "_"), "")
    return next((field for field in meant.split() if field in known), None)


def field_meant(name: str, known: list[str]) -> str | None:
    """Return the field that an unknown name probably means, if any."""
    return foreign_name(name, known) or nearest(name, known)
