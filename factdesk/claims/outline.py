"""A claim in outline: as much of it as stands on pages that are not its own.

A site of many claims keeps the outlines of all of them in memory, and the whole of a claim only
while its own page is made. An outline comes from a claim that was checked, so it checks no more.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

from factdesk.claims.claim import (
    Claim,
    Claimant,
    Correction,
    Kind,
    Review,
    Stance,
    Status,
    Withdrawal,
    named,
)
from factdesk.claims.fields import Day, Partial, Position
from factdesk.claims.records import Written, excerpt


@excerpt
class OutlinedSource:
    """As much of a source as lists of sources and the count of roots look at."""

    id: str | None = None
    title: str
    url: str
    stance: Stance | None = None
    derived_from: tuple[str, ...] = ()
    origin: str | None = None


@excerpt
class OutlinedAppearance:
    """As much of an appearance as articles, annotations and search look at."""

    url: str
    publisher: str | None = None
    quote: str | None = None
    position: Position | None = None


@excerpt
class Outline(Review, Written):
    """The fields of a ``Claim`` that lists, feeds and look-ups show, by the same names."""

    slug: str
    path: str

    claim: str
    quote: str | None = None
    claimant: Annotated[Claimant | None, BeforeValidator(named)] = None
    claimed_on: Partial | None = None
    kind: Kind | None = None
    appearances: tuple[OutlinedAppearance, ...] = ()
    verdict: str | None = None
    summary: str | None = None
    sources: tuple[OutlinedSource, ...] = ()
    topics: tuple[str, ...] = ()
    published_on: Day | None = None
    language: str | None = None
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    related: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


#: A claim of which only the outline is asked for.
Listed: TypeAlias = Claim | Outline
