"""Change the fields of a claim file with as few edits as possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from factdesk.claims.problem import FieldPath
from factdesk.editing.errors import EditError
from factdesk.editing.layout import fields_in
from factdesk.editing.value_edits import insert_item, move_item, remove_value, set_value
from factdesk.messages.catalogue import tr

#: The names of fields in the order of a claim file, by the path of their mapping.
Orders: TypeAlias = Mapping[tuple[int | str, ...], Sequence[str]]


def change_fields(text: str, fields: Mapping[str, Any], orders: Orders) -> str:
    """Return the file's text with exactly these fields; unchanged fields keep their bytes.

    ``fields`` contains all non-empty fields as texts, lists and mappings of texts. List entries are
    matched with the old ones by the fields that they share, so that they keep their comments.

    Raises:
        EditError: a change cannot be made without touching other fields.
    """
    edited = _change_mapping(text, (), fields_in(text), fields, orders)
    if fields_in(edited) != fields:
        raise EditError(tr("the file cannot be edited without changing other fields"))
    return edited


def _change_value(text: str, path: FieldPath, old: Any, new: Any, orders: Orders) -> str:
    if old == new:
        return text
    try:
        if isinstance(old, dict) and isinstance(new, Mapping):
            return _change_mapping(text, path, old, new, orders)
        if isinstance(old, list) and isinstance(new, list):
            return _change_list(text, path, old, new, orders)
    except EditError:
        pass  # its layout is unusual: write the field again
    return set_value(text, path, new)


def _change_mapping(
    text: str, path: FieldPath, old: Mapping[str, Any], new: Mapping[str, Any], orders: Orders
) -> str:
    order = orders.get(tuple(step for step in path if isinstance(step, str)), ())
    for name, value in new.items():
        if name in old:
            text = _change_value(text, (*path, name), old[name], value, orders)
    ranks = {name: n for n, name in enumerate(order)}
    for name in sorted(new.keys() - old.keys(), key=lambda name: (ranks.get(name, 99), name)):
        text = set_value(text, (*path, name), new[name], order=order)
    # Last, because the only field of a mapping cannot be removed.
    for name in old:
        if name not in new:
            text = remove_value(text, (*path, name))
    return text


def _change_list(text: str, path: FieldPath, old: list[Any], new: list[Any], orders: Orders) -> str:
    origins = match_entries(old, new)
    current: list[int | None] = list(range(len(old)))
    if not any(origin is not None for origin in origins):
        return set_value(text, path, new)
    for n in reversed(range(len(old))):
        if n not in origins:
            text = remove_value(text, (*path, n))
            del current[n]
    for n, origin in enumerate(origins):
        if origin is None:
            text = insert_item(text, path, n, new[n])
            current.insert(n, None)
            continue
        at = current.index(origin)
        if at != n:
            text = move_item(text, path, at, n)
            current.insert(n, current.pop(at))
        text = _change_value(text, (*path, n), old[origin], new[n], orders)
    return text


def match_entries(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """Return for each new entry the index of the old entry that it comes from, if any.

    Equal entries are matched first, then the mappings that share most fields, then texts at the
    same index.
    """
    origins: list[int | None] = [None] * len(new)
    free = list(range(len(old)))
    scored = [
        (-_likeness(old[m], entry), abs(m - n), n, m)
        for n, entry in enumerate(new)
        for m in range(len(old))
        if _likeness(old[m], entry) or (m == n and isinstance(entry, str))
    ]
    for _, _, n, m in sorted(scored):
        if origins[n] is None and m in free and isinstance(old[m], str) == isinstance(new[n], str):
            origins[n] = m
            free.remove(m)
    return origins


def _likeness(old: Any, new: Any) -> int:
    """Return the number of fields that two entries share; equal entries score highest."""
    if old == new:
        return 99
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return sum(old.get(name) == value for name, value in new.items())
    return 0
