"""FD4xx: whether the verdict agrees with its evidence and its parts."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import is_judged, sources_of, tone_of, top
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Basis, Kind, Stance
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.claim_file import ClaimFile

_POSITIVE = frozenset([Tone.TRUE, Tone.MOSTLY_TRUE])
_NEGATIVE = frozenset([Tone.FALSE, Tone.MOSTLY_FALSE])
_SETTLED = frozenset([Tone.TRUE, Tone.FALSE])


@check("FD401", needs="kind")
def absence_has_other_evidence_than_self_report(
    file: ClaimFile, context: Context
) -> Iterator[Finding]:
    if file.root.text("kind") != Kind.ABSENCE or tone_of(file.root, context.scale) not in _SETTLED:
        return
    bases = [s.text("basis") for _, s in sources_of(file) if s.text("stance") != Stance.CONTEXT]
    if is_judged(file) and bases and all(basis == Basis.SELF_REPORT for basis in bases):
        verdict = file.root.text("verdict")
        yield Finding(
            top(file, "verdict"),
            tr("'{verdict}' for an absence is based only on self-reports", verdict=verdict),
        )


@check("FD402", needs="parts")
def verdict_agrees_with_its_parts(file: ClaimFile, context: Context) -> Iterator[Finding]:
    whole = tone_of(file.root, context.scale)
    parts = [tone_of(part, context.scale) for part in file.root.mappings("parts")]
    if whole is None or not parts or None in parts:
        return
    verdict = file.root.text("verdict")
    if reason := _odds(whole, [part for part in parts if part]):
        yield Finding(top(file, "verdict"), tr(reason, verdict=verdict))


def _odds(whole: Tone, parts: list[Tone]) -> str | None:
    if whole in _POSITIVE and _NEGATIVE.issuperset(parts):
        return tr_noop("the verdict is '{verdict}', but all parts are false")
    if whole in _NEGATIVE and _POSITIVE.issuperset(parts):
        return tr_noop("the verdict is '{verdict}', but all parts are true")
    if whole is Tone.TRUE and Tone.FALSE in parts:
        return tr_noop("the verdict is '{verdict}', but one part is false")
    if whole in _SETTLED and {Tone.UNPROVEN}.issuperset(parts):
        return tr_noop("the verdict is '{verdict}', but all parts are unproven")
    return None


_NO_SOURCE = {
    Stance.SUPPORTS: tr_noop("no source supports this claim"),
    Stance.CONTRADICTS: tr_noop("no source contradicts this claim"),
}
_NO_SOURCE_FOR = {
    Stance.SUPPORTS: tr_noop("the verdict is '{verdict}', but no source supports that"),
    Stance.CONTRADICTS: tr_noop("the verdict is '{verdict}', but no source contradicts that"),
}


@check("FD403")
def mixed_has_evidence_for_both_sides(file: ClaimFile, context: Context) -> Iterator[Finding]:
    if not is_judged(file) or tone_of(file.root, context.scale) is not Tone.MIXED:
        return
    stances = _stances(file)
    for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
        if stance not in stances:
            yield Finding(top(file, "verdict"), tr(_NO_SOURCE[stance]))


@check("FD404")
def verdict_follows_its_evidence(file: ClaimFile, context: Context) -> Iterator[Finding]:
    tone = tone_of(file.root, context.scale)
    if tone not in _POSITIVE and tone not in _NEGATIVE:
        return
    stances = _stances(file)
    for tones, needed, other in (
        (_POSITIVE, Stance.SUPPORTS, Stance.CONTRADICTS),
        (_NEGATIVE, Stance.CONTRADICTS, Stance.SUPPORTS),
    ):
        if is_judged(file) and tone in tones and other in stances and needed not in stances:
            verdict = file.root.text("verdict")
            yield Finding(top(file, "verdict"), tr(_NO_SOURCE_FOR[needed], verdict=verdict))


def _stances(file: ClaimFile) -> set[str]:
    return {source.text("stance") for _, source in sources_of(file)}
