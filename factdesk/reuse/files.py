"""All files of this room, each with its path below the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.reuse import api, atom, claims_search, datafeed, jsonfeed, table
from factdesk.reuse.annotations import annotations_address, article_annotations
from factdesk.reuse.feeds import feed_files
from factdesk.reuse.moments import latest_change
from factdesk.reuse.pieces import ClaimPieces, pieces
from factdesk.reuse.places import data_address
from factdesk.settings import Settings
from factdesk.words import Words

File = tuple[str, bytes]

#: What a site that does not know its address does without, though written pages may name it.
NEED_ADDRESS = frozenset(
    [atom.REVIEWS, atom.CHANGES, jsonfeed.ADDRESS, datafeed.ADDRESS, claims_search.ADDRESS]
)


def reuse_files(
    collection: Collection, words: Words, shares: Iterable[ClaimPieces] | None = None
) -> Iterator[File]:
    """Yield every file that is not one claim's: data of all claims, schema, feeds, annotations.

    ``shares`` are the claims' pieces, in the order of the collection, if they were made already;
    they are gone through several times. Without ``site_url`` feeds, ClaimReviews and annotations,
    which need whole addresses, are left out.
    """
    settings = collection.settings
    if shares is None:
        shares = [pieces(claim, settings) for claim in collection]
    yield from collection_files(collection.claims, shares, settings)
    yield api.SCHEMA, api.schema_document(settings)
    if settings.site_url:
        yield from feed_files(collection, words)
        for checked in collection.articles:
            yield annotations_address(checked.article.slug), article_annotations(checked, settings)


def collection_files(
    claims: Sequence[Claim], shares: Iterable[ClaimPieces], settings: Settings
) -> Iterator[File]:
    """Yield the documents of all these claims, given with their pieces; drafts are in none."""

    def public() -> Iterator[tuple[Claim, ClaimPieces]]:
        both = zip(claims, shares, strict=True)
        return ((claim, piece) for claim, piece in both if api.is_public(claim))

    rows = (piece.row for _, piece in public())
    changed_on = latest_change(claim for claim, _ in public())
    yield api.ADDRESS, _whole(api.claims_document(rows, changed_on, settings))
    yield table.ADDRESS, _whole(table.table(piece.csv for _, piece in public()))
    if settings.site_url:
        reviews = ((claim, piece.review) for claim, piece in public() if piece.review)
        changed_on = latest_change(claim for claim, piece in public() if piece.review)
        yield datafeed.ADDRESS, _whole(datafeed.datafeed(reviews, changed_on, settings))
        found = (piece.search for _, piece in public() if piece.search)
        yield claims_search.ADDRESS, _whole(claims_search.claims_search(found))


def _whole(pieces: Iterable[bytes]) -> bytes:
    """Return the pieces as one; joining them would hold them all beside the whole."""
    buffer = BytesIO()
    buffer.writelines(pieces)
    return buffer.getvalue()


def claim_files(claim: Claim, settings: Settings) -> Iterator[File]:
    """Yield a claim's own documents: its data, and at each former address where they are now."""
    if api.is_public(claim):
        yield data_address(claim.slug), api.claim_document(claim, settings)
        for alias in claim.aliases:
            yield data_address(alias), api.moved_document(claim.slug, settings)
