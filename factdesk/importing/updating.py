"""Update a claim file from its source, without changing what people edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from factdesk.editing.value_edits import remove_value, set_value
from factdesk.importing.claim_text import field_order
from factdesk.importing.digests import digest_of_part, digested_parts, read_digest, write_digest
from factdesk.reading.nodes import plain
from factdesk.reading.tree import read_tree

_DRAFT, _PUBLISHED = "draft", "published"


class FileUpdate(NamedTuple):
    """The text of a file after an update.

    ``updated`` are the fields that were set, ``edited`` those that changed in the source but were
    not updated, because a person has edited them.
    """

    text: str
    updated: list[str]
    edited: list[str]


def update_claim(text: str, new: Mapping[str, Any], digest: str) -> FileUpdate:
    """Return a claim file with the fields that changed in its source.

    Fields that the source no longer has are kept, because another envelope may have fewer fields.
    ``digest`` is the one in the file. A published claim never becomes a draft again.

    Raises:
        EditError: the file cannot be edited.
    """
    tree = read_tree(text)
    current: dict[str, Any] = plain(tree.top) if tree.top is not None else {}
    old, parts, before = read_digest(digest), digested_parts(new), digested_parts(current)
    updated: list[str] = []
    edited: list[str] = []
    digests = dict(old)
    for name, value in parts.items():
        now = digest_of_part(value)
        if old.get(name) == now or (name == "status" and value == _DRAFT):
            continue
        has = digest_of_part(before[name]) if name in before else None
        if has == now:
            digests[name] = now
        elif has == old.get(name):
            updated.append(name)
            digests[name] = now
        else:
            edited.append(name)
    for name in updated:
        text = _set(text, name, parts[name], before)
    written = write_digest(digests)
    if written != digest:
        text = set_value(text, ("imported", "digest"), written)
    return FileUpdate(text, updated, edited)


def _set(text: str, name: str, value: Any, before: Mapping[str, Any]) -> str:
    if name == "status" and value == _PUBLISHED:
        return remove_value(text, ("status",))
    field, _, part = name.partition(".")
    if not part:
        return set_value(text, (field,), value, order=field_order())
    tree = read_tree(text)
    current = plain(tree.top).get(field) if tree.top is not None else None
    if isinstance(current, Mapping):
        return set_value(text, (field, part), value, order=("name", "role", "kind", "url"))
    if part == "name":
        return set_value(text, (field,), value, order=field_order())
    name_there = current or before.get("claimant.name", "")
    return set_value(text, (field,), {"name": name_there, part: value})
