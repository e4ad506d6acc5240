"""The search box as a reader uses it."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support import many_scripts
from support.accessibility import violations
from support.tabs import Tabs
from support.watched_pages import watched_pages

import factdesk
from factdesk.site_texts.languages import number_separators
from factdesk.text.packing import pack
from factdesk.text.searchable import searchable, words_of

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many_scripts.build(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def root(folder: Path, serve: Callable[..., str]) -> str:
    return serve(folder)


@pytest.fixture
def open_page(tabs: Tabs, root: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; errors that it reports fail the test."""
    with watched_pages(tabs, root) as open_page:
        yield open_page


def search(page: Page, words: str) -> Locator:
    page.get_by_role("combobox", name="Search the claims").fill(words)
    expect(page.locator(".fd-search__panel")).to_have_attribute("aria-busy", "false")
    return page.get_by_role("option")


def found(page: Page, words: str) -> list[str]:
    """The addresses of the results, once they are shown."""
    options = search(page, words)
    paths = options.evaluate_all("all => all.map((option) => option.pathname)")
    return [path.strip("/").rpartition("/")[2] for path in paths]


SCRIPTS = [
    ("الاتحاد الأوروبي", "arabic"),
    ("اتحاد", "arabic"),  # the text has it with the article
    ("الرسالة", "arabic"),  # and here the reader
    ("ממשלה", "hebrew"),  # the text has it with "the"
    ("בכנסת", "hebrew"),
    ("بجلی کی قیمت", "urdu"),
    ("बिजली की कीमतें", "hindi"),
    ("海康威视", "chinese"),
    ("年报", "chinese"),
    ("橋", "japanese"),
    ("grosste brucken", "german"),
    ("AUSSENMINISTERIUM", "german"),
    ("ёлки", "russian"),
    ("δρομος", "greek"),
    ("งบประมาณ", "thai"),
    ("예산", "korean"),
]


def test_claims_in_every_script_are_found_from_an_english_page(open_page):
    page = open_page()
    for words, slug in SCRIPTS:
        search(page, words)
        first = page.get_by_role("option").first
        expect(first, words).to_have_attribute("href", re.compile(f"/claims/{slug}/$"))


def test_a_claims_own_words_win(open_page):
    """The claim about pangolins ranks above a newer one whose analysis mentions them."""
    page = open_page()
    assert found(page, "pangolins") == ["nightingales", "quoted"]
    assert found(page, "nightingales") == ["nightingales", "quoted"]


OTHER_FORMS = [
    ("employee", "quoted"),  # the text has the plural
    ("pangolin's", "nightingales"),
    ("swim", "open"),
    ("cathedrals", "taken-back"),
    ("marmots wake", "quoted"),  # a passage of a source
    ("platypus", ""),  # a written page
]


def test_other_forms_and_other_places(open_page):
    page = open_page()
    for words, slug in OTHER_FORMS:
        assert found(page, words)[0] == slug, words


MISSPELLED = [
    ("nigtingales", "nightingales"),  # a letter missing
    ("nightinngales", "nightingales"),  # one too many
    ("nihgtingales", "nightingales"),  # two swapped
    ("nightongales", "nightingales"),  # one wrong
    ("mightingales", "nightingales"),  # the first one wrong
    ("ightingales", "nightingales"),  # the first one missing
    ("плошади", "russian"),
    ("стоилаа", "russian"),
    ("κόσστισε", "greek"),
    ("बिजलि", "hindi"),  # another vowel sign
    ("सरकात्र", "hindi"),  # one syllable too many
    ("예산위", "korean"),
    ("المراقية", "arabic"),
    ("התקציף", "hebrew"),
    ("Mueller", "names"),
    ("Muller", "names"),
    ("milliardne", "compound"),
]


def test_one_wrong_letter_in_a_word_still_finds_and_the_page_says_what_was_searched(open_page):
    page = open_page()
    for words, slug in MISSPELLED:
        assert slug in found(page, words), words
    found(page, "nigtingales")
    expect(page.locator(".fd-search__status")).to_have_text("Searched for nightingales. 2 results")
    assert found(page, "xigtimgales") == []


NAMES_NUMBERS_AND_PHRASES = [
    ("OBrien", ["names"]),
    ("O'Brien", ["names"]),
    ("O’Brien", ["names"]),
    ("Oahu", ["names"]),
    ("O'ahu", ["names"]),
    ("Oʻahu", ["names"]),
    ("covid19", ["names"]),
    ("COVID-19", ["names"]),
    ("ሀይሉ አለም ሰላም", ["amharic"]),
    ("ፀሀፊው", ["amharic"]),
    ("Bahn", ["compound"]),
    ("1,000 jobs", ["names"]),
    ("1000 jobs", ["names"]),
    ("1.000 jobs", ["names"]),
    ("700,000", ["hours"]),
    ("$2.5 billion", ["billion"]),
    ("1.5 Milliarden", ["compound"]),
    ("12500", ["compound"]),
    ("12,500", ["compound"]),
    ('"section 7 cost"', ["works-7"]),
    ("“The tunnel swallows”", ["billion"]),
    ('"swallows tunnel"', []),
    ('"unnel swallows"', []),
    ('"海康威视约"', ["chinese"]),
]


