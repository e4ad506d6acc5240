"""The explorer as a reader uses it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from support import many_scripts
from support.accessibility import violations
from support.tabs import Tabs
from support.watched_pages import watched_pages

from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.text.slugs import readable_slug

CLAIMS = many_scripts.claims()
FACETS = ("verdict", "topic", "claimant", "year", "kind", "status", "source")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., str]) -> str:
    return serve(many_scripts.build(tmp_path_factory.mktemp("desk")))


@pytest.fixture
def open_page(tabs: Tabs, root: str) -> Iterator[Callable[..., Page]]:
    """Open the explorer with a query; errors that the page reports fail the test."""
    with watched_pages(tabs, f"{root}claims/", "favicon 404") as open_page:
        yield open_page


def values(claim: dict[str, Any]) -> dict[str, set[str]]:
    """The values of a claim in each facet, by the definition of the facets."""
    stands = claim.get("status", "published") == "published"
    claimant = claim["claimant"]
    return {
        "verdict": {claim["verdict"]} if stands else set(),
        "topic": {readable_slug(topic) for topic in claim.get("topics", ())},
        "claimant": set() if claimant == "unknown" else {readable_slug(claimant)},
        "year": {claim["claimed_on"][:4]} if claim.get("claimed_on") else set(),
        "kind": {claim["kind"]} if claim.get("kind") else set(),
        "status": {claim.get("status", "published")},
        "source": {source["url"].split("/")[2] for source in claim["sources"]},
    }


VALUES = {slug: values(claim) for slug, claim in CLAIMS.items()}


def matching(chosen: dict[str, set[str]]) -> set[str]:
    return {
        slug
        for slug, has in VALUES.items()
        if all(has[facet] & wanted for facet, wanted in chosen.items() if wanted)
    }


def newest_first(slugs: set[str]) -> list[str]:
    return sorted(sorted(slugs), key=lambda slug: CLAIMS[slug]["published_on"], reverse=True)


def shown(page: Page) -> list[str]:
    links = page.locator("[data-fd-list] .fd-row__claim a").evaluate_all(
        "all => all.map((a) => a.pathname)"
    )
    return [link.rstrip("/").rsplit("/", 1)[1] for link in links]


def counts(page: Page) -> dict[tuple[str, str], int]:
    found = page.locator(".fd-facet").evaluate_all(
        "all => all.map((label) => { const box = label.querySelector('input');"
        " return [box.name, box.value, Number(label.querySelector('.fd-num').textContent)]; })"
    )
    return {(facet, slug): count for facet, slug, count in found}


def expect_found(page: Page, n: int) -> None:
    expect(page.locator("[data-fd-status]")).to_have_text(f"{n} of {len(CLAIMS)} claims")


def random_choices(times: int) -> Iterator[dict[str, set[str]]]:
    dice = random.Random(3)
    offered = {
        facet: sorted(set().union(*(has[facet] for has in VALUES.values()))) for facet in FACETS
    }
    for _ in range(times):
        facets = dice.sample(FACETS, dice.choice([1, 1, 2, 2, 3]))
        yield {
            facet: set(dice.sample(offered[facet], dice.randint(1, min(3, len(offered[facet])))))
            for facet in facets
        }


def test_filters_and_counts_are_those_of_a_brute_force(open_page):
    """A claim must match one value per facet, in all facets; a count predicts the results."""
    page = open_page()
    for chosen in random_choices(8):
        query = "&".join(
            f"{facet}={quote(slug)}" for facet, slugs in chosen.items() for slug in slugs
        )
        page.goto(f"{page.url.partition('?')[0]}?{query}&shown=100")
        results = matching(chosen)
        expect_found(page, len(results))
        assert shown(page) == newest_first(results)
        for (facet, slug), count in counts(page).items():
            others = {name: slugs for name, slugs in chosen.items() if name != facet}
            assert count == sum(slug in VALUES[each][facet] for each in matching(others)), (
                chosen,
                facet,
                slug,
            )


def test_sorting(open_page):
    scale = [verdict.name for verdict in DEFAULT_SCALE.each()]
    page = open_page("?status=published")
    published = newest_first(matching({"status": {"published"}}))
    expect_found(page, len(published))
    assert shown(page) == published[:20]
    page.get_by_label("Sort by").select_option("made")
    page.wait_for_url("**sort=made")
    made = sorted(published, key=lambda slug: CLAIMS[slug].get("claimed_on") or "", reverse=True)
    assert shown(page) == made[:20]
    expect(page.locator("[data-fd-dated]")).to_have_text("Claim made")
    page.get_by_label("Sort by").select_option("verdict")
    page.wait_for_url("**sort=verdict")
    assert (
        shown(page) == sorted(published, key=lambda slug: scale.index(CLAIMS[slug]["verdict"]))[:20]
    )


FREE_TEXT = [
    ("الاتحاد", "arabic"),
    ("وقع", "arabic"),  # the summary writes its vowels
    ("תקציב", "hebrew"),
    ("בִּכְנֶסֶת", "hebrew"),  # the reader writes the vowels
    ("بجلی کی قیمت", "urdu"),
    ("करीब", "hindi"),  # the summary writes the dot
    ("海康威视", "chinese"),
    ("二倍", "japanese"),
    ("GROSSTE brucke", "german"),
    ("елка", "russian"),
    ("ΔΡΟΜΟΣ", "greek"),
    ("งบประมาณ", "thai"),
    ("예산", "korean"),
    ("etrangere elections 海康威视", "chinese"),  # claimant, topic and claim together
    ("shall decide before", "quoted"),
    ('"section 7 cost"', "works-7"),
    ("ledger “section 8 gives”", "works-8"),
]


def test_free_text_in_any_script(open_page):
    page = open_page()
    results = page.locator("[data-fd-list] a")
    for words, slug in FREE_TEXT:
        page.get_by_label("Words to find").fill(words)
        expect(results, words).to_have_count(1)
        expect(results, words).to_have_attribute("href", f"../claims/{slug}/")
        expect_found(page, 1)


def test_free_text_finds_nothing_that_an_open_review_does_not_show(open_page):
    page = open_page("?q=secretfinding")
    expect_found(page, 0)


def test_a_view_can_be_shared_and_the_back_button_works(open_page):
    page = open_page()
    page.get_by_role("checkbox", name="Rail").check()
    page.get_by_label("Words to find").fill("works")
    page.wait_for_url("**/claims/?q=works&topic=rail")
    page.get_by_role("checkbox", name="Mixed").check()
    page.wait_for_url("**/claims/?q=works&verdict=mixed&topic=rail")
    expect(page.locator("[data-fd-active] li")).to_have_count(3)
    results = shown(page)
    assert set(results) < matching({"topic": {"rail"}, "verdict": {"mixed"}})

    page.reload()
    expect(page.get_by_role("checkbox", name="Mixed")).to_be_checked()
    expect(page.get_by_label("Words to find")).to_have_value("works")
    expect_found(page, len(results))
    assert shown(page) == results

    page.locator("[data-fd-list] a").first.click()
    page.wait_for_url("**/claims/works-*/")
    page.go_back()
    expect_found(page, len(results))
    page.go_back()
    page.wait_for_url("**/claims/?q=works&topic=rail")
    expect(page.get_by_role("checkbox", name="Mixed")).not_to_be_checked()
    page.go_back()
    page.wait_for_url("**/claims/?topic=rail")
    expect_found(page, len(matching({"topic": {"rail"}})))
    page.go_back()
    expect(page.locator("[data-fd-status]")).to_have_text(f"{len(CLAIMS)} claims")


def test_more_results_and_the_way_back_to_them(open_page):
    page = open_page(
        "?topic=bridges&topic=rail&topic=elections-1de3f8&topic=taxes&topic=water&topic=parks"
    )
    page.get_by_role("button", name="more", exact=False).last.click()
    page.wait_for_url("**shown=40")
    assert len(shown(page)) > 20
    expect(page.locator("[data-fd-list] a").nth(20)).to_be_focused()
    page.reload()
    expect(page.locator("[data-fd-list] a").nth(20)).to_be_visible()


def test_filters_are_taken_away_one_by_one_and_all_at_once(open_page):
    page = open_page("?topic=rail&year=2020&q=section&sort=made")
    active = page.get_by_role("list", name="Active filters")
    expect(active.get_by_role("link")).to_have_text(
        ["“section” ×, remove", "Rail ×, remove", "2020 ×, remove"]
    )
    active.get_by_role("link", name="Rail").click()
    page.wait_for_url("**/claims/?q=section&year=2020&sort=made")
    expect(active.get_by_role("link", name="2020")).to_be_focused()
    page.get_by_role("link", name="Clear all filters").click()
    page.wait_for_url("**/claims/?sort=made")
    expect(active).to_be_hidden()
    expect(page.get_by_role("link", name="Clear all filters")).to_be_hidden()
    expect(page.get_by_label("Words to find")).to_have_value("")
    expect(page.locator("[data-fd-status]")).to_have_text(f"{len(CLAIMS)} claims")


def test_where_nothing_fits_the_page_says_what_would(open_page):
    page = open_page("?topic=rail&status=in-review&q=swimming")
    expect(page.locator("[data-fd-empty]")).to_contain_text("No claims match.")
    page.get_by_role("link", name="Without “Rail” there is 1 claim.").click()
    expect_found(page, 1)
    assert shown(page) == ["open"]


def test_a_long_facet_opens_and_its_values_can_be_found(open_page):
    page = open_page()
    topics = page.get_by_role("group", name="Topic")
    expect(topics.get_by_role("checkbox")).to_have_count(8)
    topics.get_by_role("button", name="more").click()
    expect(topics.get_by_role("checkbox")).to_have_count(14)
    page.get_by_label("Find: Topic").fill("elec")
    expect(topics.get_by_role("checkbox")).to_have_count(1)
    topics.get_by_role("checkbox", name="Élections").check()
    expect_found(page, len(many_scripts.SCRIPTS))
    topics.get_by_role("button", name="Show fewer").click()
    expect(topics.get_by_role("checkbox", name="Élections")).to_be_checked()


HOSTILE_QUERIES = [
    f"?q={quote(many_scripts.HOSTILE)}",
    f"?verdict={quote(many_scripts.HOSTILE)}&topic=__proto__&topic=constructor&year=",
    "?sort=__proto__&shown=1e99&shown=-5&verdict=false",
    "?%E0%A4%A&q=%FF%FE&verdict=true",
    f"?q={'a' * 5000}",
    "?q=" + quote("(((([[[[\\\\" + "*" * 50),
    "?__proto__=1&toString=2&q=" + quote("\u202e\u0000\ud7ff"),
]


def test_whatever_the_address_says_it_stays_text(open_page):
    page = open_page()
    explorer = page.url
    for query in HOSTILE_QUERIES:
        page.goto(explorer + query)
        expect(page.locator("form[aria-busy]"), query).to_have_count(0)
        expect(page.locator("[data-fd-status]")).to_contain_text(f"{len(CLAIMS)} claims")
        active = ".fd :is(img, iframe, base, object, embed, script:not([src], [type]))"
        assert page.locator(active).count() == 0


def test_every_text_of_a_claim_stays_text(open_page):
    page = open_page(f"?topic={readable_slug(many_scripts.HOSTILE)}")
    expect_found(page, 1)
    row = page.locator("[data-fd-list] .fd-row")
    expect(row.locator("a")).to_have_text(f"Markup {many_scripts.HOSTILE} stays text")
    expect(row.locator(".fd-row__by")).to_have_text(many_scripts.HOSTILE)
    expect(page.locator("[data-fd-active] bdi")).to_have_text(many_scripts.HOSTILE)
    assert page.locator(".fd img").count() == 0


def test_the_scripts_rows_are_the_programs_rows(open_page):
    """Verdict, in review, withdrawn, language, direction and the three precisions of a date."""
    page = open_page()
    rows = "all => all.map((row) => row.outerHTML.replace(/ style=\"\"/g, ''))"
    printed = []
    for n in range(1, -(-len(CLAIMS) // 20) + 1):
        page.goto(f"{page.url.partition('claims/')[0]}claims/" + (f"page/{n}/" if n > 1 else ""))
        printed += page.locator("ol.fd-list > li").evaluate_all(rows)
    printed = [row.replace('href="../../../', 'href="../') for row in printed]
    page.goto(f"{page.url.partition('claims/')[0]}claims/?shown=100")
    expect(page.locator("[data-fd-list] li")).to_have_count(len(CLAIMS))
    assert page.locator("[data-fd-list] > li").evaluate_all(rows) == printed


def test_without_a_script_it_is_a_plain_list(open_page):
    page = open_page(java_script_enabled=False)
    assert shown(page) == newest_first(set(CLAIMS))[:20]
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.get_by_text("Clear all filters")).to_be_hidden()
    page.get_by_role("link", name="Next").click()
    assert shown_plain(page) == newest_first(set(CLAIMS))[20:40]


def shown_plain(page: Page) -> list[str]:
    links = page.locator(".fd-row__claim a").evaluate_all("all => all.map((a) => a.pathname)")
    return [link.rstrip("/").rsplit("/", 1)[1] for link in links]


def test_by_keyboard_alone(open_page):
    page = open_page()
    page.get_by_label("Words to find").focus()
    page.keyboard.type("section")
    page.keyboard.press("Enter")
    expect_found(page, 60)
    box = page.get_by_role("checkbox", name="Mostly false")
    for _ in range(40):
        if box.evaluate("box => box === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_found(page, sum(CLAIMS[f"works-{n}"]["verdict"] == "mostly-false" for n in range(60)))
    expect(box).to_be_focused()


def test_data_of_an_older_edition_are_not_mixed_with_new_ones(open_page, root):
    """A browser may have cached an entry from before the site was published again."""
    page = open_page()

    def old(route: Any) -> None:
        if "?" in route.request.url:
            route.continue_()
        else:
            answer = route.fetch()
            old_names = re.sub(r"\b[0-9a-f]{12}\b", "0ldc0ffee000", answer.text())
            route.fulfill(body=old_names, content_type="text/javascript")

    page.route("**/assets/explorer/entry.js*", old)
    page.get_by_role("checkbox", name="Mixed").check()
    expect_found(page, len(matching({"verdict": {"mixed"}})))


def test_if_the_data_cannot_be_loaded_the_page_says_so(open_tab, root):
    page = open_tab()
    page.route("**/assets/explorer/*", lambda route: route.abort())
    page.goto(f"{root}claims/?verdict=true")
    expect(page.locator("[data-fd-status]")).to_have_text(
        "The claims could not be loaded. Please try again."
    )
    assert len(shown(page)) == 20


def test_it_works_from_a_folder_on_disk(open_tab, tmp_path):
    site = many_scripts.build(tmp_path, "--offline")
    page = open_tab()
    page.goto((site / "claims" / "index.html").as_uri())
    page.get_by_role("checkbox", name="Mixed").check()
    expect_found(page, len(matching({"verdict": {"mixed"}})))
    page.get_by_label("Words to find").fill("section")
    page.wait_for_url("**/claims/index.html?q=section&verdict=mixed")
    page.locator("[data-fd-list] a").first.click()
    page.wait_for_url("**/claims/works-*/index.html")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("query", ["", "?verdict=mixed&q=section", "?topic=rail&status=in-review"])
def test_the_explorer_is_accessible(open_page, query, width):
    page = open_page(query, viewport={"width": width, "height": 700})
    expect(page.locator("form[aria-busy]")).to_have_count(0)
    if width == 320:
        page.get_by_text("Filter the claims").click()
    if not query:
        page.get_by_role("group", name="Topic").get_by_role("button").click()
        expect(page.get_by_label("Find: Topic")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for scheme in ("default", "slate"):
        page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        assert violations(page) == []
