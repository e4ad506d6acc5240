"""Encode claims as bytes for the cache and for other processes."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, NamedTuple, Self

import msgspec

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.field_groups import FieldGroup

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


def share_repeated(summary: ClaimSummary, known: dict[Any, Any]) -> None:
    """Replace values that many claims have by the equal ones in ``known``, which saves memory."""

    def share(group: FieldGroup, *fields: str) -> None:
        for field in fields:
            value = getattr(group, field)
            msgspec.structs.force_setattr(group, field, known.setdefault(value, value))

    topics = tuple([known.setdefault(topic, topic) for topic in summary.topics])
    msgspec.structs.force_setattr(summary, "topics", topics)
    share(summary, "claimant", "claimed_on", "verdict", "published_on")
    for source in summary.sources:
        share(source, "id", "publisher", "published_on")
    for appearance in summary.appearances:
        share(appearance, "publisher")


def _digest(encoded: bytes) -> bytes:
    return blake2b(encoded, digest_size=DIGEST_SIZE).digest()


_ENCODER = msgspec.msgpack.Encoder()
_CLAIM_DECODER = msgspec.msgpack.Decoder(Claim)
