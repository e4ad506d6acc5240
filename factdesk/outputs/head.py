"""The machine-readable part of a page's head: schema.org markup of reviews, links to data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.collection.collection import Group
from factdesk.config.site_config import Output, SiteConfig
from factdesk.outputs import api, datafeed
from factdesk.outputs.api import is_public
from factdesk.outputs.atom import CHANGES, REVIEWS, topic_feed_address
from factdesk.outputs.fragments import page_review_text, review_text
from factdesk.outputs.jsonfeed import JSON_FEED_ADDRESS as JSON_FEED
from factdesk.outputs.mediareview import media_review_texts
from factdesk.outputs.oembed import oembed_address
from factdesk.outputs.templating import render_output
from factdesk.outputs.urls import data_address, page_url
from factdesk.pages.urls import Linker, claim_address
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html, join_html, script_json

#: Media type, address and title of an alternate document. Only programs read those without a title.
Alternate = tuple[str, str, str]


def head(claim: Claim, config: SiteConfig, review: bytes | None = None) -> Html:
    """Return the elements that the head of a claim page has in addition to ``site_head``.

    ``review`` is the claim's ClaimReview if it has been generated already. No other page may have
    it.
    """
    if not is_public(claim):
        return NO_HTML
    links = []
    if Output.DATA in config.outputs:
        data = Linker.at(claim_address(claim.slug))(data_address(claim.slug))
        links.append(("application/json", data, ""))
    if config.site_url and Output.EMBEDS in config.outputs:
        card = config.site_url + oembed_address(claim.slug)
        links.append(("application/json+oembed", card, ""))
    html = _alternates(links)
    text = review or review_text(claim, config)
    if text is None:
        return html
    reviews = [page_review_text(text), *media_review_texts(claim, config)]
    scripts = [render_output("head.html", "review", script_json(each)) for each in reviews]
    return join_html([html, *scripts])


def translation_head(claims: Sequence[ClaimSummary], config: SiteConfig) -> Html:
    """Return the links between the translations of a review, the same on each of their pages.

    ``x-default`` is the original. Search engines need absolute addresses, so without ``site_url``
    there are no links.
    """
    public = [claim for claim in claims if is_public(claim)]
    if not config.site_url or len(public) < 2:
        return NO_HTML
    links = [(claim.language or config.language, page_url(claim.slug, config)) for claim in public]
    links += [
        ("x-default", page_url(claim.slug, config))
        for claim in public[:1]
        if claim.translation_of is None
    ]
    return render_output("head.html", "translations", links)


def site_head(config: SiteConfig, texts: SiteTexts, link: Linker) -> Html:
    """Return the elements of every page's head; ``link`` is the page's link function."""
    return _site_head(texts, link, has_address=bool(config.site_url))


@cache  # the same on all pages at one depth
def _site_head(texts: SiteTexts, link: Linker, *, has_address: bool) -> Html:
    links = [("application/json", link(api.CLAIMS_ADDRESS), texts("api.all_claims"))]
    if has_address:
        links += [
            (type_, link(address), texts(key))
            for type_, address, key in (
                ("application/atom+xml", REVIEWS, "feed.reviews"),
                ("application/feed+json", JSON_FEED, "feed.reviews_json"),
                ("application/atom+xml", CHANGES, "feed.changes"),
                ("application/ld+json", datafeed.DATAFEED_ADDRESS, "api.all_claimreviews"),
            )
        ]
    return _alternates(links)


def feed_head(config: SiteConfig, texts: SiteTexts, link: Linker) -> Html:
    """Return the part of ``site_head`` that a review page has: the feed and the ClaimReviews."""
    if not config.site_url:
        return NO_HTML
    feed = ("application/atom+xml", link(REVIEWS), texts("feed.reviews"))
    return _alternates([feed, ("application/ld+json", link(datafeed.DATAFEED_ADDRESS), "")])


def topic_head(topic: Group, config: SiteConfig, texts: SiteTexts, link: Linker) -> Html:
    """Return the link to a topic's feed, in addition to ``site_head``."""
    if not config.site_url:
        return NO_HTML
    href = link(topic_feed_address(topic.slug))
    return _alternates([("application/atom+xml", href, texts("feed.topic", topic=topic.name))])


def _alternates(links: list[Alternate]) -> Html:
    return render_output("head.html", "alternates", links)
