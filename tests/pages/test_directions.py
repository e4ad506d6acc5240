"""Texts in another script have their own direction; hosts are shown in readable form."""

from support.page_samples import claim, page, site

from factdesk.pages.facets import facets
from factdesk.pages.list_pages import render_lists

ARABIC = "سيبقى الجسر مغلقا 40 يوما!"
HEBREW = "הגשר סגור: 40 ימים!"


def _with(**source):
    fields = {"id": "log", "title": "Log", "url": "https://source.example/log", **source}
    return claim(sources=[fields], analysis=f"Said. [@log]\n\n> {ARABIC}\n\n- {HEBREW}")


def test_a_quotation_in_another_script_runs_in_its_own_direction():
    of = page(claim(quote=ARABIC))

    assert of.one(".fd-claim__quote").one("p").attributes["dir"] == "auto"


def test_title_and_passage_of_a_source_run_in_their_own_direction():
    of = page(_with(title=HEBREW, quotes=[{"exact": HEBREW}]))

    source = of.one("#source-log")
    assert [a.attributes["dir"] for a in source.all("a") if a.text == HEBREW] == ["auto"]
    assert source.one("blockquote").all("p")[0].attributes["dir"] == "auto"


def test_blocks_of_the_analysis_run_in_their_own_direction():
    prose = page(_with()).one("#check").one(".fd-prose")

    assert prose.one("blockquote").attributes["dir"] == "auto"
    assert prose.one("ul").attributes["dir"] == "auto"


def test_a_latin_quotation_on_a_page_in_arabic_runs_in_its_own_direction():
    of = page(claim(language="ar", claim=ARABIC, quote="Closed for 40 days!", analysis="One."))

    assert of.one(".fd-claim__quote").one("p").attributes["dir"] == "auto"
    assert of.one("#check").one(".fd-prose").one("p").attributes["dir"] == "auto"


def test_hosts_are_shown_in_their_own_script():
    """The address of their list does not change."""
    of = claim(
        claimant={"name": "Gazette", "url": "https://münchen-prüft.example/"},
        appearances=[{"url": "https://минпример.рф/новости/мост"}],
        sources=[{"title": "Log", "url": "https://минпример.рф/журнал"}],
    )
    shown = page(of)
    lists = {each.address: each for each in render_lists(site(of))}
    (source,) = [f for f in facets(site(of)) if f.name == "source"]

    assert "минпример.рф" in shown.one(".fd-unit__by").line
    assert "münchen-prüft.example" in shown.one(".fd-unit__by").line
    assert "минпример.рф" in lists["sources/"].body
    assert lists["sources/xn--e1afaoceoid.xn--p1ai/"].title == "минпример.рф"
    assert [value.label for value in source.values] == ["минпример.рф"]
