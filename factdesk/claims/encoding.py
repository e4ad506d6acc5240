"""Encode claims as bytes for the cache and for other processes."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple, Self

import msgspec

from factdesk.claims.claim import Claim, ClaimSummary

DIGEST_SIZE = 16


class ClaimDigests(NamedTuple):
    """What identifies the content of a claim, and of its summary: ``DIGEST_SIZE`` bytes each.

    Pages other than the claim's own, which show its summary, need not be rendered again while the
    digest of the summary is the same.
    """

    claim: bytes
    summary: bytes

    @classmethod
    def of(cls, encoded: bytes, summary: ClaimSummary) -> Self:
        """Return the digests of an encoded claim and its summary."""
        return cls(_digest(encoded), _digest(_ENCODER.encode(summary)))


NO_DIGESTS = ClaimDigests(b"", b"")


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


def _digest(encoded: bytes) -> bytes:
    return blake2b(encoded, digest_size=DIGEST_SIZE).digest()


_ENCODER = msgspec.msgpack.Encoder()
_CLAIM_DECODER = msgspec.msgpack.Decoder(Claim)
_SUMMARY_DECODER = msgspec.msgpack.Decoder(ClaimSummary)
