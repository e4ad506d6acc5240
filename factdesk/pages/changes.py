"""What has changed in a review since it was published, in words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from markupsafe import Markup, escape

from factdesk.claims.claim import ClaimSummary, Correction, Withdrawal
from factdesk.claims.vocabulary import Status
from factdesk.pages.page_context import PageContext


class HistoryEntry(NamedTuple):
    """A public change: its day, what kind it is (also in short), and the editors' own words."""

    on: dt.date
    what: Markup
    short: Markup
    text: str


def changes_of(claim: ClaimSummary, context: PageContext) -> list[HistoryEntry]:
    """Return the changes of a review, oldest first."""
    entries = [entry(claim, correction, context) for correction in claim.corrections]
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        entries.append(entry(claim, claim.withdrawn, context))
    return entries


def entry(
    claim: ClaimSummary, change: Correction | Withdrawal, context: PageContext
) -> HistoryEntry:
    """Return one change of a review."""
    if isinstance(change, Withdrawal):
        short = context.say("state.withdrawn")
        return HistoryEntry(change.on, _sentence(short), short, change.reason)
    if change.previous_verdict is None:
        short = context.say(f"state.was_{change.severity}")
        return HistoryEntry(change.made_on, _sentence(short), short, change.note)
    before = struck(change.previous_verdict, context)
    after = _standing(context.site.verdict_after(claim, change), context)
    what = context.say("state.changed", before=before, after=after)
    short = context.say("state.was", verdict=_word(change.previous_verdict, context))
    return HistoryEntry(change.made_on, what, short, change.note)


def _sentence(word: Markup) -> Markup:
    return word + Markup(".")


def _word(verdict_name: str, context: PageContext) -> str:
    verdict = context.site.verdict(verdict_name)
    return context.name(verdict) if verdict else verdict_name


def struck(verdict_name: str, context: PageContext) -> Markup:
    """Return a verdict that stands no more; its name where the scale no longer has it."""
    if (verdict := context.site.verdict(verdict_name)) is None:
        return Markup("<s>{}</s>").format(verdict_name)
    return Markup('<s class="fd-v--{}">{}</s>').format(verdict.tone, context.tag(verdict))


def _standing(verdict_name: str | None, context: PageContext) -> Markup:
    if (verdict := context.site.verdict(verdict_name)) is None:
        return escape(verdict_name or "")
    return Markup('<span class="fd-v--{}">{}</span>').format(verdict.tone, context.tag(verdict))
