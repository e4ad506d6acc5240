"""Lines of text separated by dots: who said or published something, where, and when."""

from __future__ import annotations

from factdesk.claims.claim import Appearance, ClaimSummary, Source
from factdesk.pages.claimants import attribution_role
from factdesk.pages.page_context import PageContext
from factdesk.pages.templating import render_macro
from factdesk.text.html import Html, join_html

_DOT = " · "


def by_line(claim: ClaimSummary, context: PageContext, claims_link: str = "") -> Html:
    """Return who made a claim, when, and where it appeared first.

    With ``claims_link``, the claimant's name links there, and their own site is linked as well.
    """
    pieces = []
    if name := context.attribution(claim):
        url = claim.claimant.url if claim.claimant and claims_link else None
        role = attribution_role(claim)
        parts = (name, role, claims_link, url, context.text["list.comma"])
        pieces.append(render_macro("lines.html", "claimant", *parts))
    if claim.claimed_on:
        pieces.append(context.time(claim.claimed_on))
    if claim.appearances:
        first = claim.appearances[0]
        link = render_macro("lines.html", "first_appearance", first.publisher, first.url)
        pieces.append(context.say("claim.in", place=link))
    return join_html(pieces, _DOT)


def source_line(source: Source, context: PageContext) -> Html:
    """Return who published a source, who wrote it, when, its language, and when it was read."""
    pieces = _names(context, source.publisher, source.author)
    if source.published_on:
        pieces.append(context.time(source.published_on))
    if source.language and context.lang(source.language):
        name = context.language_name(source.language)
        pieces.append(context.say("source.in_language", language=name))
    if source.accessed_on:
        pieces.append(context.say("source.read", date=context.date(source.accessed_on)))
    return join_html(pieces, _DOT)


def appearance_line(appearance: Appearance, context: PageContext) -> Html:
    """Return who published the place where a claim appeared, when, and its archived copy."""
    author = appearance.author.name if appearance.author else None
    pieces = _names(context, appearance.publisher, author)
    if appearance.published_on:
        pieces.append(context.time(appearance.published_on))
    if appearance.archived_url:
        copy = context.say["source.archived"]
        pieces.append(render_macro("atoms.html", "outward", appearance.archived_url, copy))
    return join_html(pieces, _DOT)


def _names(context: PageContext, *names: str | None) -> list[Html]:
    return [context.isolated(name) for name in names if name]
