"""The options of the history of reviews."""

from __future__ import annotations

from pydantic import BaseModel

from factdesk.config.option_types import SlugOption, TextOption


class Withheld(BaseModel, frozen=True, extra="forbid"):
    """A claim whose earlier texts may not be shown, and the reason that its history gives."""

    slug: SlugOption
    reason: TextOption


class HistoryOptions(BaseModel, frozen=True, extra="forbid"):
    """What the history of reviews leaves out."""

    withheld: tuple[Withheld, ...] = ()
