"""The links to feeds and data in the heads of pages."""

from support.output_samples import DRAFT, ENGLISH, claim, collection, site

from factdesk.outputs.cards.card import claim_card, site_card
from factdesk.outputs.citations import cite
from factdesk.outputs.claimreview import claimreview
from factdesk.outputs.embed import embed_page
from factdesk.outputs.head import feed_head, head, site_head, topic_head, translation_head
from factdesk.pages.urls import Linker
from factdesk.site_texts.texts import SiteTexts


def test_a_page_names_the_feeds_and_the_data():
    assert str(site_head(site(), ENGLISH, Linker.at("claims/bridge/"))) == (
        '<link rel="alternate" type="application/json" href="../../api/claims.json"'
        ' title="All claims as data (JSON)">'
        '<link rel="alternate" type="application/atom+xml" href="../../feed.xml"'
        ' title="New reviews (Atom)">'
        '<link rel="alternate" type="application/feed+json" href="../../feed.json"'
        ' title="New reviews (JSON Feed)">'
        '<link rel="alternate" type="application/atom+xml" href="../../changes.xml"'
        ' title="Corrections and withdrawals (Atom)">'
        '<link rel="alternate" type="application/ld+json" href="../../api/claimreview.json"'
        ' title="All reviews as ClaimReview (schema.org)">'
    )


def test_the_page_of_a_review_names_the_feed_of_reviews():
    link = Linker.at("claims/bridge/")

    assert str(feed_head(site(), ENGLISH, link)) == (
        '<link rel="alternate" type="application/atom+xml" href="../../feed.xml"'
        ' title="New reviews (Atom)">'
        '<link rel="alternate" type="application/ld+json" href="../../api/claimreview.json">'
    )
    assert feed_head(site(site_url=""), ENGLISH, link) == ""


def test_without_an_address_nothing_is_named_that_is_not_there():
    assert str(site_head(site(site_url=""), SiteTexts("de"), Linker.at("404.html"))) == (
        '<link rel="alternate" type="application/json" href="api/claims.json"'
        ' title="Alle Behauptungen als Daten (JSON)">'
    )


def test_a_topics_page_names_its_feed():
    (topic,) = collection(claim(topics=['<"Bridges"> & more'])).topics
    link = Linker.at(f"topics/{topic.slug}/page/2/")

    assert str(topic_head(topic, site(), ENGLISH, link)) == (
        f'<link rel="alternate" type="application/atom+xml" href="../../../../topics/{topic.slug}/'
        'feed.xml" title="New reviews on &lt;&#34;Bridges&#34;&gt; &amp; more (Atom)">'
    )
    assert topic_head(topic, site(site_url=""), ENGLISH, link) == ""


def test_the_languages_of_a_review_name_each_other_and_the_original():
    french = claim(slug="pont", language="fr", translation_of="bridge")
    draft = claim(DRAFT, "entwurf", language="de", translation_of="bridge")
    claims = collection(french, claim(), draft).translations["pont"]

    assert str(translation_head(claims, site())) == (
        '<link rel="alternate" hreflang="en" href="https://facts.example/desk/claims/bridge/">'
        '<link rel="alternate" hreflang="fr" href="https://facts.example/desk/claims/pont/">'
        '<link rel="alternate" hreflang="x-default"'
        ' href="https://facts.example/desk/claims/bridge/">'
    )
    assert translation_head(claims, site(site_url="")) == ""
    assert translation_head(claims[:1], site()) == ""


def test_a_draft_in_a_preview_points_to_nothing():
    assert head(claim(DRAFT), site()) == ""


def test_a_demonstration_says_so_wherever_its_reviews_are_reused():
    """Nobody has taken responsibility for them, and a banner is only on the site itself."""
    on = site(publisher={"name": "Example Fact-Checkers"})
    review, cited = claimreview(claim(), on), cite(claim(), on, ENGLISH)

    assert review is not None
    assert review["creativeWorkStatus"] == "Demonstration"
    assert cited is not None
    assert "[Fact check. Demonstration. Verdict: Mostly true." in cited.apa
    assert b"Checked by Example Fact-Checkers (Demonstration)" in embed_page(claim(), on, ENGLISH)
    assert claim_card(claim(), on, ENGLISH).site == "Example Facts (Demonstration)"
    assert site_card(on, ENGLISH).word == "Example Facts (Demonstration)"
