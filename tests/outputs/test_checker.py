"""The checks in the browser as an output: complete, with known files only, with equal results."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.site_folder import SiteFolder

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.checks.in_browser import check_text, encode_context
from factdesk.outputs import checker
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.shared_sources import SharedSources

WRONG = """\
claim: The bridge cost twice its budget
claimant: Gazette
verdict: mostly-ture
published_on: 1. März 2026
language: deutsch
sources:
  - title: A sample of a title
    url: https://www.bridge.example/a/../b
accepted:
  - check: FD208
    reason: The only record.
"""
CONTEXT = Context(samples=frozenset(["A sample of a title"]))
#: Modules that a browser replaces: the parser of addresses, and msgspec, which is a wheel.
NATIVE = ("msgspec", "ada_url", "cffi", "_cffi_backend", "typing_extensions")

CHECK = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from factdesk.checks.in_browser import check_text
sys.stdout.write(check_text(sys.stdin.read(), "bridge.yml", sys.argv[3], "2026-11-24"))
"""


def test_what_is_published_finds_what_the_program_finds(tmp_path: Path) -> None:
    """The published modules alone, in a Python without other packages."""
    for name, content in checker.program_modules():
        file = tmp_path / "program" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "native").mkdir()
    for name in NATIVE:
        spec = find_spec(name)
        assert spec
        assert spec.origin
        origin = Path(spec.origin)
        origin = origin.parent if origin.name == "__init__.py" else origin
        (tmp_path / "native" / origin.name).symlink_to(origin)
    settings = encode_context(CONTEXT).decode()

    done = subprocess.run(
        [
            sys.executable, "-I", "-S", "-c", CHECK,
            str(tmp_path / "program"), str(tmp_path / "native"), settings,
        ],
        input=WRONG.encode(),
        capture_output=True,
        check=False,
    )  # fmt: skip

    assert done.stderr.decode() == ""
    assert json.loads(done.stdout) == json.loads(
        check_text(WRONG, "bridge.yml", settings, "2026-11-24")
    )


def test_a_file_is_checked_with_the_settings_of_the_site() -> None:
    found = json.loads(
        check_text(WRONG, "Bridge.yml", encode_context(CONTEXT).decode(), "2026-11-24")
    )
    result = check_file(parse_claim_file(WRONG.encode(), "Bridge.yml"), CONTEXT)

    assert {(each["code"], each["line"]) for each in found} == {
        (p.code, p.place.line) for p in result.problems if p.code != "FD208"
    }
    assert {"FD010", "FD101", "FD103", "FD114", "FD122", "FD301"} <= {p["code"] for p in found}
    [date] = [each for each in found if each["code"] == "FD301"]
    assert (date["path"], date["hint"]) == (["published_on"], "write 2026-03-01")


def test_shared_sources_and_pictures_are_checked_as_in_a_build() -> None:
    shared = parse_claim_file(
        b"title: The minutes\nurl: https://bridge.org/minutes\npublisher: The council\n",
        "claims/_sources/minutes.yml",
    )
    text = "sources:\n  - use: minutes\n  - use: minute\nmedia:\n  - kind: image\n"

    found = json.loads(
        check_text(
            text,
            "bridge.yml",
            encode_context(Context(shared=SharedSources([shared]))).decode(),
            "2026-11-24",
        )
    )

    places = [(each["code"], each["line"]) for each in found]
    assert [line for code, line in places if code == "FD222"] == [3]
    assert [line for code, line in places if code == "FD705"] == [5]
    assert not [path for path in (each["path"] for each in found) if path[:2] == ["sources", 0]]


def test_what_other_files_decide_is_left_to_the_build() -> None:
    text = (
        "accepted:\n  - check: FD501\n    reason: They differ.\n"
        "sources:\n  - title: Minutes\n    quote: It is long.\n"
    )

    found = check_text(text, "bridge.yml", encode_context(Context()).decode(), "2026-11-24")

    assert {"FD111", "FD601"}.isdisjoint(each["code"] for each in json.loads(found))


def test_a_site_without_the_option_has_no_checker(site: SiteFolder) -> None:
    site.write_claim("bridge", "claim: The bridge is long\nstatus: draft\n")
    assert site.run("build").exit_status == 0

    assert not any("checker/" in name or name.startswith("check/") for name in site.files())


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "checker: there is no file"), (b"other", "is not the file that this version")],
)
def test_only_known_files_are_published(
    site: SiteFolder, content: bytes | None, message: str
) -> None:
    text = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", text.replace("  - factdesk:\n", "  - factdesk:\n      checker: run\n"))
    site.write_claim("bridge", "claim: The bridge is long\nstatus: draft\n")
    if content:
        site.write("run/pyodide.mjs", content.decode())

    result = site.run("build")

    assert result.exit_status == 2
    assert message in result.err
    assert not (site.root / "site").exists()


def test_the_files_are_published_with_their_page(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        checker, "_known", lambda file, _: WHEEL if file.suffix == ".whl" else b"{}"
    )
    text = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", text.replace("  - factdesk:\n", "  - factdesk:\n      checker: run\n"))
    site.write_claim("bridge", "claim: The bridge is long\nstatus: draft\n")

    assert site.run("build").exit_status == 0

    files = site.files()
    folder = checker.CHECKER_FOLDER
    assert {f"{folder}/{name}" for name in (*checker.PYODIDE, "checker.zip", "site.json")} <= {
        *files
    }
    page = files["check/index.html"].decode()
    assert "data-fd-checker" in page
    assert "pyodide" not in page


#: An empty archive.
WHEEL = b"PK\x05\x06" + bytes(18)
