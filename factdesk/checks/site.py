"""FD506, FD509: what the site's configuration asks of the collection."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.collection import FindingAt, Gathered, collection_check
from factdesk.claims.claim import Status
from factdesk.claims.problem import Place

#: How messages name the configuration.
CONFIGURATION = Place("mkdocs.yml")


@collection_check("FD506")
def featured_claims_are_there(gathered: Gathered) -> Iterator[FindingAt]:
    """Look for each featured slug among the files that have a page."""
    for slug in gathered.config.featured:
        file = gathered.by_slug.get(slug)
        if file is None:
            yield FindingAt(CONFIGURATION, f"featured: there is no claim '{slug}'")
        elif file.status is Status.DRAFT:
            hint = "publish it, or delete it here"
            yield FindingAt(CONFIGURATION, f"featured: '{slug}' is a draft and has no page", hint)


@collection_check("FD509")
def articles_have_claims(gathered: Gathered) -> Iterator[FindingAt]:
    """Look for each article's addresses among the appearances."""
    if not gathered.config.articles:
        return
    addresses = {
        appearance.get("url")
        for file in gathered.files
        for _, appearance in file.mappings("appearances")
    }
    for article in gathered.config.articles:
        if not article.urls & addresses:
            yield FindingAt(CONFIGURATION, f"articles: no claim appeared in '{article.slug}'")
