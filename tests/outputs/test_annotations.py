"""Verdicts as annotations on the article's own words."""

import datetime as dt
import json

import msgspec
import pytest
from support.output_samples import (
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    WITHDRAWN,
    claim,
    files_of,
)

from factdesk.claims.proof import MatchKind, QuoteProof, QuoteStatus, Via

ADDRESS = "https://facts.example/desk/api/annotations/council-night.json"
ARTICLE = "https://gazette.example/council-night"


def _read(*claims, **changes) -> dict:
    files = files_of(*claims, **changes)
    return json.loads(files["api/annotations/council-night.json"])


def test_the_annotations_of_an_article():
    assert _read(claim(EVERYTHING)) == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": ADDRESS,
        "type": "AnnotationCollection",
        "label": "A night in the council",
        "total": 1,
        "first": {
            "id": f"{ADDRESS}#page",
            "type": "AnnotationPage",
            "partOf": ADDRESS,
            "startIndex": 0,
            "items": [
                {
                    "id": f"{ADDRESS}#old-bridge",
                    "type": "Annotation",
                    "motivation": "assessing",
                    "creator": {"type": "Organization", "name": "Example Fact-Checkers"},
                    "created": "2026-03-01T00:00:00Z",
                    "modified": "2026-05-01T00:00:00Z",
                    "body": [
                        {
                            "type": "TextualBody",
                            "purpose": "tagging",
                            "value": "Mostly true",
                            "language": "en",
                        },
                        {
                            "type": "TextualBody",
                            "purpose": "assessing",
                            "value": "1.9 times, to be exact. “Twice” is near enough for a speech.",
                            "format": "text/plain",
                            "language": "en-GB",
                        },
                        {
                            "type": "SpecificResource",
                            "purpose": "linking",
                            "source": "https://facts.example/desk/claims/bridge/",
                        },
                    ],
                    "target": {
                        "type": "SpecificResource",
                        "source": ARTICLE,
                        "selector": {"type": "TextQuoteSelector", "exact": "twice the budget"},
                    },
                    "rights": "https://creativecommons.org/licenses/by/4.0/",
                }
            ],
        },
    }


def test_the_claims_own_quotation_serves_where_the_appearance_has_none():
    at = claim(quote="twice its budget", appearances=[{"url": ARTICLE}])

    (item,) = _read(at)["first"]["items"]

    assert item["target"]["selector"]["exact"] == "twice its budget"


def test_a_claim_without_a_quotation_targets_the_whole_article():
    (item,) = _read(claim(appearances=[{"url": ARTICLE}]))["first"]["items"]

    assert item["target"] == {"type": "SpecificResource", "source": ARTICLE}


def test_an_article_with_two_addresses_is_annotated_at_each_where_the_claim_appears():
    copy = "https://copy.example/night"
    articles = [{"slug": "council-night", "title": "A night", "addresses": [ARTICLE, copy]}]
    at = claim(
        appearances=[
            {"url": ARTICLE, "quote": "twice"},
            {"url": copy, "quote": "two times"},
            {"url": "https://elsewhere.example/", "quote": "double"},
        ]
    )
    (item,) = _read(at, articles=articles)["first"]["items"]

    assert [(each["source"], each["selector"]["exact"]) for each in item["target"]] == [
        (ARTICLE, "twice"),
        (copy, "two times"),
    ]


def test_claims_are_in_reading_order_and_only_those_that_stand():
    def at(fields, slug, position):
        appearances = [{"url": ARTICLE, "position": position}]
        return claim(fields, slug, appearances=appearances, aliases=[])

    items = _read(
        at(EVERYTHING, "third", 3),
        at(EVERYTHING, "first", 1),
        at(WITHDRAWN, "withdrawn", 2),
        at(IN_REVIEW, "open", 4),
        at(DRAFT, "draft", 5),
    )["first"]["items"]

    assert [item["id"] for item in items] == [f"{ADDRESS}#first", f"{ADDRESS}#third"]


COPY = f"https://web.archive.example/web/20260110080000/{ARTICLE}"


@pytest.mark.parametrize(
    ("via", "copy", "state"),
    [
        (Via.DIRECT, None, {"sourceDate": "2026-02-20T10:14:03Z"}),
        (Via.DIRECT, COPY, {"sourceDate": "2026-02-20T10:14:03Z", "cached": COPY}),
        (Via.ARCHIVED_COPY, COPY, {"sourceDate": "2026-01-10T08:00:00Z", "cached": COPY}),
    ],
)
def test_verified_words_say_when_the_article_had_them(via, copy, state):
    appearance = {"url": ARTICLE, "quote": "twice", **({"archived_url": copy} if copy else {})}

    (item,) = _read(_proven(QuoteStatus.VERIFIED, via, appearance))["first"]["items"]

    assert item["target"]["state"] == {"type": "TimeState", **state}
    assert item["target"]["verified"] == {
        "match": "exact",
        "via": via.value,
        "at": "2026-02-20T10:14:03Z",
        "sha256": "ab" * 32,
    }


def test_words_that_were_not_found_have_no_state():
    appearance = {"url": ARTICLE, "quote": "twice"}

    (item,) = _read(_proven(QuoteStatus.MISSING, Via.DIRECT, appearance))["first"]["items"]

    assert item["target"].keys() == {"type", "source", "selector"}


def _proven(status, via, appearance):
    proof = QuoteProof(
        exact="twice",
        status=status,
        match=MatchKind.EXACT,
        captured_at=dt.datetime(2026, 2, 20, 10, 14, 3, tzinfo=dt.UTC),
        via=via,
        sha256="ab" * 32,
    )
    return msgspec.structs.replace(claim(appearances=[appearance]), proofs={ARTICLE: (proof,)})
