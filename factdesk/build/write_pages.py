"""Write the pages of claims and lists, in batches for forked workers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import msgspec

from factdesk.build.batches import Batches, KnownPages
from factdesk.build.fragments import FragmentStore
from factdesk.build.page_keys import PageKeys
from factdesk.build.results import BatchResult
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
from factdesk.pages.search_results import SEARCH_ADDRESS, render_search
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import Html
from factdesk.workers import WORTH_FORKING, run_parallel

#: The approximate number of claims, or list pages, in a batch. After an edit of a claim, the
#: contributions of its batch to the documents of all claims are generated again.
_CLAIMS, _PAGES = 64, 20


class _Batch(NamedTuple):
    """Some pages that are written together; ``write`` receives the known records.

    The name of a batch is the address of its last page. ``has_fragments`` returns whether the cache
    has the contributions of its claims to other documents.
    """

    name: str
    size: int
    keys: Callable[[], list[bytes]]
    write: Callable[[KnownPages], BatchResult]
    has_fragments: Callable[[], bool] = lambda: True


class PagesResult(msgspec.Struct, frozen=True):
    """The addresses of all pages, with the dates of their last changes, and how many were new.

    ``keys`` are the fingerprints of the inputs of pages.
    """

    addresses: Mapping[str, dt.date | None]
    rendered: int
    reused: int
    keys: PageKeys


def write_pages(build: SiteBuild) -> PagesResult:
    """Write the pages that have changed, and reuse the files of the others.

    The contributions of claims to documents of all claims are stored in ``workspace.fragments``.
    """
    workspace, site = build.workspace, build.site
    staging, fragments, links = workspace.staging, workspace.fragments, build.shells.links
    staging.reserve({SITEMAP, *NEED_ADDRESS})
    lists, claims = list(_lists(build)), site.collection.claims
    batches = Batches(build)
    batches.prepare(lists)
    parts = [*_list_batches(lists, batches), *_claim_batches(claims, batches, fragments)]
    names = [part.name for part in parts if part.name]
    cache = batches.cache
    cache.read(names)
    tasks: dict[str, Callable[[], BatchResult]] = {}
    pages = 0
    for part in parts:
        known: KnownPages = [None] * part.size
        if part.name in cache:
            keys = part.keys()
            record = cache.batch(part.name, keys)
            if record and part.has_fragments():
                staging.add(record.files)
                links.add(record.found)
                continue
            known = cache.pages(part.name, keys)
        tasks[part.name] = partial(part.write, known)
        pages += known.count(None)
    rendered, related = 0, dict[str, list[str]]()
    jobs = workspace.options.jobs if pages >= WORTH_FORKING else 1
    for name, result in zip(tasks, run_parallel(list(tasks.values()), jobs), strict=True):
        record = cache.keep(name, result)
        staging.add(record.files)
        links.add(record.found)
        related |= result.related
        rendered += result.rendered
    cache.retain(names)
    build.claim_pages.keep_related(related)
    public = {claim_address(c.slug): c.modified_on for c in claims if is_public(c)}
    total = len(lists) + len(claims)
    listed = {page.address: None for page in lists if not _is_hidden(page)}
    return PagesResult({**listed, **public}, rendered, total - rendered, batches.keys)


def _is_hidden(page: AnyPage) -> bool:
    """Return whether a page is hidden from search engines and therefore from the sitemap."""
    return isinstance(page, Page) and not page.indexed


def _lists(build: SiteBuild) -> Iterator[AnyPage]:
    """Yield the pages of all lists; the explorer replaces the first page of the plain list.

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
    yield _Batch("", len(short), list, partial(batches.write_pages, short))
    long = [page for page in pages if isinstance(page, ListPage)]
    for part in in_chunks(long, lambda page: page.address, _PAGES):
        keys = partial(_mapped, batches.key_of_page, part)
        yield _Batch(part[-1].address, len(part), keys, partial(batches.write_pages, part))


def _claim_batches(
    claims: Sequence[ClaimSummary], batches: Batches, fragments: FragmentStore
) -> Iterator[_Batch]:
    """Yield the claims in the same batches as ``fragments``."""
    for part in in_chunks(claims, lambda claim: claim.slug, _CLAIMS):
        key, make = batches.keys.of_fragments(part), partial(batches.fragments, part)
        number = fragments.add_batch(key, (claim_address(claim.slug) for claim in part), make)
        yield _Batch(
            claim_address(part[-1].slug),
            len(part),
            partial(_mapped, batches.key_of_claim, part),
            partial(batches.write_claims, part, number=number, fragments=fragments),
            partial(fragments.is_cached, number),
        )


def _mapped(key_of: Callable[[Any], bytes], items: Sequence[Any]) -> list[bytes]:
    return [*map(key_of, items)]
