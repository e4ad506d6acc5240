"""The rules of the markup, one by one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.html import Element, read
from support.output_samples import (
    BRIDGE,
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    SITE_URL,
    WITHDRAWN,
    claim,
    files_of,
    site,
    wild,
)
from support.schema_org import faults

from factdesk.claims.claim import Claim
from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.claimreview import claimreview
from factdesk.outputs.head import head


def _not_scripts_or_links(head: Element) -> list[Element | str]:
    return [
        child
        for child in head.children
        if isinstance(child, str) or child.tag not in ("script", "link")
    ]


#: Properties that the page itself shows, or that describe the site.
ONLY_IN_THE_DATAFEED = {
    "isPartOf",
    "citation",
    "correction",
    "license",
    "sdLicense",
    "sdPublisher",
}


def _review(of: Claim, config: SiteConfig | None = None) -> dict:
    review = claimreview(of, config or site())
    assert review is not None
    return review


def test_the_complete_markup_of_a_full_claim():
    assert _review(claim(EVERYTHING)) == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": "https://facts.example/desk/claims/bridge/#claimreview",
        "url": "https://facts.example/desk/claims/bridge/",
        "claimReviewed": "“Twice the budget”, says the mayor <of> Ponte & Vila",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly true",
            "ratingValue": 4,
            "bestRating": 5,
            "worstRating": 1,
            "ratingExplanation": "1.9 times, to be exact. “Twice” is near enough for a speech.",
        },
        "author": [
            {
                "@type": "Organization",
                "name": "Example Fact-Checkers",
                "url": "https://facts.example/desk/",
                "correctionsPolicy": "https://facts.example/desk/corrections-policy/",
                "ethicsPolicy": "https://facts.example/desk/methodology/",
            },
            {"@type": "Person", "name": "C. Author", "url": "https://c-author.example/"},
        ],
        "itemReviewed": {
            "@type": "Claim",
            "text": "It cost us twice the budget,\nand I said so in 2019.",
            "author": {
                "@type": "Person",
                "name": "Ana Ríos",
                "jobTitle": "mayor of Ponte",
                "sameAs": "https://people.example/ana-rios",
            },
            "datePublished": "2025-11-30",
            "firstAppearance": {
                "@type": "CreativeWork",
                "url": "https://gazette.example/council-night",
                "headline": "A night in the council",
                "datePublished": "2025-12",
                "publisher": {"@type": "Organization", "name": "Example Gazette"},
                "archivedAt": "https://archive.example/1",
            },
            "appearance": [
                {
                    "@type": "CreativeWork",
                    "url": "https://video.example/watch?v=1&t=2",
                    "headline": "The speech",
                }
            ],
        },
        "datePublished": "2026-03-01",
        "dateModified": "2026-05-01",
        "inLanguage": "en-GB",
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Final account",
                "url": "https://example.org/final-account.pdf",
                "publisher": {"@type": "Organization", "name": "Town of Ponte"},
                "datePublished": "2025",
                "archivedAt": "https://archive.example/2",
            },
            {
                "@type": "CreativeWork",
                "name": "Report",
                "url": "https://gazette.example/report",
            },
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "We had misread a table.",
                "datePublished": "2026-04-01",
            },
            {
                "@type": "CorrectionComment",
                "text": "A unit was missing.",
                "datePublished": "2026-05-01",
            },
        ],
        "isPartOf": {
            "@type": "WebSite",
            "name": "Example Facts",
            "url": "https://facts.example/desk/",
        },
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "sdLicense": "https://creativecommons.org/licenses/by/4.0/",
        "sdPublisher": {
            "@type": "Organization",
            "name": "Example Fact-Checkers",
            "url": "https://facts.example/desk/",
        },
    }


@pytest.mark.parametrize("fields", [BRIDGE, EVERYTHING], ids=["small", "everything"])
def test_everything_is_in_the_vocabulary_and_in_its_domain(fields):
    assert faults(_review(claim(fields))) == []


def test_the_look_at_the_vocabulary_finds_faults():
    """A test of the test: errors that it must detect."""
    assert faults({"@type": "ClaimReview", "verdict": "x"}) == ["$: unknown property verdict"]
    assert faults({"@type": "Organization", "jobTitle": "x"}) == [
        "$: a Organization has no jobTitle"
    ]
    assert faults({"@type": "Fact"}) == ["$: unknown type 'Fact'"]
    assert faults({"@type": "Claim", "datePublished": "in May"}) == [
        "$.datePublished[0]: 'in May' is none of ['Date']"
    ]
    assert faults({"@type": "Claim", "url": "javascript:alert(1)"}) == [
        "$.url[0]: 'javascript:alert(1)' is none of ['URL']"
    ]
    assert faults({"@type": "Claim", "author": {"@type": "Claim"}}) == [
        "$.author[0]: may not hold a Claim"
    ]


def test_without_named_authors_the_publisher_alone_is_the_author():
    assert _review(claim())["author"]["name"] == "Example Fact-Checkers"


@pytest.mark.parametrize("verdict", [each.name for each in DEFAULT_SCALE.each()])
def test_the_rating_says_the_verdict_and_has_all_three_numbers_or_none(verdict):
    rating = _review(claim(verdict=verdict))["reviewRating"]

    number = DEFAULT_SCALE[verdict].number
    assert rating["alternateName"] == DEFAULT_SCALE[verdict].label["en"]
    numbers = [rating.get(key) for key in ("ratingValue", "bestRating", "worstRating")]
    assert numbers == ([None] * 3 if number is None else [number, 5, 1])


def test_best_and_worst_come_from_the_publishers_own_scale():
    scale = [
        {"name": "sound", "tone": "true", "label": "Sound", "number": 10},
        {"name": "hollow", "tone": "false", "label": "Hollow", "number": 0},
        {"name": "open", "tone": "unproven", "label": "Open"},
    ]
    rating = _review(claim(verdict="hollow"), site(scale=scale))["reviewRating"]

    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (0, 10, 0)


def test_the_verdict_is_named_in_the_sites_language():
    assert _review(claim(), site(language="de"))["reviewRating"]["alternateName"] == (
        "Größtenteils richtig"
    )


@pytest.mark.parametrize(
    "fields", [DRAFT, IN_REVIEW, WITHDRAWN], ids=["draft", "open", "withdrawn"]
)
def test_a_review_that_does_not_stand_has_no_markup(fields):
    assert claimreview(claim(fields), site()) is None
    assert "script" not in head(claim(fields), site())


def test_a_site_without_an_address_has_no_markup():
    assert claimreview(claim(), site(site_url="")) is None
    assert "script" not in head(claim(), site(site_url=""))


@pytest.mark.parametrize(
    ("claimant", "expected"),
    [
        ("Example Gazette", {"@type": "Organization", "name": "Example Gazette"}),
        (
            {"name": "ANI", "role": "news agency", "kind": "organization"},
            {"@type": "Organization", "name": "ANI", "description": "news agency"},
        ),
        (
            {"name": "Ana", "kind": "person", "role": "mayor"},
            {"@type": "Person", "name": "Ana", "jobTitle": "mayor"},
        ),
        ("unknown", None),
        ("Unknown", None),
    ],
)
def test_the_claimant_is_the_author_of_the_claim_unless_unknown(claimant, expected):
    reviewed = _review(claim(claimant=claimant, claimant_note="-"))["itemReviewed"]

    assert reviewed.get("author") == expected


@pytest.mark.parametrize("day", ["2020", "2020-11", "2020-11-13"])
def test_the_day_of_the_claim_keeps_its_precision(day):
    assert _review(claim(claimed_on=day))["itemReviewed"]["datePublished"] == day


@pytest.mark.parametrize(
    "own",
    [
        f"{SITE_URL}claims/other/",
        "http://facts.example/desk/claims/other/",
        "https://FACTS.example/desk",
        "https://www.facts.example/desk/",
        f"{SITE_URL}?page=2",
    ],
)
def test_no_appearance_is_on_our_own_site(own):
    appearances = [{"url": own}, {"url": "https://facts.example/another-desk/"}]

    reviewed = _review(claim(appearances=appearances))["itemReviewed"]

    assert reviewed["firstAppearance"]["url"] == "https://facts.example/another-desk/"
    assert "appearance" not in reviewed


def test_the_claims_title_is_not_its_name():
    """Google's parser takes the name of the reviewed item for a place."""
    assert "name" not in _review(claim(EVERYTHING))["itemReviewed"]


