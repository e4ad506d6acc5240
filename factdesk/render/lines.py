"""What stands on one line, with dots between: who said it, who published it, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from factdesk.claims.claim import Appearance, Claim, Claimant, Source
from factdesk.render.sheet import OUTWARD, Sheet
from factdesk.render.sources import Exhibit
from factdesk.text.html import trusted
from factdesk.text.urls import host_of


def name_of(claimant: Claimant | None, sheet: Sheet) -> str:
    """Return whom a page names as the claimant; empty when nobody has looked yet."""
    if claimant is None:
        return ""
    return sheet.texts["state.unknown_claimant"] if claimant.is_unknown else claimant.name


def by_line(claim: Claim, sheet: Sheet) -> Markup:
    """Return who made a claim, when, and where it appeared first."""
    pieces = []
    if claimant := claim.claimant:
        role = f", {escape(claimant.role)}" if claimant.role else ""
        pieces.append(f"<b><bdi>{escape(name_of(claimant, sheet))}</bdi></b>{role}")
    if claim.claimed_on:
        pieces.append(sheet.time(claim.claimed_on))
    if claim.appearances:
        first = claim.appearances[0]
        name = escape(first.publisher or host_of(first.url))
        link = trusted(f'<a href="{escape(first.url)}" {OUTWARD}><bdi>{name}</bdi></a>')
        pieces.append(sheet.say("claim.in", place=link))
    return _dotted(pieces)


def source_line(source: Source, sheet: Sheet) -> Markup:
    """Return who published a source, who wrote it, when, in which language, when it was read."""
    pieces = _credited(source.publisher, source.author)
    if source.published_on:
        pieces.append(sheet.time(source.published_on))
    if source.language and sheet.lang(source.language):
        name = sheet.language_name(source.language)
        pieces.append(sheet.say("source.in_language", language=name))
    if source.accessed_on:
        pieces.append(sheet.say("source.read", date=sheet.time(source.accessed_on)))
    return _dotted(pieces)


def appearance_line(place: Appearance, sheet: Sheet) -> Markup:
    """Return who published the place where a claim appeared, when, and its archived copy."""
    pieces = _credited(place.publisher, place.author)
    if place.published_on:
        pieces.append(sheet.time(place.published_on))
    if place.archived_url:
        copy = sheet.says["source.archived"]
        pieces.append(f'<a href="{escape(place.archived_url)}" {OUTWARD}>{copy}</a>')
    return _dotted(pieces)


def numbered(exhibit: Exhibit, sheet: Sheet) -> Markup:
    """Return a source's number; where the check cites it, as a link back to the first time."""
    n = exhibit.number
    if not exhibit.citations:
        return trusted(f'<span class="fd-source__num">[{n}]</span>')
    label = f"[{n}] {sheet.texts['source.back']}"
    return trusted(f'<a class="fd-source__num" href="#cite-{n}" aria-label="{label}">[{n}]</a>')


def references(ids: Iterable[str], numbers: Mapping[str | None, int]) -> Markup:
    """Return links to sources of the page by their numbers."""
    return trusted(
        " ".join([f'<a class="fd-cite" href="#source-{id_}">[{numbers[id_]}]</a>' for id_ in ids])
    )


def _credited(*names: str | None) -> list[str]:
    return [f"<bdi>{escape(name)}</bdi>" for name in names if name]


def _dotted(pieces: Iterable[str]) -> Markup:
    return trusted(" · ".join(pieces))
