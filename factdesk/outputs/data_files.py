"""Yield the data files of a site, its JSON Schema and its annotations, each with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.collection.collection import Collection
from factdesk.config.site_config import SiteConfig
from factdesk.outputs import api, atom, claims_search, datafeed, jsonfeed, table
from factdesk.outputs.annotations import annotations_address, article_annotations
from factdesk.outputs.claimreview import has_claimreview
from factdesk.outputs.timestamps import latest_change
from factdesk.outputs.urls import data_address

_File = tuple[str, bytes]
Load = Callable[[Iterable[str]], Iterable[Claim]]
#: Yields what each batch of claims contributes to a document, by a field of ``ClaimFragments``.
Fragments = Callable[[str], Iterable[bytes]]

#: Files that are not written without ``site_url``, although written pages may link to them.
NEED_ADDRESS = frozenset(
    [
        atom.REVIEWS,
        atom.CHANGES,
        jsonfeed.JSON_FEED_ADDRESS,
        datafeed.DATAFEED_ADDRESS,
        claims_search.CLAIMS_SEARCH_ADDRESS,
    ]
)


def output_files(collection: Collection, fragments: Fragments, load: Load) -> Iterator[_File]:
    """Yield the files about the full collection: data of all claims, schema, annotations.

    ``fragments`` are in the order of the collection. ``load`` returns full claims by slug.
    ClaimReviews and annotations need absolute addresses and are left out without ``site_url``.
    """
    config = collection.config
    for path, make in collection_files(collection.claims, fragments, config):
        yield path, make()
    yield from other_files(collection, load)


def other_files(collection: Collection, load: Load) -> Iterator[_File]:
    """Yield the files that are not joined from fragments: schema, annotations."""
    config = collection.config
    yield api.SCHEMA, api.schema_document(config)
    if config.site_url:
        for checked in collection.articles:
            slugs = [claim.slug for claim in checked.claims]
            content = article_annotations(checked.article, load(slugs), config)
            yield annotations_address(checked.article.slug), content


def collection_files(
    claims: Sequence[ClaimSummary], fragments: Fragments, config: SiteConfig
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the documents of all these claims, joined on demand from their fragments.

    They depend only on the fragments. Drafts are left out.
    """

    def rows() -> bytes:
        public = filter(api.is_public, claims)
        found = filter(None, fragments("rows"))
        return _joined(api.claims_document(found, latest_change(public), config))

    def reviews() -> bytes:
        reviewed = (each for each in claims if has_claimreview(each, config))
        items = filter(None, fragments("reviews"))
        return _joined(datafeed.datafeed(items, latest_change(reviewed), config))

    yield api.CLAIMS_ADDRESS, rows
    yield table.CSV_ADDRESS, lambda: _joined(table.table(fragments("table")))
    if config.site_url:
        found = claims_search.claims_search
        yield datafeed.DATAFEED_ADDRESS, reviews
        yield (
            claims_search.CLAIMS_SEARCH_ADDRESS,
            lambda: _joined(found(filter(None, fragments("found")))),
        )


def _joined(fragments: Iterable[bytes]) -> bytes:
    """Return the joined fragments; ``bytes.join`` would hold all of them and the result at once."""
    buffer = BytesIO()
    buffer.writelines(fragments)
    return buffer.getvalue()


def claim_files(claim: Claim, config: SiteConfig, pictures: Sequence[str] = ()) -> Iterator[_File]:
    """Yield a claim's own documents: its data and, for each former address, a reference to it.

    ``pictures`` are the paths of its pictures in the site, empty for media without one.
    """
    if api.is_public(claim):
        yield data_address(claim.slug), api.api_document(claim, config, pictures)
        for alias in claim.aliases:
            yield data_address(alias), api.moved_document(claim.slug, config)