def test_policies_that_the_site_does_not_have_are_not_claimed():
    publisher = {"name": "P", "corrections_policy": None, "ethics_policy": "https://e.example/p"}

    author = _review(claim(), site(publisher=publisher))["author"]

    assert "correctionsPolicy" not in author
    assert author["ethicsPolicy"] == "https://e.example/p"


def test_a_page_has_one_markup_top_level_in_its_own_script():
    found = read(str(head(claim(EVERYTHING), site())))

    scripts = found.all("script")
    assert [script.attributes for script in scripts] == [{"type": "application/ld+json"}] * 2
    review, media = (json.loads(script.text) for script in scripts)
    full = _review(claim(EVERYTHING))
    del full["itemReviewed"]["text"]
    assert review == {key: full[key] for key in full if key not in ONLY_IN_THE_DATAFEED}
    assert media["@type"] == "MediaReview"
    assert _not_scripts_or_links(found) == []


def test_the_head_says_where_the_data_and_the_card_are():
    links = read(str(head(claim(), site()))).all("link")
    assert [link.attributes for link in links] == [
        {
            "rel": "alternate",
            "type": "application/json",
            "href": "../../api/claims/bridge.json",
        },
        {
            "rel": "alternate",
            "type": "application/json+oembed",
            "href": "https://facts.example/desk/api/oembed/bridge.json",
        },
    ]


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_an_editor_types_ends_the_script(text):
    nasty = claim(claim=text, summary=text, claimant=text, quote=text)

    html = str(head(nasty, site()))

    found = read(html)
    assert html.count("<script") == html.count("</script") == 1
    assert not set("<>&\u2028\u2029") & set(found.one("script").text)
    assert _not_scripts_or_links(found) == []
    assert json.loads(found.one("script").text)["claimReviewed"] == text


