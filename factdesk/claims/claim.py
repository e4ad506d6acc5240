"""The fields of a claim file as immutable types.

Field names are those of the claim file. Texts are kept as typed. ``ClaimSummary`` contains the data
that appears on pages other than the claim's own; ``Claim`` adds the rest. A large site keeps the
summaries in memory and loads a claim only while its own page is rendered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Self

import msgspec

from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.field_types import (
    ClaimText,
    Day,
    Language,
    Partial,
    Position,
    Shorthand,
    Slug,
    SourceId,
    SummaryText,
    Text,
    Url,
)
from factdesk.claims.group_reader import read_group
from factdesk.claims.media import MediaItem
from factdesk.claims.proof import QuoteProof, proof_of
from factdesk.claims.vocabulary import (
    Basis,
    Gravity,
    Kind,
    Party,
    SourceKind,
    Stance,
    Status,
)
from factdesk.text.urls import BadURL, parse_url

# Built once: these properties are read many times for each claim of a site.
_PUBLISHED = (Status.PUBLISHED, Status.EXPLAINED)
_WITH_VERDICT = (Status.PUBLISHED, Status.WITHDRAWN)


class Claimant(FieldGroup, frozen=True, kw_only=True):
    """Who makes the claim, or whose words the claimant reports."""

    name: Text
    role: Text | None = None
    kind: Party | None = None
    url: Url | None = None

    @property
    def is_unknown(self) -> bool:
        """Whether the claimant is unknown; ``claimant_note`` says why."""
        return self.name.strip().casefold() == "unknown"


class Author(FieldGroup, frozen=True, kw_only=True):
    """Who wrote the review."""

    name: Text
    url: Url | None = None


class AppearanceAuthor(FieldGroup, frozen=True, kw_only=True):
    """Who wrote the page where the claim appeared. The kind has no default."""

    name: Text
    kind: Party | None = None


class Imported(FieldGroup, frozen=True, kw_only=True):
    """Where an imported review was first published, and under which id.

    ``digest`` is the digest of the imported data, so that a second import can detect changes.
    """

    from_: Text
    id: Text
    on: Day | None = None
    digest: Text | None = None

    @property
    def address(self) -> str | None:
        """The address of the first publication, or None if only a name is known."""
        try:
            parse_url(self.from_)
        except BadURL:
            return None
        return self.from_


class AppearanceSummary(FieldGroup, frozen=True, kw_only=True):
    """The fields of an appearance that articles, annotations and search use."""

    url: Url
    publisher: Text | None = None
    quote: Text | None = None
    position: Position | None = None


class Appearance(AppearanceSummary, frozen=True, kw_only=True):
    """Where the claim was made or spread. ``position`` orders the claims of one article."""

    title: Text | None = None
    author: Annotated[AppearanceAuthor, Shorthand("name")] | None = None
    published_on: Partial | None = None
    archived_url: Url | None = None


class Part(FieldGroup, frozen=True, kw_only=True):
    """One part of a compound claim, with its own verdict."""

    claim: ClaimText
    verdict: Text
    note: Text | None = None


class Quote(FieldGroup, frozen=True, kw_only=True):
    """An exact passage, with the fields of the W3C TextQuoteSelector."""

    exact: Text
    prefix: Text | None = None
    suffix: Text | None = None
    page: Text | None = None
    translation: Text | None = None


class SourceSummary(FieldGroup, frozen=True, kw_only=True):
    """The fields of a source that lists of sources, checks across files and counts use."""

    id: SourceId | None = None
    use: Text | None = None
    title: Text
    url: Url
    publisher: Text | None = None
    author: Text | None = None
    published_on: Partial | None = None
    kind: SourceKind | None = None
    stance: Stance | None = None
    derived_from: tuple[SourceId, ...] = ()
    origin: Text | None = None


class Source(SourceSummary, frozen=True, kw_only=True):
    """A piece of evidence that was consulted. ``id`` is never None in a ``Claim``."""

    accessed_on: Day | None = None
    language: Language | None = None
    archived_url: Url | None = None
    basis: Basis | None = None
    interest: Text | None = None
    quotes: tuple[Quote, ...] = ()
    note: Text | None = None


class Withdrawal(FieldGroup, frozen=True, kw_only=True):
    """When and why a review was withdrawn."""

    on: Day
    reason: Text


class Reply(FieldGroup, frozen=True, kw_only=True):
    """Who was asked for comment, and the answer."""

    to: Text
    asked_on: Day
    channel: Text | None = None
    answered_on: Day | None = None
    summary: Text | None = None
    url: Url | None = None


class Correction(FieldGroup, frozen=True, kw_only=True):
    """A dated public note about an error or a change."""

    made_on: Day
    severity: Gravity
    note: Text
    previous_verdict: Text | None = None


class Acceptance(FieldGroup, frozen=True, kw_only=True):
    """A warning that the editors accept, with the reason that the page shows."""

    check: Text
    reason: Text


class ClaimSummary(FieldGroup, frozen=True, kw_only=True):
    """The fields of a claim that lists, feeds and look-ups show.

    ``slug`` and ``path`` come from the file name, everything else from the file's content.
    """

    slug: str
    path: str

    claim: ClaimText
    quote: Text | None = None
    claimant: Annotated[Claimant, Shorthand("name")] | None = None
    attributed_to: Annotated[Claimant, Shorthand("name")] | None = None
    claimed_on: Partial | None = None
    kind: Kind | None = None
    appearances: tuple[AppearanceSummary, ...] = ()
    verdict: Text | None = None
    summary: SummaryText | None = None
    sources: tuple[SourceSummary, ...] = ()
    media: tuple[MediaItem, ...] = ()
    topics: tuple[Text, ...] = ()
    published_on: Day | None = None
    language: Language | None = None
    status: Status = Status.PUBLISHED
    withdrawn: Withdrawal | None = None
    corrections: tuple[Correction, ...] = ()
    authors: tuple[Annotated[Author, Shorthand("name")], ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    translation_of: Slug | None = None
    related: tuple[Slug, ...] = ()
    aliases: tuple[Slug, ...] = ()

    def __post_init__(self) -> None:
        """Give every source an id: its own, or ``s1``, ``s2``, … by position."""
        for n, source in enumerate(self.sources, 1):
            if source.id is None:  # created for this claim and not shared yet
                msgspec.structs.force_setattr(source, "id", f"s{n}")

    @property
    def cited(self) -> list[str]:
        """The addresses of all sources and appearances."""
        return [*(each.url for each in self.sources), *(each.url for each in self.appearances)]

    @property
    def shows_verdict(self) -> bool:
        """Whether the page shows the verdict (struck through if the review is withdrawn)."""
        return self.verdict is not None and self.status in _WITH_VERDICT

    @property
    def is_published(self) -> bool:
        """Whether this review or explanation is published and not withdrawn."""
        return self.status in _PUBLISHED

    @property
    def modified_on(self) -> dt.date | None:
        """The date of the last public change: publication, correction or withdrawal."""
        if not self.corrections and not self.withdrawn:  # nearly all claims
            return self.published_on
        days = [self.published_on] if self.published_on else []
        days += [correction.made_on for correction in self.corrections]
        days += [self.withdrawn.on] if self.withdrawn else []
        return max(days, default=None)


class Claim(ClaimSummary, frozen=True, kw_only=True):
    """A claim and its review.

    A claim that is published was read from a file without errors. So a published or withdrawn
    claim has claimant, verdict, summary, ``published_on`` and sources, and its ids, citations,
    dates and slugs are valid. ``proofs`` comes from the claim's evidence record: the proofs of the
    quotations by the id of each captured source and the address of each appearance.
    """

    claimant_note: Text | None = None
    appearances: tuple[Appearance, ...] = ()
    analysis: Text | None = None
    parts: tuple[Part, ...] = ()
    would_change_if: Text | None = None
    why_checked: Text | None = None
    sources: tuple[Source, ...] = ()
    review_by: Day | None = None
    replies: tuple[Reply, ...] = ()
    reviewers: tuple[Text, ...] = ()
    imported: Imported | None = None
    proofs: dict[str, tuple[QuoteProof, ...]] = {}  # noqa: RUF012  # msgspec copies it

    def proof(self, key: str, exact: str) -> QuoteProof | None:
        """Return the proof of a quotation of a source or an appearance, if any."""
        return proof_of(self.proofs, key, exact)

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> Self:
        """Return the claim with these fields: texts, and lists and mappings of texts.

        Raises:
            ValueError: a field is invalid; the arguments are the ``FieldError`` instances.
        """
        given = {"slug": fields["slug"], "path": fields["path"]}
        others = {name: value for name, value in fields.items() if name not in given}
        claim, errors = read_group(cls, others, **given)
        if errors:
            raise ValueError(*errors)
        return claim
