"""Upgrades update a site and keep its own changes."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from factdesk.scaffold.manifest import MANIFEST, Manifest, NoManifest, content_hash
from factdesk.scaffold.site import write_new
from factdesk.scaffold.upgrading import FileAction, FileChange, carry_out, changes

CHECK = ".github/workflows/check.yml"
OLD, NEW = "a" * 40, "b" * 40
WORKFLOW = f"""\
steps:
  - uses: actions/checkout@{OLD} # v7.0.1
  - run: python3 build_site.py check
"""
FIRST = {
    CHECK: WORKFLOW.encode(),
    "build_site.py": b"#!/usr/bin/env python3\nprint(1)\n",
    "requirements.txt": b"click==1\n./vendor/factdesk-1.0-py3-none-any.whl\n",
    "vendor/factdesk-1.0-py3-none-any.whl": b"one",
}
SECOND = {
    CHECK: WORKFLOW.replace("check\n", "check --strict\n").encode(),
    "build_site.py": b"#!/usr/bin/env python3\nprint(2)\n",
    "requirements.txt": b"click==2\n./vendor/factdesk-2.0-py3-none-any.whl\n",
    "vendor/factdesk-2.0-py3-none-any.whl": b"two",
    ".github/dependabot.yml": b"version: 2\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    manifest = Manifest.of("1.0", "en", FIRST)
    write_new(
        tmp_path / "desk", {**FIRST, "docs/about.md": b"# Us\n", MANIFEST: manifest.to_bytes()}
    )
    return tmp_path / "desk"


def upgrade(
    site: Path, newer: Mapping[str, bytes] = SECOND, version: str = "2.0"
) -> list[FileChange]:
    before = Manifest.read(site)
    found = changes(site, before, newer)
    carry_out(site, found, before, Manifest.of(version, "en", newer))
    return found


def actions(found: list[FileChange]) -> dict[str, FileAction]:
    return {change.path: change.action for change in found}


def test_what_the_site_has_not_changed_is_renewed(site: Path) -> None:
    assert actions(upgrade(site)) == {
        ".github/dependabot.yml": FileAction.ADD,
        CHECK: FileAction.REPLACE,
        "build_site.py": FileAction.REPLACE,
        "requirements.txt": FileAction.REPLACE,
        "vendor/factdesk-1.0-py3-none-any.whl": FileAction.REMOVE,
        "vendor/factdesk-2.0-py3-none-any.whl": FileAction.ADD,
    }
    for path, content in SECOND.items():
        assert (site / path).read_bytes() == content
    assert not (site / "vendor/factdesk-1.0-py3-none-any.whl").exists()
    assert Manifest.read(site).version == "2.0"


def test_a_second_run_finds_nothing_to_do(site: Path) -> None:
    upgrade(site)
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}

    assert upgrade(site) == []
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


def test_what_the_site_has_changed_is_kept_and_the_difference_is_told(site: Path) -> None:
    (site / CHECK).write_text(WORKFLOW + "  - run: echo ours\n", "utf-8")

    [kept] = [change for change in upgrade(site) if change.action is FileAction.KEEP]

    assert (site / CHECK).read_text("utf-8") == WORKFLOW + "  - run: echo ours\n"
    assert (
        "\n".join(kept.difference())
        == f"""\
--- {CHECK} (here)
+++ {CHECK} (new)
@@ -1,4 +1,3 @@
 steps:
   - uses: actions/checkout@{OLD} # v7.0.1
