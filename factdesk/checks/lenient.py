"""Read single fields of a file whose other fields may have errors.

Checks use these functions, so that one wrong field does not hide other problems.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from factdesk.claims.verdicts import Scale, Tone
from factdesk.claims.vocabulary import REVIEWED, Status
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import MappingNode, Node
from factdesk.text.dates import PartialDate, parse_partial
from factdesk.text.nearest import nearest
from factdesk.text.urls import BadURL, parse_url

_STATUSES = frozenset(Status)


@lru_cache(maxsize=1)  # many checks ask for the same file in succession
def status_of(file: ClaimFile) -> Status:
    """Return the status of a claim; a misspelt status counts as the most similar one."""
    text = file.root.text("status") or Status.PUBLISHED
    if text not in _STATUSES:
        text = nearest(text, list(Status)) or Status.PUBLISHED
    return Status(text)


@lru_cache(maxsize=1)
def is_judged(file: ClaimFile) -> bool:
    """Return whether the review is or was public: only then is its evidence checked."""
    return status_of(file) in REVIEWED


def language_of(file: ClaimFile, default: str) -> str:
    """Return the language of a file's texts."""
    return file.root.text("language") or default


def date_in(fields: MappingNode | None, name: str) -> PartialDate | None:
    """Return the date in a field, or None if there is no valid date."""
    text = fields.text(name) if fields else ""
    try:
        return parse_partial(text) if text else None
    except ValueError:
        return None


def day_in(fields: MappingNode | None, name: str) -> dt.date | None:
    """Return the full date in a field, or None."""
    date = date_in(fields, name)
    return date.earliest if date and date.day else None


def claimant_of(file: ClaimFile) -> str:
    """Return the name of the claimant, or an empty string."""
    named = file.root.mapping("claimant")
    return named.text("name") if named else file.root.text("claimant")


@lru_cache(maxsize=1)
def sources_of(file: ClaimFile) -> list[tuple[str, MappingNode]]:
    """Return the sources with their ids: their own, or ``s1``, ``s2``, … by list position."""
    return [
        (item.text("id") or f"s{n}", item)
        for n, item in enumerate(file.root.items("sources"), 1)
        if isinstance(item, MappingNode)
    ]


class SourceFields(NamedTuple):
    """The fields of a source that determine whether it is independent."""

    id: str
    url: str
    stance: str
    origin: str | None
    derived_from: tuple[str, ...]


def evidence_of(file: ClaimFile) -> list[SourceFields]:
    """Return the sources for counting independent origins; duplicate ids are made unique."""
    found: dict[str, SourceFields] = {}
    for n, (id_, source) in enumerate(sources_of(file)):
        unique = f"{id_} {n}" if id_ in found else id_
        found[unique] = SourceFields(
            unique,
            source.text("url"),
            source.text("stance"),
            source.text("origin") or None,
            tuple([parent.value for parent in source.scalars("derived_from")]),
        )
    return list(found.values())


class AppearanceFields(NamedTuple):
    """The address of an appearance."""

    url: str


def appearances_of(file: ClaimFile) -> list[AppearanceFields]:
    """Return the appearances that have an address."""
    addresses = [place.text("url") for place in file.root.mappings("appearances")]
    return [AppearanceFields(url) for url in addresses if url]


def is_address(text: str) -> bool:
    """Return whether a text is an address that may be published."""
    try:
        parse_url(text)
    except BadURL:
        return False
    return True


def tone_of(fields: MappingNode, scale: Scale) -> Tone | None:
    """Return the tone of the verdict of a claim or a part, if the verdict is on the scale."""
    name = fields.text("verdict")
    return scale[name].tone if name in scale else None


def did_you_mean(name: str | None) -> str | None:
    """Return a hint that suggests a name, or None without a name."""
    return tr("did you mean '{name}'?", name=name) if name else None


def top(file: ClaimFile, name: str) -> Node:
    """Return the node to point to for a field: its value, its key, or the file itself."""
    return file.root.node(name) or file.root.key(name) or file.root
