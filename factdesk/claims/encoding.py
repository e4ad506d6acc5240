"""Encode claims as bytes for the cache and for other processes."""

from __future__ import annotations

import msgspec

from factdesk.claims.claim import Claim, ClaimSummary


def encode_claim(claim: Claim) -> bytes:
    """Encode a claim."""
    return _ENCODER.encode(claim)


def decode_claim(encoded: bytes) -> Claim:
    """Decode a claim that ``encode_claim`` encoded.

    Raises:
        msgspec.ValidationError: the bytes come from another version of the program.
    """
    return _CLAIM_DECODER.decode(encoded)


def to_summary(claim: Claim) -> ClaimSummary:
    """Return a claim's summary, without the fields that only its own page shows."""
    return msgspec.convert(claim, ClaimSummary, from_attributes=True)


def decode_summary(encoded: bytes) -> ClaimSummary:
    """Return only the summary of an encoded claim, skipping the other fields."""
    return _SUMMARY_DECODER.decode(encoded)


_ENCODER = msgspec.msgpack.Encoder()
_CLAIM_DECODER = msgspec.msgpack.Decoder(Claim)
_SUMMARY_DECODER = msgspec.msgpack.Decoder(ClaimSummary)
