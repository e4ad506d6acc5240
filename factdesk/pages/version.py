"""A fixed version of a review: the page as it was, marked as such."""

from __future__ import annotations

import datetime as dt

import msgspec

from factdesk.claims.claim import Claim, ClaimSummary, Correction
from factdesk.claims.vocabulary import Status
from factdesk.pages.changes import history_entry, struck
from factdesk.pages.claim import SECTION, Extras
from factdesk.pages.claim_view import ClaimView
from factdesk.pages.history import fields_html
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.repository import commit_link
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address, history_address, version_address
from factdesk.text.html import Html, escape, join_html
from factdesk.versions.claim_history import ClaimHistory, Version
from factdesk.versions.difference import shown_verdict


class VersionNotice(msgspec.Struct, frozen=True):
    """The content of a version's banner. ``current_on`` is the date of the current version.

    ``is_former`` says that the verdict has changed since; ``is_latest`` that no later version
    exists. ``corrections`` are those that followed.
    """

    version: Version
    current: Claim
    current_on: dt.date | None
    is_latest: bool
    is_former: bool
    corrections: tuple[Correction, ...]

    @classmethod
    def of(cls, version: Version, current: Claim, history: ClaimHistory) -> VersionNotice:
        """Return the notice of a version of a claim."""
        later = [each for each in current.corrections if each not in version.claim.corrections]
        return cls(
            version,
            current,
            current_on=history.states[-1].on if history.shows(current) else None,
            is_latest=version.until is None,
            is_former=shown_verdict(version.claim) != shown_verdict(current),
            corrections=tuple(later),
        )


class VersionView(ClaimView):
    """An old state of a review, as its page shows it."""

    def __init__(self, notice: VersionNotice, context: PageContext) -> None:
        """Prepare a version; a former verdict is struck through."""
        version = notice.version
        # Only pictures of the current review are published.
        media = tuple(each for each in version.claim.media if each in notice.current.media)
        super().__init__(msgspec.structs.replace(version.claim, media=media), context)
        self.notice = notice
        self.is_struck = self.is_struck or (notice.is_former and self.verdict is not None)
        slug, config = version.claim.slug, context.site.config
        self.current_link = context.link(claim_address(slug))
        self.history_link: str = context.link(history_address(slug))
        self.commit = version.state.commit.id[:7]
        self.commit_link = commit_link(version.state.commit.id, config)

    @property
    def meaning(self) -> Html:
        """The definition of the verdict; for a former one, until when it was the verdict."""
        notice, context = self.notice, self._context
        if not notice.is_former or self.is_withdrawn:
            return super().meaning
        if notice.version.until is None:
            return context.say["version.former"]
        return context.say("version.until", date=context.time(notice.version.until))

    @property
    def now(self) -> Html:
        """The current verdict, or what the review shows instead."""
        current, context = self.notice.current, self._context
        verdict = context.site.shown_verdict(current)
        if verdict is None:
            key = "state.explained" if current.status is Status.EXPLAINED else "state.in_review"
            return context.say[key]
        if current.status is Status.WITHDRAWN:
            return struck(verdict.name, context)
        return render_macro("atoms.html", "toned", verdict.tone, context.tag(verdict))

    @property
    def is_now_withdrawn(self) -> bool:
        """Whether the review is withdrawn today."""
        return self.notice.current.status is Status.WITHDRAWN

    @property
    def corrected(self) -> list[tuple[Html, str]]:
        """The corrections that followed: date, kind and note."""
        current, context = self.notice.current, self._context
        found = []
        for correction in self.notice.corrections:
            entry = history_entry(current, correction, context)
            found.append(
                (
                    context.say(f"state.on_{correction.severity}", date=context.time(entry.on)),
                    entry.text,
                )
            )
        return found

    @property
    def unread(self) -> Html:
        """The fields of the old file that cannot be read today."""
        old = self.notice.version.state.old
        return fields_html(old.unread if old else (), self._context)

    @property
    def translations(self) -> list[tuple[ClaimSummary, str, str, str]]:
        """Empty: translations belong to the current review."""
        return []

    @property
    def topics(self) -> Html:
        """The names of the topics without links: the site may no longer have their lists."""
        topics = [escape(topic) for topic in self.claim.topics]
        return join_html(topics, self._context.text["list.comma"])

    @property
    def _claimant_link(self) -> str:
        """Empty, for the same reason."""
        return ""

    @property
    def was(self) -> Html | None:
        """Empty: no earlier verdict is shown next to that of this version."""
        return None


def render_version(
    version: Version, current: Claim, history: ClaimHistory, site: Site, extras: Extras
) -> Page:
    """Return the page of a fixed version. Search engines are referred to the current review."""
    address = version_address(current.slug, version.on)
    context = PageContext(site, address, version.claim.language)
    notice = VersionNotice.of(version, current, history)
    view = VersionView(notice, context)
    texts = site.texts
    on = texts.date(version.on)
    return Page(
        address=address,
        section=SECTION,
        title=texts("version.page_title", date=on, claim=version.claim.claim),
        description=texts("version.described", date=on),
        body=render_macro("version.html", "page", view, extras.folds, context),
        head=join_html([extras.head, render_macro("history.html", "head", context)]),
        indexed=False,
        canonical=claim_address(current.slug),
    )
