"""Count the verified quotations of a claim's sources, and find the proof of its own words."""

from __future__ import annotations

from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.claims.proof import QuoteProof
from factdesk.text.documents import document_key


class QuotationCount(NamedTuple):
    """The number of passages that a claim quotes from sources, and how many are verified."""

    quoted: int
    verified: int


def words_proof(claim: Claim) -> QuoteProof | None:
    """Return the proofs of the claim's own words; appearances that contain them come first."""
    found = [claim.proof(each.url, claim.quote or "") for each in claim.appearances]
    known = [proof for proof in found if proof]
    return next((proof for proof in known if proof.is_verified), known[0] if known else None)


def count_quotations(claim: Claim) -> QuotationCount:
    """Count the quoted passages of all sources, without those of the article under review.

    Its words are the subject of the review: that they were found is no evidence.
    """
    own = {document_key(appearance.url) for appearance in claim.appearances}
    proofs = [
        claim.proof(source.id or "", quote.exact)
        for source in claim.sources
        if document_key(source.url) not in own
        for quote in source.quotes
    ]
    verified = sum(1 for proof in proofs if proof and proof.is_verified)
    return QuotationCount(len(proofs), verified)
