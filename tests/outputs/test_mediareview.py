"""The MediaReview markup of pictures and videos."""

from __future__ import annotations

import pytest
from support.output_samples import (
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    WITHDRAWN,
    claim,
    site,
)
from support.schema_org import faults

from factdesk.claims.vocabulary import MediaCategory
from factdesk.outputs.head import head
from factdesk.outputs.mediareview import media_reviews

PICTURE = {
    "file": "camera.jpg",
    "url": "https://social.example/post/1",
    "category": "decontextualized",
    "description": "A camera at an entrance.",
    "context": "A thermal camera.",
    "credit": "A. Photographer",
    "archived_url": "https://archive.example/3",
}


def test_the_complete_markup_of_a_picture():
    [review] = media_reviews(claim(media=[PICTURE]), site())

    author = review.pop("author")
    assert author["name"] == "Example Fact-Checkers"
    assert review == {
        "@context": "https://schema.org",
        "@type": "MediaReview",
        "@id": "https://facts.example/desk/claims/bridge/#mediareview-1",
        "url": "https://facts.example/desk/claims/bridge/",
        "mediaAuthenticityCategory": "https://schema.org/DecontextualizedContent",
        "originalMediaContextDescription": "A thermal camera.",
        "datePublished": "2026-03-01",
        "dateModified": "2026-03-01",
        "inLanguage": "en",
        "itemReviewed": {
            "@type": "MediaReviewItem",
            "mediaItemAppearance": {
                "@type": "ImageObject",
                "description": "A camera at an entrance.",
                "url": "https://social.example/post/1",
                "archivedAt": "https://archive.example/3",
                "creditText": "A. Photographer",
                "interpretedAsClaim": {
                    "@type": "Claim",
                    "text": "The town's new bridge cost twice its budget",
                },
            },
        },
        "associatedClaimReview": {
            "@type": "Review",
            "@id": "https://facts.example/desk/claims/bridge/#claimreview",
        },
    }


@pytest.mark.parametrize("category", MediaCategory)
def test_every_category_is_in_the_vocabulary(category):
    video = {**PICTURE, "category": category, "kind": "video"}

    [review] = media_reviews(claim(EVERYTHING, media=[video]), site())
    assert faults(review) == []
    assert review["itemReviewed"]["mediaItemAppearance"]["@type"] == "VideoObject"


@pytest.mark.parametrize("fields", [DRAFT, IN_REVIEW, WITHDRAWN])
def test_a_review_that_does_not_stand_has_no_markup(fields):
    assert media_reviews(claim(fields, media=[PICTURE]), site()) == []


@pytest.mark.parametrize("text", NASTY)
def test_each_markup_is_in_its_own_script_which_no_text_ends(text):
    items = [{**PICTURE, "description": text}, {**PICTURE, "context": text}]
    html = str(head(claim(media=items), site()))

    assert html.count("<script") == html.count("</script>") == 3
    assert html.count('"ClaimReview"') == 1
