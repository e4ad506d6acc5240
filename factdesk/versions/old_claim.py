"""Read a claim file from git as readers saw it, even if it violates today's rules."""

from __future__ import annotations

import msgspec

from factdesk.checks.context import Context
from factdesk.checks.quotations import check_quotations
from factdesk.claims.claim import Claim
from factdesk.claims.group_reader import read_group
from factdesk.claims.vocabulary import Status
from factdesk.reading.claim_file import as_claim_file
from factdesk.reading.faults import Reason
from factdesk.reading.files import MAX_BYTES
from factdesk.reading.nodes import plain

#: Faults after which the text that readers saw is unknown or deceptive.
_FATAL = frozenset([Reason.NOT_UTF8, Reason.NOT_YAML, Reason.REFUSED, Reason.CHARACTER])


class OldClaim(msgspec.Struct, frozen=True):
    """An earlier claim file. ``unread`` are the names of fields that cannot be read today."""

    claim: Claim
    unread: tuple[str, ...] = ()

    @property
    def has_page(self) -> bool:
        """Whether its page can be shown: its verdict is still on the scale."""
        return "verdict" not in self.unread


def read_old_claim(
    raw: bytes, record: bytes | None, name: str, slug: str, context: Context
) -> OldClaim | None:
    """Return the claim in an old file; None if it is not readable as a claim file.

    ``name`` is the path of the file at that time; ``slug`` is the current slug of the claim,
    because links lead to current addresses. A wrong field is left out and reported, so the result
    can lack fields that today's rules require.
    """
    if len(raw) > MAX_BYTES:
        return None
    file = as_claim_file(raw, name, record)
    if not file.was_read or any(fault.reason in _FATAL for fault in file.faults):
        return None
    context.shared.resolve(file)
    fields = plain(file.root)
    claim, errors = read_group(Claim, fields, slug=slug, path=name)
    wrong = {str(error.path[0]) for error in errors if error.kind != "missing" and error.path}
    if not claim.claim or not _is_complete(claim):
        return None
    if claim.shows_verdict and claim.verdict not in context.scale:
        wrong.add("verdict")
    proofs, _ = check_quotations(file, context) if record else ({}, ())
    if proofs:
        claim = msgspec.structs.replace(claim, proofs=proofs)
    return OldClaim(claim, tuple(sorted(wrong)))


def _is_complete(claim: Claim) -> bool:
    """Return whether a claim has the fields without which there was no page."""
    if claim.status in (Status.PUBLISHED, Status.WITHDRAWN):
        return claim.verdict is not None and claim.summary is not None
    return True
