"""The history of a review: every published state, newest first, and what changed for readers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from factdesk.claims.claim import Claim, Correction
from factdesk.claims.vocabulary import Status
from factdesk.pages.lines import source_line
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.repository import commit_link, file_history_link
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address, history_address, version_address
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import Html, escape, join_html
from factdesk.versions.claim_history import ClaimHistory, PageState, PublishedState
from factdesk.versions.difference import Difference, SourceChange, shown_verdict

_MOST_DATES = 6
_DIGITS = 7  # of a commit id


def render_history(claim: Claim, history: ClaimHistory, site: Site, head: Html) -> Page:
    """Return the page with the full history of a claim, which search engines do not index."""
    address = history_address(claim.slug)
    context = PageContext(site, address, claim.language)
    view = HistoryView(claim, history, context)
    texts = site.texts
    return Page(
        address=address,
        section="claims/",
        title=texts("history.page_title", claim=claim.claim),
        description=texts("history.described"),
        body=render_macro("history.html", "page", view, context),
        head=join_html([head, render_macro("history.html", "head", context)]),
        indexed=False,
    )


def fields_html(names: Sequence[str], context: PageContext) -> Html:
    """Return the names of fields as readers know them, with commas."""
    return join_html(
        [escape(label) for label in dict.fromkeys(field_label(each, context) for each in names)],
        context.text["list.comma"],
    )


def field_label(name: str, context: PageContext) -> str:
    """Return the interface's name of a field, or the name for all other fields."""
    known = _field_labels(context.site.texts)
    return known.get(name) or known["other"]


@cache
def _field_labels(texts: SiteTexts) -> dict[str, str]:
    section = texts.section("history").items()
    start = "field_"
    return {key.removeprefix(start): str(text) for key, text in section if key.startswith(start)}


def changed_fields(difference: Difference) -> list[str]:
    """Return the names of the fields that changed, in the order of the page."""
    names = ["verdict"] if difference.verdict_changed else []
    names += [change.name for change in difference.texts]
    names += ["sources"] if difference.sources else []
    return [*names, *difference.others]


class StateView(msgspec.Struct, frozen=True):
    """One state, as the template prints it. ``difference`` is None if there is nothing to compare.

    ``version_link`` leads to its fixed version or, for the current state, to the review.
    ``log_entry`` is the number of its entry in the transparency log, from 0, if there is a log.
    """

    state: PublishedState
    difference: Difference | None
    labels: list[Html]
    is_current: bool
    version_link: str
    commit: str
    commit_link: str
    log_entry: int | None

    @property
    def is_first(self) -> bool:
        """Whether this is the first publication."""
        return self.difference is not None and self.difference.before is None

    @property
    def notes(self) -> Sequence[Correction]:
        """The corrections that were added."""
        return self.difference.notes if self.difference else ()


class HistoryView:
    """The history of a claim, as the template prints it."""

    def __init__(self, claim: Claim, history: ClaimHistory, context: PageContext) -> None:
        """Prepare the history of a claim, which is the current one."""
        self.claim = claim
        self.history = history
        self._context = context
        self.claim_link = context.link(claim_address(claim.slug))
        self.claims_link = context.link("claims/")
        self.verify_link = context.link("verify/")
        self.is_committed = bool(history.withheld) or history.shows(claim)
        self.file_link = file_history_link(claim, context.site.config)

    @property
    def states(self) -> list[StateView]:
        """The states, newest first."""
        last = len(self.history.states) - 1
        views = [
            self._view(state, is_current=n == last and self.is_committed)
            for n, state in enumerate(self.history.states)
        ]
        return views[::-1]

    def _view(self, state: PublishedState, *, is_current: bool) -> StateView:
        link = self._context.link
        version = state.version_on
        address = version_address(self.claim.slug, version) if version else ""
        return StateView(
            state=state,
            difference=state.difference,
            labels=[self._context.say[f"history.{key}"] for key in _labels(state, is_current)],
            is_current=is_current,
            version_link=link(address) if address else "",
            commit=state.commit.id[:_DIGITS],
            commit_link=commit_link(state.commit.id, self._context.site.config),
            log_entry=self._context.site.log_entry(state.commit.id, state.path),
        )

    def verdict(self, claim: Claim) -> Html:
        """Return the verdict of a state, or the status that its page showed instead."""
        context = self._context
        if verdict := context.site.shown_verdict(claim):
            return context.tag(verdict)
        if claim.shows_verdict:
            return escape(claim.verdict or "")
        return context.say[_STATUS[claim.status]]

    def tone(self, claim: Claim) -> str:
        """Return the class for the colour of the verdict of a state."""
        verdict = self._context.site.shown_verdict(claim)
        return f"fd-v--{verdict.tone}" if verdict else ""

    def name(self, field: str) -> str:
        """Return the readers' name of a field."""
        return field_label(field, self._context)

    def fields(self, names: Sequence[str]) -> Html:
        """Return the names of several fields."""
        return fields_html(names, self._context)

    def source_line(self, change: SourceChange) -> Html:
        """Return who published a source, and when."""
        return source_line(change.source, self._context)

    @property
    def begins_on(self) -> Html:
        """The day of the first state."""
        return self._context.time(self.history.states[0].on)

    @property
    def unseen_dates(self) -> Html:
        """The dates of the newest edits that readers cannot see."""
        days = sorted(set(self.history.unseen))
        times = [self._context.time(day) for day in days[-_MOST_DATES:]]
        if len(days) > _MOST_DATES:
            times.insert(0, escape("…"))
        return join_html(times, self._context.text["list.comma"])


_STATUS = {
    Status.IN_REVIEW: "state.in_review",
    Status.EXPLAINED: "state.explained",
    Status.DRAFT: "state.draft",
    Status.PUBLISHED: "history.no_verdict",
    Status.WITHDRAWN: "state.withdrawn",
}


def _labels(state: PublishedState, is_current: bool) -> list[str]:
    """Return the keys of a state's labels: current, first published, correction."""
    labels = ["current"] if is_current else []
    difference = state.difference
    if state.kind is PageState.NO_PAGE:
        return [*labels, "no_page"]
    if state.kind is PageState.UNREADABLE:
        return [*labels, "unreadable"]
    if difference is None:  # the texts are withheld
        return labels
    if difference.before is None:
        return [*labels, "first"]
    kinds = [note.severity.value for note in difference.notes]
    status = difference.after.status
    if shown_verdict(difference.before)[0] != status:
        kinds.append(
            {Status.WITHDRAWN: "withdrawn", Status.IN_REVIEW: "review"}.get(status, "published")
        )
    return [*labels, *(dict.fromkeys(kinds) or ["edit"])]
