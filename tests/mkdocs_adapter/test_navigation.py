"""The navigation can contain claims, and its entries link to them on every page."""

from __future__ import annotations

from typing import Any

import pytest
from support.built_site import BuiltSite
from support.site_folder import MKDOCS_YML, SiteFolder

NAV = f"""{MKDOCS_YML}
nav:
  - Home: index.md
  - The bridge: claim:bridge
  - Roads:
    - claim:road
    - How it was changed: claim:road#history
    - deep/er.md
"""

#: The links in the drawer; on generated pages it has only the first level.
IN_DRAWER = '//nav[contains(@class, "md-nav--primary")]//a[contains(@class, "md-nav__link")]'


@pytest.fixture
def named(site: SiteFolder, bridge: dict[str, Any]) -> SiteFolder:
    """A site whose navigation names two of its three claims."""
    site.write("mkdocs.yml", NAV)
    site.write("docs/deep/er.md", "# Deeper\n")
    site.write_claim("bridge", bridge)
    # The markup is the subject of the test.
    accepted = [{"check": "FD016", "reason": "The sign on the road says so."}]
    road = {"claim": "A road <b>and</b> a path were closed", "accepted": accepted}
    site.write_claim("road", bridge | road)
    site.write_claim("tower", bridge | {"claim": "A tower leans"})
    return site


@pytest.mark.parametrize("way", [[], ["--offline"]], ids=["online", "offline"])
def test_entries_lead_to_claims_from_every_page(way: list[str], named: SiteFolder) -> None:
    result = named.build("--strict", *way)

    assert result.exit_status == 0, result.err
    built = BuiltSite(named.root / "site")
    for path, page in built.pages.items():
        links = page.tree.xpath(f"{IN_DRAWER}/@href")
        if path == "404.html":
            assert "/claims/bridge/" in links
        elif links:
            targets = {target[0] for link in links if (target := built.target(path, link))}
            assert {"claims/bridge/index.html", "claims/road/index.html"} <= targets, path
    assert {"index.html", "deep/er/index.html", "claims/tower/index.html"} <= built.pages.keys()
    for path, content in named.files().items():
        assert b'"claim:' not in content, path


def test_every_page_below_a_path_leads_to_them_too(named: SiteFolder) -> None:
    assert named.run("build", "--strict", SITE_URL="https://desk.example/sub/").exit_status == 0
    assert BuiltSite(named.root / "site", "https://desk.example/sub/").dead_links() == []
    page = BuiltSite(named.root / "site", "https://desk.example/sub/").pages["404.html"]
    assert "/sub/claims/bridge/" in page.tree.xpath(f"{IN_DRAWER}/@href")


def test_an_entry_without_a_title_bears_the_claim_as_a_text(named: SiteFolder) -> None:
    named.build()
    page = BuiltSite(named.root / "site").pages["deep/er/index.html"]
    titles = {
        link.get("href"): " ".join(link.text_content().split())
        for link in page.tree.xpath(IN_DRAWER)
    }
    assert titles["../../claims/road/"] == "A road <b>and</b> a path were closed"
    assert titles["../../claims/road/#history"] == "How it was changed"
    assert page.tree.xpath(f"{IN_DRAWER}//b") == []


def test_the_page_of_a_claim_in_the_navigation_is_framed_like_any_other(
    named: SiteFolder,
) -> None:
    """It links to itself, which no other page does."""
    first = named.build()
    assert "rendered one by one" not in first.err
    page = BuiltSite(named.root / "site").pages["claims/road/index.html"]
    assert "./" in page.tree.xpath(f"{IN_DRAWER}/@href")
    before = named.files()
    named.build()
    assert named.files() == before
    named.build("--clean")
    assert named.files() == before


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_claim_that_is_not_there_is_named_with_its_place(command: str, named: SiteFolder) -> None:
    named.write("mkdocs.yml", NAV.replace("claim:bridge", "claim:brigde"))

    result = named.run(command)

    assert result.exit_status == 1
    said = result.err + result.out
    assert "mkdocs.yml:11:23: FD505 there is no claim 'brigde'\n" in said
    assert "   11 |   - The bridge: claim:brigde\n" in said
    assert "1 other file" in said
    assert not (named.root / "site").exists()


def test_a_draft_is_not_a_claim_of_the_site(named: SiteFolder) -> None:
    named.write_claim("bridge", {"claim": "A bridge", "status": "draft"})
    for command in ("build", "check"):
        result = named.run(command)
        assert result.exit_status == 1
        assert "FD505 there is no claim 'bridge'" in result.err + result.out
