"""A build after a change is, byte for byte, what a cold build makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.site_folder import BRIDGE, SiteFolder

ROOT = Path(__file__).parents[2]

MKDOCS_YML = """\
site_name: Bridge Desk
site_url: https://example.org/desk/
theme: {name: material, custom_dir: overrides, language: en}
plugins:
  - factdesk:
      outputs: [data, embeds]
      page_size: 5
      articles:
        - {slug: news, title: News, addresses: [https://example.org/news]}
nav: [index.md, claims/index.md]
"""
NEWS = [{"url": "https://example.org/news", "position": 1}]


def claim(text: str, **fields: Any) -> dict[str, Any]:
    return {**BRIDGE, "claim": text, **fields}


@pytest.fixture
def desk(tmp_path: Path) -> SiteFolder:
    """A site with claims that show in each other's pages."""
    folder = SiteFolder.begin(tmp_path / "desk")
    folder.write("mkdocs.yml", MKDOCS_YML)
    folder.write("overrides/partials/copyright.html", "<p>Ours.</p>")
    for n in range(8):
        folder.write_claim(f"tram-{n}", claim(f"The tram number {n} is late", topics=["Trams"]))
    folder.write_claim("bridge", claim("The bridge is long", related=["tunnel"], appearances=NEWS))
    folder.write_claim("tunnel", claim("The tunnel is short", appearances=NEWS, topics=["Trams"]))
    folder.write_claim("ferry", claim("The ferry sank", analysis="As [the bridge](claim:bridge)."))
    return folder


def cold(desk: SiteFolder) -> dict[str, bytes]:
    """The files of the same site, built where nothing was built before."""
    other = desk.root.parent / "cold"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(desk.root, other, ignore=shutil.ignore_patterns("site", ".site*", ".factdesk"))
    assert SiteFolder(other).run("build").exit_status == 0
    return SiteFolder(other).files()


def edit(path: str, old: str, new: str) -> Callable[[SiteFolder], object]:
    def make(desk: SiteFolder) -> None:
        file = desk.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return make


def rename(desk: SiteFolder) -> None:
    """The claim that the ferry's analysis links to gets another address, and an alias."""
    desk.write_claim("long-bridge", claim("The bridge is long", aliases=["bridge"]))
    (desk.root / "claims/bridge.yml").unlink()


CHANGES: dict[str, Callable[[SiteFolder], object]] = {
    "nothing": lambda desk: None,
    "a summary": edit("claims/tram-3.yml", "1.9 times", "2.1 times"),
    "a claim that others name": edit("claims/tunnel.yml", "is short", "is very short"),
    "a date": edit("claims/tunnel.yml", "2026-03-01", "2026-03-02"),
    "a new claim": lambda desk: desk.write_claim("tram-9", claim("The tram number 9 is late")),
    "no claim any more": lambda desk: (desk.root / "claims/tram-3.yml").unlink(),
    "a new name": rename,
    "a draft": edit("claims/tram-4.yml", "verdict:", "status: draft\nverdict:"),
    "a withdrawal": edit(
        "claims/tunnel.yml",
        "verdict:",
        "status: withdrawn\nwithdrawn: {on: 2026-04-01, reason: Wrong.}\nverdict:",
    ),
    "another place in the article": edit("claims/tunnel.yml", "position: 1", "position: 0"),
    "a written page": lambda desk: desk.write("docs/about.md", "# About\n\n[B](claim:bridge)\n"),
    "the navigation": edit("mkdocs.yml", "claims/index.md", "claims/index.md, topics/index.md"),
    "a template of the theme": edit("overrides/partials/copyright.html", "Ours", "Theirs"),
    "an option": edit("mkdocs.yml", "page_size: 5", "page_size: 6"),
    "the outputs": edit("mkdocs.yml", "[data, embeds]", "[data]"),
    "the language": edit("mkdocs.yml", "language: en", "language: de"),
    "the address": edit("mkdocs.yml", "example.org/desk", "example.org/other"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_the_site_is_that_of_a_cold_build(
    desk: SiteFolder, change: Callable[[SiteFolder], object]
) -> None:
    assert desk.run("build").exit_status == 0
    change(desk)

    assert desk.run("build").exit_status == 0

    assert desk.files() == cold(desk)


def test_after_many_changes_the_site_is_still_that_of_a_cold_build(desk: SiteFolder) -> None:
    """Each build starts from the site before last."""
    for name in ("a summary", "a claim that others name", "no claim any more", "a new name"):
        desk.run("build")
        CHANGES[name](desk)

    assert desk.run("build").exit_status == 0

    assert desk.files() == cold(desk)


def test_a_change_that_is_taken_back_leaves_no_trace(desk: SiteFolder) -> None:
    desk.run("build")
    before = desk.files()
    CHANGES["a claim that others name"](desk)
    desk.run("build")
    edit("claims/tunnel.yml", "is very short", "is short")(desk)

    desk.run("build")

    assert desk.files() == before


def overwrite(raw: bytes) -> bytes:
    return b"no such thing"


def cut_off(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def turn_bits(raw: bytes) -> bytes:
    """Change a byte in every few hundred, past the head that says what the file is."""
    spoilt = bytearray(raw)
    for at in range(150, len(spoilt), 301):
        spoilt[at] ^= 0xFF
    return bytes(spoilt)


def retell(raw: bytes) -> bytes:
    """Say something else, in a file that is otherwise whole."""
    return raw.replace(b"is short", b"is long!").replace(b"late", b"soon")


@pytest.mark.parametrize("spoil", [overwrite, cut_off, turn_bits, retell])
def test_what_was_kept_is_never_believed_when_it_is_spoilt(
    desk: SiteFolder, spoil: Callable[[bytes], bytes]
) -> None:
    desk.run("build")
    kept = [file for file in (desk.root / ".factdesk").rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        file.write_bytes(spoil(file.read_bytes()))
    CHANGES["a summary"](desk)

    assert desk.run("build").exit_status == 0

    assert desk.files() == cold(desk)


def test_what_was_kept_may_be_deleted(desk: SiteFolder) -> None:
    desk.run("build")
    before = desk.files()
    shutil.rmtree(desk.root / ".factdesk")

    assert desk.run("build").exit_status == 0

    assert desk.files() == before


def test_clean_makes_everything_anew(desk: SiteFolder) -> None:
    desk.run("build")
    page = desk.root / "site/claims/bridge/index.html"
    made_at = page.stat().st_ino
    before = desk.files()

    assert desk.run("build", "--clean").exit_status == 0

    assert desk.files() == before
    assert page.stat().st_ino != made_at


def test_nothing_changed_says_again_what_was_said(desk: SiteFolder) -> None:
    desk.write_claim("twin", claim("The bridge is long", related=[]))
    first = desk.run("build")
    published = (desk.root / "site/index.html").stat().st_ino

    again = desk.run("build")

    assert "says nearly the same" in first.err
    assert again == first
    assert (desk.root / "site/index.html").stat().st_ino == published


def test_a_published_file_that_somebody_changed_is_made_again(desk: SiteFolder) -> None:
    desk.run("build")
    before = desk.files()
    page = desk.root / "site/claims/bridge/index.html"
    page.write_bytes(page.read_bytes().replace(b"long", b"tall"))

    assert desk.run("build").exit_status == 0

    assert desk.files() == before


def test_a_published_file_that_somebody_deleted_is_made_again(desk: SiteFolder) -> None:
    desk.run("build")
    before = desk.files()
    (desk.root / "site/claims/bridge/index.html").unlink()

    assert desk.run("build").exit_status == 0

    assert desk.files() == before


def test_a_build_with_problems_is_not_remembered_as_a_good_one(desk: SiteFolder) -> None:
    desk.run("build")
    edit("claims/bridge.yml", "mostly-true", "mostly-ture")(desk)

    statuses = [desk.run("build").exit_status for _ in range(2)]

    assert statuses == [1, 1]


@pytest.mark.parametrize("seconds", [0.5, 1.0, 1.5])
def test_after_a_killed_build_the_site_is_that_of_a_cold_build(
    desk: SiteFolder, seconds: float
) -> None:
    desk.run("build")
    CHANGES["a claim that others name"](desk)
    with subprocess.Popen(
        [sys.executable, "-m", "factdesk", "build"],
        cwd=desk.root,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(seconds)
        process.kill()
    CHANGES["a summary"](desk)

    assert desk.run("build").exit_status == 0

    assert desk.files() == cold(desk)


def test_another_version_of_the_program_makes_everything_anew(
    desk: SiteFolder, tmp_path: Path
) -> None:
    """The number of the version is not asked: a word that was changed is enough."""
    desk.run("build")
    other = tmp_path / "other"
    shutil.copytree(ROOT / "factdesk", other / "factdesk")
    words = other / "factdesk/i18n/en.yml"
    texts = yaml.safe_load(words.read_text("utf-8"))
    texts["claim"]["check"] = "How we checked this claim"
    words.write_text(yaml.safe_dump(texts, allow_unicode=True), "utf-8")

    subprocess.run(
        [sys.executable, "-m", "factdesk", "build"],
        cwd=desk.root,
        env={"PYTHONPATH": str(other), "PATH": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )

    assert "How we checked this claim" in desk.page("claims/ferry/")


def test_the_number_of_processes_never_shows(desk: SiteFolder) -> None:
    """From 800 claims on, work is shared out."""
    for n in range(800):
        desk.write_claim(f"many/bus-{n}", claim(f"The bus number {n} was late {n} times"))

    desk.run("build", "--jobs=1")
    alone = desk.files()
    desk.run("build", "--jobs=2", "--clean")

    assert desk.files() == alone


def test_only_what_shows_a_changed_claim_is_printed_again(desk: SiteFolder) -> None:
    """What is kept is the same file as before, under a further name."""

    def pages() -> dict[str, int]:
        site = desk.root / "site"
        return {
            str(file.parent.relative_to(site)): file.stat().st_ino
            for file in site.rglob("index.html")
        }

    desk.write_claim("harbour", claim("The harbour is deep", topics=["Ships"]))
    desk.write_claim("lock", claim("The lock is old", topics=["Water"]))
    desk.run("build")
    before = pages()
    edit("claims/harbour.yml", "1.9 times", "2.1 times")(desk)

    desk.run("build")

    again = {page for page, number in pages().items() if before[page] != number}
    assert {"claims/harbour", "topics/ships"} <= again
    assert not again & {"claims/lock", "topics/water", "claims/bridge"}
