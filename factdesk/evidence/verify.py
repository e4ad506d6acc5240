"""Compare quotations with the recorded windows of their sources. Pure: no network, no clock."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from factdesk.claims.proof import MatchKind, QuoteProof, QuoteStatus
from factdesk.evidence.matching import Match, SourceText
from factdesk.evidence.normalise import normalise
from factdesk.evidence.record import QuoteRecord, SourceRecord, sha256_of
from factdesk.messages.catalogue import tr

#: The minimum similarity (0 to 100) at which a quotation counts as a changed form of a recorded
#: one.
_CHANGED = 75
_MOST_PAIRS = 5
_WORD_EDGES = re.compile(r"^[^\w%€$£-]+|[^\w%€$£]+$")


def prove_quotation(
    exact: str, record: SourceRecord | None, *, url: str, prefix: str = "", suffix: str = ""
) -> QuoteProof:
    """Return what a record proves about a quotation of the source at ``url``."""
    if record is None:
        return QuoteProof(exact=exact, status=QuoteStatus.UNRECORDED)
    if record.url != url:
        return _unproven(exact, QuoteStatus.STALE, record)
    own = next((quote for quote in record.quotes if quote.exact == exact), None)
    # An editor who shortens a quotation does not have to capture the source again.
    for quote in (own,) if own else record.quotes:
        if sha256_of(quote.window) != quote.window_sha256:
            return _unproven(exact, QuoteStatus.TAMPERED, record)
        if match := _find(exact, quote, prefix, suffix):
            return _proven(exact, record, quote, match)
    if own:
        return _unproven(exact, QuoteStatus.TAMPERED, record)
    missing = next((quote for quote in record.missing if quote.exact == exact), None)
    if missing:
        return _unproven(exact, QuoteStatus.MISSING, record, missing.nearest)
    nearest = _nearest(exact, record)
    status = QuoteStatus.DIFFERS if nearest else QuoteStatus.STALE
    return _unproven(exact, status, record, nearest)


def difference(proof: QuoteProof) -> str:
    """Return the difference between recorded text and quotation, worded for the editor."""
    pairs = word_difference(proof.exact, proof.nearest) if proof.nearest else []
    return "; ".join(_pair_in_words(ours, theirs) for ours, theirs in pairs[:_MOST_PAIRS])


def word_difference(quotation: str, passage: str) -> list[tuple[str, str]]:
    """Return the words that differ between two texts, as pairs (in the quotation, in the passage).

    Either side of a pair can be empty.
    """
    ours, theirs = quotation.split(), passage.split()
    # Ignore punctuation next to a word, unless it is the only difference.
    folded = [
        [_WORD_EDGES.sub("", normalise(w).text) or w for w in words] for words in (ours, theirs)
    ]
    matcher = SequenceMatcher(None, folded[0], folded[1], autojunk=False)
    return [
        (" ".join(ours[a:b]), " ".join(theirs[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def _pair_in_words(ours: str, theirs: str) -> str:
    if not ours:
        return tr("the source also says '{theirs}'", theirs=theirs)
    if not theirs:
        return tr("the source does not say '{ours}'", ours=ours)
    return tr("the source says '{theirs}', the file says '{ours}'", theirs=theirs, ours=ours)


def _find(exact: str, quote: QuoteRecord, prefix: str, suffix: str) -> Match | None:
    # Most quotations match exactly; preparing the text takes fifty times as long.
    if quote.exact == exact and quote.match is MatchKind.EXACT:
        start = quote.window.find(exact)
        if start >= 0:
            return Match(MatchKind.EXACT, start, start + len(exact))
    match = SourceText(quote.window).find(exact, prefix, suffix)
    return match if isinstance(match, Match) else None


def _nearest(exact: str, record: SourceRecord) -> str:
    from rapidfuzz.fuzz import ratio

    for quote in record.quotes:
        if ratio(exact, quote.exact) >= _CHANGED:
            found = SourceText(quote.window).find(exact)
            return "" if isinstance(found, Match) else found.nearest or quote.exact
    return ""


def _proven(exact: str, record: SourceRecord, quote: QuoteRecord, match: Match) -> QuoteProof:
    return QuoteProof(
        exact=exact,
        status=QuoteStatus.VERIFIED,
        match=match.kind,
        captured_at=record.captured_at,
        via=record.via,
        sha256=quote.window_sha256,
        before=match.start,
        after=len(quote.window) - match.end,
        page=quote.page,
        is_ambiguous=quote.ambiguous,
    )


def _unproven(
    exact: str, status: QuoteStatus, record: SourceRecord, nearest: str = ""
) -> QuoteProof:
    return QuoteProof(
        exact=exact,
        status=status,
        captured_at=record.captured_at,
        via=record.via,
        nearest=nearest,
    )
