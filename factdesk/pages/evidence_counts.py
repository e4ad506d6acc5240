"""The amount of evidence for a review, in words: sources, and independent ones on each side."""

from __future__ import annotations

from functools import cache

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.evidence import count_roots, sides_of
from factdesk.claims.vocabulary import Status
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html


def evidence_counted(claim: ClaimSummary, texts: SiteTexts) -> tuple[Html, Html]:
    """Return the number of sources, and "2 for, 1 against", empty if no source takes a side.

    The first also counts the independent sources if none takes a side. The article under review and
    context never count, and the two sides are never added up.
    """
    count, is_explained = len(claim.sources), claim.status is Status.EXPLAINED
    sides = sides_of(claim.sources, claim.appearances)
    if not count or is_explained:
        return texts.count("source.count", count), NO_HTML
    if sides is None:
        return _with_origins(count, count_roots(claim.sources), texts), NO_HTML
    return texts.count("source.count", count), _on_sides(*sides, texts)


# Cached, because most claims have one of a few pairs of counts.


@cache
def _with_origins(sources: int, roots: int, texts: SiteTexts) -> Html:
    count = texts.count("source.count", sources)
    return texts.html("claim.counted", sources=count, roots=texts.count("claim.roots", roots))


@cache
def _on_sides(supporting: int, contradicting: int, texts: SiteTexts) -> Html:
    return texts.html("claim.sides", supporting=supporting, contradicting=contradicting)
