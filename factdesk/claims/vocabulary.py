"""The words that a claim file chooses from, and what each status requires."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


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
