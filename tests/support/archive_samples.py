"""The same fictitious reviews in every format that the import reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

#: Reviews with the data that every format supports.
REVIEWS: list[dict[str, str]] = [
    {
        "url": "https://desk.news.example/2020/02/bridge-twice-its-budget/",
        "claim": "The town’s bridge cost twice its budget",
        "claimant": "A. Mayor",
        "claimed_on": "2020-01-31",
        "published_on": "2020-02-03",
        "rating": "Mostly true",
        "appearance": "https://gazette.news.example/bridge",
    },
    {
        "url": "https://desk.news.example/2020/03/roads/",
        "claim": "No road was repaired in 2019",
        "claimant": "Road Users’ League",
        "claimed_on": "2020-02-01",
        "published_on": "2020-03-01",
        "rating": "False",
        "appearance": "https://league.news.example/roads",
    },
    {
        "url": "https://desk.news.example/2020/03/roads/",
        "claim": "The league has 4,000 members",
        "claimant": "Road Users’ League",
        "claimed_on": "2020-02-01",
        "published_on": "2020-03-01",
        "rating": "Pants on fire",
        "appearance": "https://league.news.example/members",
    },
    {
        "url": "https://desk.news.example/?p=17",
        "claim": "تكلفة الجسر ضعف الميزانية",
        "claimant": "صحيفة المدينة",
        "claimed_on": "2020-04-01",
        "published_on": "2020-04-05",
        "rating": "زائف",
        "appearance": "https://madina.news.example/jisr",
    },
]

PUBLISHER = "Bridge Desk"


def as_claimreview(review: Mapping[str, str]) -> dict[str, Any]:
    """Return a review as ClaimReview."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": review["url"],
        "claimReviewed": review["claim"],
        "datePublished": review["published_on"],
        "author": {"@type": "Organization", "name": PUBLISHER},
        "reviewRating": {"@type": "Rating", "alternateName": review["rating"]},
        "itemReviewed": {
            "@type": "Claim",
            "author": {"@type": "Thing", "name": review["claimant"]},
            "datePublished": review["claimed_on"],
            "appearance": [{"@type": "CreativeWork", "url": review["appearance"]}],
        },
    }


def as_array(reviews: Sequence[Mapping[str, str]] = REVIEWS) -> str:
    """Return the reviews as a JSON array."""
    return json.dumps([as_claimreview(review) for review in reviews], ensure_ascii=False)


def as_graph(reviews: Sequence[Mapping[str, str]] = REVIEWS) -> str:
    """Return the reviews as a graph, among other nodes."""
    nodes: list[dict[str, Any]] = [{"@type": "WebSite", "name": PUBLISHER}]
    nodes += [as_claimreview(review) for review in reviews]
    return json.dumps({"@context": "https://schema.org", "@graph": nodes})


def as_feed(reviews: Sequence[Mapping[str, str]] = REVIEWS) -> str:
    """Return the reviews as a DataFeed, as Data Commons publishes it."""
    items = [
        {"@type": "DataFeedItem", "url": review["url"], "item": [as_claimreview(review)]}
        for review in reviews
    ]
    feed = {"@type": "DataFeed", "dateModified": "2020-05-01", "dataFeedElement": items}
    return json.dumps({"@context": "https://schema.org", **feed})


def as_search(reviews: Sequence[Mapping[str, str]] = REVIEWS, token: str = "") -> str:
    """Return the reviews as a response of claims:search."""
    claims = [
        {
            "text": review["claim"],
            "claimant": review["claimant"],
            "claimDate": f"{review['claimed_on']}T00:00:00Z",
            "claimReview": [
                {
                    "publisher": {"name": PUBLISHER, "site": "desk.news.example"},
                    "url": review["url"],
                    "title": "A title",
                    "reviewDate": f"{review['published_on']}T09:00:00Z",
                    "textualRating": review["rating"],
                }
            ],
        }
        for review in reviews
    ]
    return json.dumps({"claims": claims} | ({"nextPageToken": token} if token else {}))