def listed(page: Page, words: str) -> list[str]:
    """The claims that the list shows for these words, which are drawn together with the filters."""
    page.get_by_label("Words to find").fill(words)
    expect(page.get_by_role("list", name="Active filters")).to_contain_text(words)
    links = page.locator("[data-fd-list] a").evaluate_all("all => all.map((a) => a.pathname)")
    return [link.strip("/").rpartition("/")[2] for link in links]


def test_names_numbers_and_phrases_are_found(open_page):
    page = open_page()
    for words, slugs in NAMES_NUMBERS_AND_PHRASES:
        assert found(page, words) == slugs, words


def test_the_list_of_claims_finds_names_numbers_and_phrases(open_page):
    page = open_page("claims/?shown=100")
    for words, slugs in NAMES_NUMBERS_AND_PHRASES:
        claims = listed(page, words)
        expect(page.locator("[data-fd-status] b"), words).to_have_text(str(len(slugs)))
        assert not slugs or claims == slugs, words


def test_the_list_and_the_box_have_the_same_results(open_page):
    box, claims = open_page(), open_page("claims/?shown=100")
    for words in ("pangolins", "nigtingales", "employee", "section 7", "Bea"):
        assert set(found(box, words)) <= set(listed(claims, words)), words


def test_pages_that_are_not_claims_come_last_in_their_own_group(open_page):
    page = open_page()
    found(page, "the")
    search(page, "platypus")
    pages = page.get_by_role("group", name="Other pages")
    expect(pages.get_by_role("option")).to_have_count(1)


def test_escape_closes_the_search_from_anywhere_in_it(open_page):
    page = open_page()
    expect(search(page, "section")).to_have_count(10)
    page.get_by_role("link", name="Filter all claims by").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Search the claims")).to_be_focused()


def test_a_search_that_was_closed_with_escape_does_not_open_again(open_page):
    page = open_page()
    expect(search(page, "section")).to_have_count(10)
    page.get_by_role("combobox", name="Search the claims").fill("section 7")
    page.keyboard.press("Escape")
    page.wait_for_timeout(500)  # five times the pause after which a search starts
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_where_nothing_has_all_the_words_what_has_some_is_shown_and_said(open_page):
    page = open_page()
    assert found(page, "cathedral okapi") == ["taken-back", "hostile"]
    expect(page.locator(".fd-search__status")).to_have_text(
        "No page contains all of these words. 2 pages contain some of them."
    )
    assert found(page, "xyzzyx") == []
    expect(page.locator(".fd-search__status")).to_have_text(
        "No results for “xyzzyx”. Check the spelling, or use fewer or other words."
    )
    expect(page.get_by_role("link", name="All claims")).to_have_attribute(
        "href", re.compile("claims/$")
    )
    assert found(page, "secretfinding") == []


def test_a_result_shows_verdict_claim_claimant_and_passage(open_page):
    page = open_page()
    [option] = [search(page, "employees zoo").first]
    expect(option.locator(".fd-tag")).to_have_text("True")
    expect(option).to_have_class("fd-hit fd-v--true")
    expect(option.locator(".fd-tag i")).to_have_count(1)
    expect(option.locator(".fd-hit__title")).to_have_text("The mayor promised a decision")
    expect(option.locator(".fd-hit__by")).to_have_text(" · Unknown claimant")
    expect(option.locator(".fd-hit__text")).to_have_text(
        "We asked the zoo about its pangolins and its employees."
    )
    expect(option.locator(".fd-hit__text mark")).to_have_text(["zoo", "employees"])
    option = search(page, "cathedral").first
    expect(option.locator("s.fd-tag")).to_have_text("True")
    expect(option.locator(".fd-hit__by")).to_have_text(" · Withdrawn · Councillor Bea")
    option = search(page, "swimming hall").first
    expect(option.locator(".fd-tag")).to_have_text("In review")
    option = search(page, "الاتحاد").first
    expect(option.locator(".fd-hit__title")).to_have_attribute("dir", "rtl")
    expect(option.locator(".fd-hit__title")).to_have_attribute("lang", "ar")


