"""Lists of claims: all of them, and by verdict, topic, claimant and host of a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Group, host_slug
from factdesk.render.addresses import Linker, claim_address, list_address
from factdesk.render.bar import render_bar, shares
from factdesk.render.macros import print_macro
from factdesk.render.page import Page
from factdesk.render.paging import slices
from factdesk.render.rows import claim_rows
from factdesk.render.sheet import Sheet
from factdesk.render.site import Site
from factdesk.text.urls import host_of

#: Names are shorter than claims: a page of an index holds so many times more.
INDEX_FACTOR = 4

Head = Callable[[Group, Linker], Markup]
Introduce = Callable[[Group, Sheet], Markup]
Beneath = Callable[[Claim, Group, Sheet], Markup]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the lists of one kind share; ``folder`` is their address and names their words."""

    folder: str
    groups: Sequence[Group]
    introduce: Introduce
    head: Head | None = None
    beneath: Beneath | None = None


def render_claims(site: Site) -> Iterator[Page]:
    """Yield the pages of the list of all claims, newest review first."""
    claims = site.collection.claims
    title = site.words("list.claims")
    counted = shares(claims, Sheet(site, "claims/"))
    for place, part in slices(claims, site.settings.page_size):
        sheet = Sheet(site, list_address("claims", place.number))
        yield Page(
            address=list_address("claims", place.number),
            section="claims/",
            title=_numbered(title, place.number, site),
            description=site.words("list.claims_described", site=site.settings.site_name),
            body=print_macro(
                "lists.html", "claims", title, len(claims), counted,
                render_bar(counted, sheet), claim_rows(part, sheet), place, sheet,
            ),
        )  # fmt: skip


def render_verdicts(site: Site) -> Iterator[Page]:
    """Yield the scale as an index, and the claims of each verdict under its definition."""
    sheet = Sheet(site, "verdicts/")
    counts = {group.slug: len(group.claims) for group in site.collection.verdicts}
    title = site.words("list.verdicts")
    yield Page(
        address="verdicts/",
        section="verdicts/",
        title=title,
        description=site.words("list.verdicts_described", site=site.settings.site_name),
        body=print_macro(
            "lists.html", "verdicts", title, site.settings.scale.verdicts, counts, sheet
        ),
    )
    yield from _groups(_Kind("verdicts", site.collection.verdicts, _definition), site)


def render_topics(site: Site, head: Head | None = None) -> Iterator[Page]:
    """Yield the index of topics, and the claims of each; ``head`` adds to a topic's own pages."""
    kind = _Kind("topics", site.collection.topics, lambda group, sheet: Markup(""), head)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_claimants(site: Site) -> Iterator[Page]:
    """Yield the index of claimants, and the claims of each."""
    kind = _Kind("claimants", site.collection.claimants, _who)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_hosts(site: Site) -> Iterator[Page]:
    """Yield the index of the sources' hosts, and what was cited from each, with what stance."""
    kind = _Kind("sources", site.collection.hosts, _cited_here, beneath=_cited_from)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def _index(kind: _Kind, site: Site) -> Iterator[Page]:
    title = site.words(f"list.{kind.folder}")
    for place, groups in slices(kind.groups, site.settings.page_size * INDEX_FACTOR):
        address = list_address(kind.folder, place.number)
        sheet = Sheet(site, address)
        yield Page(
            address=address,
            section=f"{kind.folder}/",
            title=_numbered(title, place.number, site),
            description=site.words(f"list.{kind.folder}_described", site=site.settings.site_name),
            body=print_macro("lists.html", "index", title, kind.folder, groups, place, sheet),
        )


def _groups(kind: _Kind, site: Site) -> Iterator[Page]:
    for group in kind.groups:
        folder = f"{kind.folder}/{group.slug}"
        for place, claims in slices(group.claims, site.settings.page_size):
            sheet = Sheet(site, list_address(folder, place.number))
            rows = claim_rows(claims, sheet, beneath=_beneath(kind, group, sheet))
            yield Page(
                address=list_address(folder, place.number),
                section=f"{kind.folder}/",
                title=_numbered(group.name, place.number, site),
                description=site.words(f"list.{kind.folder}_group", name=group.name),
                body=print_macro(
                    "lists.html", "group", kind.folder, group, kind.introduce(group, sheet),
                    rows, place, sheet,
                ),
                head=kind.head(group, sheet.link) if kind.head else Markup(""),
            )  # fmt: skip


def _beneath(kind: _Kind, group: Group, sheet: Sheet) -> Callable[[Claim], str] | None:
    make = kind.beneath
    return None if make is None else lambda claim: make(claim, group, sheet)


def _numbered(title: str, number: int, site: Site) -> str:
    return title if number == 1 else site.words("list.page_title", title=title, page=number)


def _definition(group: Group, sheet: Sheet) -> Markup:
    settings = sheet.site.settings
    return Markup("<p>{}</p>").format(settings.scale[group.slug].definition_in(settings.language))


def _who(group: Group, sheet: Sheet) -> Markup:
    return print_macro("lists.html", "who", _distinct(group), sheet)


def _distinct(group: Group) -> tuple[list[str], list[str]]:
    """Return the roles in which a claimant spoke, and his own addresses, each once."""
    claimants = [claim.claimant for claim in group.claims if claim.claimant]
    roles = dict.fromkeys(claimant.role for claimant in claimants if claimant.role)
    return list(roles), list(dict.fromkeys(claimant.url for claimant in claimants if claimant.url))


def _cited_here(_group: Group, sheet: Sheet) -> Markup:
    return Markup('<p class="fd-quiet">{}</p>').format(sheet.t("list.sources_cited"))


def _cited_from(claim: Claim, group: Group, sheet: Sheet) -> Markup:
    cited = [source for source in claim.sources if host_slug(host_of(source.url)) == group.slug]
    page = sheet.link(claim_address(claim.slug))
    return print_macro("lists.html", "cited", cited, page, sheet)
