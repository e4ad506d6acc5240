"""FD5xx: checks across all files of a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.checks import descriptions, duplicates, links, site, slugs, spelling, translations
from factdesk.checks.check import Check, checks_in
from factdesk.checks.collection_context import At, CollectionCheck, CollectionContext
from factdesk.checks.file import FileResult
from factdesk.claims.problem import Problem, field_path
from factdesk.config.site_config import SiteConfig

#: All checks across files.
COLLECTION_CHECKS: tuple[Check[CollectionCheck], ...] = checks_in(
    descriptions, duplicates, links, site, slugs, spelling, translations
)


def run_collection_checks(
    files: Sequence[FileResult], config: SiteConfig, cache: Cache = NO_CACHE
) -> Iterator[Problem]:
    """Yield the problems that checks find in a collection; ``files`` are sorted by name."""
    context = CollectionContext(files, config, cache)
    for check in COLLECTION_CHECKS:
        for at, message, hint, also, field in check.run(context):
            place, dotted = (at.place, at.field) if isinstance(at, At) else (at, field)
            others = tuple(other.place for other in also)
            yield check.code.problem(message, place, hint, others, field_path(dotted))
