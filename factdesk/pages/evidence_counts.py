"""The amount of evidence for a review, in words: sources, and independent ones on each side."""

from __future__ import annotations

from functools import cache

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.evidence import count_roots, sides_of
from factdesk.claims.vocabulary import Status
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html


def sources_counted(claim: ClaimSummary, texts: SiteTexts) -> Html:
    """Return the number of sources; without sides, also the number of independent ones.

    The article under review and context never count, and the two sides are never added up.
    """
    count = len(claim.sources)
    takes_sides = sides_of(claim.sources, claim.appearances) is not None
    if takes_sides or not count or claim.status is Status.EXPLAINED:
        return texts.count("source.count", count)
    return _with_origins(count, count_roots(claim.sources), texts)


def independent_counted(claim: ClaimSummary, texts: SiteTexts) -> Html:
    """Return "2 for, 1 against"; empty if no source takes a side."""
    sides = sides_of(claim.sources, claim.appearances)
    if sides is None or claim.status is Status.EXPLAINED:
        return NO_HTML
    return texts.html("claim.sides", supporting=sides[0], contradicting=sides[1])


@cache  # most claims have one of a few pairs of counts
def _with_origins(sources: int, roots: int, texts: SiteTexts) -> Html:
    count = texts.count("source.count", sources)
    return texts.html("claim.counted", sources=count, roots=texts.count("claim.roots", roots))