-  - run: python3 build_site.py check
-  - run: echo ours
+  - run: python3 build_site.py check --strict"""
    )


def test_a_difference_is_shown_once_and_again_if_it_changes(site: Path) -> None:
    (site / CHECK).write_text("steps: []\n", "utf-8")
    upgrade(site)
    assert actions(upgrade(site)) == {CHECK: FileAction.OWN}

    third = {**SECOND, CHECK: b"steps: [third]\n"}

    assert actions(upgrade(site, third, "3.0")) == {CHECK: FileAction.KEEP}


def test_a_site_that_takes_over_the_difference_is_renewed_again_later(site: Path) -> None:
    (site / CHECK).write_text("steps: []\n", "utf-8")
    upgrade(site)
    (site / CHECK).write_bytes(SECOND[CHECK])

    assert actions(upgrade(site, {**SECOND, CHECK: b"steps: [third]\n"}, "3.0")) == {
        CHECK: FileAction.REPLACE
    }


def test_what_the_site_has_deleted_does_not_come_back(site: Path) -> None:
    (site / CHECK).unlink()

    assert actions(upgrade(site))[CHECK] is FileAction.LEAVE_OUT
    assert not (site / CHECK).exists()
    assert upgrade(site) == []


def test_a_file_of_the_sites_own_is_not_written_over(site: Path) -> None:
    """The newer program has a file that already exists in the site."""
    (site / ".github/dependabot.yml").write_bytes(b"version: 2 # ours\n")

    assert actions(upgrade(site))[".github/dependabot.yml"] is FileAction.KEEP
    assert (site / ".github/dependabot.yml").read_bytes() == b"version: 2 # ours\n"


def test_a_program_that_was_lost_is_put_back(site: Path) -> None:
    upgrade(site)
    (site / "vendor/factdesk-2.0-py3-none-any.whl").unlink()

    assert actions(upgrade(site)) == {"vendor/factdesk-2.0-py3-none-any.whl": FileAction.ADD}


def test_a_program_that_was_replaced_is_put_right(site: Path) -> None:
    (site / "vendor/factdesk-1.0-py3-none-any.whl").write_bytes(b"another")

    assert actions(upgrade(site, FIRST, "1.0")) == {
        "vendor/factdesk-1.0-py3-none-any.whl": FileAction.REPLACE
    }
    assert (site / "vendor/factdesk-1.0-py3-none-any.whl").read_bytes() == b"one"


def test_packages_that_the_site_added_to_the_requirements_stay_and_the_rest_is_renewed(
    site: Path,
) -> None:
    own = b"Our_Package==1 \\\n    --hash=sha256:00\nother>=2"
    (site / "requirements.txt").write_bytes(FIRST["requirements.txt"] + own)

    found = actions(upgrade(site))

    assert found["requirements.txt"] is FileAction.REPLACE
    assert found["vendor/factdesk-1.0-py3-none-any.whl"] is FileAction.REMOVE
    assert (site / "requirements.txt").read_bytes() == (
        SECOND["requirements.txt"] + b"# Better in requirements-site.txt:\n" + own + b"\n"
    )
    assert upgrade(site) == []


def test_a_pin_that_the_site_changed_is_renewed(site: Path) -> None:
    (site / "requirements.txt").write_bytes(b"CLICK==99\n# ours\n")

    assert actions(upgrade(site))["requirements.txt"] is FileAction.REPLACE
    assert (site / "requirements.txt").read_bytes() == SECOND["requirements.txt"]


def test_versions_that_dependabot_updated_are_not_changes_of_the_site(site: Path) -> None:
    moved = WORKFLOW.replace(f"{OLD} # v7.0.1", f"{NEW} # v7.1.0")
    (site / CHECK).write_text(moved, "utf-8")

    assert actions(upgrade(site))[CHECK] is FileAction.REPLACE
    assert (site / CHECK).read_text("utf-8") == moved.replace("check\n", "check --strict\n")


def test_an_older_version_of_an_action_is_renewed(site: Path) -> None:
    newer = {
        **SECOND,
        CHECK: SECOND[CHECK].replace(f"{OLD} # v7.0.1".encode(), b"c" * 40 + b" # v10.0"),
    }

    upgrade(site, newer)

    assert (site / CHECK).read_bytes() == newer[CHECK]


def test_other_line_ends_are_not_a_change(site: Path) -> None:
    (site / CHECK).write_bytes(FIRST[CHECK].replace(b"\n", b"\r\n"))

    assert actions(upgrade(site))[CHECK] is FileAction.REPLACE


def test_nothing_is_written_through_a_link_that_leads_out_of_the_site(
    site: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_bytes(b"theirs\n")
    (site / CHECK).unlink()
    (site / CHECK).symlink_to(outside)

    assert actions(upgrade(site))[CHECK] is FileAction.KEEP
    assert outside.read_bytes() == b"theirs\n"


def test_a_script_stays_one(site: Path) -> None:
    upgrade(site)

    assert (site / "build_site.py").stat().st_mode & 0o111


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"version": "1.0"}',
        '{"version": "1.0", "language": "en", "files": []}',
        json.dumps(
            {"version": "1.0", "language": "en", "files": {"../../victim": content_hash("", b"")}}
        ),
        json.dumps({"version": "1.0", "language": "en", "files": {"/etc/victim": "0"}}),
        json.dumps({"version": "1.0", "language": "en", "files": {"C:\\victim": "0"}}),
    ],
)
def test_a_damaged_or_hostile_manifest_is_refused(site: Path, content: str) -> None:
    (site / MANIFEST).write_text(content, "utf-8")

    with pytest.raises(NoManifest, match="damaged: restore it"):
        Manifest.read(site)


def test_a_folder_without_a_manifest_is_not_a_site(tmp_path: Path) -> None:
    with pytest.raises(NoManifest, match=r"vendor/factdesk\.json cannot be read: no such file"):
        Manifest.read(tmp_path)
