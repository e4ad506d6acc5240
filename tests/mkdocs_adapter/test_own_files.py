"""A site's own files are published unchanged or refused, and never replaced silently."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from support.site_folder import BRIDGE, MKDOCS_YML, NO_LOG, SiteFolder

from factdesk.config.mkdocs_yml import read_mkdocs_yml
from factdesk.mkdocs_adapter.mkdocs_config import load
from factdesk.mkdocs_adapter.theme_renderer import add_template_overrides

ADDRESS = {"SITE_URL": "https://desk.example/"}
CUSTOM = MKDOCS_YML.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
ROBOTS = "User-agent: *\nDisallow: /claims/page/\n"

#: Files at addresses that the program writes, or inside or instead of one of its folders.
IN_THE_WAY = {
    "docs/feed.xml": "feed.xml",
    "docs/feed.json": "feed.json",
    "docs/sitemap.xml": "sitemap.xml",
    "docs/SHA256SUMS": "SHA256SUMS",
    "docs/api/claims.json": "api/claims.json",
    "docs/api/claims/bridge.json": "api/claims/bridge.json",
    "docs/api/claimreview.json": "api/claimreview.json",
    "docs/api/oembed/bridge.json": "api/oembed/bridge.json",
    "docs/claims/index.md": "claims/index.html",
    "docs/claims.md": "claims/index.html",
    "docs/claims/index.html": "claims/index.html",
    "docs/claims/bridge.md": "claims/bridge/index.html",
    "docs/claims/old-bridge/index.md": "claims/old-bridge/index.html",
    "docs/embed/bridge/index.html": "embed/bridge/index.html",
    "docs/claims": "claims",
    "docs/feed.xml/notes.txt": "feed.xml/notes.txt",
    "overrides/feed.xml": "feed.xml",
    "overrides/sitemap.xml": "sitemap.xml",
    "overrides/api/claims.csv": "api/claims.csv",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A published site with a theme folder; tests of refused builds do not change it."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("published") / "desk")
    site.write("mkdocs.yml", CUSTOM)
    site.write("overrides/main.html", "{% extends 'base.html' %}")
    site.write_claim("bridge", BRIDGE | {"aliases": ["old-bridge"]})
    assert site.run("build", **ADDRESS).exit_status == 0
    return site


@pytest.mark.parametrize("place", IN_THE_WAY)
def test_a_file_in_the_way_is_named_and_the_last_good_site_stays(
    place: str, published: SiteFolder, tmp_path: Path
) -> None:
    before = published.files()
    sources = {name: published.root / name for name in ("docs", "overrides")}
    for name, folder in sources.items():
        shutil.copytree(folder, tmp_path / name)
    published.write(place, "<mine/>\n")

    result = published.run("build", **ADDRESS)

    for name, folder in sources.items():
        shutil.rmtree(folder)
        shutil.copytree(tmp_path / name, folder)
    assert result.exit_status == 1
    assert result.err.endswith(
        f"Error: {place} has the address {IN_THE_WAY[place]}, which is reserved for a file "
        "of Factdesk\n"
        "Rename it, move it to another folder, or delete it. The published site is unchanged.\n"
    )
    assert published.files() == before


def test_a_theme_has_the_files_that_mkdocs_finds_itself(site: SiteFolder) -> None:
    """Listing without hidden files omits nothing that MkDocs would publish."""
    site.write("mkdocs.yml", CUSTOM)
    for name in ("a.css", ".b.css", "below/c.css", "below/.d/e.css", ".f/g.css"):
        site.write(f"overrides/{name}", "p {}")
    config = load(read_mkdocs_yml(site.root / "mkdocs.yml"))
    add_template_overrides(config)
    expected, found = Files([]), Files([])

    expected.add_files_from_theme(Theme.get_env(config.theme), config)
    found.add_files_from_theme(config.theme.get_env(), config)

    assert list(found.src_uris) == list(expected.src_uris)
    assert {"a.css", "below/c.css"} < found.src_uris.keys()


def test_a_generated_page_with_something_that_the_policy_blocks_is_a_warning(
    site: SiteFolder,
) -> None:
    site.write("mkdocs.yml", CUSTOM)
    site.write(
        "overrides/main.html",
        "{% extends 'base.html' %}{% block scripts %}{{ super() }}"
        "{% if page and page.url.startswith('claims/') %}<script>count()</script>{% endif %}"
        "{% endblock %}",
    )
    site.write_claim("bridge", BRIDGE)

    result = site.run("build", "--strict", **ADDRESS)

    assert result.exit_status == 1
    assert result.err.count("the content policy blocks this for readers: <script>") == 1


def test_all_conflicting_files_are_reported_at_once(site: SiteFolder) -> None:
    places = ["docs/api/claims.csv", "docs/api/claims.json", "docs/claims.md", "docs/feed.xml"]
    for place in places:
        site.write(place, "mine")

    result = site.run("build", **ADDRESS)

    told = [line.removeprefix("Error: ") for line in result.err.splitlines()]
    assert [line.split(" has the address ")[0] for line in told if " has the " in line] == places


@pytest.mark.parametrize("path", ["feed.xml", "changes.xml", "sitemap.xml", "api/claimreview.json"])
def test_a_file_is_in_the_way_whether_or_not_the_address_is_known(
    path: str, site: SiteFolder
) -> None:
    """A file that an editor's machine accepts is also accepted where the site is published."""
    site.write(f"docs/{path}", "mine")
    result = site.build()
    assert result.exit_status == 1
    assert f"docs/{path} has the address {path}" in result.err


