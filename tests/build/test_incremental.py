"""A build after a change gives the same bytes as a cold build.

Every build runs in a separate process with a random hash seed and the default outputs, like an
editor's builds: otherwise, keys that depend on the seed would go unnoticed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawn_pictures import drawn_picture, encoded, media
from support.forked import ROOT, environment, run_in_a_process
from support.site_folder import BRIDGE, Result, SiteFolder, files_of

MKDOCS_YML = """\
site_name: Bridge Desk
site_url: https://example.org/desk/
theme: {name: material, custom_dir: overrides, language: en}
extra_css: [own.css]
plugins:
  - factdesk:
      page_size: 5
      articles:
        - {slug: news, title: News, addresses: [https://example.org/news]}
nav: [index.md, claims/index.md, "claim:ferry", guide.md, topics/index.md]
"""
#: The same without files and claims that only exist in the fixture.
PLAIN_YML = MKDOCS_YML.replace(", custom_dir: overrides", "").replace(
    '"claim:ferry", guide.md, ', ""
)
NEWS = [{"url": "https://example.org/news", "position": 1}]


def claim(text: str, **fields: Any) -> dict[str, Any]:
    return {**BRIDGE, "claim": text, **fields}


@pytest.fixture
def desk(tmp_path: Path) -> SiteFolder:
    """A site with claims that appear on each other's pages."""
    folder = SiteFolder.begin(tmp_path / "desk")
    folder.write("mkdocs.yml", MKDOCS_YML)
    folder.write("overrides/own.css", "p { color: navy }")
    folder.write("docs/guide.md", "# Guide\n\n[The tunnel](claim:tunnel)\n\n## More\n\nText.\n")
    for n in range(8):
        folder.write_claim(f"tram-{n}", claim(f"The tram number {n} is late", topics=["Trams"]))
    folder.write_claim("bridge", claim("The bridge is long", related=["tunnel"], appearances=NEWS))
    folder.write_claim("tunnel", claim("The tunnel is short", appearances=NEWS, topics=["Trams"]))
    metro = claim("Le tunnel est court", language="fr", translation_of="tunnel")
    folder.write_claim("metro", metro)
    folder.write("claims/_sources/log.yml", "title: The log\nurl: https://log.sample.net/\n")
    uses = [{"use": "log", "kind": "primary"}, *BRIDGE["sources"]]
    folder.write_claim("canal", claim("The canal is old", sources=uses, topics=["Water"]))
    folder.write_claim("ferry", claim("The ferry sank", analysis="As [the bridge](claim:bridge)."))
    return folder


def build(desk: SiteFolder, *arguments: str) -> Result:
    return run_in_a_process(desk, "build", *arguments)


#: The files of cold builds by their inputs, which some tests share.
_COLD: dict[str, dict[str, bytes]] = {}


def cold(desk: SiteFolder) -> dict[str, bytes]:
    """The files of the same site, built in an empty folder."""
    other = desk.root.parent / "cold"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(desk.root, other, ignore=shutil.ignore_patterns("site", ".site*", ".factdesk"))
    inputs = repr(files_of(other))
    if inputs not in _COLD:
        assert build(SiteFolder(other)).exit_status == 0
        _COLD[inputs] = SiteFolder(other).files()
    return _COLD[inputs]


def edit(path: str, old: str, new: str) -> Callable[[SiteFolder], object]:
    def make(desk: SiteFolder) -> None:
        file = desk.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return make


def rename(desk: SiteFolder) -> None:
    """The claim to which the ferry's analysis links gets another address, and an alias."""
    desk.write_claim("long-bridge", claim("The bridge is long", aliases=["bridge"]))
    (desk.root / "claims/bridge.yml").unlink()


CHANGES: dict[str, Callable[[SiteFolder], object]] = {
    "nothing": lambda desk: None,
    "an analysis": edit("claims/ferry.yml", "As [", "Just as ["),
    "a verdict": edit("claims/tram-5.yml", "mostly-true", "mixed"),
    "a summary": edit("claims/tram-3.yml", "1.9 times", "2.1 times"),
    "a claim that others name": edit("claims/tunnel.yml", "is short", "is very short"),
    "a shared source": edit("claims/_sources/log.yml", "The log", "The log book"),
    "a language": edit("claims/metro.yml", "language: fr", "language: it"),
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
    "the navigation": edit("mkdocs.yml", ", topics/index.md", ""),
    "a style of the theme": edit("overrides/own.css", "navy", "teal"),
    "a template of the theme": lambda desk: desk.write(
        "overrides/partials/copyright.html", "<p>Ours.</p>"
    ),
    "a claim that the navigation names": edit("claims/ferry.yml", "ferry sank", "ferry swam"),
    "another address of a written page": lambda desk: (desk.root / "docs/about.md").rename(
        desk.root / "docs/us.md"
    ),
    "an option": edit("mkdocs.yml", "page_size: 5", "page_size: 6"),
    "the outputs": edit("mkdocs.yml", "page_size: 5", "page_size: 5\n      outputs: [search]"),
    "the language": edit("mkdocs.yml", "language: en", "language: de"),
    "the address": edit("mkdocs.yml", "example.org/desk", "example.org/other"),
}


#: The changes, in sequences to save cold builds.
SEQUENCES = [list(CHANGES)[n::5] for n in range(5)]


@pytest.mark.parametrize("names", SEQUENCES, ids=", then ".join)
def test_after_changes_the_site_is_that_of_a_cold_build(desk: SiteFolder, names: list[str]) -> None:
    """Each change is followed by a build, which starts from the site before last."""
    assert build(desk).exit_status == 0
    for name in names:
        CHANGES[name](desk)
        assert build(desk).exit_status == 0

    assert desk.files() == cold(desk)


def with_field(claim_: dict[str, Any], field: str, n: int) -> dict[str, Any]:
    """A claim with another value of a field."""
    values = {
        "analysis": f"Edited {n}, as [the bridge](claim:bridge).",
        "summary": f"The final account is {n} times the budget.",
        "verdict": ["true", "mixed", "false"][n % 3],
        "claim": f"The ferry number {n} sank in the harbour",
    }
    return {**claim_, field: values[field]}


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["analysis", "summary", "verdict", "claim", "new", "delete", "rename", "option",
                 "page"]
            ),
            st.integers(0, 99),
        ),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_after_any_edits_the_site_is_that_of_a_cold_build(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]]
) -> None:
    """Each edit is followed by a build, and the last one is compared."""
    folder = SiteFolder.begin(tmp_path_factory.mktemp("edits") / "desk")
    folder.write("mkdocs.yml", PLAIN_YML)
    claims = {f"tram-{n}": claim(f"The tram number {n} is late", topics=["A"]) for n in range(4)}
    for slug, fields in claims.items():
        folder.write_claim(slug, fields)
    assert build(folder).exit_status == 0
    for kind, n in edits:
        slug = sorted(claims)[n % len(claims)]
        if kind in {"delete", "rename"} and len(claims) > 1:
            removed = claims.pop(slug)
            (folder.root / f"claims/{slug}.yml").unlink()
            if kind == "rename":
                claims[f"renamed-{n}"] = {**removed, "aliases": []}
        elif kind == "new":
            claims[f"new-{n}"] = claim(f"The new number {n} is large", topics=["A", f"T{n}"])
        elif kind == "option":
            text = PLAIN_YML
            folder.write("mkdocs.yml", text.replace("page_size: 5", f"page_size: {5 + n}"))
        elif kind == "page":
            folder.write("docs/about.md", f"# About {n}\n")
        else:
            claims[slug] = with_field(claims[slug], kind, n)
        for name, fields in claims.items():
            folder.write_claim(name, fields)
        assert build(folder).exit_status == 0

    assert folder.files() == cold(folder)


