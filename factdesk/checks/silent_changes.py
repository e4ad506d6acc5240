"""FD314 to FD318: changes of published reviews without a correction.

The checks compare the last state in which readers saw a finished review with the current one. The
location of the file, and any status in between, do not matter.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

from factdesk.checks.codes import CODES
from factdesk.checks.correction_entry import correction_entry
from factdesk.checks.reviews import Review
from factdesk.claims.claim import Correction
from factdesk.claims.problem import Place, Problem
from factdesk.claims.vocabulary import Gravity, Status
from factdesk.messages.catalogue import tr, tr_noop

#: The fields that identify an entry. Its note may be reworded.
_WAS = tr_noop("this correction says that the verdict was '{previous}', but it was '{verdict}'")
_WAS_NONE = tr_noop("this correction says that the verdict was '{previous}', but readers saw none")

_Key: TypeAlias = tuple[dt.date, Gravity, str | None]


class Comparison(msgspec.Struct, frozen=True):
    """A review that readers saw, and the current state of the claim at its address.

    ``known`` are the corrections that are not new. If the claim ``replaces`` another one that was
    public at the same time, only the verdict is compared. ``had_verdict`` tells whether a verdict
    was published before, for corrections that name a previous verdict.
    """

    before: Review
    now: Review
    known: tuple[Correction, ...]
    had_verdict: Callable[[str], bool]
    replaces: bool = False
    today: dt.date | None = None

    def problems(self) -> Iterator[Problem]:
        """Yield the changes without a correction. Each missing entry is reported once."""
        if not self.replaces:
            yield from self._removed_corrections()
        found = list(self._false_previous_verdicts())
        yield from found
        if not found:
            unsaid = (self._verdict(), self._parts(), self._withdrawal(), self._wording())
            yield from [problem for problem in unsaid if problem][:1]

    @property
    def _new(self) -> list[tuple[int, Correction]]:
        """The added corrections, with their indexes."""
        known = Counter(map(_key, self.known))
        added = []
        for n, correction in enumerate(self.now.claim.corrections):
            if known[_key(correction)]:
                known[_key(correction)] -= 1
            else:
                added.append((n, correction))
        return added

    def _removed_corrections(self) -> Iterator[Problem]:
        left = Counter(map(_key, self.known)) - Counter(map(_key, self.now.claim.corrections))
        for made_on, severity, _ in left:
            yield CODES["FD316"].problem(
                tr(
                    "the published correction of {made_on} ({severity}) was removed or changed",
                    made_on=made_on,
                    severity=severity,
                ),
                self.now.place("corrections", "claim"),
                field=("corrections",),
            )

    def _false_previous_verdicts(self) -> Iterator[Problem]:
        verdict = self.before.verdict
        added = [(n, each) for n, each in self._new if each.severity is Gravity.VERDICT]
        named = {each.previous_verdict for _, each in added}
        changed = verdict and self.now.verdict and verdict != self.now.verdict
        for n, each in added:
            previous = each.previous_verdict or ""
            is_missing = changed and verdict not in named
            if previous and previous != verdict and (is_missing or not self.had_verdict(previous)):
                message = _WAS if verdict else _WAS_NONE
                yield CODES["FD317"].problem(
                    tr(message, previous=previous, verdict=verdict),
                    self.now.place_of_correction(n),
                    field=("corrections", n, "previous_verdict"),
                )

    def _verdict(self) -> Problem | None:
        before, now = self.before.verdict, self.now.verdict
        if before == now:
            return None
        place = self.now.place("verdict", "status", "claim")
        if before and now:
            if any(each.previous_verdict == before for _, each in self._new):
                return None
            message = tr(
                "the verdict changed from '{before}' to '{now}' without a new correction",
                before=before,
                now=now,
            )
            return self._unsaid("FD314", "verdict", message, place, Gravity.VERDICT)
        if self._new:
            return None
        message = (
            tr(
                "the page no longer shows the verdict '{before}', but there is no new correction",
                before=before,
            )
            if before
            else tr(
                "the page now shows the verdict '{now}', but there is no new correction",
                now=now,
            )
        )
        return self._unsaid("FD314", "verdict", message, place, Gravity.UPDATE)

    def _parts(self) -> Problem | None:
        before, now = self.before.part_verdicts, self.now.part_verdicts
        if self._new or self.replaces or not before or not now or before == now:
            return None
        message = tr("the verdicts of the parts changed without a new correction")
        return self._unsaid("FD314", "parts", message, self.now.place("parts"), Gravity.FACT)

    def _withdrawal(self) -> Problem | None:
        withdrawn = self.before.status is Status.WITHDRAWN
        if not withdrawn or self.now.status is Status.WITHDRAWN or self._new or self.replaces:
            return None
        message = tr(
            "this review was withdrawn and is published again, but no new correction says why"
        )
        return self._unsaid(
            "FD318", "status", message, self.now.place("status", "claim"), Gravity.UPDATE
        )

    def _wording(self) -> Problem | None:
        is_withdrawn = self.now.status is Status.WITHDRAWN  # and says why
        changed = [
            field for field, text in self.now.wording.items() if text != self.before.wording[field]
        ]
        if not changed or self._new or self.replaces or is_withdrawn:
            return None
        if len(changed) > 1:
            message = tr("'claim' and 'summary' changed without a new correction")
        elif changed == ["claim"]:
            message = tr("the wording of 'claim' changed without a new correction")
        else:
            message = tr("'{field}' changed without a new correction", field=changed[0])
        place = self.now.place(changed[0], "claim")
        return self._unsaid("FD315", changed[0], message, place, Gravity.CLARIFICATION)

    def _unsaid(
        self, code: str, field: str, message: str, place: Place, severity: Gravity
    ) -> Problem:
        hint = (
            tr("add this entry at the end of 'corrections', and write its note")
            if self.now.claim.corrections
            else tr("add this entry to the file, and write its note")
        )
        entry = correction_entry(self.now, severity, self.today, self.before.verdict)
        return CODES[code].problem(message, place, hint, field=(field,), paste=entry)


def _key(correction: Correction) -> _Key:
    return correction.made_on, correction.severity, correction.previous_verdict
