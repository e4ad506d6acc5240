"""Comparison of the claims with an earlier git revision."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.check_samples import config_in, said, write_claims
from support.repository import git

from factdesk.checks.history import Changes, compare_since
from factdesk.checks.run import check_claims
from factdesk.git.run import HistoryError

WITHDRAWN = {"status": "withdrawn", "withdrawn": {"on": "2026-05-01", "reason": "It was a hoax."}}
RENAMED = {"claim": "The tower is high", "aliases": ["tower"]}

pytestmark = pytest.mark.usefixtures("needs_git")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site in a subfolder of a repository, with three claims and a draft committed."""
    root = tmp_path / "repository" / "desk"
    write_claims(
        root,
        {
            "bridge": {},
            "tower": {"claim": "The tower is high"},
            "money/wall": {"claim": "The wall is long"},
            "idea": {"claim": "An idea", "status": "draft"},
            "_template": {"claim": "A template"},
        },
    )
    git(root.parent, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "First")
    return root


def changes(root: Path, revision: str = "HEAD") -> Changes:
    return compare_since(root, root / "claims", revision, check_claims(config_in(root)).files)


def test_nothing_changed(repository: Path) -> None:
    found = changes(repository)

    assert found.as_dict() | {"revision": ""} == {
        "revision": "",
        "new": [],
        "changed": [],
        "gone": [],
    }
    assert found.problems == []


def test_changes_are_named(repository: Path) -> None:
    write_claims(repository, {"bridge": {"summary": "Another summary."}, "castle": {"claim": "It"}})
    (repository / "claims/idea.yml").unlink()

    found = changes(repository)

    assert (found.new, found.changed, found.gone) == (
        ["claims/castle.yml"],
        ["claims/bridge.yml"],
        ["claims/idea.yml"],
    )
    assert found.as_sentence().endswith(": 1 new, 1 changed, 1 removed.")


def test_a_claim_that_vanishes_is_named(repository: Path) -> None:
    (repository / "claims/money/wall.yml").unlink()

    assert said(tuple(changes(repository).problems)) == [
        "claims/money/wall.yml:1:1 FD507 the claim 'wall' was removed"
    ]


def test_a_claim_may_move_be_renamed_with_an_alias_or_be_withdrawn(repository: Path) -> None:
    (repository / "claims/money/wall.yml").rename(repository / "claims/wall.yml")
    (repository / "claims/tower.yml").unlink()
    write_claims(repository, {"high-tower": RENAMED, "bridge": WITHDRAWN})

    assert changes(repository).problems == []


def test_a_moved_file_is_a_changed_one(repository: Path) -> None:
    (repository / "claims/money/wall.yml").rename(repository / "claims/wall.yml")

    found = changes(repository)

    assert (found.new, found.changed, found.gone) == ([], ["claims/wall.yml"], [])


def test_a_draft_had_no_page_and_may_go(repository: Path) -> None:
    (repository / "claims/idea.yml").unlink()

    assert changes(repository).problems == []


def test_a_published_claim_that_becomes_a_draft_loses_its_page(repository: Path) -> None:
    write_claims(repository, {"bridge": {"status": "draft"}})

    assert said(tuple(changes(repository).problems)) == [
        "claims/bridge.yml:1:1 FD507 the claim 'bridge' had a page, and is a draft now"
    ]


def test_a_verdict_does_not_change_silently(repository: Path) -> None:
    correction = {"made_on": "2026-05-01", "severity": "verdict", "note": "Misread."}
    changed = {
        "verdict": "false",
        "corrections": [{**correction, "previous_verdict": "mostly-true"}],
    }

    write_claims(repository, {"bridge": {"verdict": "false"}, "tower": changed})

    assert said(tuple(changes(repository).problems)) == [
        (
            "claims/bridge.yml:3:10 FD314 the verdict changed from 'mostly-true' to 'false' "
            "without a new correction"
        ),
    ]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "", "HEAD:claims", "a\nb"])
def test_a_revision_is_data(repository: Path, revision: str) -> None:
    """Options of git, and objects other than commits, are not accepted as revisions."""
    before = sorted(repository.rglob("*"))

    with pytest.raises(HistoryError):
        changes(repository, revision)

    assert sorted(repository.rglob("*")) == before


def test_outside_a_repository_there_is_no_history(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}})

    with pytest.raises(HistoryError):
        changes(tmp_path)
