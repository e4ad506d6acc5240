"""The reviews as the table of Fact-Check Insights: the dotted paths of ClaimReview as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.claimreview import claimreview
from factdesk.outputs.table import csv_row

#: The number of columns for places where a claim appeared.
_APPEARANCES = 15

#: The columns in the order of the original; one of them lacks the ``@`` there.
INSIGHTS_COLUMNS = (
    "id", "@context", "@type", "claimReviewed", "datePublished", "url", "author.@type",
    "author.name", "author.url", "itemReviewed.@type", "itemReviewed.author.name",
    "itemReviewed.author.@type", "itemReviewed.author.sameAs", "reviewRating.@type",
    "reviewRating.ratingValue", "reviewRating.alternateName", "author.image", "itemReviewed.name",
    "itemReviewed.datePublished", "itemReviewed.firstAppearance.url",
    "itemReviewed.firstAppearance.type", "itemReviewed.author.image",
    "reviewRating.ratingExplanation", "itemReviewed.author.jobTitle", "reviewRating.bestRating",
    "reviewRating.worstRating", "reviewRating.image",
    *(
        f"itemReviewed.appearance.{n}.{part}"
        for n in range(1, _APPEARANCES + 1)
        for part in ("url", "@type")
    ),
)  # fmt: skip


def insights_table(claims: Iterable[Claim], config: SiteConfig) -> Iterator[bytes]:
    """Yield the table of all reviews that have a ClaimReview, row by row."""
    yield csv_row(INSIGHTS_COLUMNS)
    for claim in claims:
        review = claimreview(claim, config)
        if review is not None:
            values = {**review, "id": claim.slug}
            yield csv_row(_cell(values, column.split(".")) for column in INSIGHTS_COLUMNS)


def _cell(value: Any, path: list[str]) -> Any:
    for step in path:
        if isinstance(value, list):
            # Entries are counted from 1; of several authors, the first is the publisher.
            number = int(step) - 1 if step.isdigit() else 0
            value = value[number] if number < len(value) else None
            if step.isdigit():
                continue
        if not isinstance(value, dict):
            return None
        value = value.get("@type" if step == "type" else step)
    return value
