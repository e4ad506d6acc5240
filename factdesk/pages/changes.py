"""The changes of a review since its publication, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from factdesk.claims.claim import ClaimSummary, Correction, Withdrawal
from factdesk.claims.vocabulary import Status
from factdesk.pages.history import changed_fields, fields_html
from factdesk.pages.page_context import PageContext
from factdesk.pages.templating import render_macro
from factdesk.text.html import NO_HTML, Html, escape, join_html
from factdesk.versions.claim_history import ClaimHistory, PublishedState

#: The number of days with edits in the short list of a review; its history page lists all.
_MOST_EDITS = 3


class HistoryEntry(NamedTuple):
    """A public change: its date, its kind (also in short form), and the editors' text."""

    on: dt.date
    what: Html
    short: Html
    text: str


def changes_of(claim: ClaimSummary, context: PageContext) -> list[HistoryEntry]:
    """Return the changes of a review, oldest first."""
    entries = [history_entry(claim, correction, context) for correction in claim.corrections]
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        entries.append(history_entry(claim, claim.withdrawn, context))
    return entries


def past_of(
    changes: Sequence[HistoryEntry], history: ClaimHistory, context: PageContext
) -> list[HistoryEntry]:
    """Return the public events of a review, oldest first: its ``changes``, and the latest edits."""
    edited: dict[dt.date, list[str]] = {}
    for state in history.states:
        if fields := _edited_fields(state):
            edited.setdefault(state.on, []).extend(fields)
    edits = [
        HistoryEntry(
            on, context.say("history.edited", fields=fields_html(fields, context)), NO_HTML, ""
        )
        for on, fields in list(edited.items())[-_MOST_EDITS:]
    ]
    return sorted([*changes, *edits], key=lambda entry: entry.on)


def _edited_fields(state: PublishedState) -> list[str]:
    """Return the fields of an edit that no correction or withdrawal explains."""
    difference = state.difference
    if difference is None or difference.before is None or difference.notes:
        return []
    before, after = difference.before, difference.after
    if after.status is Status.WITHDRAWN or not before.is_published:
        return []
    return changed_fields(difference)


def history_entry(
    claim: ClaimSummary, change: Correction | Withdrawal, context: PageContext
) -> HistoryEntry:
    """Return one change of a review."""
    if isinstance(change, Withdrawal):
        short = context.say["state.withdrawn"]
        return HistoryEntry(change.on, _sentence(short), short, change.reason)
    if change.previous_verdict is None:
        short = context.say[f"state.was_{change.severity}"]
        return HistoryEntry(change.made_on, _sentence(short), short, change.note)
    before = struck(change.previous_verdict, context)
    after = _new_verdict(claim, context.site.verdict_after(claim, change), context)
    what = context.say("state.changed", before=before, after=after)
    short = context.say("state.was", verdict=_word(change.previous_verdict, context))
    return HistoryEntry(change.made_on, what, short, change.note)


def struck(verdict_name: str, context: PageContext) -> Html:
    """Return a former verdict, struck through; if it is no longer on the scale, only its name."""
    if (verdict := context.site.verdict(verdict_name)) is None:
        return render_macro("atoms.html", "struck", "", verdict_name)
    return render_macro("atoms.html", "struck", verdict.tone, context.tag(verdict))


def _sentence(word: Html) -> Html:
    return join_html([word, escape(".")])


def _word(verdict_name: str, context: PageContext) -> str:
    verdict = context.site.verdict(verdict_name)
    return context.name(verdict) if verdict else verdict_name


def _new_verdict(claim: ClaimSummary, verdict_name: str | None, context: PageContext) -> Html:
    if verdict_name is None and claim.status is Status.EXPLAINED:
        return context.say["state.explained_instead"]
    if (verdict := context.site.verdict(verdict_name)) is None:
        return escape(verdict_name or "")
    return render_macro("atoms.html", "toned", verdict.tone, context.tag(verdict))
