"""A saved claim appears in the browser; problems appear on top of the last good pages."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page
from support.drawn_pictures import drawn_picture, encoded, media
from support.previewing import MKDOCS, OURS, PATIENCE, Preview, previewing
from support.site_folder import BRIDGE, SiteFolder

BOTH = pytest.mark.parametrize("command", [OURS, MKDOCS], ids=["factdesk", "mkdocs"])


@pytest.fixture(scope="module", params=[OURS, MKDOCS], ids=["factdesk", "mkdocs"])
def preview(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Preview]:
    """A preview that runs as long as an editor works. Each test leaves it without problems."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("preview") / "desk")
    site.write_claim("bridge", BRIDGE)
    with previewing(site, *request.param) as preview:
        yield preview


def test_a_saved_record_is_on_the_page_and_stays_there(
    site: SiteFolder, bridge: dict[str, Any], tmp_path: Path
) -> None:
    bridge["sources"][0] |= {"id": "account", "quotes": [{"exact": "22.8 million were paid"}]}
    site.write_claim("bridge", bridge)
    saved = tmp_path / "saved.html"
    saved.write_text("<p>In all 22.8 million were paid.</p>" + "<p>Filler text.</p>" * 40, "utf-8")
    with previewing(site, *OURS) as preview:
        assert "Not compared with the source yet" in preview.get("claims/bridge/")

        site.run("evidence", "add", str(saved), "bridge", "--source", "account")
        preview.wait("claims/bridge/", lambda page: "Found word for word" in page)

        text = (site.root / "claims/bridge.yml").read_text("utf-8")
        site.write("claims/bridge.yml", text.replace("The final account", "The zebra account"))
        page = preview.wait("claims/bridge/", lambda page: "The zebra account" in page)
        assert "Found word for word" in page

        report = {"version": 1, "sources": {}}
        for each in bridge["sources"]:
            report["sources"][each["url"]] = {
                "url": each["url"],
                "state": "gone",
                "checked_at": "2026-03-09T06:00:00Z",
                "since": "2026-03-02",
            }
        site.write("claims/_evidence/_health.json", json.dumps(report))
        preview.wait("claims/bridge/", lambda page: "fd-source__gone" in page)


def test_what_is_saved_is_on_screen(preview: Preview, bridge: dict[str, Any]) -> None:
    """A long series of edits, without a restart."""
    site = preview.site
    assert "twice its budget" in preview.get("claims/bridge/")

    site.write_claim("bridge", bridge | {"summary": "The zebra summary."})
    preview.wait("claims/bridge/", lambda page: "The zebra summary." in page)

    # A new claim in a new folder, as a draft: shown and marked.
    site.write_claim("works/road", {"claim": "A road was closed", "status": "draft"})
    page = preview.wait("claims/road/", lambda page: "A road was closed" in page)
    assert "This is a draft. It appears in previews only." in page

    # Broken: its problems on top of the last good page, on every page.
    site.write_claim("bridge", bridge | {"summary": "Newer.", "verdict": "fasle"})
    page = preview.wait("claims/bridge/", lambda page: "FD103" in page)
    assert "The zebra summary." in page
    assert "unknown verdict &#39;fasle&#39;" in page
    assert "claims/bridge.yml" in page
    assert "FD103" in preview.get("about-nothing/")
    assert "FD103" in preview.get()

    # Broken so that it is not even YAML.
    site.write_claim("bridge", "claim: [unclosed\n")
    page = preview.wait("claims/bridge/", lambda page: "FD103" not in page and "FD0" in page)
    assert "The zebra summary." in page

    # Fixed.
    site.write_claim("bridge", bridge | {"summary": "Fixed."})
    page = preview.wait("claims/bridge/", lambda page: "Fixed." in page)
    assert "fd-preview" not in page

    # Deleted.
    (site.root / "claims" / "works" / "road.yml").unlink()
    preview.wait("claims/road/", lambda page: page.startswith("status 404"))
    assert "A road was closed" not in preview.get("claims/")

    # A written page.
    site.write("docs/about.md", "# About the zebra\n")
    preview.wait("about/", lambda page: "About the zebra" in page)


def test_a_saved_picture_and_a_new_verdict_on_it_are_on_screen(
    preview: Preview, bridge: dict[str, Any]
) -> None:
    def picture(page: str) -> str:
        found = re.search(r"assets/media/camera-1-\w+-\d+\.jpg", page)
        return found[0] if found else ""

    folder = preview.site.root / "claims/_media"
    folder.mkdir()
    (folder / "camera.jpg").write_bytes(encoded(drawn_picture(300, 200)))
    claim = {**bridge, "claim": "The picture shows a camera", "media": [media()]}
    preview.site.write_claim("camera", claim)
    first = picture(preview.wait("claims/camera/", lambda page: picture(page) != ""))
    preview.site.write_claim("camera", {**claim, "verdict": "false"})
    page = preview.wait("claims/camera/", lambda page: picture(page) not in ("", first))
    second = picture(page)
    (folder / "camera.jpg").write_bytes(encoded(drawn_picture(400, 300)))
    page = preview.wait("claims/camera/", lambda page: picture(page) not in ("", first, second))

    with urllib.request.urlopen(f"{preview.address}{picture(page)}") as answer:
        assert answer.headers["Content-Type"] == "image/jpeg"
    assert "contains files that" not in preview.said.read_text()


