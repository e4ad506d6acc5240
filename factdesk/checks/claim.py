"""FD1xx: the claim, its claimant and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.checks.check import Finding, check
from factdesk.checks.codes import CODES
from factdesk.checks.context import Context
from factdesk.checks.field_names import field_meant, fields_at
from factdesk.checks.lenient import (
    claimant_of,
    date_in,
    did_you_mean,
    is_judged,
    language_of,
    status_of,
    top,
)
from factdesk.checks.word_hints import verdict_meant
from factdesk.claims.problem import Severity
from factdesk.claims.vocabulary import REQUIRED, Kind, Status
from factdesk.messages.catalogue import tr, tr_count, tr_list, tr_noop, tr_quoted
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ListNode, ScalarNode
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown
from factdesk.text.slugs import fold

ADVISED_LENGTH = 75


_CLAIM_WITH = {
    Status.DRAFT: tr_noop("a draft claim"),
    Status.IN_REVIEW: tr_noop("an in-review claim"),
    Status.PUBLISHED: tr_noop("a published claim"),
    Status.EXPLAINED: tr_noop("an explained claim"),
    Status.WITHDRAWN: tr_noop("a withdrawn claim"),
}


@check("FD101")
def required_fields_are_there(file: ClaimFile, _: Context) -> Iterator[Finding]:
    status = status_of(file)
    claim = tr(_CLAIM_WITH[status])
    absent: list[str] = []
    for name in REQUIRED[status]:
        node, key = file.root.node(name), file.root.key(name)
        if key is None:
            absent.append(name)
        elif node is None:
            message = tr("'{name}' has no value, and {claim} must have one", name=name, claim=claim)
            yield Finding(key, message, _not_indented(file, name))
        elif isinstance(node, ListNode) and not node.items:
            yield Finding(
                key, tr("'{name}' has no entry, and {claim} must have one", name=name, claim=claim)
            )
    if not absent:
        return
    unknown = [name for name in file.root.keys if name not in fields_at(())]
    meant = {field_meant(name, fields_at(())) for name in unknown}
    if absent := [name for name in absent if name not in meant]:
        count, names = len(absent), tr_list(map(tr_quoted, absent))
        hint = tr_count(
            "add it, or set 'status: draft' until then",
            "add them, or set 'status: draft' until then",
            count,
        )
        message = tr_count(
            "{names} is missing, and {claim} must have it",
            "{names} are missing, and {claim} must have them",
            count,
            names=names,
            claim=claim,
        )
        yield Finding(file.root, message, hint, field=(absent[0],))


def _not_indented(file: ClaimFile, name: str) -> str | None:
    """Return a hint if the subfields of a field are not indented."""
    names = list(file.root.keys)
    following = names[names.index(name) + 1 :][:1]
    if following and following[0] in fields_at((name,)) and following[0] not in fields_at(()):
        return tr("indent the lines below it that belong to it by two spaces")
    return None


@check("FD103")
def verdicts_are_on_the_scale(file: ClaimFile, context: Context) -> Iterator[Finding]:
    for fields in (file.root, *file.root.mappings("parts")):
        verdict = fields.scalar("verdict")
        if verdict and verdict.value not in context.scale:
            yield Finding(
                verdict,
                tr("unknown verdict '{verdict}'", verdict=shown(verdict.value)),
                _verdict_meant(verdict.value, context),
            )


@check("FD118", needs="corrections")
def previous_verdicts_are_on_the_scale(file: ClaimFile, context: Context) -> Iterator[Finding]:
    for correction in file.root.mappings("corrections"):
        verdict = correction.scalar("previous_verdict")
        if verdict and verdict.value not in context.scale:
            meant = nearest(verdict.value, context.verdict_names)
            yield Finding(
                verdict,
                tr("the scale has no verdict '{verdict}'", verdict=shown(verdict.value)),
                did_you_mean(meant),
            )


def _verdict_meant(typed: str, context: Context) -> str:
    meant = verdict_meant(typed, context.scale)
    return did_you_mean(meant) or tr("one of: {words}", words=", ".join(context.verdict_names))


@check("FD119", needs="status")
def explained_claim_has_no_verdict(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if status_of(file) is Status.EXPLAINED:
        for name in ("verdict", "parts"):
            if node := file.root.node(name):
                yield Finding(
                    file.root.key(name) or node, tr("an explained claim has '{name}'", name=name)
                )


@check("FD104", needs="claim")
def claim_is_short(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claim = file.root.scalar("claim")
    if claim and len(claim.value) > ADVISED_LENGTH:
        yield Finding(claim, tr("this claim has {n} characters", n=len(claim.value)))


@check("FD105", needs="claim")
def claim_has_no_verdict_word(file: ClaimFile, context: Context) -> Iterator[Finding]:
    claim = file.root.scalar("claim")
    if claim:
        language = language_of(file, context.language)
        for match in context.verdict_words(language).finditer(claim.value):
            if not _is_name_or_idiom(claim.value, match, language):
                message = tr("the claim contains the verdict word '{found}'", found=shown(match[0]))
                yield Finding(claim, message)
                break


# In English, an adjective before a noun describes the noun ("a false alarm"), except before a word
# for a statement ("the false claim"). Other languages inflect the adjective or put it after the
# noun.
_STATEMENT = re.compile(
    r"(?:account|allegation|article|assertion|belief|claim|figure|image|information|narrative|news"
    r"|number|photo|picture|post|report|rumou?r|statement|video)s?",
    re.IGNORECASE,
)
_FUNCTION_WORD = re.compile(
    r"an?|about|according|after|although|and|are|as|at|be|because|been|before|but|by|can|could|does"
    r"|do|for|from|had|has|have|he|her|his|how|if|i|into|in|is|its?|may|might|no|not|of|on|or|our"
    r"|said|says|she|should|since|so|some|than|that|the|their|there|these|they|this|those|to|was|we"
    r"|were|what|when|where|which|while|who|why|will|with|would|your?",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[ -]([^\W\d_]+)")


def _is_name_or_idiom(claim: str, match: re.Match[str], language: str) -> bool:
    before = claim[: match.start()].rstrip()
    is_capital = match[0][:1].isupper() and not match[0].isupper()
    if is_capital and before and before[-1] not in '.:!?“"' and language.partition("-")[0] != "de":
        return True  # "the True Finns"
    if language.partition("-")[0] != "en" or " " in match[0]:
        return False
    following = _NEXT_WORD.match(claim, match.end())
    word = following[1] if following else ""
    return bool(word) and not _STATEMENT.fullmatch(word) and not _FUNCTION_WORD.fullmatch(word)


@check("FD106", needs="claimant")
def unknown_claimant_is_explained(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if claimant_of(file).strip().casefold() == "unknown" and not file.root.text("claimant_note"):
        yield Finding(
            top(file, "claimant"), tr("the claimant is unknown, and no 'claimant_note' says why")
        )


@check("FD108", needs="kind")
def estimate_is_dated(file: ClaimFile, _: Context) -> Iterator[Finding]:
    is_estimate = file.root.text("kind") == Kind.ESTIMATE
    if is_estimate and is_judged(file) and file.root.node("claimed_on") is None:
        yield Finding(top(file, "kind"), tr("this estimate does not say when it was made"))


@check("FD116")
def lists_have_no_entry_twice(file: ClaimFile, _: Context) -> Iterator[Finding]:
    lists = [(file.root, name) for name in ("topics", "reviewers", "related", "aliases")]
    lists += [(source, "derived_from") for source in file.root.mappings("sources")]
    for fields, name in lists:
        if len(fields.items(name)) < 2:
            continue
        seen: dict[str, ScalarNode] = {}
        for item in fields.scalars(name):
            first = seen.setdefault(fold(item.value), item)
            if first is not item:
                yield Finding(
                    item,
                    tr("'{item}' is in '{name}' twice", item=shown(item.value), name=name),
                    None,
                    (first,),
                )


@check("FD117", needs=("related", "aliases"))
def claim_does_not_point_to_itself(file: ClaimFile, _: Context) -> Iterator[Finding]:
    messages = {
        "related": tr_noop("this claim is related to itself"),
        "aliases": tr_noop("this claim is an alias of itself"),
    }
    for name, message in messages.items():
        for item in file.root.scalars(name):
            if item.value == file.slug:
                yield Finding(item, tr(message))


@check("FD107", needs="claimed_on")
def claim_is_older_than_its_review(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claimed, published = date_in(file.root, "claimed_on"), date_in(file.root, "published_on")
    if claimed and published and claimed.earliest > published.earliest:
        yield Finding(
            top(file, "claimed_on"),
            tr(
                "the claim was made on {claimed}, after its review was published on {published}",
                claimed=claimed,
                published=published,
            ),
        )


@check("FD112", needs="accepted")
def acceptances_name_warnings(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for acceptance in file.root.mappings("accepted"):
        code = acceptance.scalar("check")
        if code is None:
            continue
        if code.value not in CODES:
            near = nearest(code.value, CODES, least=85)
            hint = did_you_mean(near) or tr("write the code of a warning, such as 'FD208'")
            yield Finding(code, tr("there is no check '{code}'", code=shown(code.value)), hint)
        elif not CODES[code.value].can_be_accepted:
            found = CODES[code.value]
            message = {
                Severity.ERROR: tr_noop("{code} ({name}) cannot be accepted: it is an error"),
                Severity.NOTE: tr_noop("{code} ({name}) cannot be accepted: it is a note"),
            }.get(
                found.severity,
                tr_noop("{code} ({name}) cannot be accepted: it is not about one claim"),
            )
            yield Finding(code, tr(message, code=found.code, name=tr(found.name)))
