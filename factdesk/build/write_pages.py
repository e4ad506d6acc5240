"""Write the pages of claims and lists, in batches for forked workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from sys import intern
from typing import Any, NamedTuple

import msgspec

from factdesk.build.batches import Batches, KnownPages
from factdesk.build.fragments import FragmentStore
from factdesk.build.listings import Listings
from factdesk.build.page_keys import PageKeys
from factdesk.build.results import BatchRecord, BatchResult
from factdesk.build.site_build import SiteBuild
from factdesk.cache.chunks import in_chunks
from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import Group
from factdesk.config.site_config import Output
from factdesk.outputs.api import is_public
from factdesk.outputs.data_files import NEED_ADDRESS
from factdesk.outputs.head import topic_head
from factdesk.outputs.sitemap import SITEMAP
from factdesk.pages.explorer import EXPLORER_ADDRESS as EXPLORER
from factdesk.pages.explorer import render_explorer
from factdesk.pages.list_pages import render_lists
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.rows import render_rows
from factdesk.pages.search_results import SEARCH_ADDRESS, render_search
from factdesk.pages.urls import Linker, claim_address
from factdesk.pages.verify import render_verify
from factdesk.text.html import Html
from factdesk.workers import WORTH_FORKING, grouped, run_parallel

#: The approximate number of claims, or list pages, in a batch. After an edit of a claim, the
#: contributions of its batch to the documents of all claims are generated again.
_CLAIMS, _PAGES = 64, 20


class _Batch(NamedTuple):
    """Some pages that are written together; ``write`` receives the known records.

    The name of a batch is the address of its last page. ``has_fragments`` returns whether the cache
    has the contributions of its claims to other documents. ``is_listing`` is for lists.
    """

    name: str
    size: int
    keys: Callable[[], list[bytes]]
    write: Callable[[KnownPages], BatchResult]
    is_listing: bool = False
    has_fragments: Callable[[], bool] = lambda: True


class PagesResult(msgspec.Struct, frozen=True):
    """The addresses of all pages, with the dates of their last changes, and how many were new.

    Lists are left out if they are current.
    """

    addresses: Mapping[str, dt.date | None]
    rendered: int
    reused: int


def write_pages(build: SiteBuild, listings: Listings) -> PagesResult:
    """Write the pages that have changed, and reuse the files of the others.

    The contributions of claims to documents of all claims are stored in ``workspace.fragments``.
    """
    workspace, site = build.workspace, build.site
    staging, fragments, links = workspace.staging, workspace.fragments, build.shells.links
    staging.files.reserve({SITEMAP, *NEED_ADDRESS})
    single, claims = list(render_verify(site)), site.collection.claims
    lists = [] if listings.current else list(_lists(build))
    batches = Batches(build)
    batches.prepare([*single, *lists])
    parts = [
        _Batch("", len(single), list, partial(batches.write_pages, single)),
        *_list_batches(lists, batches),
        *_claim_batches(claims, batches, build.keys, fragments),
    ]
    names = [part.name for part in parts if part.name]
    cache = batches.cache
    cache.read(names)
    tasks: list[tuple[_Batch, Callable[[], BatchResult]]] = []
    pages = 0

    def add(part: _Batch, record: BatchRecord) -> None:
        links.add(record.found)
        if part.is_listing:
            listings.add(record.files)
            listings.add_pages(part.name, part.size, record.found)

    for part in parts:
        known: KnownPages = [None] * part.size
        if part.name in cache:
            keys = part.keys()
            if part.has_fragments() and (record := cache.reuse(part.name, keys)):
                add(part, record)
                continue
            known = cache.pages(part.name, keys)
        tasks.append((part, partial(part.write, known)))
        pages += known.count(None)
    rendered, related = 0, dict[str, list[str]]()
    jobs = workspace.options.jobs if pages >= WORTH_FORKING else 1
    if jobs > 1:
        render_rows(site)
    # Lists show nearly all claims: if one process writes them, no other copies all claims.
    tasks.sort(key=lambda task: not task[0].is_listing)
    writes, of_lists = [write for _, write in tasks], sum(part.is_listing for part, _ in tasks)
    groups = [writes[:of_lists], *grouped(writes[of_lists:], jobs)]
    for (part, _), result in zip(tasks, run_parallel(groups, jobs), strict=True):
        record = cache.keep(part.name, result)
        staging.files.add(record.files)
        add(part, record)
        related |= {slug: [*map(intern, found)] for slug, found in result.related.items()}
        rendered += result.rendered
    site.rows.clear()  # they are the largest of what no later step needs
    cache.retain({*names, *listings.batches})
    build.claim_pages.keep_related(related)
    public = {claim_address(c.slug): c.modified_on for c in claims if is_public(c)}
    total = len(single) + listings.pages + len(claims)
    listed = {page.address: None for page in [*single, *lists] if not _is_hidden(page)}
    return PagesResult({**listed, **public}, rendered, total - rendered)


def _is_hidden(page: AnyPage) -> bool:
    """Return whether a page is hidden from search engines and therefore from the sitemap."""
    return isinstance(page, Page) and not page.indexed


def _lists(build: SiteBuild) -> Iterator[AnyPage]:
    """Yield the pages of the listings; the explorer replaces the first page of the plain list.

    A checked article with a written page has no generated page. The bodies of long lists are
    rendered only when they are written.
    """

    def topic_tags(topic: Group, link: Linker) -> Html:
        return topic_head(topic, build.config, build.site.texts, link)

    written = {page.address for page in build.theme.written.values()}
    yield render_explorer(build.site, build.facets)
    if Output.SEARCH in build.config.outputs and SEARCH_ADDRESS not in written:
        yield render_search(build.site)
    for page in render_lists(build.site, topic_tags):
        if page.address != EXPLORER and page.address not in written:
            yield page


def _list_batches(pages: Sequence[AnyPage], batches: Batches) -> Iterator[_Batch]:
    """Yield the list pages in batches; short lists share one batch without a name."""
    short = [page for page in pages if isinstance(page, Page)]
    if short:
        yield _Batch("", len(short), list, partial(batches.write_pages, short), is_listing=True)
    long = [page for page in pages if isinstance(page, ListPage)]
    for part in in_chunks(long, lambda page: page.address, _PAGES):
        keys = partial(_mapped, batches.key_of_page, part)
        write = partial(batches.write_pages, part)
        yield _Batch(part[-1].address, len(part), keys, write, is_listing=True)


def _claim_batches(
    claims: Sequence[ClaimSummary], batches: Batches, keys: PageKeys, fragments: FragmentStore
) -> Iterator[_Batch]:
    """Yield the claims in the same batches as ``fragments``."""
    for part in in_chunks(claims, lambda claim: claim.slug, _CLAIMS):
        key, make = keys.of_fragments(part), partial(batches.fragments, part)
        number = fragments.add_batch(key, (claim_address(claim.slug) for claim in part), make)
        yield _Batch(
            claim_address(part[-1].slug),
            len(part),
            partial(_mapped, batches.key_of_claim, part),
            partial(batches.write_claims, part, number=number, fragments=fragments),
            has_fragments=partial(fragments.is_cached, number),
        )


def _mapped(key_of: Callable[[Any], bytes], items: Sequence[Any]) -> list[bytes]:
    return [*map(key_of, items)]
