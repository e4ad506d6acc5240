"""What stands on one line, with dots between: who said it, who published it, and when."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

from factdesk.claims.claim import Appearance, Claimant, ClaimSummary, Source
from factdesk.pages.page_context import OUTWARD, PageContext
from factdesk.text.html import trusted
from factdesk.text.urls import host_of

_DOT = " · "


def name_of(claimant: Claimant | None, context: PageContext) -> str:
    """Return whom a page names as the claimant; empty when nobody has looked yet."""
    if claimant is None:
        return ""
    return context.texts["state.unknown_claimant"] if claimant.is_unknown else claimant.name


def by_line(claim: ClaimSummary, context: PageContext) -> Markup:
    """Return who made a claim, when, and where it appeared first."""
    pieces = []
    if claimant := claim.claimant:
        role = f", {escape(claimant.role)}" if claimant.role else ""
        pieces.append(f"<b><bdi>{escape(name_of(claimant, context))}</bdi></b>{role}")
    if claim.claimed_on:
        pieces.append(context.time(claim.claimed_on))
    if claim.appearances:
        first = claim.appearances[0]
        name = escape(first.publisher or host_of(first.url))
        link = trusted(f'<a href="{escape(first.url)}" {OUTWARD}><bdi>{name}</bdi></a>')
        pieces.append(context.say("claim.in", place=link))
    return trusted(_DOT.join(pieces))


def source_line(source: Source, context: PageContext) -> str:
    """Return who published a source, who wrote it, when, in which language, when it was read.

    Its texts are escaped.
    """
    pieces = _credited(source.publisher, source.author)
    if source.published_on:
        pieces.append(context.time(source.published_on))
    if source.language and context.lang(source.language):
        name = context.language_name(source.language)
        pieces.append(context.say("source.in_language", language=name))
    if source.accessed_on:
        pieces.append(context.say("source.read", date=context.time(source.accessed_on)))
    return _DOT.join(pieces)


def appearance_line(place: Appearance, context: PageContext) -> Markup:
    """Return who published the place where a claim appeared, when, and its archived copy."""
    pieces = _credited(place.publisher, place.author)
    if place.published_on:
        pieces.append(context.time(place.published_on))
    if place.archived_url:
        copy = context.says["source.archived"]
        pieces.append(f'<a href="{escape(place.archived_url)}" {OUTWARD}>{copy}</a>')
    return trusted(_DOT.join(pieces))


def _credited(*names: str | None) -> list[str]:
    return [named(name) for name in names if name]


@lru_cache(maxsize=4096)  # the same few publish most sources
def named(name: str) -> str:
    """Return a name as HTML, kept apart from the direction of the text around it."""
    return f"<bdi>{escape(name)}</bdi>"
