"""Suggest meanings of well-known ratings and columns; no suggestion is applied automatically."""

from __future__ import annotations

from functools import cache

from factdesk.claims.verdicts import Scale
from factdesk.tables import read_table


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = read_table(__package__, "suggestions.yml")
    return table


@cache
def _inverted(section: str) -> dict[str, str]:
    return {word: name for name, words in _table()[section].items() for word in words}


def suggested_verdict(rating: str, scale: Scale) -> str:
    """Return the verdict that a rating usually means; empty if the scale has none."""
    name = _inverted("verdicts").get(rating.strip(" .!:*\"'“”"), "")
    if name in scale:
        return name
    labels = {verdict.name: verdict.name for verdict in scale.each()}
    return labels.get(rating.replace(" ", "-"), "")


def suggested_column(column: str) -> str:
    """Return the usual target of a column with this name; empty if none is known."""
    return _inverted("columns").get(" ".join(column.casefold().replace("_", " ").split()), "")
