"""The claim file's fields, as frozen types: what an editor writes, and everything else reads.

Field names are those of the claim file. A text is kept as it was typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator

from factdesk.claims.fields import (
    ClaimText,
    Day,
    Language,
    Partial,
    Position,
    Slug,
    SourceId,
    SummaryText,
    Text,
    Url,
)
from factdesk.claims.records import Written, record


class Kind(StrEnum):
    """What sort of statement a claim is."""

    STATISTIC = "statistic"
    ESTIMATE = "estimate"
    EVENT = "event"
    QUOTATION = "quotation"
    ABSENCE = "absence"
    CAUSAL = "causal"
    COMPARISON = "comparison"
    ATTRIBUTION = "attribution"
    MEDIA = "media"
    OTHER = "other"


class Status(StrEnum):
    """Where a review stands. Drafts are only in previews; in review: no verdict is shown."""

    PUBLISHED = "published"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    WITHDRAWN = "withdrawn"


_WHOLE = ("claimant", "verdict", "summary", "published_on", "sources")

#: What a claim must have beside ``claim``, by its status.
REQUIRED: Mapping[Status, tuple[str, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: ("claimant",),
    Status.PUBLISHED: _WHOLE,
    Status.WITHDRAWN: _WHOLE,
}


class Party(StrEnum):
    """What a claimant is."""

    PERSON = "person"
    ORGANIZATION = "organization"


class SourceKind(StrEnum):
    """How near a source is to the matter; primary: a record or statement of a party itself."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class Basis(StrEnum):
    """What sort of evidence a source is."""

    DOCUMENT = "document"
    DATASET = "dataset"
    INDEPENDENT_TEST = "independent-test"
    TESTIMONY = "testimony"
    EXPERT = "expert"
    SELF_REPORT = "self-report"
    REPORTING = "reporting"


class Stance(StrEnum):
    """How a source stands toward the claim as worded."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


class Gravity(StrEnum):
    """How grave a correction is."""

    VERDICT = "verdict"
    FACT = "fact"
    CLARIFICATION = "clarification"
    UPDATE = "update"


def named(value: object) -> object:
    """Return the fields of a claimant that is given by name alone."""
    return {"name": value} if isinstance(value, str) else value


@record
class Claimant:
    """Who asserts the claim."""

    name: Text
    role: Text | None = None
    kind: Party | None = None
    url: Url | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows who said it; such a claim explains itself in ``claimant_note``."""
        return self.name.strip().casefold() == "unknown"


@record
class Appearance:
    """Where the claim was said or spread. ``position`` orders the claims of one article."""

    url: Url
    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    published_on: Partial | None = None
    archived_url: Url | None = None
    quote: Text | None = None
    position: Position | None = None


@record
class Part:
    """One part of a compound claim, with its own verdict."""

    claim: ClaimText
    verdict: Text
    note: Text | None = None


@record
class Quote:
    """A passage, word for word, in the terms of the W3C TextQuoteSelector."""

    exact: Text
    prefix: Text | None = None
    suffix: Text | None = None
    page: Text | None = None
    translation: Text | None = None


@record
class Source:
    """A piece of evidence that was consulted. ``id`` is never None in a ``Claim``."""

    id: SourceId | None = None
    title: Text
    url: Url
    publisher: Text | None = None
    author: Text | None = None
    published_on: Partial | None = None
    accessed_on: Day | None = None
    language: Language | None = None
    archived_url: Url | None = None
    kind: SourceKind | None = None
    basis: Basis | None = None
    stance: Stance | None = None
    interest: Text | None = None
    derived_from: tuple[SourceId, ...] = ()
    origin: Text | None = None
    quotes: tuple[Quote, ...] = ()
    note: Text | None = None


@record
class Withdrawal:
    """When and why a review was taken back."""

    on: Day
    reason: Text


@record
class Reply:
    """Whom the editors asked for comment, and what came back."""

    to: Text
    asked_on: Day
    channel: Text | None = None
    answered_on: Day | None = None
    summary: Text | None = None
    url: Url | None = None


@record
class Correction:
    """A dated public note that the review was wrong, or has changed."""

    made_on: Day
    severity: Gravity
    note: Text
    previous_verdict: Text | None = None


@record
class Acceptance:
    """A warning that the editors accept, and the reason that the page prints."""

    check: Text
    reason: Text


class Review:
    """What follows from the fields of a claim, be they all there or its outline only."""

    __slots__ = ()

    sources: tuple[Any, ...]
    verdict: str | None
    published_on: dt.date | None
    status: Status
    withdrawn: Withdrawal | None
    corrections: tuple[Correction, ...]

    def __post_init__(self) -> None:
        """Give every source an id: its own, or ``s1``, ``s2``, … by its place in the list."""
        for n, source in enumerate(self.sources, 1):
            if source.id is None:  # it was made with this claim, and nobody else has it yet
                object.__setattr__(source, "id", f"s{n}")

    @property
    def shows_verdict(self) -> bool:
        """Whether the page shows the verdict (a withdrawn one shows it struck)."""
        return self.verdict is not None and self.status in (Status.PUBLISHED, Status.WITHDRAWN)

    @property
    def is_published(self) -> bool:
        """Whether this review stands: published, not withdrawn."""
        return self.status is Status.PUBLISHED

    @property
    def modified_on(self) -> dt.date | None:
        """The day on which the review last changed in public: published, corrected, withdrawn."""
        days = [self.published_on] if self.published_on else []
        days += [correction.made_on for correction in self.corrections]
        days += [self.withdrawn.on] if self.withdrawn else []
        return max(days, default=None)


@record
class Claim(Review, Written):
    """One claim and its review.

    Built only from a file that passed every error check, so: a published or withdrawn claim has
    claimant, verdict, summary, ``published_on`` and sources; ids, citations, dates and slugs hold.
    ``slug`` and ``path`` come from the file's name, everything else from the file.
    """

    slug: str
    path: str

    claim: ClaimText
    quote: Text | None = None
    claimant: Annotated[
        Claimant | None, BeforeValidator(named, json_schema_input_type=Text | Claimant)
    ] = None
    claimant_note: Text | None = None
    claimed_on: Partial | None = None
    kind: Kind | None = None
    appearances: tuple[Appearance, ...] = ()
    verdict: Text | None = None
    summary: SummaryText | None = None
    analysis: Text | None = None
    parts: tuple[Part, ...] = ()
    would_change_if: Text | None = None
    why_checked: Text | None = None
    sources: tuple[Source, ...] = ()
    topics: tuple[Text, ...] = ()
    published_on: Day | None = None
    review_by: Day | None = None
    language: Language | None = None
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    replies: tuple[Reply, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviewers: tuple[Text, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    related: tuple[Slug, ...] = ()
    aliases: tuple[Slug, ...] = ()
