"""All files of this room, each with its path below the site's root."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.collection.collection import Collection
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs import api, atom, claims_search, datafeed, jsonfeed, table
from factdesk.outputs.annotations import annotations_address, article_annotations
from factdesk.outputs.claimreview import has_claimreview
from factdesk.outputs.feeds import feed_files
from factdesk.outputs.fragments import Pieces
from factdesk.outputs.timestamps import latest_change
from factdesk.outputs.urls import data_address

_File = tuple[str, bytes]
Load = Callable[[Iterable[str]], Iterable[Claim]]

#: What a site that does not know its address does without, though written pages may name it.
NEED_ADDRESS = frozenset(
    [
        atom.REVIEWS,
        atom.CHANGES,
        jsonfeed.JSON_FEED_ADDRESS,
        datafeed.DATAFEED_ADDRESS,
        claims_search.CLAIMS_SEARCH_ADDRESS,
    ]
)


def reuse_files(
    collection: Collection, messages: Messages, pieces: Iterable[Pieces], load: Load
) -> Iterator[_File]:
    """Yield every file that is not one claim's: data of all claims, schema, feeds, annotations.

    ``pieces`` are the claims' own, in the order of the collection, and are read several times.
    ``load`` returns full claims by their slugs. Without ``site_url`` feeds, ClaimReviews and
    annotations, which need full addresses, are left out.
    """
    config = collection.config
    yield from collection_files(collection.claims, pieces, config)
    yield api.SCHEMA, api.schema_document(config)
    if config.site_url:
        yield from feed_files(collection, messages)
        for checked in collection.articles:
            slugs = [claim.slug for claim in checked.claims]
            content = article_annotations(checked.article, load(slugs), config)
            yield annotations_address(checked.article.slug), content


def collection_files(
    claims: Sequence[ClaimSummary], pieces: Iterable[Pieces], config: SiteConfig
) -> Iterator[_File]:
    """Yield the documents of all these claims, given with their pieces; drafts are in none."""
    public = [claim for claim in claims if api.is_public(claim)]
    rows = (piece.rows for piece in pieces if piece.rows)
    yield api.CLAIMS_ADDRESS, _whole(api.claims_document(rows, latest_change(public), config))
    yield table.CSV_ADDRESS, _whole(table.table(piece.table for piece in pieces))
    if config.site_url:
        items = (piece.reviews for piece in pieces if piece.reviews)
        changed_on = latest_change(claim for claim in public if has_claimreview(claim, config))
        yield datafeed.DATAFEED_ADDRESS, _whole(datafeed.datafeed(items, changed_on, config))
        found = (piece.found for piece in pieces if piece.found)
        yield claims_search.CLAIMS_SEARCH_ADDRESS, _whole(claims_search.claims_search(found))


def _whole(pieces: Iterable[bytes]) -> bytes:
    """Return the pieces as one; joining them would hold them all beside the whole."""
    buffer = BytesIO()
    buffer.writelines(pieces)
    return buffer.getvalue()


def claim_files(claim: Claim, config: SiteConfig) -> Iterator[_File]:
    """Yield a claim's own documents: its data, and at each former address where they are now."""
    if api.is_public(claim):
        yield data_address(claim.slug), api.api_document(claim, config)
        for alias in claim.aliases:
            yield data_address(alias), api.moved_document(claim.slug, config)
