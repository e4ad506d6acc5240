"""A record of a source as a claim file would have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from factdesk.importing.gathering import ChangedText, Dropped


@dataclass
class ImportedReview:
    """A record as a claim file would have it. ``code`` is set if there is none."""

    fields: dict[str, Any] = field(default_factory=dict)
    identity: str = ""
    origin: str = ""
    published_on: str = ""
    slug: str = ""
    old_address: str = ""
    dropped: list[Dropped] = field(default_factory=list)
    changed: list[ChangedText] = field(default_factory=list)
    #: What a person must decide: a code of ``decisions.yml``, and the value that it is about.
    decisions: list[tuple[str, str]] = field(default_factory=list)
    code: str = ""
    reason: str = ""
    #: The rating as it is looked up, so that records of one review can be compared.
    rating: str = ""
    #: A record of our own full data, which is restored as it was.
    is_own: bool = False
