"""A build replaces the complete site, or leaves it unchanged and says why."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.built_site import BuiltSite
from support.every_kind import write_every_kind
from support.site_folder import MKDOCS_YML, NO_LOG, SiteFolder, files_of

UNTOUCHED = "Nothing was built; the published site is unchanged."


def test_a_claim_becomes_a_page(site: SiteFolder, bridge: dict[str, Any]) -> None:
    result = site.build(claims={"bridge": bridge})
    assert result.exit_status == 0
    assert result.out.startswith("Published 1 claim in ")
    assert "The town&#39;s new bridge cost twice its budget" in site.page("claims/bridge/")


def test_a_bad_claim_leaves_the_last_good_site_alone(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    """A typing error never takes the published site down."""
    site.build(claims={"bridge": bridge})
    before = site.files()

    result = site.build(claims={"bridge": bridge | {"verdict": "fasle"}})

    assert result.exit_status == 1
    assert "claims/bridge.yml:" in result.err
    assert "FD103 unknown verdict 'fasle'" in result.err
    assert "did you mean 'false'?" in result.err
    assert UNTOUCHED in result.err
    assert site.files() == before
    assert [path.name for path in site.root.iterdir() if path.name.startswith(".site")] == []


def test_the_first_build_may_fail_and_leaves_no_site(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    result = site.build(claims={"bridge": bridge | {"verdict": "fasle"}})
    assert result.exit_status == 1
    assert not (site.root / "site").exists()


def one_root(bridge: dict[str, Any]) -> dict[str, Any]:
    return bridge | {"sources": bridge["sources"][:1]}


WRONG = {
    "a link to a page that is not there": ("docs/about.md", "# About\n\n[gone](gone.md)\n"),
    "a link to an anchor that is not there": (
        "docs/about.md",
        "# About\n\n[gone](index.md#gone)\n",
    ),
    "a picture that is not there": ("docs/about.md", "# About\n\n![a](gone.png)\n"),
    "a page that the navigation names and is not there": (
        "mkdocs.yml",
        f"{MKDOCS_YML}nav: [index.md, gone.md]\n",
    ),
    "a picture of another host": ("docs/about.md", "# About\n\n![a](https://img.example/a.png)\n"),
    "a script in a page": ("docs/about.md", "# About\n\n<script>alert(1)</script>\n"),
}


@pytest.mark.parametrize("what", WRONG)
def test_strict_publishes_nothing_with_a_warning_of_the_host(
    what: str, site: SiteFolder, bridge: dict[str, Any]
) -> None:
    """MkDocs counts its own warnings only after it has written everything."""
    assert site.build("--strict", claims={"bridge": bridge}).exit_status == 0
    before = site.files()
    path, text = WRONG[what]
    site.write(path, text)

    result = site.build("--strict")

    assert result.exit_status == 1
    assert re.search(rf"Stopped by --strict: \d+ warnings?\. {re.escape(UNTOUCHED)}", result.err)
    assert site.files() == before
    assert site.build().exit_status == 0


def test_strict_publishes_nothing_with_a_warning_about_a_claim(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.build(claims={"bridge": bridge})
    before = site.files()

    result = site.build("--strict", claims={"bridge": one_root(bridge)})

    assert result.exit_status == 1
    assert "FD208" in result.err
    assert UNTOUCHED in result.err
    assert site.files() == before
    assert site.build().exit_status == 0


def test_strict_counts_a_page_that_is_gone_as_a_warning(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    """No claim disappears without an alias or a withdrawal."""
    site.build(claims={"bridge": bridge, "road": bridge | {"claim": "A road was closed twice"}})
    before = site.files()
    (site.root / "claims" / "road.yml").unlink()

    result = site.build("--strict")

    assert result.exit_status == 1
    assert "claims/road/" in result.err
    assert "give the claim an alias, or withdraw it" in result.err
    assert site.files() == before


def test_a_link_to_a_claim_that_is_not_there_is_an_error_with_its_place(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.write("docs/about.md", "# About\n\nSee [the bridge](claim:brigde).\n")
    result = site.build(claims={"bridge": bridge})
    assert result.exit_status == 1
    assert "docs/about.md:3:24: FD505 there is no claim 'brigde'" in result.err


def test_links_to_claims_lead_to_them_from_any_depth(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.write("docs/a/b.md", "# B\n\n[it](claim:bridge) `[code](claim:gone)`\n")
    site.build(claims={"bridge": bridge})
    assert 'href="../../claims/bridge/"' in site.page("a/b/")


def test_without_an_address_nothing_absolute_is_made_up(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    result = site.build(claims={"bridge": bridge})

    assert "the site's address is not known" in result.err
    files = site.files()
    assert "sitemap.xml" not in files
    for path, content in files.items():
        if path.endswith(".html"):
            assert b'rel="canonical" href="http' not in content
            assert b"ClaimReview" not in content


def test_with_an_address_pages_say_where_they_are(site: SiteFolder, bridge: dict[str, Any]) -> None:
    site.write_claim("bridge", bridge)
    result = site.run("build", SITE_URL="https://desk.example/sub")
    page = site.page("claims/bridge/")
    assert result.err == NO_LOG
    assert '<link rel="canonical" href="https://desk.example/sub/claims/bridge/">' in page
    assert '"@type":"ClaimReview"' in re.sub(r"\s", "", page)


def test_drafts_are_not_published(site: SiteFolder, bridge: dict[str, Any]) -> None:
    site.build(claims={"bridge": bridge, "secret": {"claim": "Zebra", "status": "draft"}})
    for path, content in site.files().items():
        assert b"Zebra" not in content, path
        assert "secret" not in path


def test_claims_are_never_in_the_navigation(tmp_path: Path) -> None:
    """The cost would grow with the square of their number."""
    site = write_every_kind(tmp_path)
    site.build()
    built = BuiltSite(site.root / "site")
    named = {
        target[0]
        for page in built.pages.values()
        for nav in page.tree.xpath('//nav[contains(@class, "md-nav") or @class="md-tabs"]')
        for link in nav.xpath(".//a/@href")
        if (target := built.target(page.path, link))
    }
    assert [path for path in named if path.startswith("claims/")] == ["claims/index.html"]


def test_what_links_lead_to_outside_is_not_published(
    site: SiteFolder, bridge: dict[str, Any], tmp_path: Path
) -> None:
    """A symbolic link in docs could publish any file of the machine."""
    (tmp_path / "secret.txt").write_text("zebra", "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "page.md").write_text("# zebra", "utf-8")
    (site.root / "docs" / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (site.root / "docs" / "folder").symlink_to(tmp_path / "folder")
    (site.root / "docs" / "inner.md").symlink_to(site.root / "docs" / "index.md")

    result = site.build(claims={"bridge": bridge})

    assert result.exit_status == 0
    for name in ("secret.txt", "folder/page.md", "inner.md"):
        assert f"{name} is a symbolic link, or inside one, and is not published" in result.err
    for path, content in site.files().items():
        assert b"zebra" not in content, path
    assert not (site.root / "site" / "secret.txt").exists()
    assert not (site.root / "site" / "inner").exists()


def test_an_editors_own_files_are_published_whatever_they_are_called(site: SiteFolder) -> None:
    own = ("workers/index.md", "lunr/index.md", "plan.map", "a/workers/b.csv")
    for path in own:
        site.write(f"docs/{path}", "# Own\n")
    site.build()
    assert {"workers/index.html", "lunr/index.html", "plan.map", "a/workers/b.csv"} <= set(
        site.files()
    )


def test_nothing_is_published_that_no_page_loads(site: SiteFolder, bridge: dict[str, Any]) -> None:
    site.build(claims={"bridge": bridge})
    unused = [
        path
        for path in site.files()
        if path.endswith((".map", ".py", ".md", ".yml")) or "lunr" in path or "workers" in path
    ]
    assert unused == []


@pytest.mark.parametrize("arguments", [[], ["--strict"]])
def test_mkdocs_own_command_builds_the_same_files(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_every_kind(tmp_path / "a")
    site.run("build", SITE_URL="https://desk.example/")
    other = write_every_kind(tmp_path / "b")
    monkeypatch.setenv("SITE_URL", "https://desk.example/")

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=other.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert other.files() == site.files()


def test_mkdocs_own_command_leaves_the_last_good_site_alone_too(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.build(claims={"bridge": bridge})
    before = site.files()
    site.write_claim("bridge", bridge | {"verdict": "fasle"})

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "did you mean 'false'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert site.files() == before


def test_the_folders_can_be_named(site: SiteFolder, bridge: dict[str, Any], tmp_path: Path) -> None:
    site.write("checked/deep/bridge.yml", site.write_claim("x", bridge).read_text("utf-8"))
    result = site.run("build", "--claims", "checked", "--site-dir", str(tmp_path / "out"))
    assert result.exit_status == 0
    files = files_of(tmp_path / "out")
    assert "claims/bridge/index.html" in files
    assert "claims/x/index.html" not in files


def test_a_site_without_claims_is_a_site(site: SiteFolder) -> None:
    result = site.build("--strict")
    assert result.exit_status == 0
    assert result.out.startswith("Published 0 claims in ")
    assert {"index.html", "claims/index.html", "404.html"} <= set(site.files())


def test_a_folder_that_the_program_did_not_make_is_not_replaced(site: SiteFolder) -> None:
    site.write("site/mine.txt", "mine")
    result = site.build()
    assert result.exit_status in (1, 2)
    assert "site" in result.err
    assert site.files() == {"mine.txt": b"mine"}


def test_strict_may_stand_in_the_configuration(site: SiteFolder) -> None:
    site.write("mkdocs.yml", f"{MKDOCS_YML}strict: true\n")
    site.write("docs/about.md", "# About\n\n[gone](gone.md)\n")
    assert site.build().exit_status == 1


def test_the_first_pages_body_may_stand_on_any_page(tmp_path: Path) -> None:
    site = write_every_kind(tmp_path)
    site.write("docs/a/b/front.md", "# Front\n\n<!-- factdesk:home -->\n")
    assert site.run("build", SITE_URL="https://desk.example/").exit_status == 0
    assert BuiltSite(site.root / "site", "https://desk.example/").dead_links() == []


def test_names_and_descriptions_are_texts(site: SiteFolder, bridge: dict[str, Any]) -> None:
    """The theme would print them without escaping."""
    text = """A "B" & <b onclick=x> 'C'"""
    site.write("mkdocs.yml", f"{MKDOCS_YML}extra: {{}}\n".replace("Bridge Desk", repr_of(text)))
    site.write("docs/about.md", f"---\ndescription: {repr_of(text)}\n---\n# About\n")
    site.write("docs/more.md", "# More\n")
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", config.replace("Claims about one bridge.", repr_of(text)))
    assert site.build(claims={"bridge": bridge}).exit_status == 0
    for path, page in BuiltSite(site.root / "site").pages.items():
        assert page.tree.xpath("//*[@onclick] | //title/*") == [], path
        if not path.startswith("embed/"):
            assert text in (page.one("//title/text()") or ""), path
    for path in ("about/", "more/"):
        page = BuiltSite(site.root / "site").at(path)
        assert page.one('//meta[@name="description"]/@content') == text
        assert page.one('//meta[@property="og:description"]/@content') == text


def repr_of(text: str) -> str:
    """A text in YAML notation."""
    return json.dumps(text)


def test_a_missing_symbol_is_not_an_error_of_the_program(site: SiteFolder) -> None:
    site.write("docs/about.md", "---\nicon: gone/x\n---\n# About\n")
    result = site.build()
    assert result.exit_status == 2
    assert "gone/x" in result.err
    assert "bug in Factdesk" not in result.err


def test_a_full_disk_while_mkdocs_copies_files_is_reported(
    site: SiteFolder, bridge: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The published site is unchanged, and the message says what to do."""
    assert site.build(claims={"bridge": bridge}).exit_status == 0
    before = site.files()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "main.css")

    monkeypatch.setattr("mkdocs.utils.copy_file", full)
    result = site.build("--clean")

    assert result.exit_status == 1
    assert "no space left on device: main.css\nFree some space on that disk" in result.err
    assert site.files() == before