def test_a_change_that_is_taken_back_leaves_no_trace(desk: SiteFolder) -> None:
    build(desk)
    before = desk.files()
    CHANGES["a claim that others name"](desk)
    build(desk)
    edit("claims/tunnel.yml", "is very short", "is short")(desk)

    build(desk)

    assert desk.files() == before


def overwrite(raw: bytes) -> bytes:
    return b"no such thing"


def cut_off(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def turn_bits(raw: bytes) -> bytes:
    """Change a byte in every few hundred, except in the header that identifies the file."""
    spoilt = bytearray(raw)
    for at in range(150, len(spoilt), 301):
        spoilt[at] ^= 0xFF
    return bytes(spoilt)


def retell(raw: bytes) -> bytes:
    """Change the content of a file that stays valid."""
    return raw.replace(b"is short", b"is long!").replace(b"late", b"soon")


@pytest.mark.parametrize("spoil", [overwrite, cut_off, turn_bits, retell])
def test_what_was_kept_is_never_believed_when_it_is_spoilt(
    desk: SiteFolder, spoil: Callable[[bytes], bytes]
) -> None:
    build(desk)
    kept = [file for file in (desk.root / ".factdesk").rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        file.write_bytes(spoil(file.read_bytes()))
    CHANGES["a summary"](desk)

    assert build(desk).exit_status == 0

    assert desk.files() == cold(desk)


def test_what_was_kept_may_be_deleted(desk: SiteFolder) -> None:
    build(desk)
    before = desk.files()
    shutil.rmtree(desk.root / ".factdesk")

    assert build(desk).exit_status == 0

    assert desk.files() == before


def test_clean_renders_everything_again(desk: SiteFolder) -> None:
    build(desk)
    page = desk.root / "site/claims/bridge/index.html"
    made_at = page.stat().st_ino
    before = desk.files()

    assert build(desk, "--clean").exit_status == 0

    assert desk.files() == before
    assert page.stat().st_ino != made_at


def test_nothing_changed_says_again_what_was_said(desk: SiteFolder) -> None:
    desk.write_claim("twin", claim("The bridge is long", related=[]))
    first = build(desk)
    published = (desk.root / "site/index.html").stat().st_ino

    again = build(desk)

    assert "says nearly the same" in first.err
    assert again == first
    timed = build(desk, "--timings")
    assert timed.err.startswith(first.err)
    assert "Nothing has changed since the last build." in timed.err
    assert (desk.root / "site/index.html").stat().st_ino == published


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("changed")])
def test_published_files_that_somebody_changed_are_restored(
    desk: SiteFolder, change: Callable[[Path], object]
) -> None:
    """Files of the theme, and files of claims."""
    build(desk)
    before = desk.files()
    change(desk.root / "site/404.html")
    change(desk.root / "site/claims/bridge/index.html")

    assert build(desk).exit_status == 0

    assert desk.files() == before


