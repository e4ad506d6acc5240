"""Lists of claims: all of them, and by verdict, topic, claimant and host of a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from factdesk.claims.claim import ClaimSummary, SourceSummary
from factdesk.collection.collection import Group, host_slug
from factdesk.pages.page import AnyPage, ListPage, Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import Slice, numbered, slices
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import MessageHtml, Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import Linker, list_address
from factdesk.pages.verdict_bar import render_verdict_bar, verdict_counts

#: Names are shorter than claims: a page of an index holds so many times more.
INDEX_FACTOR = 4

Head = Callable[[Group, Linker], Markup]
Introduce = Callable[[Group, Site], Markup]
Beneath = Callable[[Group, ClaimSummary, str], str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the lists of one kind share; ``folder`` is their address and names their words."""

    folder: str
    groups: Sequence[Group]
    introduce: Introduce
    head: Head | None = None
    beneath: Beneath | None = None


def render_claims(site: Site) -> Iterator[ListPage]:
    """Yield the pages of the list of all claims, newest review first."""
    claims = site.collection.claims
    title = site.messages("list.claims")
    counted = verdict_counts(claims, site)
    bar = render_verdict_bar(counted, site)

    def body(place: Slice, part: Sequence[ClaimSummary]) -> Markup:
        context = PageContext(site, list_address("claims", place.number))
        return render_macro(
            "lists.html", "claims", title, len(claims), counted, bar,
            claim_rows(part, context), place, context,
        )  # fmt: skip

    for place, part in slices(claims, site.config.page_size):
        yield ListPage(
            address=list_address("claims", place.number),
            section="claims/",
            title=numbered(title, place.number, site),
            description=site.messages("list.claims_described", site=site.config.site_name),
            shows=part,
            says=(str(len(claims)), bar, repr(place)),
            make=partial(body, place, part),
        )


def render_verdicts(site: Site) -> Iterator[AnyPage]:
    """Yield the scale as an index, and the claims of each verdict under its definition."""
    context = PageContext(site, "verdicts/")
    counts = {group.slug: len(group.claims) for group in site.collection.verdicts}
    title = site.messages("list.verdicts")
    yield Page(
        address="verdicts/",
        section="verdicts/",
        title=title,
        description=site.messages("list.verdicts_described", site=site.config.site_name),
        body=render_macro(
            "lists.html", "verdicts", title, site.config.scale.verdicts, counts, context
        ),
    )
    yield from _groups(_Kind("verdicts", site.collection.verdicts, _definition), site)


def render_topics(site: Site, head: Head | None = None) -> Iterator[AnyPage]:
    """Yield the index of topics, and the claims of each; ``head`` adds to a topic's own pages."""
    kind = _Kind("topics", site.collection.topics, lambda group, site: Markup(""), head)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_claimants(site: Site) -> Iterator[AnyPage]:
    """Yield the index of claimants, and the claims of each."""
    kind = _Kind("claimants", site.collection.claimants, _who)
    yield from _index(kind, site)
    yield from _groups(kind, site)


def render_hosts(site: Site) -> Iterator[AnyPage]:
    """Yield the index of the sources' hosts, and what was cited from each, with what stance."""
    hosts = site.collection.hosts
    kind = _Kind("sources", hosts, _what_was_cited, beneath=_cited_by_host(site))
    yield from _index(kind, site)
    yield from _groups(kind, site)


def _index(kind: _Kind, site: Site) -> Iterator[Page]:
    title = site.messages(f"list.{kind.folder}")
    for place, groups in slices(kind.groups, site.config.page_size * INDEX_FACTOR):
        address = list_address(kind.folder, place.number)
        context = PageContext(site, address)
        yield Page(
            address=address,
            section=f"{kind.folder}/",
            title=numbered(title, place.number, site),
            description=site.messages(f"list.{kind.folder}_described", site=site.config.site_name),
            body=render_macro("lists.html", "index", title, kind.folder, groups, place, context),
        )


def _groups(kind: _Kind, site: Site) -> Iterator[ListPage]:
    for group in kind.groups:
        folder = f"{kind.folder}/{group.slug}"
        intro = kind.introduce(group, site)
        for place, claims in slices(group.claims, site.config.page_size):
            address = list_address(folder, place.number)
            context = PageContext(site, address)
            yield ListPage(
                address=address,
                section=f"{kind.folder}/",
                title=numbered(group.name, place.number, site),
                description=site.messages(f"list.{kind.folder}_group", name=group.name),
                shows=claims,
                says=(group.name, str(len(group.claims)), intro, repr(place)),
                make=partial(_group, kind, group, intro, claims, place, context),
                head=kind.head(group, context.link) if kind.head else Markup(""),
            )


def _group(
    kind: _Kind,
    group: Group,
    intro: Markup,
    claims: Sequence[ClaimSummary],
    place: Slice,
    context: PageContext,
) -> Markup:
    beneath = partial(kind.beneath, group) if kind.beneath else None
    rows = claim_rows(claims, context, beneath=beneath)
    return render_macro("lists.html", "group", kind.folder, group, intro, rows, place, context)


def _definition(group: Group, site: Site) -> Markup:
    verdict = site.config.scale[group.slug]
    return Markup("<p>{}</p>").format(verdict.definition_in(site.config.language))


def _who(group: Group, site: Site) -> Markup:
    """Return in which roles a claimant spoke, and his own addresses, each once."""
    claimants = [claim.claimant for claim in group.claims if claim.claimant]
    roles = dict.fromkeys(claimant.role for claimant in claimants if claimant.role)
    urls = dict.fromkeys(claimant.url for claimant in claimants if claimant.url)
    return render_macro("lists.html", "who", list(roles), list(urls), site)


def _what_was_cited(_group: Group, site: Site) -> Markup:
    return Markup('<p class="fd-quiet">{}</p>').format(site.messages("list.sources_cited"))


def _cited_by_host(site: Site) -> Beneath:
    """Return what prints a claim's sources from one host."""
    texts, hosts_of = site.texts_with(""), site.collection.hosts_of

    def beneath(host: Group, claim: ClaimSummary, page: str) -> str:
        sources: Sequence[SourceSummary] = claim.sources
        of_all = zip(sources, hosts_of[claim.slug], strict=True)
        items = [_cited(source, page, texts) for source, at in of_all if host_slug(at) == host.slug]
        return f'<ul class="fd-row__cited">\n{"".join(items)}</ul>'

    return beneath


def _cited(source: SourceSummary, page: str, texts: MessageHtml) -> str:
    stance = f" · {texts[f'list.stance_{source.stance}']}" if source.stance else ""
    # An id has no character that HTML could take for its own.
    link = f'<a href="{page}#source-{source.id}"><bdi>{escape(source.title)}</bdi></a>'
    return f"<li>{link}{stance}</li>"
