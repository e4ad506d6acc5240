"""The options of the history of reviews."""

from __future__ import annotations

from factdesk.claims.field_types import Slug, Text
from factdesk.claims.records import Record


class Withheld(Record, frozen=True, kw_only=True):
    """A claim whose earlier texts must not be shown, and the reason that its history gives."""

    slug: Slug
    reason: Text


class HistoryOptions(Record, frozen=True, kw_only=True):
    """What the history of reviews leaves out."""

    withheld: tuple[Withheld, ...] = ()
