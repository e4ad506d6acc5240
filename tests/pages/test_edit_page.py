"""The form on a published site: static, in every language, passing files to GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from support.accessibility import violations
from support.site_folder import SiteFolder
from support.tabs import Tabs
from support.watched_pages import watched_pages

from factdesk.editing.layout import fields_in

ROAD = """\
# A note for colleagues.
claim: The road was closed for a year    # as printed
claimant: Bridge Gazette
verdict: mostly-false
summary: The road was closed for four months.
sources:
  # Asked for by letter.
  - title: Order of the council
    url: https://council.bridge-desk.net/order
    kind: primary    # the record
    stance: contradicts
published_on: 2026-03-01
"""
GITHUB = "https://github.com/bridge-desk/checks"


def built(folder: Path, language: str = "en", repository: str = GITHUB) -> SiteFolder:
    site = SiteFolder.begin(folder)
    config = (folder / "mkdocs.yml").read_text("utf-8")
    material = f"  name: material\n  language: {language}\n"
    config = config.replace("  name: material\n", material)
    site.write("mkdocs.yml", f"repo_url: {repository}\n{config}" if repository else config)
    site.write_claim("works/road", ROAD)
    assert site.run("build", SITE_URL="https://desk.example.org/").exit_status == 0
    return site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    return built(tmp_path_factory.mktemp("edit") / "desk")


@pytest.fixture
def open_page(
    tabs: Tabs, site: SiteFolder, serve: Callable[..., str]
) -> Iterator[Callable[..., Page]]:
    with watched_pages(tabs, serve(site.root / "site")) as open_one:
        yield open_one


def fill(page: Page, summary: str = "Four months, says the order.") -> None:
    page.get_by_label("Claim", exact=True).fill("The road was closed: again")
    page.get_by_label("Claimant", exact=True).fill("Bridge Gazette")
    page.get_by_text("Contradicted by the best public evidence.").click()
    page.get_by_label("Summary").fill(summary)
    page.get_by_label("Title").fill("Order")
    page.get_by_label("Address", exact=True).fill("https://council.bridge-desk.net/order")


def test_a_short_claim_opens_on_github_in_one_step(open_page: Callable[..., Page]) -> None:
    page = open_page("edit/")
    sent: list[str] = []

    def answer(route: Route) -> None:
        sent.append(route.request.url)
        route.fulfill(body="")

    page.context.route("https://github.com/**", answer)
    fill(page)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open on GitHub").click()
    opened.value.wait_for_load_state()

    address = urlsplit(sent[0])
    asked = parse_qs(address.query)
    assert address.path == "/bridge-desk/checks/new/main/claims"
    assert asked["filename"] == ["the-road-was-closed-again.yml"]
    fields = fields_in(asked["value"][0])
    assert fields["claim"] == "The road was closed: again"
    assert fields["sources"] == [{"title": "Order", "url": "https://council.bridge-desk.net/order"}]
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert Path(download.value.path()).read_text("utf-8") == asked["value"][0]


def test_a_long_claim_goes_through_the_clipboard(open_page: Callable[..., Page]) -> None:
    page = open_page("edit/", permissions=["clipboard-read", "clipboard-write"])
    fill(page)
    page.get_by_role("button", name="The analysis").click()
    page.keyboard.insert_text("A long analysis. " * 400)
    page.get_by_role("button", name="Open on GitHub").click()

    panel = page.get_by_role("region", name="Send it to GitHub in two steps")
    panel.get_by_role("button", name="Copy the file").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert fields_in(copied)["analysis"].startswith("A long analysis.")
    link = panel.get_by_role("link", name="Open on GitHub").get_attribute("href")
    assert link == f"{GITHUB}/new/main/claims?filename=the-road-was-closed-again.yml"
    suggest = panel.get_by_role("link", name="Suggest").get_attribute("href")
    assert "template=suggest-a-claim.yml" in (suggest or "")
    assert "claim=The road was closed: again" in unquote(suggest or "")
    assert violations(page) == []


def test_an_edited_claim_keeps_its_comments_and_other_lines(open_page: Callable[..., Page]) -> None:
    page = open_page("claims/road/")
    page.get_by_role("link", name="Edit this claim").click()
    page.get_by_label("Summary").fill("Closed for four months: from March.")
    page.get_by_role("button", name="Open on GitHub").click()

    panel = page.get_by_role("region", name="Send it to GitHub in two steps")
    assert panel.locator("pre").text_content() == ROAD.replace(
        "The road was closed for four months.", '"Closed for four months: from March."'
    )
    link = panel.get_by_role("link", name="Open on GitHub").get_attribute("href")
    assert link == f"{GITHUB}/edit/main/claims/works/road.yml"


def test_a_change_that_would_lose_a_comment_is_left_to_the_editor(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("edit/?claim=road")
    page.get_by_label("Summary").fill("Changed.")
    page.get_by_role("button", name="Remove Source 1").click()
    page.get_by_role("button", name="Add another source").click()
    page.get_by_label("Title").fill("Log")
    page.get_by_label("Address", exact=True).fill("https://works.net/log")
    page.get_by_role("button", name="Open on GitHub").click()

    panel = page.get_by_role("region", name="Change these fields in the file yourself")
    expect(panel).to_contain_text("title: Log")
    text = panel.locator("details pre").text_content() or ""
    assert text == ROAD.replace("The road was closed for four months.", "Changed.")


def test_wrong_fields_are_named_without_a_server(open_page: Callable[..., Page]) -> None:
    page = open_page("edit/")
    fill(page, summary="x" * 401)
    page.get_by_label("Address", exact=True).fill("council.bridge-desk.net")
    page.get_by_label("Published on", exact=True).last.fill("2026-02-30")
    page.get_by_role("button", name="Open on GitHub").click()

    found = page.locator("[data-fd-problems] .fd-code").all_inner_texts()
    assert found == ["FD102", "FD201", "FD301"]


@pytest.mark.parametrize(("language", "title"), [("de", "Neue Behauptung"), ("ar", "New claim")])
def test_the_form_turns_with_the_language_of_the_site(
    language: str, title: str, tmp_path: Path, tabs: Tabs, serve: Callable[..., str]
) -> None:
    site = built(tmp_path / "desk", language)
    with watched_pages(tabs, serve(site.root / "site")) as open_page:
        page = open_page("edit/?claim=road", viewport={"width": 360, "height": 740})
        expect(page.locator("[data-fd-body]")).to_be_visible()
        for button in page.locator("[data-fd-add]:not([hidden]) > button").all():
            if button.is_visible():
                button.click()
        page.get_by_role("button").filter(has_text="GitHub").click()

        expect(page.locator("[data-fd-panel=handover] h2")).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert violations(page) == []
        page.goto(page.url.partition("?")[0])
        expect(page.locator("h1")).to_have_text(title)


def test_the_output_can_be_switched_off_and_needs_github_for_claims(tmp_path: Path) -> None:
    site = built(tmp_path / "desk", repository="https://git.bridge-desk.net/checks")
    assert (site.root / "site/edit/index.html").is_file()
    assert not (site.root / "site/edit/claims").exists()

    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", config.replace("publisher:", "outputs: [search]\n      publisher:"))
    assert site.build().exit_status == 0
    assert not (site.root / "site/edit").exists()


def test_a_changed_comment_is_published_for_the_form(tmp_path: Path) -> None:
    site = built(tmp_path / "desk")
    site.write_claim("works/road", ROAD.replace("for colleagues", "for everybody"))

    assert site.run("build", SITE_URL="https://desk.example.org/").exit_status == 0

    data = json.loads((site.root / "site/edit/claims/road.json").read_text("utf-8"))
    assert data["text"].startswith("# A note for everybody.")
    assert "/edit/" not in (site.root / "site/sitemap.xml").read_text("utf-8")