def test_every_text_of_a_claim_stays_text(open_page):
    page = open_page()
    option = search(page, "okapi").first
    expect(option.locator(".fd-hit__title")).to_have_text(
        f"Markup {many_scripts.HOSTILE} stays text"
    )
    expect(option.locator(".fd-hit__text")).to_contain_text("img src=x onerror=alert(1)")
    search(page, many_scripts.HOSTILE)
    expect(page.get_by_role("link", name="Filter all claims by")).to_contain_text(
        many_scripts.HOSTILE
    )
    assert page.locator(".fd-search :is(img, script, iframe)").count() == 0


def test_the_keys(open_page):
    page = open_page()
    field = page.get_by_role("combobox", name="Search the claims")
    page.keyboard.type("street")
    expect(field).not_to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("section works")
    expect(page.get_by_role("option")).to_have_count(10)  # there were ten for the first word too
    expect(page.locator(".fd-search__panel")).to_have_attribute("aria-busy", "false")
    expect(field).to_have_attribute("aria-expanded", "true")

    def active() -> str | None:
        return field.get_attribute("aria-activedescendant")

    assert active() is None
    page.keyboard.press("ArrowDown")
    assert active() == "fd-hit-0"
    expect(page.locator("#fd-hit-0")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    assert active() == "fd-hit-9"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert active() == "fd-hit-1"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("section works")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(10)
    page.keyboard.press("ArrowDown")
    goal = page.locator("#fd-hit-0").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(goal)


def test_enter_shows_all_results_of_the_words_as_they_are_now(open_page):
    page = open_page()
    expect(search(page, "cathedral")).to_have_count(1)
    page.get_by_role("combobox").press("Control+A")
    page.keyboard.type("nightingales")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=nightingales")
    expect(page.get_by_role("status")).to_have_text("2 results")


def test_the_page_of_results_has_those_of_the_box_and_an_address(open_page):
    page = open_page("claims/nightingales/")
    search(page, "section")
    page.get_by_role("link", name="All results").click()
    page.wait_for_url("**/search/?q=section")
    status = page.locator("[data-fd-found]")
    expect(status).to_have_text("60 results")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Claims"])
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(20)
    page.get_by_role("button", name="More results").click()
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(40)

    field = page.get_by_role("searchbox")
    field.fill("nigtingales")
    field.press("Enter")
    page.wait_for_url("**/search/?q=nigtingales")
    expect(status).to_have_text("Searched for nightingales. 2 results")
    expect(page).to_have_title(re.compile("Results for “nigtingales”"))
    assert violations(page) == []
    page.go_back()
    expect(status).to_have_text("60 results")


def test_without_a_script_the_page_of_results_leads_to_all_claims(open_page):
    page = open_page("search/?q=section", java_script_enabled=False)
    expect(page.get_by_text("The search needs JavaScript.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="All claims").click()
    page.wait_for_url("**/claims/")


def test_the_keys_are_letters_where_a_reader_writes(open_page):
    page = open_page("claims/")
    field = page.get_by_label("Words to find")
    field.focus()
    page.keyboard.type("s/s")
    expect(field).to_have_value("s/s")


def test_more_results_and_the_way_to_the_explorer(open_page):
    page = open_page()
    expect(search(page, "section")).to_have_count(10)
    expect(page.locator(".fd-search__status")).to_have_text("60 results")
    page.get_by_role("button", name="More results").click()
    expect(page.get_by_role("option")).to_have_count(20)
    expect(page.get_by_role("combobox", name="Search the claims")).to_have_attribute(
        "aria-activedescendant", "fd-hit-10"
    )
    page.get_by_role("link", name="Filter all claims by “section”").click()
    page.wait_for_url("**/claims/?q=section")
    expect(page.locator("[data-fd-status]")).to_contain_text("60 of ")


def test_the_panel_closes_when_a_reader_goes_on_elsewhere(open_page):
    page = open_page()
    expect(search(page, "section").first).to_be_visible()
    page.locator("h1").click(position={"x": 20, "y": 10})
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_on_a_phone_it_is_a_sheet(open_page):
    page = open_page(viewport=PHONE)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("button", name="Search").click()
    sheet = page.get_by_role("dialog", name="Search")
    expect(sheet).to_be_visible()
    expect(page.get_by_role("combobox")).to_be_focused()
    search(page, "pangolins")
    expect(sheet.get_by_role("option")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("/")
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()


def test_without_a_script_there_is_no_box(open_page):
    page = open_page(java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_have_count(0)


def test_without_an_index_the_box_says_so_and_leads_to_the_explorer(
    open_tab, folder, tmp_path, serve
):
    """A preview has no index."""
    shutil.copytree(folder, tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "assets" / "search")
    page = open_tab()
    page.goto(serve(tmp_path / "site"))
    page.get_by_role("combobox", name="Search the claims").fill("okapi section")
    expect(page.locator(".fd-search__status")).to_have_text(
        "Full-text search is not available here."
    )
    page.get_by_role("link", name="Filter all claims by “okapi section”").click()
    page.wait_for_url("**/claims/?q=okapi+section")


def test_an_index_of_an_older_edition_is_not_mixed_with_a_new_one(open_page):
    page = open_page()

    def old(route: Any) -> None:
        if "?" in route.request.url:
            route.continue_()
        else:
            answer = route.fetch()
            old_names = re.sub(r"\b[0-9a-f]{12}\b", "0ldc0ffee000", answer.text())
            route.fulfill(body=old_names, content_type="text/javascript")

    page.route("**/assets/search/entry.js*", old)
    assert found(page, "pangolins") == ["nightingales", "quoted"]


def test_it_works_from_a_folder_on_disk(open_tab, tmp_path):
    site = many_scripts.build(tmp_path / "desk", "--offline")
    page = open_tab()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("combobox", name="Search the claims").fill("海康威视 持有")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/claims/chinese/index.html")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_search_is_accessible(open_page, width):
    page = open_page(viewport={"width": width, "height": 700})
    page.keyboard.press("/")
    expect(search(page, "section").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    for scheme in ("default", "slate"):
        page.evaluate("(scheme) => { document.body.dataset.mdColorScheme = scheme; }", scheme)
        assert violations(page) == []


def test_script_and_program_search_alike(open_page):
    """Every character known to this Python, alone and inside a word."""
    page = open_page("claims/")
    known = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cc", "Cn", "Cs", "Co")
    ]
    texts = ["".join(known[n : n + 40]) for n in range(0, len(known), 40)]
    texts += [f"a{character}b" for character in known if not character.isascii()][::7]
    ours = [searchable(text) for text in texts]
    theirs = page.evaluate("(texts) => texts.map(factdesk.words.searchable)", texts)
    different = [
        (text, mine, other)
        for text, mine, other in zip(texts, ours, theirs, strict=True)
        if mine != other
    ]
    assert different == []


def test_script_and_program_cut_words_alike(open_page):
    page = open_page("claims/")
    samples = {
        claim[field]: claim.get("language", "en")
        for claim in many_scripts.claims().values()
        for field in ("claim", "summary")
    }
    more = "والبيت وقالوا", "והממשלה בבית", "第2回の結果", "can't 2.5", "O’Brien Oʻahu, 1,000"
    samples |= dict.fromkeys(more, "en")
    theirs = page.evaluate(
        "(texts) => texts.map((text) => factdesk.words.wordsOf(text))", list(samples)
    )
    for (text, language), terms in zip(samples.items(), theirs, strict=True):
        # The program adds the last character of a run alone, so that one character finds it.
        ours = set(words_of(text, number_separators(language)))
        for forms in terms:
            # The script does not know the language, so it reads a number in every notation.
            is_number = forms[0][0].isdigit()
            assert (set(forms) & ours) if is_number else (set(forms) <= ours), (text, forms)


def test_the_script_reads_what_the_program_packs(open_page):
    page = open_page("claims/")
    numbers = [0, 1, 43, 44, 45, 1935, 1936, 123456, 2**31, 2**32 - 1, 7]
    assert page.evaluate("(text) => [...factdesk.data.unpack(text)]", pack(numbers)) == numbers


def test_the_first_results_cost_little(open_page):
    """In addition to the page, uncompressed, for collections of any size."""
    page = open_page(own="nothing is cached")
    got: list[int] = []
    page.on("response", lambda response: got.append(int(response.headers["content-length"])))
    found(page, "pangolins nightingales section")
    assert sum(got) < 100_000, json.dumps(got)


def test_the_404_page_of_a_site_at_a_root_address_keeps_palette_and_search(open_page):
    page = open_page()
    dark = {"media": "(prefers-color-scheme: dark)", "scheme": "slate"}
    page.evaluate("(color) => __md_set('__palette', { index: 1, color })", dark)
    page.goto(page.url + "404.html")
    assert page.evaluate("siteBase.pathname") == "/"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert found(page, "pangolins") == ["nightingales", "quoted"]


BASES = {".": "/claims/nightingales/", "..": "/claims/", "../..": "/", "/": "/", "/x/": "/x/"}


def test_the_base_of_the_site_has_one_slash_at_its_end(open_page):
    page = open_page("claims/nightingales/")
    assets = Path(factdesk.__file__).parent / "theme/assets/factdesk"
    early = (assets / "early.js").read_text("utf-8").partition("\n(() => {")[0]
    for base, pathname in BASES.items():
        script = early.replace("document.currentScript.dataset.base", json.dumps(base))
        assert page.evaluate(f"(() => {{ {script}; return siteBase.pathname; }})()") == pathname
