"""Write the pages of claims and lists, in batches that forked workers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from zlib import crc32

from factdesk.build.batches import PAGE_RECORDS, Batches
from factdesk.build.page_keys import PageKeys
from factdesk.build.results import BatchResult
from factdesk.build.site_build import SiteBuild
from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import Group
from factdesk.config.site_config import Output
from factdesk.outputs.api import is_public
from factdesk.outputs.files import NEED_ADDRESS
from factdesk.outputs.head import topic_head
from factdesk.outputs.sitemap import SITEMAP
from factdesk.pages.explorer import EXPLORER_ADDRESS as EXPLORER
from factdesk.pages.explorer import render_explorer
from factdesk.pages.facets import facets
from factdesk.pages.page import AnyPage, Page
from factdesk.pages.pages import render_lists
from factdesk.pages.search_results import SEARCH_ADDRESS, render_search
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import Html
from factdesk.workers import WORTH_FORKING, run_parallel

#: A batch has at most so many claims, half of it on average, or so many pages of lists. An edit of
#: a claim makes again what its batch contributes to the documents of all claims.
_CLAIMS, _PAGES = 128, 20


@dataclass(frozen=True)
class PagesResult:
    """The addresses of all pages, with the days of their last changes, and how many were new.

    ``keys`` are the fingerprints of what pages are made from.
    """

    addresses: Mapping[str, dt.date | None]
    rendered: int
    reused: int
    keys: PageKeys


def write_pages(build: SiteBuild) -> PagesResult:
    """Write the pages that have changed, and reuse the files of the others.

    What claims contribute to documents of all claims is stored in ``workspace.fragments``.
    """
    workspace, site = build.workspace, build.site
    staging, fragments = workspace.staging, workspace.fragments
    staging.reserve({SITEMAP, *NEED_ADDRESS})
    lists, claims = list(_lists(build)), site.collection.claims
    batches = Batches(build)
    batches.prepare(lists)
    reused = BatchResult(build.shells.links)
    outdated = batches.outdated_pages(lists, reused)
    tasks: list[Callable[[], BatchResult]] = [
        partial(batches.write_pages, outdated[n : n + _PAGES])
        for n in range(0, len(outdated), _PAGES)
    ]
    pages = len(outdated)
    for n, part in enumerate(_batches_of(claims)):
        fragments.assign(n, (claim_address(claim.slug) for claim in part))
        outdated_claims = batches.outdated_claims(part, reused)
        if outdated_claims or not fragments.reuse(n, batches.key_of_fragments(part)):
            tasks.append(partial(batches.write_claims, part, outdated_claims, n, fragments))
            pages += len(outdated_claims)
    rendered = 0
    jobs = workspace.options.jobs if pages >= WORTH_FORKING else 1
    for result in chain([reused], run_parallel(tasks, jobs)):
        staging.add(result.files)
        if result is not reused:
            build.shells.links.merge(result.links)
        workspace.cache.write(PAGE_RECORDS, result.entries)
        rendered += result.rendered
    addresses = {page.address: None for page in lists}
    workspace.cache.retain(PAGE_RECORDS, [*addresses, *(claim_address(c.slug) for c in claims)])
    public = {claim_address(c.slug): c.modified_on for c in claims if is_public(c)}
    total = len(lists) + len(claims)
    listed = {page.address: None for page in lists if not _is_hidden(page)}
    return PagesResult({**listed, **public}, rendered, total - rendered, batches.keys)


def _is_hidden(page: AnyPage) -> bool:
    """Return whether search engines are asked to leave a page out, so that no sitemap lists it."""
    return isinstance(page, Page) and not page.indexed


def _lists(build: SiteBuild) -> Iterator[AnyPage]:
    """Yield the pages of all lists; the explorer replaces the first page of the plain list.

    A checked article with a written page has no page of ours. The bodies of long lists are only
    rendered when they are written.
    """

    def topic_tags(topic: Group, link: Linker) -> Html:
        return topic_head(topic, build.config, build.site.messages, link)

    written = {page.address for page in build.theme.written.values()}
    yield render_explorer(build.site, facets(build.site))
    if Output.SEARCH in build.config.outputs and SEARCH_ADDRESS not in written:
        yield render_search(build.site)
    for page in render_lists(build.site, topic_tags):
        if page.address != EXPLORER and page.address not in written:
            yield page


def _batches_of(claims: Sequence[ClaimSummary]) -> Iterator[Sequence[ClaimSummary]]:
    """Yield the claims in batches; a claim that is added or removed changes only its own batch.

    So whether a batch ends after a claim depends on the claim's slug.
    """
    start = 0
    for n, claim in enumerate(claims, 1):
        ends_here = crc32(claim.slug.encode()) % (_CLAIMS // 2) == 0
        if ends_here or n - start == _CLAIMS or n == len(claims):
            yield claims[start:n]
            start = n
