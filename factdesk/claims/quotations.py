"""Count the verified quotations of a claim."""

from __future__ import annotations

from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.claims.proof import QuoteProof


class QuotationCount(NamedTuple):
    """The number of passages that a claim quotes, and how many of them are verified."""

    quoted: int
    verified: int


def words_proof(claim: Claim) -> QuoteProof | None:
    """Return the proofs of the claim's own words; appearances that contain them come first."""
    found = [claim.proof(each.url, claim.quote or "") for each in claim.appearances]
    known = [proof for proof in found if proof]
    return next((proof for proof in known if proof.is_verified), known[0] if known else None)


def count_quotations(claim: Claim) -> QuotationCount:
    """Count the passages of all sources, the claim's words, and other words of appearances."""
    proofs = [
        claim.proof(source.id or "", quote.exact)
        for source in claim.sources
        for quote in source.quotes
    ]
    proofs += [words_proof(claim)] if claim.quote and claim.appearances else []
    proofs += [
        claim.proof(each.url, each.quote)
        for each in claim.appearances
        if each.quote and each.quote != claim.quote
    ]
    verified = sum(1 for proof in proofs if proof and proof.is_verified)
    return QuotationCount(len(proofs), verified)
