"""``factdesk upgrade`` updates a site, and changes no file of the editors."""

import json

import pytest

from factdesk import __version__
from factdesk.scaffold.manifest import MANIFEST

DEPENDABOT = ".github/dependabot.yml"


@pytest.fixture
def mine(site):
    """A site created by an older version of the program."""
    site.run("init", "mine", "--name", "Bridge Desk")
    mine = type(site)(site.root / "mine")
    old = mine.root / "vendor" / "factdesk-0.0.1-py3-none-any.whl"
    (mine.root / "vendor" / f"factdesk-{__version__}-py3-none-any.whl").rename(old)
    manifest = json.loads((mine.root / MANIFEST).read_text("utf-8"))
    manifest["version"] = "0.0.1"
    wheel = manifest["files"].pop(f"vendor/factdesk-{__version__}-py3-none-any.whl")
    manifest["files"][f"vendor/{old.name}"] = wheel
    manifest["files"]["build_site.py"] = pretend(mine, "build_site.py", "print('old')\n")
    (mine.root / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    return mine


def pretend(site, path: str, text: str) -> str:
    """Write a file as an older version would, and return its content_hash."""
    from factdesk.scaffold.manifest import content_hash

    site.write(path, text)
    return content_hash(path, text.encode())


def contents(site) -> dict[str, bytes]:
    files = (file for file in sorted(site.root.rglob("*")) if file.is_file())
    return {file.relative_to(site.root).as_posix(): file.read_bytes() for file in files}


def test_the_program_is_renewed_and_the_editors_files_are_not(mine) -> None:
    before = contents(mine)

    result = mine.run("upgrade")

    assert (result.exit_status, result.err) == (0, "")
    assert (
        result.out
        == f"""\
build_site.py: updated
vendor/factdesk-0.0.1-py3-none-any.whl: removed
vendor/factdesk-{__version__}-py3-none-any.whl: added

The site is at version {__version__}. Review the changes with 'git diff', run \
'python3 build_site.py build --strict', and commit them.
"""
    )
    after = contents(mine)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert changed == {
        "build_site.py",
        MANIFEST,
        "vendor/factdesk-0.0.1-py3-none-any.whl",
        f"vendor/factdesk-{__version__}-py3-none-any.whl",
    }


def test_a_dry_run_says_the_same_and_does_nothing(mine) -> None:
    before = contents(mine)

    result = mine.run("upgrade", "--dry-run")

    assert (
        result.out
        == f"""\
build_site.py: updated
vendor/factdesk-0.0.1-py3-none-any.whl: removed
vendor/factdesk-{__version__}-py3-none-any.whl: added

These changes would upgrade the site from 0.0.1 to {__version__}.
"""
    )
    assert contents(mine) == before


def test_a_second_run_has_nothing_to_do(mine) -> None:
    mine.run("upgrade")

    assert mine.run("upgrade").out == (
        f"Nothing to update: the site is at version {__version__}.\n"
    )


def test_the_difference_to_a_changed_file_is_shown_without_commands_to_the_terminal(mine) -> None:
    mine.write("build_site.py", "print('ours')\x1b[2J\n")

    result = mine.run("upgrade")

    assert result.out.startswith("--- build_site.py (here)\n+++ build_site.py (new)\n@@ -1 +1,")
    assert "\n-print('ours')\\x1b[2J\n+#!/usr/bin/env python3\n" in result.out
    assert "\nbuild_site.py: changed by you, kept\n" in result.out
    assert result.exit_status == 1  # a person has to merge the difference
    assert (mine.root / "build_site.py").read_text("utf-8") == "print('ours')\x1b[2J\n"

    again = mine.run("upgrade")
    assert again.exit_status == 0
    assert again.out == (
        "build_site.py: changed by you, differs from the file of this version\n"
        f"Nothing to update: the site is at version {__version__}.\n"
    )
    mine.write("requirements.txt", "click>=8\nmkdocs-redirects\n")
    renewed = mine.run("upgrade", "--dry-run").out
    assert "  removed, because this package is pinned: click>=8; to use another" in renewed
    assert "redirects" not in renewed
    assert renewed.endswith(f"\nThese changes would update the files of version {__version__}.\n")


def test_after_a_change_of_the_scale_editors_complete_the_new_verdicts(mine) -> None:
    mine.run("upgrade")
    config = (mine.root / "mkdocs.yml").read_text("utf-8")
    mine.write("mkdocs.yml", config.replace('name: "mixed"', 'name: "teils-teils"'))

    assert mine.run("upgrade").out.startswith(".vscode/claim.schema.json: updated\n")
    assert '"teils-teils"' in (mine.root / ".vscode/claim.schema.json").read_text("utf-8")


def test_a_site_of_a_newer_version_is_left_alone(mine) -> None:
    manifest = json.loads((mine.root / MANIFEST).read_text("utf-8"))
    (mine.root / MANIFEST).write_text(json.dumps({**manifest, "version": "99.0"}), "utf-8")
    before = contents(mine)

    result = mine.run("upgrade")

    assert result.exit_status == 2
    assert result.err == (
        f"Error: this site is at version 99.0, and this is Factdesk {__version__}: install "
        "a newer version\n"
    )
    assert contents(mine) == before


def test_a_folder_that_init_has_not_started_is_left_alone(site) -> None:
    before = contents(site)

    result = site.run("upgrade")

    assert result.exit_status == 2
    assert result.err == (
        "Error: vendor/factdesk.json cannot be read: no such file or directory. Run this in the "
        "folder of a site that 'factdesk init' created.\n"
    )
    assert contents(site) == before