def test_a_build_with_problems_is_not_remembered_as_a_good_one(desk: SiteFolder) -> None:
    build(desk)
    edit("claims/bridge.yml", "mostly-true", "mostly-ture")(desk)

    statuses = [build(desk).exit_status for _ in range(2)]

    assert statuses == [1, 1]


@pytest.mark.parametrize("seconds", [0.03, 0.07, 0.12, 0.18])
def test_after_a_killed_build_the_site_is_that_of_a_cold_build(
    desk: SiteFolder, seconds: float
) -> None:
    """A build needs about 0.3 s of CPU time; a fast machine may complete some of these."""
    build(desk)
    CHANGES["a claim that others name"](desk)
    assert run_in_a_process(desk, "build", killed_after=seconds).exit_status <= 0
    CHANGES["a summary"](desk)

    assert build(desk).exit_status == 0

    assert desk.files() == cold(desk)


def test_another_version_of_the_program_renders_everything_again(
    desk: SiteFolder, tmp_path: Path
) -> None:
    """The version number does not matter: a changed word is enough."""
    build(desk)
    other = tmp_path / "other"
    shutil.copytree(ROOT / "factdesk", other / "factdesk")
    words = other / "factdesk/site_texts/en.yml"
    texts = yaml.safe_load(words.read_text("utf-8"))
    texts["claim"]["check"] = "How we checked this claim"
    words.write_text(yaml.safe_dump(texts, allow_unicode=True), "utf-8")

    subprocess.run(
        [sys.executable, "-m", "factdesk", "build"],
        cwd=desk.root,
        env=environment() | {"PYTHONPATH": str(other)},
        check=True,
        stderr=subprocess.DEVNULL,
    )

    assert "How we checked this claim" in desk.page("claims/ferry/")


