"""FD3xx: whether the dates of a claim are consistent."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import date_in, day_in, status_of, top
from factdesk.claims.vocabulary import Gravity, Status
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import MappingNode, Node
from factdesk.text.dates import PartialDate


@check("FD302", needs="corrections")
def corrections_follow_publication(file: ClaimFile, _: Context) -> Iterator[Finding]:
    published = day_in(file.root, "published_on")
    for correction in file.root.mappings("corrections"):
        made = day_in(correction, "made_on")
        if made and published and made < published:
            yield Finding(
                _node(correction, "made_on"),
                tr(
                    "this correction was made on {made}, before the publication on {published}",
                    made=made,
                    published=published,
                ),
            )


@check("FD303", needs="corrections")
def corrections_are_in_order(file: ClaimFile, _: Context) -> Iterator[Finding]:
    before: dt.date | None = None
    for correction in file.root.mappings("corrections"):
        made = day_in(correction, "made_on")
        if made and before and made < before:
            yield Finding(
                _node(correction, "made_on"),
                tr(
                    "this correction of {made} comes after the one of {before}",
                    made=made,
                    before=before,
                ),
            )
        before = made or before


@check("FD304", needs="corrections")
def verdict_corrections_name_the_previous_verdict(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for correction in _verdict_corrections(file):
        if correction.node("previous_verdict") is None:
            yield Finding(
                _node(correction, "severity"),
                tr("this correction does not say which verdict it changed"),
            )


@check("FD312", needs="corrections")
def verdict_corrections_change_the_verdict(file: ClaimFile, _: Context) -> Iterator[Finding]:
    corrections = list(_verdict_corrections(file))
    if corrections:
        previous = corrections[-1].scalar("previous_verdict")
        if previous and previous.value == file.root.text("verdict"):
            yield Finding(
                previous, tr("the verdict is still '{previous}'", previous=previous.value)
            )


@check("FD305", needs="review_by")
def review_is_not_overdue(file: ClaimFile, context: Context) -> Iterator[Finding]:
    due, published = day_in(file.root, "review_by"), day_in(file.root, "published_on")
    if context.today is None or due is None or (published and due <= published):
        return
    if due < context.today and status_of(file) is Status.PUBLISHED:
        yield Finding(top(file, "review_by"), tr("this claim was due for review by {due}", due=due))


@check("FD306", needs=("status", "withdrawn"))
def withdrawal_is_complete(file: ClaimFile, _: Context) -> Iterator[Finding]:
    is_withdrawn = status_of(file) is Status.WITHDRAWN
    has_reason = file.root.node("withdrawn") is not None
    if is_withdrawn and not has_reason:
        yield Finding(
            top(file, "status"), tr("this claim is withdrawn, but does not say when and why")
        )
    if has_reason and not is_withdrawn:
        yield Finding(
            file.root.key("withdrawn") or file.root,
            tr("this claim says why it is withdrawn, but its status is not 'withdrawn'"),
            tr("set 'status: withdrawn', or delete 'withdrawn'"),
        )


@check("FD307", needs="review_by")
def next_review_follows_publication(file: ClaimFile, _: Context) -> Iterator[Finding]:
    due, published = day_in(file.root, "review_by"), day_in(file.root, "published_on")
    if due and published and due <= published:
        yield Finding(
            top(file, "review_by"),
            tr(
                "the next review is due on {due}, but the claim was published on {published}",
                due=due,
                published=published,
            ),
        )


@check("FD308", needs="withdrawn")
def withdrawal_follows_publication(file: ClaimFile, _: Context) -> Iterator[Finding]:
    withdrawal = file.root.mapping("withdrawn")
    on, published = day_in(withdrawal, "on"), day_in(file.root, "published_on")
    if withdrawal and on and published and on < published:
        yield Finding(
            _node(withdrawal, "on"),
            tr(
                "withdrawn on {on}, before it was published on {published}",
                on=on,
                published=published,
            ),
        )


@check("FD309", needs="replies")
def replies_follow_questions(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for reply in file.root.mappings("replies"):
        asked, answered = day_in(reply, "asked_on"), day_in(reply, "answered_on")
        if asked and answered and answered < asked:
            yield Finding(
                _node(reply, "answered_on"),
                tr(
                    "answered on {answered}, before it was asked on {asked}",
                    answered=answered,
                    asked=asked,
                ),
            )


@check("FD310")
def dates_are_past(file: ClaimFile, context: Context) -> Iterator[Finding]:
    if context.today is None:
        return
    tomorrow = context.today + dt.timedelta(days=1)
    last = tomorrow.isoformat()
    for fields, names in _DATES:
        for mapping in _mappings(file, fields):
            for name in names:
                # ISO dates sort as text; hardly any is later than tomorrow.
                date = date_in(mapping, name) if mapping.text(name) > last else None
                if date and date.earliest > tomorrow:
                    yield Finding(_node(mapping, name), tr("{date} is in the future", date=date))


_DATES = (
    ("", ("published_on", "claimed_on")),
    ("appearances", ("published_on",)),
    ("sources", ("published_on", "accessed_on")),
    ("corrections", ("made_on",)),
    ("replies", ("asked_on", "answered_on")),
    ("withdrawn", ("on",)),
)


@check("FD311")
def sources_are_consulted_after_publication(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for source in file.root.mappings("sources") if "accessed_on" in file.texts else ():
        accessed, published = day_in(source, "accessed_on"), date_in(source, "published_on")
        if accessed and published and accessed < published.earliest:
            yield Finding(
                _node(source, "accessed_on"),
                tr(
                    "consulted on {accessed}, before it was published in {published}",
                    accessed=accessed,
                    published=published,
                ),
            )


@check("FD313", needs="appearances")
def appearances_follow_the_claim(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claimed = date_in(file.root, "claimed_on")
    for appearance in file.root.mappings("appearances"):
        appeared = date_in(appearance, "published_on")
        if claimed and appeared and _latest(appeared) < claimed.earliest:
            yield Finding(
                _node(appearance, "published_on"),
                tr(
                    "the claim appeared in {appeared}, before it was made in {claimed}",
                    appeared=appeared,
                    claimed=claimed,
                ),
            )


def _latest(date: PartialDate) -> dt.date:
    month = date.month or 12
    return dt.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def _verdict_corrections(file: ClaimFile) -> Iterator[MappingNode]:
    for correction in file.root.mappings("corrections"):
        if correction.text("severity") == Gravity.VERDICT:
            yield correction


def _mappings(file: ClaimFile, name: str) -> Iterator[MappingNode]:
    if not name:
        yield file.root
    elif single := file.root.mapping(name):
        yield single
    else:
        yield from file.root.mappings(name)


def _node(fields: MappingNode, name: str) -> Node:
    return fields.node(name) or fields
