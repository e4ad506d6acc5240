"""FD6xx: whether each quotation is in the recorded text of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import structs

from factdesk.checks.codes import CODES, Code
from factdesk.checks.context import Context
from factdesk.claims.problem import Problem, Severity
from factdesk.claims.proof import QuoteProof, QuoteStatus
from factdesk.evidence.record import RecordError
from factdesk.evidence.targets import Target, WantedQuote, record_of, targets_of
from factdesk.messages.catalogue import tr, tr_noop, tr_quoted
from factdesk.reading.claim_file import ClaimFile

#: Proofs by the id of a source or the address of an appearance, in the order of the file.
Proofs = Mapping[str, tuple[QuoteProof, ...]]


def check_quotations(file: ClaimFile, context: Context) -> tuple[Proofs, list[Problem]]:
    """Return what the claim's record proves, and the problems of its quotations and record."""
    problems: list[Problem] = []
    try:
        record = record_of(file)
    except RecordError as error:
        place = file.place(0, 1)
        message = tr("the record of this claim cannot be used: {error}", error=error)
        return {}, [CODES["FD604"].problem(message, place)]
    proofs: dict[str, tuple[QuoteProof, ...]] = {}
    reports_unrecorded = context.notes or context.unrecorded is not Severity.NOTE
    for target in targets_of(file) if reports_unrecorded or file.record is not None else ():
        capture = target.of(record)
        if capture is None:
            if reports_unrecorded:
                problems += _unrecorded(file, context, target)
            continue
        # Importing the comparison takes 50 ms, and many sites have no records.
        from factdesk.evidence.verify import prove_quotation

        found = []
        for quote in target.quotes:
            proof = prove_quotation(
                quote.exact, capture, url=target.url, prefix=quote.prefix, suffix=quote.suffix
            )
            problems += _problems(file, target, quote, proof)
            found.append(proof)
        proofs[target.key] = tuple(found)
    return proofs, problems


def _unrecorded(file: ClaimFile, context: Context, target: Target) -> Iterator[Problem]:
    if not target.quotes:
        return
    code = _unrecorded_code(context.unrecorded)
    name = _name(target)
    message = tr("this quotation was not compared with {name}: there is no record", name=name)
    for quote in target.quotes:
        yield code.problem(message, file.place_of(quote.node), field=quote.field)


@cache
def _unrecorded_code(severity: Severity) -> Code:
    return structs.replace(CODES["FD601"], severity=severity)


def _problems(
    file: ClaimFile, target: Target, quote: WantedQuote, proof: QuoteProof
) -> Iterator[Problem]:
    if proof.is_verified:
        if proof.page or proof.is_ambiguous:
            yield from _of_verified(file, quote, proof)
        return
    from factdesk.evidence.verify import difference

    code, message = _SAID[proof.status]
    day = f"{proof.captured_at:%Y-%m-%d}" if proof.captured_at else ""
    differing = difference(proof)
    text = tr(message, name=_name(target), day=day) + (f": {differing}" if differing else "")
    yield CODES[code].problem(text, file.place_of(quote.node), field=quote.field)


def _name(target: Target) -> str:
    return tr_quoted(target.key) if target.is_source else target.url


#: The message for each status of a quotation that is not verified.
_SAID = {
    QuoteStatus.DIFFERS: ("FD602", tr_noop("this quotation differs from the record of {name}")),
    QuoteStatus.MISSING: ("FD602", tr_noop("{name} did not have this quotation on {day}")),
    QuoteStatus.STALE: (
        "FD603",
        tr_noop("the record of {name} has another address, or is older than this quotation"),
    ),
    QuoteStatus.TAMPERED: ("FD604", tr_noop("the record of {name} was edited by hand")),
}


def _of_verified(file: ClaimFile, quote: WantedQuote, proof: QuoteProof) -> Iterator[Problem]:
    place, field = file.place_of(quote.node), quote.field
    pages = re.findall(r"\d+", quote.page)
    if proof.page and pages and str(proof.page) not in pages:
        message = tr(
            "page {page} is given, but the source has the passage on page {proven}",
            page=quote.page,
            proven=proof.page,
        )
        yield CODES["FD605"].problem(message, place, field=field)
    if proof.is_ambiguous:
        message = tr("the source contains this passage more than once")
        yield CODES["FD606"].problem(message, place, field=field)
