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
    """What readers see of a review: a draft only in previews, a claim in review without a verdict.

    An explained claim has a page like a published one, and no verdict: it should not be rated.
    """

    PUBLISHED = "published"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    EXPLAINED = "explained"
    WITHDRAWN = "withdrawn"


_COMPLETE = ("claimant", "verdict", "summary", "published_on", "sources")

#: The fields that a claim must have besides ``claim``, by its status.
REQUIRED: Mapping[Status, tuple[str, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: ("claimant",),
    Status.EXPLAINED: ("summary", "published_on", "sources"),
    Status.PUBLISHED: _COMPLETE,
    Status.WITHDRAWN: _COMPLETE,
}

#: The statuses of reviews that were published: their evidence is checked.
REVIEWED = (Status.PUBLISHED, Status.EXPLAINED, Status.WITHDRAWN)


class MediaKind(StrEnum):
    """What a media entry is."""

    IMAGE = "image"
    VIDEO = "video"


class MediaCategory(StrEnum):
    """What a picture or video really is.

    These are the members of https://schema.org/MediaManipulationRatingEnumeration, which counts
    generated media as transformed.
    """

    ORIGINAL = "original"
    DECONTEXTUALIZED = "decontextualized"
    EDITED = "edited"
    TRANSFORMED = "transformed"
    STAGED = "staged"
    SATIRE = "satire"
    GENERATED = "generated"


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
    """Whether a source supports or contradicts the claim as worded."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


#: The fields of a source that depend on the claim, so that a shared source has none of them.
LOCAL_SOURCE_FIELDS = ("id", "use", "stance", "derived_from", "quotes", "note")


class Gravity(StrEnum):
    """How grave a correction is."""

    VERDICT = "verdict"
    FACT = "fact"
    CLARIFICATION = "clarification"
    UPDATE = "update"
