"""Claims as bytes: how they are passed between processes and cached."""

from __future__ import annotations

import msgspec

from factdesk.claims.claim import Claim, ClaimSummary


def encode_claim(claim: Claim) -> bytes:
    """Return a claim as it is passed between processes and cached."""
    return _ENCODER.encode(claim)


def decode_claim(encoded: bytes) -> Claim:
    """Return the claim that ``encode_claim`` encoded.

    Raises:
        msgspec.ValidationError: these bytes are of another program version.
    """
    return _CLAIM_DECODER.decode(encoded)


def to_summary(claim: Claim) -> ClaimSummary:
    """Return a claim's summary, without the fields that only its own page shows."""
    return msgspec.convert(claim, ClaimSummary, from_attributes=True)


def decode_summary(encoded: bytes) -> ClaimSummary:
    """Return only the summary of an encoded claim; the other fields are skipped."""
    return _SUMMARY_DECODER.decode(encoded)


_ENCODER = msgspec.msgpack.Encoder()
_CLAIM_DECODER = msgspec.msgpack.Decoder(Claim)
_SUMMARY_DECODER = msgspec.msgpack.Decoder(ClaimSummary)