@pytest.mark.parametrize("place", ["docs/robots.txt", "overrides/robots.txt"])
def test_a_sites_own_robots_file_is_kept(place: str, site: SiteFolder) -> None:
    site.write("mkdocs.yml", CUSTOM)
    site.write("overrides/main.html", "{% extends 'base.html' %}")
    for _ in range(2):
        assert site.run("build", **ADDRESS).exit_status == 0
    assert site.files()["robots.txt"].startswith(b"User-agent: *\nAllow: /\n")

    site.write(place, ROBOTS)

    assert site.run("build", "--strict", **ADDRESS).exit_status == 0
    assert site.files()["robots.txt"] == ROBOTS.encode()
    assert b"robots.txt\n" in site.files()["SHA256SUMS"]
    assert site.run("verify", "site").exit_status == 0


def test_what_is_switched_off_leaves_its_addresses_to_the_site(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    options = MKDOCS_YML.replace("  - factdesk\n", "  - factdesk:\n      outputs: []\n")
    site.write("mkdocs.yml", options)
    site.write("docs/api/claims/bridge.json", '{"mine": true}')
    assert site.build(claims={"bridge": bridge}).exit_status == 0
    assert site.files()["api/claims/bridge.json"] == b'{"mine": true}'


def test_two_pages_at_one_address_are_both_named(site: SiteFolder) -> None:
    """MkDocs would publish only the last one."""
    site.write("docs/about.md", "# One\n")
    site.write("docs/about/index.md", "# Other\n")
    result = site.build()
    assert result.exit_status == 1
    assert result.err == (
        "Error: two files of the site have the address about/index.html: "
        "docs/about.md and docs/about/index.md\n"
        "Rename one of the two. The published site is unchanged.\n"
    )


def test_a_page_at_the_address_of_one_of_the_themes_is_refused(site: SiteFolder) -> None:
    site.write("docs/404.html", "<p>Mine")
    result = site.build()
    assert result.exit_status == 1
    assert "the address 404.html: the theme's 404.html and docs/404.html\n" in result.err


def test_files_that_mkdocs_excludes_do_not_conflict(site: SiteFolder) -> None:
    site.write("mkdocs.yml", f"{MKDOCS_YML}exclude_docs: |\n  feed.xml\n  about.md\n")
    site.write("docs/feed.xml", "mine")
    site.write("docs/about.md", "# One\n")
    site.write("docs/about/index.md", "# Other\n")
    assert site.run("build", "--strict", **ADDRESS).exit_status == 0
    assert "Other" in site.page("about/")
    assert site.files()["feed.xml"] != b"mine"


def test_damaged_files_of_the_site_are_not_errors_of_the_program(site: SiteFolder) -> None:
    """It is published unchanged with a warning; with --strict, nothing is published."""
    brought = {"data.json": '{"a": NaN}', "plan.svg": "<svg>", "feed/empty.txt": ""}
    for path, text in brought.items():
        site.write(f"docs/{path}", text)

    result = site.run("build", **ADDRESS)

    assert result.exit_status == 0
    assert result.err == (
        "Warning: docs/data.json: this is not valid JSON: NaN is not JSON; "
        "fix it or change its extension\n"
        "Warning: docs/plan.svg: this is not valid SVG: no element found: line 1, column 5; "
        "fix it or change its extension\n" + NO_LOG
    )
    assert {path: site.files()[path].decode() for path in brought} == brought
    assert site.run("build", "--strict", **ADDRESS).exit_status == 1


def test_the_well_known_folder_is_published_without_hidden_files(site: SiteFolder) -> None:
    for path in ("security.txt", "a/b.json", ".hidden", "a/.hidden"):
        site.write(f"docs/.well-known/{path}", path)
    site.write("docs/.other/file.txt", "x")

    assert site.run("build").exit_status == 0

    hidden = {path: content for path, content in site.files().items() if "." in path[:1]}
    assert {path for path in hidden if not path.startswith(".factdesk")} == {
        ".well-known/security.txt",
        ".well-known/a/b.json",
    }


def test_the_well_known_folder_can_be_excluded(site: SiteFolder) -> None:
    site.write("mkdocs.yml", MKDOCS_YML + "exclude_docs: .well-known/mine.txt\n")
    site.write("docs/.well-known/mine.txt", "x")
    site.write("docs/.well-known/yours.txt", "x")

    assert site.run("build").exit_status == 0

    assert ".well-known/mine.txt" not in site.files()
    assert ".well-known/yours.txt" in site.files()
