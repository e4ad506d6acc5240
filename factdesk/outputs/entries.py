"""The entries of feeds, independent of the format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice

import ada_url
import msgspec

from factdesk.claims.claim import Author, ClaimSummary, Correction
from factdesk.claims.vocabulary import Gravity, Status
from factdesk.collection.collection import Change
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.timestamps import change_moments, changed_at
from factdesk.outputs.urls import page_url
from factdesk.pages.claimants import attribution_with_role
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.urls import parse_url

#: The maximum number of entries in a feed.
LENGTH = 50


class Entry(msgspec.Struct, frozen=True):
    """One entry of a feed; texts are plain.

    ``id`` never changes, even if the claim is renamed or the site moves. ``byline`` says who made
    the claim, and when; ``language`` is that of the claim's own words. ``authors`` wrote the
    review.
    """

    id: str
    url: str
    title: str
    byline: str
    summary: str
    published_on: dt.date
    updated_at: dt.datetime
    language: str
    topics: tuple[str, ...]
    authors: tuple[Author, ...] = ()


def reviewed(claims: Iterable[ClaimSummary]) -> Iterator[ClaimSummary]:
    """Yield the newest of these claims, as many as a feed of reviews contains, newest first.

    A withdrawn review stays in the feed, marked, so that people who read it there learn of the
    withdrawal.
    """
    return islice((claim for claim in claims if claim.shows_verdict and claim.published_on), LENGTH)


def review_entry(claim: ClaimSummary, config: SiteConfig, texts: SiteTexts) -> Entry:
    """Return the entry of a review; its title contains the verdict, or that it is withdrawn."""
    assert claim.verdict is not None
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        title = texts("feed.withdrawn", claim=claim.claim)
        summary = claim.withdrawn.reason
    else:
        title = texts("feed.reviewed", verdict=_label(claim.verdict, config), claim=claim.claim)
        summary = claim.summary or ""
    updated_at = changed_at(claim)
    return _entry(claim, config, texts, "", title, summary, claim.published_on, updated_at)


def change_entry(change: Change, config: SiteConfig, texts: SiteTexts) -> Entry:
    """Return the entry of a correction or a withdrawal."""
    claim, what = change.claim, change.what
    moments = change_moments(claim)
    if isinstance(what, Correction):
        # By identity: a claim can have two corrections with the same text.
        place = next(n for n, other in enumerate(claim.corrections) if other is what)
        fragment, summary = f"#correction-{place + 1}", what.note
        moment = moments[place - len(claim.corrections) - (claim.withdrawn is not None)]
        title = _correction_title(claim, place, config, texts)
    else:
        fragment, summary, moment = "#withdrawn", what.reason, moments[-1]
        title = texts("feed.withdrawn", claim=claim.claim)
    return _entry(claim, config, texts, fragment, title, summary, change.made_on, moment)


def first_slug(claim: ClaimSummary) -> str:
    """Return the slug under which a claim was first published, before any rename."""
    return claim.aliases[0] if claim.aliases else claim.slug


def tag(specific: str, config: SiteConfig) -> str:
    """Return a tag URI (RFC 4151) for an object of this site.

    Its date is that of this scheme, not of the object: dates of claims can be corrected, ids
    cannot. Its host is that of the site's first address: feed readers show an entry with another id
    again, and never correct the old one (RFC 4287, 4.2.6).
    """
    url = ada_url.URL(parse_url(config.first_url))
    return f"tag:{url.hostname},2026:{url.pathname.lstrip('/')}{specific}"


def _entry(
    claim: ClaimSummary,
    config: SiteConfig,
    texts: SiteTexts,
    fragment: str,
    title: str,
    summary: str,
    published_on: dt.date | None,
    updated_at: dt.datetime | None,
) -> Entry:
    assert published_on is not None
    assert updated_at is not None
    return Entry(
        id=tag(f"claims/{first_slug(claim)}{fragment}", config),
        url=page_url(claim.slug, config),
        title=title,
        byline=_byline(claim, texts),
        summary=summary,
        published_on=published_on,
        updated_at=updated_at,
        language=claim.language or config.language,
        topics=tuple(dict.fromkeys(claim.topics)),
        authors=claim.authors,
    )


def _correction_title(claim: ClaimSummary, place: int, config: SiteConfig, texts: SiteTexts) -> str:
    correction = claim.corrections[place]
    if correction.severity is not Gravity.VERDICT or correction.previous_verdict is None:
        return texts(f"feed.{correction.severity}", claim=claim.claim)
    later = (later.previous_verdict for later in claim.corrections[place + 1 :])
    now = next((verdict for verdict in later if verdict), None)
    now = now or (claim.verdict if claim.shows_verdict else None)
    before = _label(correction.previous_verdict, config)
    if now is None and claim.status is Status.EXPLAINED:
        instead = texts("state.explained_instead")
        return texts("feed.verdict", before=before, now=instead, claim=claim.claim)
    if now is None:
        return texts("feed.fact", claim=claim.claim)
    return texts(
        "feed.verdict",
        before=before,
        now=_label(now, config),
        claim=claim.claim,
    )


def _label(verdict: str, config: SiteConfig) -> str:
    scale = config.scale
    return scale[verdict].label_in(config.language) if verdict in scale else verdict


def _byline(claim: ClaimSummary, texts: SiteTexts) -> str:
    parts = []
    if claim.claimant and not claim.claimant.is_unknown:
        parts.append(attribution_with_role(claim, texts))
    if claim.claimed_on:
        parts.append(texts.date(claim.claimed_on))
    return " · ".join(parts)
