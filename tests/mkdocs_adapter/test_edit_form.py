"""The form in a preview, as editors use it: without YAML, git and, if they wish, a mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect
from support.accessibility import violations
from support.previewing import OURS, Preview, previewing
from support.site_folder import SiteFolder
from support.tabs import Tabs
from support.watched_pages import watched_pages

from factdesk.editing.layout import fields_in

ROAD = """\
# A note for colleagues.
claim: The road was closed for a year    # as printed
claimant: {name: Bridge Gazette, kind: organization}
verdict: mostly-false
summary: The road was closed for four months, from March to June of 2025.
sources:
  # Asked for by letter.
  - title: Order of the council
    url: https://council.bridge-desk.net/order
    kind: primary
    stance: contradicts
  - title: Log of the works
    url: https://works.net/log
    stance: contradicts
published_on: 2026-03-01
"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    site = SiteFolder.begin(tmp_path_factory.mktemp("editing") / "desk")
    site.write_claim("works/road", ROAD)
    with previewing(site, *OURS) as running:
        yield running


@pytest.fixture
def open_page(tabs: Tabs, preview: Preview) -> Iterator[Callable[..., Page]]:
    with watched_pages(tabs, preview.address, "404 409 422 403") as open_one:
        yield open_one


def token(preview: Preview) -> str:
    found = re.search(r"#token=(\S+)", preview.said.read_text())
    assert found
    return found[1]


def open_form(
    open_page: Callable[..., Page], preview: Preview, then: str = "", **o: object
) -> Page:
    page = open_page(f"edit/#token={token(preview)}{then}", **o)
    expect(page.locator("[data-fd-body]")).to_be_visible()
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def status_of(page: Page) -> str:
    return page.locator("[data-fd-state]").inner_text()


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this label has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        label = page.evaluate(
            "(e => (e.labels?.[0] ?? e).textContent.trim())(document.activeElement)"
        )
        if re.match(rf"(?:Add: )?{name}", label):
            return
    pytest.fail(f"no way to '{name}' with the keyboard")


