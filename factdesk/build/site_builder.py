"""The whole site, printed into the staging folder.

Claims and lists are printed by forked workers that share the collection; what they send back is the
paths and hashes of the files they wrote, and each claim's share of the documents that hold all
claims.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from factdesk.build.batches import Batches
from factdesk.build.claim_files import ClaimPages
from factdesk.build.fragments import FragmentStore
from factdesk.build.look import look_over
from factdesk.build.results import BatchResult
from factdesk.build.shells import PageShells
from factdesk.cache.store import Cache
from factdesk.checks.codes import CODES
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.problem import Problem
from factdesk.collection.claim_store import ClaimStore
from factdesk.collection.collection import Group
from factdesk.config.site_config import Output
from factdesk.outputs.api import is_public
from factdesk.outputs.cards.card import SITE_CARD, card_address
from factdesk.outputs.cards.files import CARD_KIND
from factdesk.outputs.cards.head import site_card_head
from factdesk.outputs.embed import stylesheet
from factdesk.outputs.files import NEED_ADDRESS, reuse_files
from factdesk.outputs.fragments import review_text
from factdesk.outputs.head import site_head, topic_head
from factdesk.outputs.sitemap import ROBOTS, SITEMAP, sitemap_files
from factdesk.pages.aliases import render_aliases
from factdesk.pages.explorer import EXPLORER_ADDRESS as EXPLORER
from factdesk.pages.explorer import render_explorer
from factdesk.pages.explorer_data import explorer_files
from factdesk.pages.facets import Facet, facets
from factdesk.pages.fragments import render_checks, render_problems, render_scale
from factdesk.pages.home import render_home
from factdesk.pages.page import AnyPage
from factdesk.pages.pages import render_lists
from factdesk.pages.shell import ThemeRenderer
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker, claim_address
from factdesk.pages.written import fill_directives, link_claims, unlink
from factdesk.publish.staging import Staging
from factdesk.search.document import Document, claim_documents
from factdesk.search.index import index_files
from factdesk.text.html import Html
from factdesk.timings import Timings
from factdesk.workers import WORTH_FORKING, run_parallel

File = tuple[str, bytes]

#: Claims (so many at most, and half of it as a rule), and pages of lists, printed at a time.
_CLAIMS, _PAGES = 500, 20


class Press:
    """Prints one site in one skin into one staging folder."""

    def __init__(
        self,
        site: Site,
        skin: ThemeRenderer,
        staging: Staging,
        printer: ClaimPages,
        *,
        claim_store: ClaimStore,
        jobs: int,
        cache: Cache,
        timings: Timings,
    ) -> None:
        """Take what is to be printed, and where.

        ``claim_store`` loads claims, ``kept`` tells what earlier builds printed, ``jobs`` is the
        number of processes.
        """
        self._site = site
        self._config = site.config
        self._messages = site.messages
        self._skin = skin
        self._staging = staging
        self._jobs = jobs
        self._printer = printer
        self._cache = cache
        self._claim_store = claim_store
        self._timings = timings
        self._shells = PageShells(skin, site.config.site_url)
        self._batches = Batches(
            site,
            staging,
            printer,
            self._shells,
            cache=cache,
            claim_store=claim_store,
            site_tags=self._site_tags,
        )
        self._links = self._shells.links
        #: What written pages may name, and this build does without.
        self._left_out = frozenset() if site.config.site_url else NEED_ADDRESS
        #: What the map of the site lists: addresses, with the day of the last change.
        self._mapped: dict[str, dt.date | None] = {}

    def print_site(self) -> list[str]:
        """Print every page and document of the site; return what is to be said about them."""
        notes: list[str] = []
        begin = self._timings.begin
        begin("claims and lists")
        self._staging.start_from_previous()
        self._staging.reserve({SITEMAP, *NEED_ADDRESS})
        facets_ = facets(self._site)
        collection, outputs = self._site.collection, self._config.outputs
        with TemporaryDirectory(prefix="factdesk-") as folder:
            fragments = FragmentStore(Path(folder), self._cache)
            self._print_shared_out(facets_, fragments)
            begin("data, feeds, written pages")
            self._print_all(reuse_files(collection, self._messages, fragments))
            fragments.keep()
        self._print_all(explorer_files(self._site, facets_))
        self._finish_written()
        self._print_all(render_aliases(self._site))
        if Output.EMBEDS in outputs:
            self._print_all([stylesheet()])
        self._print_all(self._printer.site_card())
        notes += self._printer.notes()
        begin("full-text index")
        if Output.SEARCH in outputs and not self._site.preview:
            self._print_all(index_files(self._documents(), self._config, self._messages))
        self._print_all(self._for_crawlers())
        begin("last look")
        look_over(self._staging, self._links)
        return [*notes, *self._shells.notes]

    def has_printed(self, slug: str, path: str) -> bool:
        """Whether a claim of this slug was printed, and its file is still the same."""
        claim = self._site.collection.by_slug.get(slug)
        return claim is not None and claim.path == path

    def page_of(self, claim: Claim) -> File:
        """Return the page of a claim that was changed since, all else being as it was printed."""
        review = review_text(claim, self._config)
        page = self._printer.page(claim, self._printer.related(claim), review)
        return f"{page.address}index.html", self._shells.html(page).encode()

    def told(self, problems: Sequence[Problem]) -> Html:
        """Return problems as a preview shows them over its pages."""
        return render_problems(problems, self._site)

    def _print_all(self, files: Iterable[File]) -> None:
        for path, content in files:
            self._staging.write(path, content)

    def _print_shared_out(self, facets_: Sequence[Facet], fragments: FragmentStore) -> None:
        """Write claims and lists, and store what claims contribute to other documents."""
        claims, pages = self._site.collection.claims, list(self._lists(facets_))
        batches = self._batches
        batches.prepare(pages)
        reused = BatchResult(self._links)
        new_pages = batches.outdated_pages(pages, reused)
        tasks: list[Callable[[], BatchResult]] = [
            partial(batches.write_pages, new_pages[n : n + _PAGES])
            for n in range(0, len(new_pages), _PAGES)
        ]
        to_print = len(new_pages)
        for n, part in enumerate(_parts(claims)):
            new = batches.outdated_claims(part, reused)
            if new or not fragments.reuse(n, batches.key_of_fragments(part)):
                tasks.append(partial(batches.write_claims, part, new, n, fragments))
                to_print += len(new)
        self._staging.add(reused.files)
        self._cache.write("page", reused.entries)
        for printed in run_parallel(tasks, self._jobs if to_print >= WORTH_FORKING else 1):
            self._staging.add(printed.files)
            self._links.merge(printed.links)
            self._cache.write("page", printed.entries)
        self._mapped = {
            **{page.address: None for page in pages},
            **{claim_address(each.slug): each.modified_on for each in claims if is_public(each)},
        }
        addresses = [*self._mapped, *(claim_address(each.slug) for each in claims)]
        self._cache.retain("page", addresses)
        slugs = (claim.slug for claim in self._site.collection)
        self._cache.retain(CARD_KIND, [SITE_CARD, *map(card_address, slugs)])

    def _lists(self, facets_: Sequence[Facet]) -> Iterator[AnyPage]:
        """Yield the pages of all lists; long ones are only made when they are printed.

        The explorer stands where the plain list begins, and leads to its further pages.
        """
        yield render_explorer(self._site, facets_)
        for page in render_lists(self._site, self._topic_head):
            if page.address != EXPLORER:
                yield page

    def _topic_head(self, topic: Group, link: Linker) -> Html:
        return topic_head(topic, self._config, self._messages, link)

    def _site_tags(self, address: str, title: str, description: str) -> Html:
        """Return what the head of every page but a claim's own carries."""
        link = Linker.at(address, offline=self._site.offline)
        tags = site_head(self._config, self._messages, link)
        if Output.CARDS in self._config.outputs:
            tags += site_card_head(title, description, address, self._config)
        return tags

    def _finish_written(self) -> None:
        """Print the written pages, with the places filled that they leave to the program."""
        for path, page in self._skin.written.items():
            link = Linker.at(page.address, offline=self._site.offline)
            tags = self._site_tags(page.address, page.title, page.description)
            html = fill_directives(page.html, self._fragments(page.address, tags))
            html = link_claims(html, link, self._site.collection.by_slug)
            html = unlink(html, page.address, self._left_out)
            self._links.search(page.address, html)
            self._staging.finish(path, html.encode())
            self._mapped[page.address] = None

    def _for_crawlers(self) -> Iterator[File]:
        """Yield the map of the site, and what crawlers may read if the site does not say itself."""
        for path, content in sitemap_files(self._mapped.items(), self._config.site_url):
            if path != ROBOTS or ROBOTS not in self._staging.from_host:
                yield path, content

    def _fragments(self, address: str, head: Html) -> Mapping[str, Callable[[], Html]]:
        return {
            "home": partial(render_home, self._site, address=address),
            "scale": partial(render_scale, self._site),
            "checks": partial(render_checks, CODES.values(), self._site),
            "head": lambda: head,
        }

    def _documents(self) -> Iterator[Document]:
        whole = self._claim_store.load(claim.slug for claim in self._site.collection)
        yield from claim_documents(whole, self._config.language, self._messages)
        for page in self._skin.written.values():
            yield Document(
                page.address, page.title, self._config.language, page.description, text=page.text
            )


def _parts(claims: Sequence[ClaimSummary]) -> Iterator[Sequence[ClaimSummary]]:
    """Yield the claims in portions, of which a claim that comes or goes changes no other one.

    So a portion ends where the name of a claim says so.
    """
    start = 0
    for n, claim in enumerate(claims, 1):
        ends_here = crc32(claim.slug.encode()) % (_CLAIMS // 2) == 0
        if ends_here or n - start == _CLAIMS or n == len(claims):
            yield claims[start:n]
            start = n
