"""The table of contents of a claim page, which is shown on phones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.pages.sources import StanceGroup


class Section(NamedTuple):
    """A section of the page: its fragment, the key of its heading, and its number of sources."""

    id: str
    heading: str
    sources: int | None = None


def contents_of(claim: Claim, groups: Iterable[StanceGroup]) -> list[Section]:
    """Return the sections of a claim page in order, without those near the claim."""
    written = (
        ("check", claim.analysis),
        ("parts", claim.parts),
        ("change", claim.would_change_if),
    )
    sides = [Section(each.id, f"source.side_{each.id}", len(each.sources)) for each in groups]
    has_history = claim.published_on or claim.corrections or claim.withdrawn
    after = (("appearances", claim.appearances), ("replies", True), ("history", has_history))
    return [
        *(Section(id_, f"claim.{id_}") for id_, content in written if content),
        *sides,
        *(Section(id_, f"claim.{id_}") for id_, content in after if content),
    ]
