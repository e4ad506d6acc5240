"""The DataFeed, and the format of Google's claims:search."""

import json

from support.output_samples import (
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    WITHDRAWN,
    claim,
    files_of,
    site,
)
from support.schema_org import faults

from factdesk.outputs.claimreview import claimreview

ALL = (
    claim(EVERYTHING, "full"),
    claim(),
    claim(WITHDRAWN, "withdrawn"),
    claim(IN_REVIEW, "open"),
    claim(DRAFT, "draft"),
)


def _read(path: str, *claims, **changes):
    return json.loads(files_of(*claims, **changes)[path])


def test_the_datafeed_has_the_shape_that_data_commons_publishes():
    feed = _read("api/claimreview.json", claim(), claim(EVERYTHING, "full"))

    assert faults(feed) == []
    assert {key: feed[key] for key in ("@context", "@type", "name", "dateModified")} == {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": "Example Facts",
        "dateModified": "2026-05-01",
    }
    assert feed["dataFeedElement"] == [
        {
            "@type": "DataFeedItem",
            "dateCreated": "2026-03-01",
            "dateModified": "2026-03-01",
            "url": "https://facts.example/desk/claims/bridge/",
            "item": [claimreview(claim(), site())],
        },
        {
            "@type": "DataFeedItem",
            "dateCreated": "2026-03-01",
            "dateModified": "2026-05-01",
            "url": "https://facts.example/desk/claims/full/",
            "item": [claimreview(claim(EVERYTHING, "full"), site())],
        },
    ]


def test_only_reviews_that_stand_are_in_the_datafeed_and_in_the_search():
    feed = _read("api/claimreview.json", *ALL)
    search = _read("api/claims-search.json", *ALL)

    urls = [item["url"] for item in feed["dataFeedElement"]]
    assert urls == [f"https://facts.example/desk/claims/{slug}/" for slug in ("bridge", "full")]
    assert urls == [found["claimReview"][0]["url"] for found in search["claims"]]


def test_a_site_without_reviews_has_an_empty_feed():
    assert _read("api/claimreview.json")["dataFeedElement"] == []
    assert _read("api/claims-search.json") == {"claims": []}


def test_the_search_answers_as_googles_does():
    assert _read("api/claims-search.json", claim(EVERYTHING)) == {
        "claims": [
            {
                "text": "“Twice the budget”, says the mayor <of> Ponte & Vila",
                "claimant": "Ana Ríos",
                "claimDate": "2025-11-30T00:00:00Z",
                "claimReview": [
                    {
                        "publisher": {"name": "Example Fact-Checkers", "site": "facts.example"},
                        "url": "https://facts.example/desk/claims/bridge/",
                        "title": "“Twice the budget”, says the mayor <of> Ponte & Vila",
                        "reviewDate": "2026-03-01T00:00:00Z",
                        "textualRating": "Mostly true",
                        "languageCode": "en-GB",
                    }
                ],
            }
        ]
    }


def test_a_partial_date_and_an_unknown_claimant_are_left_out_of_the_search():
    vague = claim(claimed_on="2025-11", claimant="unknown", claimant_note="Anonymous.")

    found = _read("api/claims-search.json", vague)["claims"][0]

    assert set(found) == {"text", "claimReview"}


def test_the_site_of_the_publisher_has_no_www():
    found = _read("api/claims-search.json", claim(), site_url="https://www.facts.example/")

    assert found["claims"][0]["claimReview"][0]["publisher"]["site"] == "facts.example"


def test_without_an_address_there_is_neither():
    paths = list(files_of(*ALL, site_url=""))

    assert paths == ["api/claims.json", "api/claims.csv", "api/claim.schema.json"]
