"""An invalid file is refused with its place and a correction, hides no other, and is fast."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from security.malformed import GOOD, READ, REFUSED, with_
from support.bounded import bounded_work
from support.built_site import BuiltSite
from support.site_folder import MKDOCS_YML, SiteFolder


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with all invalid files, and valid ones between them."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("broken") / "desk")
    for name, content in (REFUSED | READ).items():
        (site.root / "claims" / f"{name}.yml").write_bytes(content)
    return site


@pytest.fixture(scope="module")
def problems(broken: SiteFolder) -> list[dict[str, Any]]:
    result = broken.run("check", "--format", "json", "--today", "2026-11-24")
    assert result.exit_status == 1
    assert result.err == ""
    found: list[dict[str, Any]] = json.loads(result.out)["problems"]
    return found


def of(problems: list[dict[str, Any]], name: str, *severities: str) -> list[dict[str, Any]]:
    path = f"claims/{name}.yml"
    return [p for p in problems if p["path"] == path and p["severity"] in severities]


def test_the_collection_is_large_enough() -> None:
    assert len(REFUSED) >= 150


@pytest.mark.parametrize("name", REFUSED, ids=ascii)
def test_a_bad_file_is_refused_with_place_and_remedy(
    name: str, problems: list[dict[str, Any]]
) -> None:
    found = of(problems, name, "error")
    assert found, "it was accepted"
    lines = len(re.findall(rb"\r\n|[\n\r]|\xc2\x85", REFUSED[name])) + 1
    for problem in found:
        assert re.fullmatch(r"FD\d{3}", problem["code"])
        assert 1 <= problem["line"] <= lines
        assert problem["column"] >= 1
        assert problem["message"]
        assert problem["hint"]
        assert len(problem["message"]) < 400
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]|[\u202a-\u202e]", problem["message"])


@pytest.mark.parametrize("name", READ, ids=ascii)
def test_an_odd_file_that_is_right_is_read(name: str, problems: list[dict[str, Any]]) -> None:
    assert of(problems, name, "error") == []


@pytest.mark.parametrize("format_", ["text", "github"])
def test_every_bad_file_is_in_every_report(format_: str, broken: SiteFolder) -> None:
    # Without --verbose, ten problems of each check are shown.
    result = broken.run("check", "--verbose", "--format", format_)
    assert result.exit_status == 1
    assert "Traceback" not in result.out + result.err
    missing = [
        name for name in REFUSED if f"claims/{name}.yml" not in result.out.replace("%20", " ")
    ]
    assert [name for name in missing if name.isascii()] == []
    # Nothing that a terminal or a runner would execute.
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", result.out)


def test_a_build_refuses_them_all_at_once(broken: SiteFolder) -> None:
    result = broken.run("build")
    assert result.exit_status == 1
    assert not (broken.root / "site").exists()
    assert "Traceback" not in result.err


LARGE = [name for name, content in (REFUSED | READ).items() if len(content) > 3_000]


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_takes_bounded_work(name: str, site: SiteFolder) -> None:
    (site.root / "claims" / "x.yml").write_bytes((REFUSED | READ)[name])
    with bounded_work():
        result = site.run("check")
    assert result.exit_status in (0, 1)
    assert len(result.out) < 2_000_000


SLOW_MARKDOWN = {
    "brackets": "[" * 50_000,
    "closed-brackets": "[]" * 50_000,
    "nested-links": "[a](" * 20_000,
    "images": "![a](b" * 20_000,
    "stars": "*a " * 50_000,
    "underscores": "_a_" * 30_000,
    "mixed-emphasis": "*_" * 50_000,
    "backticks": "`" * 50_000 + " " + "`" * 49_999,
    "growing-backticks": "".join("e" + "`" * n for n in range(600)),
    "quotes": "> " * 20_000 + "a",
    "lists": "".join("  " * n + "- a\n" for n in range(400)),
    "flat-lists": "- a\n" * 30_000,
    "numbered": "".join(f"{n}. a\n" for n in range(15_000)),
    "tables": "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|b" * 200 + "|\n") * 200,
    "table-heads": "|" * 50_000 + "\n" + "|-" * 25_000,
    "references": "".join(f"[{n}]: https://a.example/\n" for n in range(4_000)) + "[1]" * 20_000,
    "unclosed-comments": "<!--" * 30_000,
    "unclosed-tags": "<a " * 40_000,
    "less-than": "<" * 100_000,
    "ampersands": "&" * 100_000,
    "entities": "&lt;" * 40_000,
    "autolinks": "https://a.example/ " * 8_000,
    "www": "www." * 40_000,
    "at-signs": "a@" * 60_000,
    "citations": "[@s1]" * 30_000,
    "unknown-citations": "[@zz]" * 20_000,
    "headings": "# a\n" * 30_000,
    "rules": "---\n\n" * 30_000,
    "fences": "```\n" * 40_000,
    "tildes": "~" * 100_000,
    "strikes": "~~a~~" * 30_000,
    "breaks": "a  \n" * 40_000,
    "backslashes": "\\" * 100_000,
    "one-word": "x" * 200_000,
    "tabs": "a\tb " * 40_000,
    "notes": "".join(f"[^{n}] " for n in range(10_000)),
    "marks": "a" + "\u0301" * 60_000,
    "joiners": "👩\u200d" * 20_000,
}


def test_a_build_with_any_text_takes_bounded_work(site: SiteFolder) -> None:
    """Markdown that hangs other engines is refused or rendered; one check and build cover all."""
    site.write("mkdocs.yml", MKDOCS_YML.replace("- factdesk", "- factdesk: {outputs: []}"))
    for name, text in SLOW_MARKDOWN.items():
        (site.root / "claims" / f"{name}.yml").write_bytes(_with_analysis(text))
    with bounded_work(inputs=len(SLOW_MARKDOWN)):
        checked = site.run("check", "--format", "json")
    problems = json.loads(checked.out)["problems"]
    refused = {each["path"] for each in problems if each["severity"] == "error"}
    for path in refused:
        (site.root / path).unlink()
    assert len(refused) < len(SLOW_MARKDOWN) / 2

    with bounded_work(inputs=len(SLOW_MARKDOWN)):
        result = site.run("build")

    assert result.exit_status == 0, result.err[-500:]
    assert "Traceback" not in checked.err + result.err


def _with_analysis(text: str) -> bytes:
    lines = text.replace("\n", "\n  ")
    return with_() + f"analysis: |\n  {lines}\n".encode()


def test_only_regular_files_are_accepted(site: SiteFolder, tmp_path: Path) -> None:
    claims = site.root / "claims"
    (tmp_path / "elsewhere.yml").write_text(GOOD.replace("bridge", "secret"), "utf-8")
    (claims / "link.yml").symlink_to(tmp_path / "elsewhere.yml")
    (claims / "dangling.yml").symlink_to(tmp_path / "nothing")
    (claims / "loop.yml").symlink_to(claims / "loop.yml")
    (claims / "device.yml").symlink_to("/dev/zero")
    (claims / "folder.yml").mkdir()
    os.mkfifo(claims / "pipe.yml")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(os.path.relpath(claims / "socket.yml"))
        result = site.run("check")
    assert result.exit_status == 1
    for name in ("link", "dangling", "loop", "device", "pipe", "socket"):
        assert f"claims/{name}.yml:1:1: FD0" in result.out, name
    assert "secret" not in result.out


def test_a_folder_that_is_a_link_is_not_followed(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yml").write_text(GOOD, "utf-8")
    (site.root / "claims" / "outside").symlink_to(tmp_path / "outside")
    (site.root / "claims" / "loop").symlink_to(site.root / "claims")
    result = site.run("check")
    for name in ("outside", "loop"):
        assert f"claims/{name}:1:1: FD012" in result.out
    assert site.build().exit_status == 0
    assert not (site.root / "site" / "claims" / "secret").exists()


def test_names_that_are_not_text_are_reported(site: SiteFolder) -> None:
    folder = os.fsencode(site.root / "claims")
    Path(os.fsdecode(folder + b"/\xff\xfe.yml")).write_text(GOOD, "utf-8")
    Path(os.fsdecode(folder + b"/a\nb.yml")).write_text(GOOD, "utf-8")
    Path(os.fsdecode(folder + b"/\x1b[31m.yml")).write_text(GOOD, "utf-8")
    for format_ in ("text", "json", "github"):
        result = site.run("check", "--format", format_)
        assert result.exit_status == 1
        assert "Traceback" not in result.err
        assert "\x1b" not in result.out
        assert not re.search(r"^b\.yml", result.out, re.MULTILINE)
    assert site.run("build").exit_status == 1


ODD_HOSTS = (
    f"{'a' * 63}.{'b' * 63}.{'c' * 63}.{'d' * 60}.example",
    f"{'a' * 300}.example",
    "[::1]",
    "[2001:db8::a]:8443",
    "127.0.0.1:8000",
    "0x7f.1",
    "EXAMPLE.org.",
    "bücher.example",
    "xn--bcher-kva.example",
    "例え.テスト",
    "مثال.إختبار",
    "a_b.example",
    "con",
    "nul.example",
    "page",
    "www.",
    "www.www.example",
    "index.html",
    "a%2eb.example",
    "ⓔxample.org",
    "-a-.example",
    "a..b.example",
    "😀.example",
)


def test_a_host_however_odd_has_a_page_or_is_refused(
    site: SiteFolder, bridge: dict[str, Any]
) -> None:
    for n, host in enumerate(ODD_HOSTS):
        sources = [{"title": host, "url": f"https://{host}/x"}, *bridge["sources"]]
        site.write_claim(f"c{n}", bridge | {"claim": f"Host number {n}", "sources": sources})
    checked = site.run("check")
    refused = {
        int(n) for n in re.findall(r"^claims/c(\d+)\.yml:\d+:\d+: FD201", checked.out, re.MULTILINE)
    }
    assert "Traceback" not in checked.err
    assert len(refused) < len(ODD_HOSTS) / 2
    for n in refused:
        (site.root / "claims" / f"c{n}.yml").unlink()

    result = site.run("build", SITE_URL="https://desk.example/")

    assert result.exit_status == 0, result.err
    assert BuiltSite(site.root / "site", "https://desk.example/").dead_links() == []
    for path in site.files():
        assert all(len(part) <= 200 for part in path.split("/")), path
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[ .](/|$)', path), path


def test_one_slug_in_two_folders_is_an_error_that_names_both(site: SiteFolder) -> None:
    site.write("claims/a/bridge.yml", GOOD)
    site.write("claims/b/bridge.yml", GOOD)
    result = site.run("check")
    assert result.exit_status == 1
    assert "claims/a/bridge.yml" in result.out
    assert "claims/b/bridge.yml" in result.out


def test_any_file_is_read_within_300_megabytes(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """The whole process, started for one file."""
    heavy = REFUSED | READ | {name: _with_analysis(text) for name, text in SLOW_MARKDOWN.items()}
    names = ["bomb", "many-nodes", "deep-unclosed", "many-sources", "too-large", "citations"]
    for name in heavy if pytestconfig.getoption("--long") else names:
        site = SiteFolder.begin(tmp_path / f"{len(list(tmp_path.iterdir()))}")
        (site.root / "claims" / "x.yml").write_bytes(heavy[name])
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, "check"],
            cwd=site.root, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in (0, 1), (name, done.stderr[-1000:])
        assert int(done.stderr.split()[-1]) < 300 * 1024, name


MEASURED = """\
import sys
from factdesk.cli import run
status = run(sys.argv[1:])
# Its own high-water mark: ru_maxrss would be that of the process that started it, if higher.
lines = open("/proc/self/status").read().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")), file=sys.stderr)
sys.exit(status)
"""