SHARING = """\
import factdesk.workers
factdesk.workers.WORTH_FORKING = 1
from factdesk.cli import run
run(["build", "--jobs=2", "--clean"])
"""


def test_the_number_of_processes_never_shows(desk: SiteFolder) -> None:
    """Work is distributed as in a large site."""
    for n in range(150):
        desk.write_claim(f"many/bus-{n}", claim(f"The bus number {n} was late {n} times"))

    build(desk, "--jobs=1")
    alone = desk.files()
    shutil.rmtree(desk.root / "site")
    subprocess.run(
        [sys.executable, "-c", SHARING],
        cwd=desk.root,
        env=environment(),
        check=True,
        stderr=subprocess.DEVNULL,
    )

    assert desk.files() == alone


def test_a_changed_shared_source_renders_the_claims_that_use_it_and_no_other(
    desk: SiteFolder,
) -> None:
    desk.write_claim("wall", claim("The wall is high, says the log", topics=["Walls"]))
    build(desk)
    pages = {path.parent.name: path for path in (desk.root / "site/claims").glob("*/index.html")}
    before = {name: path.stat().st_ino for name, path in pages.items()}
    edit("claims/_sources/log.yml", "The log", "The log book")(desk)
    build(desk)

    changed = {name for name, path in pages.items() if path.stat().st_ino != before[name]}
    assert changed == {"canal"}
    assert "The log book" in desk.page("claims/canal")


def test_only_pages_that_show_a_changed_claim_are_rendered(desk: SiteFolder) -> None:
    """A reused file keeps its inode under another name."""

    def inodes() -> dict[str, int]:
        site = desk.root / "site"
        return {
            str(file.parent.relative_to(site)): file.stat().st_ino
            for file in (site / "claims").rglob("index.html")
        }

    desk.write_claim("harbour", claim("The harbour is deep", topics=["Ships"]))
    desk.write_claim("lock", claim("The lock is old", topics=["Water"]))
    build(desk)
    before = inodes()
    edit("claims/harbour.yml", "summary:", "analysis: Measured again.\nsummary:")(desk)

    result = build(desk, "--timings")

    rendered = {page for page, inode in inodes().items() if before[page] != inode}
    reused = {"claims/lock", "claims/bridge", "claims/tunnel", "claims/ferry"}
    assert "claims/harbour" in rendered
    assert not rendered & reused
    counts = re.search(r"(\d+) pages rendered, (\d+) reused", result.err)
    assert counts
    assert int(counts[1]) == len(["claims/harbour", "verify"])
    assert int(counts[2]) >= len(reused)


def test_lists_show_new_pictures_the_health_of_sources_and_the_theme(desk: SiteFolder) -> None:
    """Although no claim changes."""
    picture = desk.root / "claims/_media/camera.jpg"
    picture.parent.mkdir()
    picture.write_bytes(encoded(drawn_picture(300, 200)))
    shown = claim("The picture shows a camera", topics=["Cameras"], media=[media()])
    desk.write_claim("camera", shown | {"verdict": "misleading"})
    assert build(desk).exit_status == 0

    picture.write_bytes(encoded(drawn_picture(400, 200)))
    build(desk)
    shown_in_list = re.search(r"assets/media/camera-1-[\w.-]+", desk.page("topics/cameras/"))
    assert shown_in_list
    assert shown_in_list[0] in desk.files()

    url = BRIDGE["sources"][0]["url"]
    entry = {"url": url, "state": "gone", "checked_at": "2026-04-01T00:00:00Z"}
    report = {"version": 1, "sources": {url: entry | {"since": "2026-04-01"}}}
    desk.write("claims/_evidence/_health.json", json.dumps(report))
    build(desk)
    assert url in desk.page("sources/health/")

    CHANGES["a template of the theme"](desk)
    build(desk)
    assert "Ours." in desk.page("topics/cameras/")
