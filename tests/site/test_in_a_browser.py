"""Typical paths of readers through the site."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from support.built_site import BuiltSite
from support.every_kind import KINDS

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

Reader = Callable[..., Page]


def test_from_the_first_page_to_the_evidence_and_back(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(address)
    page.get_by_role("link", name="The bridge that ate the budget").first.click()
    expect(page).to_have_url(f"{address}articles/the-bridge/")

    page.get_by_role("link", name="The town's new bridge cost twice its budget").first.click()
    expect(page).to_have_url(f"{address}claims/bridge/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("twice its budget")
    expect(page.locator(".fd-unit__word")).to_contain_text("Mostly true")

    citation = page.locator("#cite-1")
    citation.click()
    expect(page).to_have_url(re.compile(r"#source-vote$"))
    source = page.locator("#source-vote")
    expect(source).to_be_in_viewport()
    expect(source).to_contain_text("Minutes of the council, 12 June 2019")

    source.locator('a[href="#cite-1"]').click()
    expect(citation).to_be_in_viewport()

    page.go_back()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{address}articles/the-bridge/")


def test_the_explorer_filters_and_its_address_can_be_shared(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(f"{address}claims/")
    page.get_by_role("checkbox", name="Misleading").or_(
        page.get_by_label("Misleading")
    ).first.check()
    expect(page.get_by_text("Bridge 3 is one of eight")).to_be_visible()
    expect(page.get_by_text("Bridge 0 is one of eight")).to_be_hidden()
    shared = page.url
    assert "misleading" in shared

    other = reader()
    other.goto(shared)
    expect(other.get_by_text("Bridge 3 is one of eight")).to_be_visible()
    expect(other.get_by_text("Bridge 0 is one of eight")).to_be_hidden()


def test_the_search_finds_a_claim_by_keyboard(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(f"{address}about/")
    page.keyboard.press("/")
    page.keyboard.type("twice budget")
    expect(page.get_by_role("option").first).to_contain_text("twice its budget")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/claims/bridge/"))


def test_light_or_dark_is_kept(reader: Reader, address: str) -> None:
    page = reader(color_scheme="light")
    page.goto(address)
    scheme = page.locator("body")
    expect(scheme).to_have_attribute("data-md-color-scheme", "default")
    page.locator(
        'label[title="Switch to dark"]:visible, label[for^="__palette"]:visible, [data-fd-palette]'
    ).first.click()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}claims/bridge/")
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}methodology/")  # with the theme's own script
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(scheme).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_first_paint_follows_the_system(
    reader: Reader, address: str, system: str, scheme: str
) -> None:
    page = reader(color_scheme=system)
    page.goto(f"{address}claims/bridge/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_menu_of_a_phone_leads_everywhere(reader: Reader, address: str) -> None:
    page = reader(**PHONE)
    page.goto(f"{address}claims/bridge/")
    menu = page.get_by_role("navigation", name="Navigation")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Navigation").click()
    link = menu.get_by_role("link", name="Topics")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Navigation")).to_be_focused()
    page.keyboard.press("Enter")
    link.click()
    expect(page).to_have_url(f"{address}topics/")


@pytest.mark.parametrize("width", [360, 640])
def test_the_closed_navigation_of_a_written_page_cannot_be_reached(
    reader: Reader, address: str, width: int
) -> None:
    """A button opens it, and Escape closes it."""
    page = reader(viewport={"width": width, "height": 740})
    page.goto(f"{address}methodology/")
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer).to_be_hidden()
    page.get_by_role("button", name="Navigation").press("Enter")
    expect(drawer.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("button", name="Navigation")).to_be_focused()


def test_the_header_shows_the_verdict_and_the_claim_while_one_reads(
    reader: Reader, address: str
) -> None:
    page = reader(viewport={"width": 1000, "height": 500})
    page.goto(f"{address}claims/bridge/")
    header = page.locator(".md-header__title")
    expect(header).to_have_class("md-header__title")
    page.locator("#history").scroll_into_view_if_needed()
    expect(header).to_have_class(re.compile("active"))
    title = "Mostly true: The town's new bridge"
    assert header.inner_text().startswith(title)


def test_without_a_script_everything_can_be_read(reader: Reader, address: str) -> None:
    page = reader(java_script_enabled=False)
    page.goto(f"{address}claims/")
    expect(page.get_by_text("The town's new bridge cost twice its budget")).to_be_visible()
    page.get_by_role("link", name="2", exact=True).first.click()
    expect(page).to_have_url(f"{address}claims/page/2/")
    page.goto(f"{address}claims/bridge/")
    for text in ("twice its budget", "Mostly true", "22.8 million", "Minutes of the council"):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.locator("[data-fd-search]")).to_be_hidden()


def test_a_copy_on_disk_can_be_read_and_filtered(reader: Reader, desk_on_disk: BuiltSite) -> None:
    page = reader()
    page.goto((desk_on_disk.folder / "index.html").as_uri())
    page.get_by_role("link", name="The town's new bridge cost twice its budget").first.click()
    expect(page.locator(".fd-unit__word")).to_contain_text("Mostly true")
    assert page.url.startswith("file://")
    page.goto((desk_on_disk.folder / "claims" / "index.html").as_uri())
    page.get_by_label("Misleading").first.check()
    expect(page.get_by_text("Bridge 3 is one of eight")).to_be_visible()
    expect(page.get_by_text("Bridge 0 is one of eight")).to_be_hidden()


@pytest.mark.parametrize("kind", ["home", "claim", "explorer", "written", "topic"])
def test_a_page_on_disk_makes_the_browser_complain_of_nothing(
    kind: str, reader: Reader, desk_on_disk: BuiltSite
) -> None:
    page = reader()
    page.goto((desk_on_disk.folder / KINDS[kind] / "index.html").as_uri())
    page.wait_for_timeout(200)


def test_a_missing_page_helps_on_from_any_depth(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(f"{address}404.html")
    for link in page.get_by_role("link").all():
        href = link.get_attribute("href") or ""
        assert href.startswith(("/a/path/", "#", "https://")), href


def test_a_former_address_leads_to_the_claim(reader: Reader, address: str) -> None:
    page = reader()
    page.goto(f"{address}claims/bridge-twice-its-budget/")
    expect(page).to_have_url(f"{address}claims/bridge/")
