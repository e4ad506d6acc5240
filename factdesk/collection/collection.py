"""The collection: every claim that the site shows, grouped for the lists."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import TypeVar

import msgspec

from factdesk.claims.claim import ClaimSummary, Correction, Withdrawal
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import Article, SiteConfig
from factdesk.text.documents import document_key
from factdesk.text.slugs import RESERVED, fold, readable_slug
from factdesk.text.urls import host_of

# An ordinary domain. Names such as `con.example` are excluded, because Windows reserves them.
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_LONGEST_NAME = 200  # file systems allow 255 bytes

_Claim = TypeVar("_Claim", bound=ClaimSummary)


class Group(msgspec.Struct, frozen=True):
    """Claims with the same verdict, topic, claimant or host of a source.

    ``slug`` is its address below the folder of the kind, ``name`` is what readers see. The newest
    review comes first.
    """

    slug: str
    name: str
    claims: tuple[ClaimSummary, ...]


class CheckedArticle(msgspec.Struct, frozen=True):
    """An article and the claims that were taken from it, in reading order."""

    article: Article
    claims: tuple[ClaimSummary, ...]


class Change(msgspec.Struct, frozen=True):
    """A public change of a review after its publication."""

    made_on: dt.date
    claim: ClaimSummary
    what: Correction | Withdrawal


class Collection:
    """The claims of a site, newest review first, and all look-ups."""

    def __init__(self, claims: Iterable[ClaimSummary], config: SiteConfig) -> None:
        """Store the claims. Only previews pass drafts."""
        self.config = config
        self.claims: tuple[ClaimSummary, ...] = newest_first(claims)

    def __len__(self) -> int:
        return len(self.claims)

    def __iter__(self) -> Iterator[ClaimSummary]:
        return iter(self.claims)

    @cached_property
    def by_slug(self) -> dict[str, ClaimSummary]:
        """Every claim by its slug."""
        return {claim.slug: claim for claim in self.claims}

    @cached_property
    def verdicts(self) -> tuple[Group, ...]:
        """One group for every verdict of the scale, best first, including verdicts without claims.

        Only published reviews are counted, not withdrawn reviews, drafts or reviews in progress.
        """
        language = self.config.language
        by_verdict = defaultdict(list)
        for claim in self.claims:
            if claim.is_published and claim.verdict:
                by_verdict[claim.verdict].append(claim)
        return tuple(
            Group(verdict.name, verdict.label_in(language), tuple(by_verdict[verdict.name]))
            for verdict in self.config.scale.each()
        )

    @cached_property
    def topics(self) -> tuple[Group, ...]:
        """The topics by name."""
        return _grouped(self.claims, lambda claim: claim.topics, readable_slug)

    @cached_property
    def claimants(self) -> tuple[Group, ...]:
        """The claimants by name, without the unknown claimant."""
        return _grouped(
            self.claims,
            lambda claim: (
                (claim.claimant.name,) if claim.claimant and not claim.claimant.is_unknown else ()
            ),
            readable_slug,
        )

    @cached_property
    def hosts(self) -> tuple[Group, ...]:
        """The hosts of the sources; each lists a claim once."""
        return _grouped(self.claims, lambda claim: self.hosts_of[claim.slug], host_slug)

    @cached_property
    def hosts_of(self) -> dict[str, tuple[str, ...]]:
        """The host of each source of a claim (by slug), in order."""
        hosts: dict[str, str] = {}  # by the address before its path: few hosts have most sources

        def host(url: str) -> str:
            start = "/".join(url.split("/", 3)[:3])
            if start not in hosts:
                hosts[start] = host_of(url)
            return hosts[start]

        return {
            claim.slug: tuple([host(source.url) for source in claim.sources])
            for claim in self.claims
        }

    @cached_property
    def articles(self) -> tuple[CheckedArticle, ...]:
        """The checked articles in the order of the configuration."""
        at_address: dict[str, list[ClaimSummary]] = defaultdict(list)
        for claim in self.claims if self.config.articles else ():
            for url in {document_key(appearance.url) for appearance in claim.appearances}:
                at_address[url].append(claim)
        return tuple(
            CheckedArticle(article, _in_reading_order(article, at_address))
            for article in self.config.articles
        )

    @cached_property
    def articles_of(self) -> dict[str, tuple[CheckedArticle, ...]]:
        """The checked articles that a claim (by slug) was taken from."""
        found: dict[str, list[CheckedArticle]] = defaultdict(list)
        for checked in self.articles:
            for claim in checked.claims:
                found[claim.slug].append(checked)
        return {slug: tuple(articles) for slug, articles in found.items()}

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All corrections and withdrawals, newest first."""
        changes = [
            Change(claim.withdrawn.on, claim, claim.withdrawn)
            for claim in self.claims
            if claim.withdrawn and claim.status is Status.WITHDRAWN
        ]
        # The file lists the newest last; stable sorting keeps this order within a day.
        changes += [
            Change(correction.made_on, claim, correction)
            for claim in self.claims
            for correction in reversed(claim.corrections)
        ]
        return tuple(
            sorted(changes, key=lambda change: (-change.made_on.toordinal(), change.claim.slug))
        )

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Former slugs with the current slug of each."""
        return {alias: claim.slug for claim in self.claims for alias in claim.aliases}

    @cached_property
    def translations(self) -> dict[str, tuple[ClaimSummary, ...]]:
        """All translations of a review by slug: the original first, then sorted by language.

        Claims without translations have no entry.
        """
        groups: dict[str, list[ClaimSummary]] = defaultdict(list)
        for claim in self.claims:
            if claim.translation_of:
                groups[claim.translation_of].append(claim)
        for slug, group in groups.items():
            original = self.by_slug.get(slug)
            if original and not original.translation_of:
                group.append(original)
        return {
            claim.slug: tuple(sorted(group, key=_original_first))
            for group in groups.values()
            if len(group) > 1
            for claim in group
        }

    @cached_property
    def featured(self) -> tuple[ClaimSummary, ...]:
        """The featured claims that are in the collection."""
        return tuple(self.by_slug[slug] for slug in self.config.featured if slug in self.by_slug)


@cache  # lists of sources call it for every source
def host_slug(host: str) -> str:
    """Return the folder name for a host: the host, if file systems and addresses allow it."""
    fits = len(host) <= _LONGEST_NAME and _HOST.fullmatch(host)
    plain = fits and host.partition(".")[0] not in RESERVED
    return host if plain else readable_slug(host)


def _original_first(claim: ClaimSummary) -> tuple[bool, str, str]:
    return (claim.translation_of is not None, claim.language or "", claim.slug)


def newest_first(claims: Iterable[_Claim]) -> tuple[_Claim, ...]:
    """Return claims in the order of lists: newest review first, then by slug."""

    def order(claim: _Claim) -> tuple[int, str]:
        return (-claim.published_on.toordinal() if claim.published_on else 0, claim.slug)

    return tuple(sorted(claims, key=order))


def _grouped(
    claims: Iterable[ClaimSummary],
    names_of: Callable[[ClaimSummary], tuple[str, ...]],
    slug_of: Callable[[str], str],
) -> tuple[Group, ...]:
    members: dict[str, dict[str, ClaimSummary]] = defaultdict(dict)
    slugs: dict[str, str] = {}
    for claim in claims:
        for name in names_of(claim):
            if name not in slugs:
                slugs[name] = slug_of(name)
            members[slugs[name]].setdefault(claim.slug, claim)
    spellings: dict[str, str] = {}
    for name, slug in slugs.items():
        # The spelling that sorts first, so that the result does not depend on the order of files.
        spellings[slug] = min(spellings.get(slug, name), name)
    groups = (
        Group(slug, spellings[slug], tuple(found.values())) for slug, found in members.items()
    )
    return tuple(sorted(groups, key=lambda group: (fold(group.name), group.slug)))


def _in_reading_order(
    article: Article, at_address: dict[str, list[ClaimSummary]]
) -> tuple[ClaimSummary, ...]:
    found: dict[str, tuple[int, ClaimSummary]] = {}
    for claim in (claim for url in sorted(article.documents) for claim in at_address.get(url, ())):
        positions = [
            appearance.position
            for appearance in claim.appearances
            if appearance.position is not None and document_key(appearance.url) in article.documents
        ]
        found[claim.slug] = (min(positions, default=1_000_001), claim)
    return tuple(claim for _, claim in sorted(found.values(), key=lambda at: (at[0], at[1].slug)))
