"""Read the histories of claims from the repository of a site, some claims at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from factdesk.checks.context import Context
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import SiteConfig
from factdesk.git.changes import History
from factdesk.git.run import blob_name
from factdesk.reading.files import read_bytes
from factdesk.reading.shared_sources import SharedSources
from factdesk.versions.claim_history import ClaimHistory, read_claim_history
from factdesk.versions.old_claim import OldClaim, read_old_claim
from factdesk.versions.timeline import FileState, Timeline, Timelines


class HistoryReader:
    """Reads histories. Forked workers can share it: each call starts its own git process."""

    def __init__(self, history: History, config: SiteConfig) -> None:
        """Index the files of the history by claims."""
        self._history = history
        self._root = config.root
        self._timelines = Timelines(history)
        shared = SharedSources.read(config.claims_folder, config.root)
        self._context = Context(config.scale, config.language, shared=shared)
        self._withheld: Mapping[str, str] = {
            each.slug: each.reason for each in config.history.withheld
        }

    @property
    def is_cut(self) -> bool:
        """Whether older commits were not fetched."""
        return self._history.is_shallow

    def key(self, claim: ClaimSummary) -> str:
        """Return the fingerprint of a claim's history; empty if it was never committed."""
        return self._timelines.key(claim)

    def read(self, claims: Sequence[Claim]) -> dict[str, ClaimHistory]:
        """Return the histories of claims by slug. Unchanged committed files are not read again."""
        timelines = {claim.slug: self._timelines.of(claim) for claim in claims}
        known = {
            claim.slug: (timelines[claim.slug].states[-1], OldClaim(claim))
            for claim in claims
            if self._is_committed(claim, timelines[claim.slug])
        }
        # In the order of commits, because their blobs are near each other in the repository.
        blobs = dict.fromkeys(
            name
            for slug, timeline in timelines.items()
            for state in timeline.states
            if slug not in known or state is not known[slug][0]
            for name in (state.blob, state.record)
            if name
        )
        contents = dict(zip(blobs, self._history.contents(blobs), strict=True)) if blobs else {}

        def read_old(slug: str, state: FileState) -> OldClaim | None:
            if slug in known and state is known[slug][0]:
                return known[slug][1]
            record = contents.get(state.record)
            return read_old_claim(contents[state.blob], record, state.path, slug, self._context)

        return {
            slug: self._public(slug, read_claim_history(timeline, partial(read_old, slug)))
            for slug, timeline in timelines.items()
        }

    def _is_committed(self, claim: Claim, timeline: Timeline) -> bool:
        """Return whether the file of a claim is unchanged since its last commit."""
        if not timeline.states:
            return False
        raw = read_bytes(self._root / claim.path)
        return isinstance(raw, bytes) and timeline.states[-1].blob == blob_name(
            raw, len(timeline.states[-1].blob)
        )

    def _public(self, slug: str, history: ClaimHistory) -> ClaimHistory:
        reason = self._withheld.get(slug)
        return history.without_texts(reason) if reason else history
