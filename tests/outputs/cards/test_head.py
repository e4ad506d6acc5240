"""The tags that networks read before they show a link."""

import pytest
from markupsafe import escape
from support.output_samples import DRAFT, ENGLISH, IN_REVIEW, NASTY, WITHDRAWN, claim, site

from factdesk.outputs.cards.head import card_head, site_card_head

CARD = "assets/cards/bridge-0123456789ab.png"
PAGE = "https://facts.example/desk/claims/bridge/"


def test_the_head_of_a_claim_says_verdict_and_claim():
    head = str(card_head(claim(), site(), ENGLISH, CARD))
    assert head.replace("><", ">\n<").split("\n") == [
        '<meta property="og:type" content="article">',
        (
            '<meta property="og:title" content="Mostly true: The town&#39;s new bridge cost '
            "twice its "
            'budget">'
        ),
        '<meta property="og:site_name" content="Example Facts">',
        '<meta property="og:locale" content="en_US">',
        f'<meta property="og:url" content="{PAGE}">',
        f'<meta property="og:image" content="https://facts.example/desk/{CARD}">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        (
            '<meta property="og:image:alt" content="Mostly true. The claim: The town&#39;s '
            "new bridge "
            'cost twice its budget">'
        ),
        '<meta property="article:published_time" content="2026-03-01">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]


def test_without_an_address_nothing_is_promised_that_needs_one():
    head = str(card_head(claim(), site(site_url=""), ENGLISH, CARD))
    assert "og:image" not in head
    assert "og:url" not in head
    assert '<meta name="twitter:card" content="summary">' in head
    assert '<meta property="og:title"' in head


def test_a_site_without_cards_promises_no_picture():
    head = str(card_head(claim(), site(), ENGLISH, ""))
    assert "og:image" not in head
    assert '<meta name="twitter:card" content="summary">' in head


def test_a_review_that_does_not_stand_shares_no_verdict():
    reviewing = str(card_head(claim(IN_REVIEW), site(), ENGLISH, CARD))
    withdrawn = str(card_head(claim(WITHDRAWN), site(), ENGLISH, CARD))

    assert 'content="In review: The town' in reviewing
    assert 'content="Withdrawn: The town' in withdrawn
    assert "ostly true" not in reviewing + withdrawn
    assert "1.9 times" not in reviewing + withdrawn


def test_a_review_says_when_it_was_last_changed_if_it_was():
    correction = {"made_on": "2026-05-01", "severity": "fact", "note": "A wrong date."}
    changed = str(card_head(claim(corrections=[correction]), site(), ENGLISH, CARD))
    assert '<meta property="article:modified_time" content="2026-05-01">' in changed
    assert "modified_time" not in card_head(claim(), site(), ENGLISH, CARD)


def test_a_draft_shares_nothing():
    assert card_head(claim(DRAFT), site(), ENGLISH, CARD) == ""


@pytest.mark.parametrize("text", NASTY)
def test_texts_arrive_as_typed_and_end_no_attribute(text):
    head = str(card_head(claim(claim=text, summary=text), site(), ENGLISH, CARD))
    assert f'content="Mostly true: {escape(text)}">' in head
    assert head.count("<") == head.count("<meta ")


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("de", "de_DE"),
        ("de-CH", "de_CH"),
        ("pt-br", "pt_BR"),
        ("zh-Hant", "zh_TW"),
        ("sr-Latn-RS", "sr_RS"),
        ("ar", "ar_EG"),
        ("qaa", None),
    ],
)
def test_the_language_is_given_with_a_territory_or_not_at_all(language, locale):
    head = str(card_head(claim(language=language), site(), ENGLISH, CARD))
    assert (f'<meta property="og:locale" content="{locale}">' in head) == (locale is not None)
    assert ("og:locale" in head) == (locale is not None)


def test_other_pages_share_the_sites_own_card():
    head = str(site_card_head("Topics", "topics/", site(), CARD))
    assert '<meta property="og:type" content="website">' in head
    assert '<meta property="og:url" content="https://facts.example/desk/topics/">' in head
    assert f'content="https://facts.example/desk/{CARD}">' in head
