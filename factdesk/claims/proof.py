"""Whether the recorded text of a source contains a quotation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

from factdesk.claims.field_groups import FieldGroup
from factdesk.messages.catalogue import tr_noop


class MatchKind(StrEnum):
    """How a quotation was found: character by character, or after folding typography."""

    EXACT = tr_noop("exact")
    NORMALISED = tr_noop("normalised")


class Via(StrEnum):
    """How the text of a source was obtained."""

    DIRECT = "direct"
    ARCHIVED_COPY = "archived_copy"
    SAVED_FILE = "saved_file"


class QuoteStatus(StrEnum):
    """The result of looking for a quotation.

    ``UNRECORDED``: its source was never captured. ``STALE``: the record is older than the
    quotation, or has another address. ``MISSING``: the captured source does not contain it.
    ``DIFFERS``: the recorded text has other words. ``TAMPERED``: the record was edited by hand.
    """

    VERIFIED = tr_noop("verified")
    UNRECORDED = tr_noop("unrecorded")
    STALE = tr_noop("stale")
    MISSING = tr_noop("missing")
    DIFFERS = tr_noop("differs")
    TAMPERED = tr_noop("tampered")


class QuoteProof(FieldGroup, frozen=True, kw_only=True):
    """The result for one quotation.

    ``sha256`` is the hash of the window, the recorded text around a verified quotation; ``before``
    and ``after`` are the numbers of characters on each side. ``page`` is the page of a PDF.
    ``nearest`` is the most similar recorded passage if the quotation is not verified.
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
    """Return the proof of a quotation by the id of its source or the address of its appearance."""
    return next((proof for proof in proofs.get(key, ()) if proof.exact == exact), None)
