"""Convert a record to the fields of a claim file. Unclear values are left out and reported."""

from __future__ import annotations

from pathlib import PurePath

from factdesk.config.site_config import SiteConfig
from factdesk.importing.entries import read_address
from factdesk.importing.identity import rating_of, review_identity
from factdesk.importing.imported_review import ImportedReview
from factdesk.importing.mapping import ImportMapping, rating_key
from factdesk.importing.names import old_slug
from factdesk.importing.raw import RawRecord
from factdesk.importing.record_texts import RecordTexts
from factdesk.importing.review_fields import (
    read_claim,
    read_claimant,
    read_content,
    read_dates,
    read_language,
    read_plain_texts,
    read_topics_and_people,
    read_verdict,
)
from factdesk.importing.targets import ID, POST_STATUS, PUBLISHER, SLUG
from factdesk.messages.catalogue import tr
from factdesk.text.slugs import fold


def convert_record(record: RawRecord, mapping: ImportMapping, config: SiteConfig) -> ImportedReview:
    """Return the review in a record, for the language and the scale of a site."""
    if record.code:
        return ImportedReview(code=record.code, reason=record.reason)
    texts = RecordTexts(record, mapping)
    review = _converted(texts, mapping, config)
    review.dropped, review.changed, review.decisions = texts.dropped, texts.changed, texts.decisions
    return review


def _converted(texts: RecordTexts, mapping: ImportMapping, config: SiteConfig) -> ImportedReview:
    claim = read_claim(texts)
    if claim is None:
        reason = tr("the claim is empty")
        if texts.columns and not mapping.knows_claims(texts.format, texts.columns):
            reason = tr("no column is mapped to the claim: use --start-map, then --map")
        return ImportedReview(code="empty-claim", reason=reason)
    own = mapping.publisher.get("name", "")
    publisher = texts.one(PUBLISHER) or own
    if mapping.only_own and own and fold(publisher) != fold(own):
        reason = tr("the review is by another publisher: {publisher}", publisher=publisher)
        return ImportedReview({"claim": claim.short}, code="other-publisher", reason=reason)
    address, native = read_address(texts), texts.one(ID)
    claimant, dates, rating = (
        read_claimant(texts),
        read_dates(texts, mapping.dates),
        rating_of(texts),
    )
    fields = {
        "claim": claim.short,
        "claimant": claimant,
        **dates,
        "verdict": read_verdict(texts, rating, mapping, config.scale),
        **read_plain_texts(texts, claim.short),
        **read_topics_and_people(texts),
        "language": read_language(texts, mapping.language, config.language),
        **read_content(texts, claim, mapping.dates, address),
    }
    status = texts.one(POST_STATUS)
    if status not in ("", "publish"):
        texts.decide("unpublished-post", status)
    texts.drop_all("status", tr("an imported review is a draft until it has sources"))
    origin = address or mapping.publisher.get("url", "") or publisher
    if not origin:
        origin = PurePath(texts.place.file).name
        texts.decide("no-origin")
    return ImportedReview(
        {name: value for name, value in fields.items() if value},
        identity=review_identity(address, native, publisher, claim.full, claimant.get("name", "")),
        origin=origin,
        published_on=dates.get("published_on", ""),
        slug=old_slug(address, texts.one(SLUG)),
        old_address=address,
        rating=rating_key(rating),
    )
