"""Lists of claims: all claims, and by verdict, topic, claimant and host of a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from factdesk.claims.claim import ClaimSummary, Source, SourceSummary
from factdesk.collection.collection import Group, host_slug
from factdesk.pages.health import health_link, watched_sources
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import Slice, numbered, slices
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import Linker, list_address
from factdesk.pages.verdict_bar import render_verdict_bar, verdict_counts
from factdesk.text.hosts import display_host
from factdesk.text.html import NO_HTML, Html

#: Names are shorter than claims, so a page of an index has this many times more.
INDEX_FACTOR = 4

Head = Callable[[Group, Linker], Html]
Introduce = Callable[[Group, Site], Html]
Beneath = Callable[[Group, ClaimSummary, str], Html]


class _Kind(msgspec.Struct, frozen=True):
    """The properties of a kind of list; ``folder`` is their address and selects their texts."""

    folder: str
    groups: Sequence[Group]
    introduce: Introduce
    head: Head | None = None
    beneath: Beneath | None = None
    display: Callable[[str], str] = str
    #: The note after the introduction of the index.
    note: Callable[[PageContext], Html] = lambda context: NO_HTML


def render_claims(site: Site) -> Iterator[ListPage]:
    """Yield the pages of the list of all claims, newest review first."""
    claims = site.collection.claims
    title = site.texts("list.claims")
    counts = verdict_counts(claims, site)
    bar = render_verdict_bar(counts, site)

    def body(slice_: Slice, part: Sequence[ClaimSummary]) -> Html:
        context = PageContext(site, list_address("claims", slice_.number))
        rows = claim_rows(part, context, pictures=True)
        return render_macro(
            "lists.html", "claims", title, len(claims), counts, bar, rows, slice_, context
        )

    for slice_, part in slices(claims, site.config.page_size):
        yield ListPage(
            address=list_address("claims", slice_.number),
            section="claims/",
            title=numbered(title, slice_.number, site),
            description=site.texts("list.claims_described", site=site.config.site_name),
            shows=part,
            says=(str(len(claims)), bar, repr(slice_)),
            make=partial(body, slice_, part),
        )


def render_verdicts(site: Site) -> Iterator[AnyPage]:
    """Yield the scale as an index, and the claims of each verdict under its definition."""
    context = PageContext(site, "verdicts/")
    counts = {group.slug: len(group.claims) for group in site.collection.verdicts}
    title, scale = site.texts("list.verdicts"), site.config.scale.verdicts
    yield Page(
        address="verdicts/",
        section="verdicts/",
        title=title,
        description=site.texts("list.verdicts_described", site=site.config.site_name),
        body=render_macro("lists.html", "verdicts", title, scale, counts, context),
    )
    yield from _groups(_Kind("verdicts", site.collection.verdicts, _definition), site)


def render_topics(site: Site, head: Head | None = None) -> Iterator[AnyPage]:
    """Yield the index of topics, and the claims of each; ``head`` is for the topic pages."""
    kind = _Kind("topics", site.collection.topics, lambda group, site: NO_HTML, head)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_claimants(site: Site) -> Iterator[AnyPage]:
    """Yield the index of claimants, and the claims of each."""
    kind = _Kind("claimants", site.collection.claimants, _who)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_hosts(site: Site) -> Iterator[AnyPage]:
    """Yield the index of the sources' hosts, and the sources cited from each, with their stance."""
    hosts = site.collection.hosts
    kind = _Kind(
        "sources",
        hosts,
        _what_was_cited,
        beneath=_cited_by_host(site),
        display=_display,
        note=health_link if watched_sources(site) else lambda context: NO_HTML,
    )
    yield from _index(kind, site)
    yield from _groups(kind, site)


def _index(kind: _Kind, site: Site) -> Iterator[Page]:
    title = site.texts(f"list.{kind.folder}")
    described = f"list.{kind.folder}_described"
    for slice_, groups in slices(kind.groups, site.config.page_size * INDEX_FACTOR):
        address = list_address(kind.folder, slice_.number)
        context = PageContext(site, address)
        names = [(group, kind.display(group.name)) for group in groups]
        yield Page(
            address=address,
            section=f"{kind.folder}/",
            title=numbered(title, slice_.number, site),
            description=site.texts(described, site=site.config.site_name),
            body=render_macro(
                "lists.html",
                "index",
                title,
                kind.folder,
                names,
                slice_,
                context,
                kind.note(context),
            ),
        )


def _groups(kind: _Kind, site: Site) -> Iterator[ListPage]:
    for group in kind.groups:
        folder, name = f"{kind.folder}/{group.slug}", kind.display(group.name)
        intro = kind.introduce(group, site)
        for slice_, claims in slices(group.claims, site.config.page_size):
            address = list_address(folder, slice_.number)
            context = PageContext(site, address)
            yield ListPage(
                address=address,
                section=f"{kind.folder}/",
                title=numbered(name, slice_.number, site),
                description=site.texts(f"list.{kind.folder}_group", name=name),
                shows=claims,
                says=(name, str(len(group.claims)), intro, repr(slice_)),
                make=partial(_group, kind, group, intro, claims, slice_, context),
                head=kind.head(group, context.link) if kind.head else NO_HTML,
            )


def _group(
    kind: _Kind,
    group: Group,
    intro: Html,
    claims: Sequence[ClaimSummary],
    slice_: Slice,
    context: PageContext,
) -> Html:
    beneath = partial(kind.beneath, group) if kind.beneath else None
    rows = claim_rows(claims, context, beneath=beneath, pictures=True)
    name = kind.display(group.name)
    return render_macro(
        "lists.html", "group", kind.folder, group, name, intro, rows, slice_, context
    )


def _display(host: str) -> str:
    return display_host(f"https://{host}/")


def _definition(group: Group, site: Site) -> Html:
    verdict = site.config.scale[group.slug]
    definition = verdict.definition_in(site.config.language)
    return render_macro("lists.html", "definition", definition)


def _who(group: Group, site: Site) -> Html:
    """Return a claimant's roles and own addresses, without duplicates."""
    claimants = [claim.claimant for claim in group.claims if claim.claimant]
    roles = dict.fromkeys(claimant.role for claimant in claimants if claimant.role)
    urls = dict.fromkeys(claimant.url for claimant in claimants if claimant.url)
    return render_macro("lists.html", "who", list(roles), list(urls), site)


def _what_was_cited(_group: Group, site: Site) -> Html:
    return render_macro("lists.html", "note", site.texts("list.sources_cited"))


def _cited_by_host(site: Site) -> Beneath:
    """Return a function that renders a claim's sources from one host."""
    text, hosts_of = site.text_html(NO_HTML), site.collection.hosts_of

    def beneath(host: Group, claim: ClaimSummary, href: str) -> Html:
        sources: Sequence[Source | SourceSummary] = claim.sources
        hosts = zip(sources, hosts_of[claim.slug], strict=True)
        cited = [source for source, at in hosts if host_slug(at) == host.slug]
        return render_macro("lists.html", "cited", cited, href, text)

    return beneath