@given(wild, wild, st.lists(wild, max_size=3))
def test_any_text_arrives_as_typed(title, summary, titles):
    sources = [{"title": each, "url": "https://example.org/"} for each in titles or ["-"]]
    full = claim(EVERYTHING, claim=title, summary=summary, sources=sources, quote=title)

    found = read(str(head(full, site())))

    review, media = (json.loads(script.text) for script in found.all("script"))
    assert faults(review) == faults(media) == []
    assert review["claimReviewed"] == _review(full)["itemReviewed"]["text"] == title
    assert review["reviewRating"]["ratingExplanation"] == summary
    assert [each["name"] for each in _review(full)["citation"]] == (titles or ["-"])
    assert _not_scripts_or_links(found) == []


def test_the_datafeed_continues_the_text_of_the_page():
    full = claim(EVERYTHING)
    files = files_of(full)

    script = read(str(head(full, site()))).all("script")[0].text

    assert script.removesuffix("}}").encode() + b"," in files["api/claimreview.json"]


def test_an_imported_review_is_based_on_its_first_publication():
    elsewhere = {"from": "https://archive.news.example/bridge", "id": "1"}
    here = {"from": "https://facts.example/desk/claims/old/", "id": "1"}

    assert _review(claim(EVERYTHING, imported=elsewhere))["isBasedOn"] == elsewhere["from"]
    assert "isBasedOn" not in _review(claim(EVERYTHING, imported=here))
    assert "isBasedOn" not in _review(claim(EVERYTHING, imported={"from": "A desk", "id": "1"}))
