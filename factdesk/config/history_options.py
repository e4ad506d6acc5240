"""The options of the history of reviews."""

from __future__ import annotations

from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.field_types import Slug, Text


class Withheld(FieldGroup, frozen=True, kw_only=True):
    """A claim whose earlier texts must not be shown, and the reason that its history gives."""

    slug: Slug
    reason: Text


class HistoryOptions(FieldGroup, frozen=True, kw_only=True):
    """What the history of reviews leaves out."""

    withheld: tuple[Withheld, ...] = ()