def test_a_claim_with_two_sources_and_a_quotation_by_keyboard_on_a_phone(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    page = open_form(open_page, preview, viewport={"width": 360, "height": 740})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for name, text in (
        ("Claim", "The new bridge: closed to lorries"),
        ("Claimant", "Bridge Gazette"),
        ("Not stated", "↓"),  # from the last verdict to the first
        ("Summary", "The order of the council closes the bridge to lorries above 7.5 tonnes."),
        ("Title", "Order of the council"),
        ("Address", "https://council.bridge-desk.net/order-7"),
        ("Not stated", "↓"),
        ("Not stated", "↓"),
        ("Quotations", "\n"),
    ):
        tab_to(page, name)
        page.keyboard.press("ArrowDown") if text == "↓" else page.keyboard.type(text)
    page.keyboard.type("closed to vehicles above 7.5 tonnes")
    tab_to(page, "Add another source")
    page.keyboard.press("Enter")
    page.keyboard.type("Sign at the bridge")
    for name, text in (
        ("Address", "https://signs.net/7"),
        ("Not stated", ""),
        ("Not stated", "↓"),
        ("Save", "\n"),
    ):
        tab_to(page, name)
        page.keyboard.press("ArrowDown") if text == "↓" else page.keyboard.type(text)

    expect(page.locator("[data-fd-state]")).to_contain_text("Saved")
    file = preview.site.root / "claims/the-new-bridge-closed-to-lorries.yml"
    fields = fields_in(file.read_text("utf-8"))
    assert [source["title"] for source in fields["sources"]] == [
        "Order of the council",
        "Sign at the bridge",
    ]
    assert fields["sources"][0]["quotes"] == [{"exact": "closed to vehicles above 7.5 tonnes"}]
    assert preview.site.run("check", "--strict").exit_status == 0
    preview.wait("claims/the-new-bridge-closed-to-lorries/", lambda text: "7.5 tonnes" in text)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [url for url in asked if not url.startswith(preview.address)] == []


def test_every_field_is_accessible(open_page: Callable[..., Page], preview: Preview) -> None:
    for width, scheme in ((360, "dark"), (1280, "light")):
        viewport = {"width": width, "height": 800}
        page = open_form(open_page, preview, viewport=viewport, color_scheme=scheme)
        for button in page.locator("[data-fd-add]:not([hidden]) > button").all():
            if button.is_visible():
                button.click()
        save(page)
        expect(page.locator("[data-fd-problems]")).to_be_focused()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.evaluate("localStorage.clear()")


def test_a_problem_is_shown_at_its_field_and_a_warning_can_be_accepted(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    page = open_form(open_page, preview, "&claim=road")
    page.get_by_role("group", name="Source 2").get_by_role("button", name="Remove Source 2").click()
    page.get_by_label("Published on", exact=True).last.fill("1.3.2026")
    save(page)

    summary = page.locator("[data-fd-problems]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("1 error and 1 warning")
    summary.get_by_role("link", name="Published on: Write a date").click()
    field = page.get_by_label("Published on", exact=True).last
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Control+a")
    page.keyboard.type("2026-03-01")
    page.get_by_label("Accept this warning").check()
    page.get_by_role("textbox", name="Reason").fill("The log is closed to the public.")
    save(page)

    expect(page.locator("[data-fd-state]")).to_contain_text("Saved")
    text = (preview.site.root / "claims/works/road.yml").read_text("utf-8")
    assert fields_in(text)["accepted"] == [
        {"check": "FD208", "reason": "The log is closed to the public."}
    ]
    assert text.startswith(ROAD.partition("  - title: Log")[0])
    assert "works.net" not in text
    preview.site.write_claim("works/road", ROAD)


def test_two_editors_choose_between_their_texts(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    file = preview.site.write_claim("works/road", ROAD)
    first = open_form(open_page, preview, "&claim=road")
    second = open_form(open_page, preview, "&claim=road", own="second")

    first.get_by_label("Summary").fill("Closed from March to June.")
    first.get_by_role("group", name="Source 1").get_by_label("Title").fill("The order")
    save(first)
    expect(first.locator("[data-fd-state]")).to_contain_text("Saved")
    second.get_by_label("Summary").fill("Closed for four months.")
    save(second)

    panel = second.locator("[data-fd-panel=conflict]")
    expect(panel).to_contain_text("Closed from March to June.")
    expect(panel).to_contain_text("Closed for four months.")
    expect(panel.get_by_role("group", name="Source 1").get_by_label("Saved at")).to_be_checked()
    panel.get_by_role("button", name="Save with these choices").click()
    expect(second.locator("[data-fd-state]")).to_contain_text("Saved")
    assert file.read_text("utf-8") == ROAD.replace(
        "The road was closed for four months, from March to June of 2025.",
        "Closed for four months.",
    ).replace("Order of the council", "The order")


def test_a_changed_verdict_opens_a_correction(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    file = preview.site.write_claim("works/road", ROAD)
    page = open_form(open_page, preview, "&claim=road")

    page.get_by_text("Contradicted by the best public evidence.").click()
    expect(page.get_by_label("Previous verdict")).to_have_value("mostly-false")
    page.get_by_label("What changed, for readers").fill("The order was read wrongly.")
    save(page)

    expect(page.locator("[data-fd-state]")).to_contain_text("Saved")
    assert (
        fields_in(file.read_text("utf-8"))["corrections"][0]["previous_verdict"] == "mostly-false"
    )
    preview.site.write_claim("works/road", ROAD)


def test_a_draft_survives_and_a_captured_source_waits_for_a_confirmation(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    page = open_form(open_page, preview)
    page.get_by_label("Claim", exact=True).fill("A half-written claim")
    expect(page.locator("[data-fd-state]")).to_contain_text("Draft saved on this device")
    hostile = {
        "title": "<img src=x onerror=alert()>",
        "url": "https://a.net/?q=1&b=%20",
        "exact": "x",
    }

    page.goto(f"{preview.address}edit/#source={quote(json.dumps(hostile), safe='')}")
    page.get_by_role("button", name="Continue with the draft").click()

    expect(page.get_by_label("Claim", exact=True)).to_have_value("A half-written claim")
    panel = page.locator("[data-fd-panel=source]")
    expect(panel).to_contain_text("<img src=x onerror=alert()>")
    assert "source" not in page.url
    expect(page.get_by_label("Title")).to_have_value("")
    panel.get_by_role("button", name="Add as source 1").click()
    expect(page.get_by_label("Title")).to_have_value("<img src=x onerror=alert()>")
    expect(page.get_by_label("The passage")).to_have_value("x")

    for wrong in ("{", '{"title":"x"}', '{"url":"javascript:alert()"}', "%", "null"):
        page.goto(f"{preview.address}edit/#source={quote(wrong, safe='%')}")
        # The form removes this part of the address after reading it.
        page.wait_for_url(lambda url: "source" not in url)
        expect(page.locator("[data-fd-panel=source]")).to_contain_text("cannot be read")


def test_the_bookmark_brings_a_source_from_its_page(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    """A claim page serves as the page of a source."""
    page = open_form(open_page, preview)
    link = page.get_by_role("link", name="Capture source")
    link.click()
    expect(page.get_by_role("status").filter(has_text="Drag it")).to_be_visible()
    script = unquote(str(link.get_attribute("href")).removeprefix("javascript:"))
    assert token(preview) not in script

    page.goto(f"{preview.address}claims/road/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    with page.context.expect_page() as opened:
        page.evaluate(script)

    panel = opened.value.locator("[data-fd-panel=source]")
    expect(panel).to_contain_text("The road was closed for a year")
    panel.get_by_role("button", name="Add as source 1").click()
    expect(opened.value.get_by_label("Address", exact=True).first).to_have_value(
        f"{preview.address}claims/road/"
    )
    opened.value.close()


def test_without_the_token_nothing_is_saved(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    before = sorted((preview.site.root / "claims").rglob("*"))
    page = open_page("edit/#token=wrong")
    page.get_by_label("Claim", exact=True).fill("A foreign claim")
    save(page)

    expect(page.get_by_role("heading", name="Open the address that the command")).to_be_visible()
    assert sorted((preview.site.root / "claims").rglob("*")) == before


def test_a_previewed_claim_leads_to_its_form(
    open_page: Callable[..., Page], preview: Preview
) -> None:
    page = open_form(open_page, preview)
    page.goto(f"{preview.address}claims/road/")
    page.get_by_role("navigation", name="For editors").get_by_role("link", name="Edit").click()

    expect(page.get_by_label("Claim", exact=True)).to_have_value("The road was closed for a year")
