"""The targets of columns: the field of the claim file for each column of each format.

A target is the path of a field of the claim file, or one of the names below.
"""

from __future__ import annotations

from collections.abc import Mapping

from factdesk.importing.raw import ImportFormat

#: Targets that are not fields: the subject of a record, and structure.
URL, ID, SLUG, PUBLISHER, RATING_NUMBER = "url", "id", "slug", "publisher", "rating"
ANCHOR, HTML, POST_STATUS, STRUCTURE, DROP = "anchor", "html", "post_status", "structure", "drop"
FIRST = "first_appearance"
#: Columns with the address of a page, which is used only if the review itself has none.
PAGE_ADDRESSES = frozenset(["page.address", "mainEntityOfPage", "mainEntityOfPage.@id"])

#: The fields that a mapping file may name, and their types.
TEXTS = (
    "claim", "quote", "claimant.name", "claimant.role", "claimant.kind", "claimant.url",
    "claimant_note", "attributed_to", "kind", "summary", "analysis", "would_change_if",
    "why_checked", "language", "status",
)  # fmt: skip
DATES = ("claimed_on", "published_on", "review_by")
LISTS = ("topics", "authors", "reviewers", "appearances", "sources")
APPEARANCE = (
    "appearances.title",
    "appearances.publisher",
    "appearances.author",
    "appearances.published_on",
    "appearances.archived_url",
    "appearances.quote",
)
SOURCE = (
    "sources.title",
    "sources.publisher",
    "sources.author",
    "sources.published_on",
    "sources.archived_url",
)
SPECIAL = ("verdict", URL, ID, SLUG, PUBLISHER, HTML, DROP)
MAPPABLE = frozenset([*TEXTS, *DATES, *LISTS, *APPEARANCE, *SOURCE, *SPECIAL, "claimant"])

_STRUCTURE = (
    "@context",
    "@type",
    "@id",
    "reviewRating.@type",
    "itemReviewed.@type",
    "author.@type",
    "publisher.@type",
    "itemReviewed.appearance.@type",
    "itemReviewed.firstAppearance.@type",
    "itemReviewed.firstAppearance.type",
)

_CLAIMREVIEW: dict[str, str] = {
    **dict.fromkeys(_STRUCTURE, STRUCTURE),
    "claimReviewed": "claim",
    "url": URL,
    "page.address": URL,
    "mainEntityOfPage": URL,
    "mainEntityOfPage.@id": URL,
    "mainEntityOfPage.@type": STRUCTURE,
    "author": PUBLISHER,
    "author.name": PUBLISHER,
    "datePublished": "published_on",
    "inLanguage": "language",
    "itemReviewed.author": "claimant.name",
    "itemReviewed.author.name": "claimant.name",
    "itemReviewed.author.@type": "claimant.kind",
    "itemReviewed.author.jobTitle": "claimant.role",
    "itemReviewed.author.sameAs": "claimant.url",
    "itemReviewed.datePublished": "claimed_on",
    "itemReviewed.text": "quote",
    "itemReviewed.firstAppearance": FIRST,
    "itemReviewed.firstAppearance.url": FIRST,
    "itemReviewed.appearance": "appearances",
    "itemReviewed.appearance.url": "appearances",
    "reviewRating": "verdict",
    "reviewRating.alternateName": "verdict",
    "reviewRating.ratingValue": RATING_NUMBER,
    "reviewRating.bestRating": RATING_NUMBER,
    "reviewRating.worstRating": RATING_NUMBER,
    "reviewRating.ratingExplanation": "summary",
    "reviewBody": "analysis",
    "keywords": "topics",
    "citation.@type": STRUCTURE,
    "citation.url": "sources",
    "citation.name": "sources.title",
    "citation.publisher.name": "sources.publisher",
    "citation.publisher.@type": STRUCTURE,
    "citation.datePublished": "sources.published_on",
    "citation.archivedAt": "sources.archived_url",
}
for _work in ("appearance", "firstAppearance"):
    _path = f"itemReviewed.{_work}"
    _CLAIMREVIEW |= {
        f"{_path}.headline": "appearances.title",
        f"{_path}.datePublished": "appearances.published_on",
        f"{_path}.author.name": "appearances.author",
        f"{_path}.author.@type": STRUCTURE,
        f"{_path}.publisher.name": "appearances.publisher",
        f"{_path}.publisher.@type": STRUCTURE,
        f"{_path}.archivedAt": "appearances.archived_url",
    }

_SEARCH = {
    "text": "claim",
    "claimant": "claimant.name",
    "claimDate": "claimed_on",
    "claimReview.url": URL,
    "claimReview.publisher.name": PUBLISHER,
    "claimReview.reviewDate": "published_on",
    "claimReview.textualRating": "verdict",
    "claimReview.languageCode": "language",
}

