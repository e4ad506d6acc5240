"""Everyone can read every kind of page: on small screens, by keyboard, in any colour scheme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from support.accessibility import violations
from support.built_site import BuiltSite
from support.every_kind import KINDS, write_every_kind
from support.tabs import DESKTOP, Tabs
from support.watched_pages import note_complaints

Reader = Callable[..., Page]

#: What may differ with colours, and with space.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ROOM = {
    "runOnly": {
        "type": "rule",
        "values": ["target-size", "scrollable-region-focusable", "color-contrast"],
    }
}
ALL = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

#: Colours change smoothly, and scripts learn of another colour scheme in the next frame.
SETTLED = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(
  () => resolve(document.getAnimations().length === 0))))"""

#: Everything that affects the contrast of a text.
PAINTED = """[...document.querySelectorAll("body, body *")].map((element) => {
  const style = getComputedStyle(element);
  return [element.localName, element.className].concat(
    ["color", "backgroundColor", "backgroundImage", "opacity", "display", "visibility", "fontSize",
     "fontWeight", "textDecoration", "filter", "position"].map((name) => style[name])).join(" ");
})"""

WIDER = (
    "[...document.querySelectorAll('body *')].filter(e => {"
    " const b = e.getBoundingClientRect(); return b.width && b.right > innerWidth + 1"
    " && getComputedStyle(e).position !== 'fixed' })"
    ".map(e => e.localName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)).slice(-3)"
)


@pytest.fixture(scope="module", params=KINDS)
def loaded(
    request: pytest.FixtureRequest, tabs: Tabs, address: str
) -> Iterator[tuple[Page, list[str]]]:
    """A page of each kind, loaded once, and the errors that the browser reported."""
    complaints: list[str] = []
    with tabs.opener() as open_tab:
        page = open_tab()
        note_complaints(page, complaints)
        page.goto(f"{address}{KINDS[request.param]}")
        page.evaluate("document.fonts.ready")
        yield page, complaints


@pytest.fixture
def page(loaded: tuple[Page, list[str]]) -> Page:
    """The loaded page on a screen of usual size, in the light scheme."""
    page, _ = loaded
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light")
    return page


def test_axe_finds_nothing(page: Page) -> None:
    assert violations(page, ALL) == []


def test_colours_can_be_read_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    assert violations(page, COLOURS) == []


def test_colours_can_be_read_on_paper(page: Page) -> None:
    """They do not depend on the screen's colour scheme."""
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_function(SETTLED)
    dark = page.evaluate(PAINTED)
    page.emulate_media(color_scheme="light")
    page.wait_for_function(SETTLED)
    assert page.evaluate(PAINTED) == dark
    assert violations(page, COLOURS) == []


def test_a_page_fits_the_smallest_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.evaluate(WIDER)
    assert violations(page, ROOM) == []


def test_a_page_fits_a_screen_with_text_of_twice_the_size(page: Page) -> None:
    """The space is halved."""
    page.set_viewport_size({"width": 640, "height": 450})
    assert page.evaluate("document.documentElement.scrollWidth") <= 640, page.evaluate(WIDER)


def test_a_page_makes_the_browser_complain_of_nothing(loaded: tuple[Page, list[str]]) -> None:
    """No request to another host, no policy violation, no missing file, no failure."""
    page, complaints = loaded
    page.wait_for_load_state("networkidle")
    assert complaints == []


#: The bottom of parts of a claim page that belong on the first screen; of the summary, two lines.
ENDS = """() => {
  const last = {claim: "h1", claimant: ".fd-unit__by", sign: ".fd-unit__word i",
                verdict: ".fd-unit__word span"};
  const ends = Object.entries(last).map(([part, selector]) =>
    [part, document.querySelector(selector).getBoundingClientRect().bottom]);
  const summary = document.querySelector(".fd-unit__summary");
  const lines = 2 * parseFloat(getComputedStyle(summary).lineHeight);
  return [...ends, ["summary", summary.getBoundingClientRect().top + lines]];
}"""


def test_every_claim_of_the_first_site_fits_a_phone(
    reader: Reader, below: BuiltSite, serve: Callable[..., str]
) -> None:
    """No page is too wide, and the first screen contains the claim and the finding."""
    address = serve(below.folder, "/a/path/")
    page = reader(device_scale_factor=2)
    wide, beneath = {}, {}
    for path in sorted(below.pages):
        is_shown = path.startswith(("claims/", "articles/", "handbook/")) or path.count("/") < 2
        if not is_shown or path in below.redirects:
            continue
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address + path, wait_until="domcontentloaded")
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide[path] = page.evaluate(WIDER)
        is_claim = path.startswith("claims/") and path.count("/") == 2
        if is_claim and below.pages[path].tree.xpath('//*[contains(@class, "fd-unit__word")]'):
            page.set_viewport_size({"width": 360, "height": 740})
            page.evaluate("document.fonts.ready")
            if low := [(part, end) for part, end in page.evaluate(ENDS) if end > 740]:
                beneath[path] = low
    assert wide == {}
    assert beneath == {}


