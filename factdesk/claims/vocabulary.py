"""The fixed values of claim files, and the fields that each status requires."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """The kind of statement that a claim is."""

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
    """What readers see of a review: drafts only in previews, claims in review without a verdict.

    An explained claim has a page like a published one, but no verdict, because it should not be
    rated.
    """

    PUBLISHED = "published"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    EXPLAINED = "explained"
    WITHDRAWN = "withdrawn"


_COMPLETE = ("claimant", "verdict", "summary", "published_on", "sources")

#: The fields that a claim must have in addition to ``claim``, by status.
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

    The values are those of https://schema.org/MediaManipulationRatingEnumeration, where generated
    media count as transformed.
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
    """How close a source is to the subject; primary: a record or a party's own statement."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class Basis(StrEnum):
    """The type of evidence that a source is."""

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


#: The fields of a source that depend on the claim, so that shared sources do not have them.
LOCAL_SOURCE_FIELDS = ("id", "use", "stance", "derived_from", "quotes", "note")


class Gravity(StrEnum):
    """The severity of a correction."""

    VERDICT = "verdict"
    FACT = "fact"
    CLARIFICATION = "clarification"
    UPDATE = "update"