_POST = {
    "post.link": URL,
    "post.id": ID,
    "post.name": SLUG,
    "post.date": "published_on",
    "post.content": HTML,
    "post.status": POST_STATUS,
    "post.terms.post_tag": "topics",
    "meta.claimreviewed": "claim",
}
_FULL_FACT = {
    **_POST,
    "meta.date": "claimed_on",
    "meta.appearance.url": "appearances",
    "meta.appearance.original": STRUCTURE,
    "meta.author": "claimant.name",
    "meta.job-title": "claimant.role",
    "meta.assessment": "verdict",
    "meta.numeric-rating": RATING_NUMBER,
    "meta.anchor": ANCHOR,
}

_OWN_TABLE = {
    "version": STRUCTURE,
    "verdict_label": STRUCTURE,
    "verdict_number": STRUCTURE,
    "modified_on": STRUCTURE,
    "data_url": STRUCTURE,
    "sources": STRUCTURE,
    "independent_roots": STRUCTURE,
    "independent_for": STRUCTURE,
    "independent_against": STRUCTURE,
    "imported_from": STRUCTURE,
    "authors": "authors",
    "authors.name": "authors",
    "slug": SLUG,
    "url": URL,
    "claim": "claim",
    "quote": "quote",
    "claimant": "claimant.name",
    "claimant.name": "claimant.name",
    "claimant.role": "claimant.role",
    "claimant.kind": "claimant.kind",
    "claimant.url": "claimant.url",
    "claimant_role": "claimant.role",
    "claimant_kind": "claimant.kind",
    "claimed_on": "claimed_on",
    "kind": "kind",
    "status": "status",
    "verdict": "verdict",
    "summary": "summary",
    "topics": "topics",
    "published_on": "published_on",
    "review_by": "review_by",
    "language": "language",
    "first_appearance": "appearances",
    "attributed_to": "attributed_to",
}

_TARGETS: Mapping[ImportFormat, Mapping[str, str]] = {
    ImportFormat.PAGE: _CLAIMREVIEW,
    ImportFormat.CLAIMREVIEW: _CLAIMREVIEW,
    ImportFormat.DATAFEED: _CLAIMREVIEW,
    ImportFormat.INSIGHTS: _CLAIMREVIEW,
    ImportFormat.INSIGHTS_TABLE: _CLAIMREVIEW,
    ImportFormat.SEARCH: _SEARCH,
    ImportFormat.FULL_FACT: _FULL_FACT,
    ImportFormat.CHEQUEADO: _POST,
    ImportFormat.CHECK_ITEMS: {
        "Claim": "claim",
        "Item page URL": ID,
        "Status": "verdict",
        "Report Published at": "published_on",
        "Tags": "topics",
    },
    ImportFormat.CHECK_FACT_CHECKS: {
        "ID": ID,
        "Title": "claim",
        "Summary": "summary",
        "URL": URL,
        "Language": "language",
    },
    ImportFormat.CHECK_FEED: {
        "Fact-check title": "claim",
        "Fact-check summary": "summary",
        "Fact-check URL": URL,
        "Tags": "topics",
        "Workspace": PUBLISHER,
        "Rating": "verdict",
    },
    ImportFormat.CHECK_EXPLAINERS: {
        "ID": ID,
        "Title": "claim",
        "Description": "analysis",
        "URL": URL,
        "Language": "language",
    },
    ImportFormat.RESEARCH_TABLE: {
        "claim_text": "claim",
        "claim_author_name": "claimant.name",
        "claim_date": "claimed_on",
        "review_date": "published_on",
        "review_url": URL,
        "review_rating": "verdict",
        "reviewer_name": PUBLISHER,
    },
    ImportFormat.OWN_TABLE: _OWN_TABLE,
}

#: Separators between the entries of one cell, by format.
SEPARATORS: Mapping[ImportFormat, Mapping[str, str]] = {
    ImportFormat.OWN_TABLE: {"topics": "; ", "authors": "; "},
    ImportFormat.CHECK_ITEMS: {"Tags": ", "},
    ImportFormat.CHECK_FEED: {"Tags": ", "},
}

#: Formats in which the claim is the title of a fact-check, which usually contains the verdict.
TITLES = frozenset(
    [ImportFormat.CHECK_FACT_CHECKS, ImportFormat.CHECK_FEED, ImportFormat.CHECK_EXPLAINERS]
)


def format_targets(format_: ImportFormat) -> Mapping[str, str]:
    """Return the target of each column of a format.

    In an unknown table, columns named like a field of the claim file have that field as target.
    """
    return _TARGETS.get(format_, _BY_NAME)


#: Column names in unknown tables: those of the fields, in any case.
_BY_NAME = {name: name for name in (*TEXTS, *DATES, "topics", "authors", "verdict")} | {
    "claimant": "claimant.name",
    "claimant_role": "claimant.role",
    "claimant_kind": "claimant.kind",
    "claimReviewed": "claim",
    "claim_text": "claim",
}


def target_of(format_: ImportFormat, column: str) -> str:
    """Return the target of a column; empty if the format does not say."""
    targets = format_targets(format_)
    if format_ is ImportFormat.TABLE:
        return targets.get(column) or targets.get("_".join(column.casefold().split()), "")
    return targets.get(column, "")
