"""A record of a source in the form of a claim file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from factdesk.importing.record_texts import ChangedText, Dropped


class ImportedReview(msgspec.Struct):
    """A record in the form of a claim file. ``code`` is set if it cannot become one."""

    fields: dict[str, Any] = msgspec.field(default_factory=dict)
    identity: str = ""
    origin: str = ""
    published_on: str = ""
    slug: str = ""
    old_address: str = ""
    dropped: list[Dropped] = msgspec.field(default_factory=list)
    changed: list[ChangedText] = msgspec.field(default_factory=list)
    #: A decision for a person: a code of ``decisions.yml``, and the value that it is about.
    decisions: list[tuple[str, str]] = msgspec.field(default_factory=list)
    code: str = ""
    reason: str = ""
    #: The normalised rating, with which records of one review are compared.
    rating: str = ""
    #: A record of our own full data, which is restored exactly.
    is_own: bool = False


def is_claimed_later(fields: Mapping[str, Any]) -> bool:
    """Return whether the claim would have been made after its review was published."""
    claimed, published = fields.get("claimed_on"), fields.get("published_on")
    return bool(claimed and published and claimed > published[: len(claimed)])