def as_insights(reviews: Sequence[Mapping[str, str]] = REVIEWS) -> str:
    """Return the reviews as the JSON of Fact-Check Insights."""
    rows = [{"id": f"0a-{n}", **as_claimreview(review)} for n, review in enumerate(reviews)]
    meta = {"claimReviewCount": len(rows), "mediaReviewCount": 1}
    return json.dumps(
        {"claimReviews": rows, "mediaReviews": [{"@type": "MediaReview"}], "meta": meta}
    )


#: The columns of the table of Fact-Check Insights, in its order.
INSIGHTS_COLUMNS = [
    "id", "@context", "@type", "claimReviewed", "datePublished", "url", "author.@type",
    "author.name", "author.url", "itemReviewed.@type", "itemReviewed.author.name",
    "itemReviewed.author.@type", "itemReviewed.author.sameAs", "reviewRating.@type",
    "reviewRating.ratingValue", "reviewRating.alternateName", "author.image", "itemReviewed.name",
    "itemReviewed.datePublished", "itemReviewed.firstAppearance.url",
    "itemReviewed.firstAppearance.type", "itemReviewed.author.image",
    "reviewRating.ratingExplanation", "itemReviewed.author.jobTitle", "reviewRating.bestRating",
    "reviewRating.worstRating", "reviewRating.image",
    *(f"itemReviewed.appearance.{n}.{part}" for n in range(1, 16) for part in ("url", "@type")),
]  # fmt: skip


def as_insights_csv(reviews: Sequence[Mapping[str, str]] = REVIEWS) -> str:
    """Return the reviews as the table of Fact-Check Insights, with its 57 columns."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, INSIGHTS_COLUMNS)
    writer.writeheader()
    for n, review in enumerate(reviews):
        writer.writerow(
            {
                "id": f"0a-{n}",
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                "claimReviewed": review["claim"],
                "datePublished": review["published_on"],
                "url": review["url"],
                "author.name": PUBLISHER,
                "itemReviewed.@type": "Claim",
                "itemReviewed.author.name": review["claimant"],
                "reviewRating.alternateName": review["rating"],
                "itemReviewed.datePublished": review["claimed_on"],
                "itemReviewed.appearance.1.url": review["appearance"],
                "itemReviewed.appearance.1.@type": "CreativeWork",
            }
        )
    return stream.getvalue()


def as_page(review: Mapping[str, str], body: str = "") -> str:
    """Return the saved web page of a review."""
    script = json.dumps(as_claimreview(review), ensure_ascii=False)
    return (
        f'<!doctype html><html><head><title>x</title><link rel="canonical" href="{review["url"]}">'
        f'<script type="application/ld+json">{script}</script></head><body>{body}</body></html>'
    )


def php(value: Any) -> str:
    """Return a value serialised by PHP; lengths are in bytes."""
    if isinstance(value, str):
        return f's:{len(value.encode())}:"{value}";'
    if isinstance(value, int):
        return f"i:{value};"
    pairs = list(value.items()) if isinstance(value, Mapping) else list(enumerate(value))
    return f"a:{len(pairs)}:{{{''.join(php(key) + php(each) for key, each in pairs)}}}"


def full_fact_claim(review: Mapping[str, str]) -> dict[str, Any]:
    """Return a claim as Full Fact's plugin stores it."""
    return {
        "claimreviewed": review["claim"],
        "date": review["claimed_on"],
        "appearance": {"url": [review["appearance"], ""], "original": "1"},
        "author": review["claimant"],
        "assessment": review["rating"],
        "anchor": "",
        "location": "",
        "job-title": "",
        "image": "",
        "numeric-rating": "",
        "rating-image": "",
    }


def wordpress_item(link: str, meta: Mapping[str, str], content: str = "", **own: str) -> str:
    """Return a post of a WordPress export."""
    tags = "".join(f"<wp:{key}><![CDATA[{value}]]></wp:{key}>" for key, value in own.items())
    metas = "".join(
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
        for key, value in meta.items()
    )
    return (
        f"<item><title>A post</title><link>{link}</link>"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>"
        '<category domain="post_tag" nicename="roads"><![CDATA[Roads]]></category>'
        f"{tags}{metas}</item>"
    )


def as_wordpress(items: Sequence[str]) -> str:
    """Return a WordPress export with these posts."""
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.5" -->\n'
        '<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Desk</title>'
        f"{''.join(items)}</channel></rss>\n"
    )