def test_long_german_words_fit_a_phone(
    reader: Reader, tmp_path: Path, serve: Callable[..., str]
) -> None:
    """The name of the site is complete, and a long claimant has the width of the list."""
    site = write_every_kind(tmp_path, "de")
    config = site.root / "mkdocs.yml"
    config.write_text(
        re.sub("site_name: .*", "site_name: Faktencheck Musterstadt", config.read_text("utf-8")),
        "utf-8",
    )
    assert site.run("build").exit_status == 0
    page, address = reader(), serve(site.root / "site")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        for path in ("claims/", "claims/bridge/", "about/"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            name = page.locator(".md-header__title span").first
            # A third line would be cut; the letters of the last one reach a little below it.
            assert name.evaluate("(name) => name.scrollHeight < name.clientHeight + 8"), path
    page.goto(f"{address}claims/")
    by = page.locator(".fd-row__by", has_text="Maximilian").first
    assert by.evaluate("(by) => by.offsetWidth") >= 170


def test_by_keyboard_one_skips_to_the_content(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(f"{address}claims/bridge/")
    page.keyboard.press("Tab")
    skip = page.locator("a.md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#content').contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["home", "claim", "explorer", "article", "topics"])
def test_by_keyboard_every_stop_is_seen(kind: str, reader: Reader, address: str) -> None:
    """At every stop, the focus is visible and nothing is hidden."""
    page = reader()
    page.goto(f"{address}{KINDS[kind]}")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const focused = document.activeElement;
              if (focused === document.body || focused.localName === "iframe") return null;
              // The switch of light and dark is a hidden button behind its label.
              const e = focused.matches(".md-option") ? focused.nextElementSibling : focused;
              const style = getComputedStyle(e), box = e.getBoundingClientRect();
              return {
                what: focused.outerHTML.slice(0, 120),
                shown: style.outlineStyle !== "none" || style.boxShadow !== "none",
                inside: box.bottom > 0 && box.top < innerHeight && box.width * box.height > 0,
              };
            }"""
        )
        if stop is None or stop["what"] in seen:
            break
        seen.add(stop["what"])
        assert stop["inside"], stop
        assert stop["shown"], stop
    assert len(seen) > 10


@pytest.mark.parametrize("kind", ["claim", "explorer", "home"])
def test_with_forced_colours_signs_and_words_stay(kind: str, reader: Reader, address: str) -> None:
    page = reader(forced_colors="active")
    page.goto(f"{address}{KINDS[kind]}")
    for sign in page.locator("#content i:visible").all()[:5]:
        colours = sign.evaluate(
            "e => [e, document.body].map(each => getComputedStyle(each).backgroundColor)"
        )
        assert colours[0] != colours[1]
    assert page.locator("#content i:visible").count() > 0 or kind == "home"


def test_who_wants_no_motion_gets_none(reader: Reader, address: str) -> None:
    page = reader(reduced_motion="reduce")
    page.goto(f"{address}claims/bridge/")
    page.locator("#cite-1").click()
    moving = (
        "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length"
    )
    assert page.evaluate(moving) == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_claim_from_right_to_left(reader: Reader, address: str) -> None:
    page = reader(viewport={"width": 360, "height": 740})
    page.goto(f"{address}{KINDS['right to left']}")
    heading = page.get_by_role("heading", level=1)
    language = "e => [e.closest('[lang]').lang, getComputedStyle(e).direction]"
    assert heading.evaluate(language) == ["ar", "rtl"]
    assert page.locator(".fd-unit__summary").evaluate(language) == ["ar", "rtl"]
    assert page.locator("header.md-header").evaluate(language) == ["en", "ltr"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.documentElement.scrollLeft") == 0


@pytest.mark.parametrize("kind", ["claim", "explorer", "article"])
def test_on_paper_nothing_is_cut_off_and_addresses_are_written_out(
    kind: str, reader: Reader, address: str
) -> None:
    page = reader()
    page.goto(f"{address}{KINDS[kind]}")
    page.emulate_media(media="print")
    for gone in (".md-header", ".md-tabs", ".md-sidebar"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if kind == "claim":
        written = page.evaluate(
            "[...document.querySelectorAll('#content a[href^=http]')]"
            ".filter(a => getComputedStyle(a, '::after').content.includes('http')"
            " || a.textContent.includes('http')).length"
        )
        assert written > 0
