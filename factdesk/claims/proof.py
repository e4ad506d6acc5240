"""What is proven about a quotation: whether the recorded text of its source has it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from factdesk.claims.records import Record


class MatchKind(StrEnum):
    """How a quotation was found: character by character, or after folding typography."""

    EXACT = "exact"
    NORMALISED = "normalised"


class Via(StrEnum):
    """How the text of a source was obtained."""

    DIRECT = "direct"
    ARCHIVED_COPY = "archived_copy"
    SAVED_FILE = "saved_file"


class QuoteStatus(StrEnum):
    """What is known about a quotation.

    ``UNRECORDED``: its source was never captured. ``STALE``: the record is older than the
    quotation, or of another address. ``MISSING``: the source was captured and did not have it.
    ``DIFFERS``: the recorded text has other words. ``TAMPERED``: the record was edited by hand.
    """

    VERIFIED = "verified"
    UNRECORDED = "unrecorded"
    STALE = "stale"
    MISSING = "missing"
    DIFFERS = "differs"
    TAMPERED = "tampered"


class QuoteProof(Record, frozen=True, kw_only=True):
    """The result for one quotation.

    ``sha256`` is the hash of the window, the recorded text around a verified quotation; ``before``
    and ``after`` are the characters that it has on each side. ``page`` is where a PDF has it.
    ``nearest`` is the most similar recorded passage where nothing is verified.
    """

    exact: str
    status: QuoteStatus
    match: MatchKind | None = None
    captured_at: dt.datetime | None = None
    via: Via | None = None
    sha256: str = ""
    before: int = 0
    after: int = 0
    page: int | None = None
    is_ambiguous: bool = False
    nearest: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether the quotation was found in the recorded text of its source."""
        return self.status is QuoteStatus.VERIFIED


def proof_of(proofs: Mapping[str, Sequence[QuoteProof]], key: str, exact: str) -> QuoteProof | None:
    """Return the proof of a quotation of a source, by its id, or an appearance, by its address."""
    return next((proof for proof in proofs.get(key, ()) if proof.exact == exact), None)
