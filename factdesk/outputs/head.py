"""What a page's head says to machines: its ClaimReview, and where data and feeds are."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup, escape

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Group
from factdesk.config.site_config import Output, SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs import api, datafeed
from factdesk.outputs.api import is_public
from factdesk.outputs.atom import CHANGES, REVIEWS, topic_feed_address
from factdesk.outputs.fragments import review_text
from factdesk.outputs.jsonfeed import ADDRESS as JSON_FEED
from factdesk.outputs.oembed import oembed_address
from factdesk.outputs.urls import data_address
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import trusted


def head(
    claim: Claim, config: SiteConfig, messages: Messages, review: bytes | None = None
) -> Markup:
    """Return what the head of a claim's own page carries beside ``site_head``.

    ``review`` is the claim's ClaimReview where its pieces are at hand already; no other page may
    carry it.
    """
    if not is_public(claim):
        return Markup("")
    link = Linker.at(claim_address(claim.slug))
    links = []
    if Output.DATA in config.outputs:
        data = link(data_address(claim.slug))
        links.append(_alternate("application/json", data, messages("api.this_claim")))
    if config.site_url and Output.EMBEDS in config.outputs:
        card = config.site_url + oembed_address(claim.slug)
        links.append(_alternate("application/json+oembed", card, claim.claim))
    text = review or review_text(claim, config)
    if text is not None:
        # Its text is safe inside a script.
        links.append(f'<script type="application/ld+json">{text.decode()}</script>')
    return trusted("".join(links))


def site_head(config: SiteConfig, messages: Messages, link: Linker) -> Markup:
    """Return what the head of every page carries; ``link`` is the page's own."""
    return _site_head(messages, link, has_address=bool(config.site_url))


@cache  # the same on all pages of one depth
def _site_head(messages: Messages, link: Linker, *, has_address: bool) -> Markup:
    links = [_alternate("application/json", link(api.ADDRESS), messages("api.all_claims"))]
    if has_address:
        links += [
            _alternate(type_, link(address), messages(key))
            for type_, address, key in (
                ("application/atom+xml", REVIEWS, "feed.reviews"),
                ("application/feed+json", JSON_FEED, "feed.reviews_json"),
                ("application/atom+xml", CHANGES, "feed.changes"),
                ("application/ld+json", datafeed.ADDRESS, "api.all_claimreviews"),
            )
        ]
    return trusted("".join(links))


def topic_head(topic: Group, config: SiteConfig, messages: Messages, link: Linker) -> Markup:
    """Return what the head of a topic's pages carries beside ``site_head``: its own feed."""
    if not config.site_url:
        return Markup("")
    return trusted(
        _alternate(
            "application/atom+xml",
            link(topic_feed_address(topic.slug)),
            messages("feed.topic", topic=topic.name),
        )
    )


def _alternate(type_: str, href: str, title: str) -> str:
    return f'<link rel="alternate" type="{type_}" href="{escape(href)}" title="{escape(title)}">'