def test_a_broken_configuration_is_reported_and_recovered_from(
    preview: Preview, bridge: dict[str, Any]
) -> None:
    site = preview.site
    good = (site.root / "mkdocs.yml").read_text("utf-8")

    site.write("mkdocs.yml", "site_name: [unclosed\n")
    page = preview.wait("claims/bridge/", lambda page: "fd-preview" in page)
    assert "twice its budget" in page
    assert "mkdocs.yml" in page

    site.write("mkdocs.yml", good.replace("- factdesk:\n", "- factdesk:\n      page_sice: 10\n"))
    page = preview.wait("claims/bridge/", lambda page: "page_sice" in page)
    assert "did you mean &#39;page_size&#39;?" in page

    site.write("mkdocs.yml", good.replace("Bridge Desk", "Zebra Desk"))
    page = preview.wait("claims/bridge/", lambda page: "Zebra Desk" in page)
    assert "fd-preview" not in page

    # A second time, to rule out chance.
    site.write_claim("bridge", bridge | {"summary": "After all that."})
    preview.wait("claims/bridge/", lambda page: "After all that." in page)


@BOTH
def test_a_preview_ends_with_ctrl_c_and_leaves_nothing(
    command: Sequence[str], site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.write_claim("bridge", bridge)
    files = set(site.root.rglob("*"))

    with previewing(site, *command) as preview:
        site.write_claim("bridge", "claim: [")
        preview.wait("claims/bridge/", lambda page: "FD0" in page)
        assert preview.interrupt() in (0, 130)

    assert "Traceback" not in preview.said.read_text()
    assert list((site.root.parent / "temporary").iterdir()) == []
    assert {path for path in site.root.rglob("*") if ".factdesk" not in path.parts} == files


def test_a_preview_starts_with_broken_files(site: SiteFolder, bridge: dict[str, Any]) -> None:
    """A file with errors does not prevent the preview from starting."""
    site.write_claim("bridge", bridge | {"verdict": "fasle"})
    site.write_claim("road", bridge | {"claim": "A road was closed twice"})
    with previewing(site, *OURS) as preview:
        page = preview.get("claims/road/")
        assert "A road was closed twice" in page
        assert "FD103" in page
        site.write_claim("bridge", bridge)
        page = preview.wait("claims/bridge/", lambda page: "twice its budget" in page)
        assert "FD103" not in page


@pytest.fixture
def taken() -> Iterator[int]:
    """A local port that another program uses."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_preview_at_a_used_port_reports_only_that(site: SiteFolder, taken: int) -> None:
    result = site.run("serve", "--address", f"127.0.0.1:{taken}")
    assert result.exit_status == 2
    assert result.out == ""
    assert result.err.splitlines()[-1] == (
        f"Error: the preview cannot be served at 127.0.0.1:{taken}: another program has this "
        "port, perhaps another preview. Stop it, or use another port: "
        f"-a 127.0.0.1:{taken + 1 if taken < 65535 else taken - 1}"
    )
    assert "Preview at" not in result.err
    assert {path.name for path in site.root.iterdir()} == {"mkdocs.yml", "docs", "claims"}


def test_mkdocs_own_preview_at_a_used_port_reports_that_too(site: SiteFolder, taken: int) -> None:
    done = subprocess.run(
        [*MKDOCS, f"127.0.0.1:{taken}"],
        cwd=site.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 2
    assert "another program has this port, perhaps another preview." in done.stderr
    assert "Traceback" not in done.stderr
    assert "Preview at" not in done.stderr


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("203.0.113.9:8000", "cannot be served at 203.0.113.9:8000: "),
        ("[2001:db8::9]:8000", "cannot be served at [2001:db8::9]:8000: "),
        ("127.0.0.1:65536", "65536 is not a port: choose one from 1 to 65535"),
        ("127.0.0.1:0", "0 is not a port: choose one from 1 to 65535"),
    ],
)
def test_an_address_that_is_not_this_machines_is_refused(
    address: str, told: str, site: SiteFolder
) -> None:
    result = site.run("serve", "--address", address)
    assert result.exit_status == 2
    assert told in result.err
    assert "Preview at" not in result.err
    assert "bug in Factdesk" not in result.err


def test_a_page_reloads_itself(
    site: SiteFolder, bridge: dict[str, Any], open_tab: Callable[..., Page]
) -> None:
    site.write_claim("bridge", bridge)
    with previewing(site, *OURS) as preview:
        page = open_tab()
        page.goto(f"{preview.address}claims/bridge/")
        page.get_by_text("The final account is 1.9 times").first.wait_for()

        site.write_claim("bridge", bridge | {"summary": "The zebra summary."})
        page.get_by_text("The zebra summary.").first.wait_for(timeout=PATIENCE * 1000)

        site.write_claim(
            "bridge", yaml.safe_dump(bridge | {"verdict": "<img src=x onerror=alert()>"})
        )
        banner = page.locator(".fd-preview")
        banner.wait_for(timeout=PATIENCE * 1000)
        assert "<img src=x onerror=alert()>" in banner.inner_text()
        assert banner.locator("img").count() == 0
        box = banner.bounding_box()
        assert box
        assert box["height"] > 20


def test_a_preview_says_where_it_is_and_nothing_else(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    site.write_claim("bridge", bridge)
    with previewing(site, *OURS) as preview:
        said = preview.said.read_text()
    at, form, stop = said.splitlines()
    assert at == f"Preview at {preview.address}"
    assert re.fullmatch(rf"Write and edit claims at {preview.address}edit/#token=[\w-]{{32}}", form)
    assert stop == "Stop it with Ctrl+C."
