"""Which commits changed which files, compared with git itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.repository import git

from factdesk.cache.store import Cache
from factdesk.git import changes
from factdesk.git.changes import History, read_history
from factdesk.git.run import HistoryError

pytestmark = pytest.mark.usefixtures("needs_git")


def commit(root: Path, files: dict[str, str | None], at: int) -> None:
    """Commit files below the folder of claims; None deletes one."""
    for name, text in files.items():
        file = root / "claims" / name
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    git(root, "add", "--all", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x", "--date", f"@{at} +0200")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in a subfolder of a repository, with commits at two times."""
    root = tmp_path / "repository" / "desk"
    root.mkdir(parents=True)
    git(root.parent, "init", "--quiet", "--initial-branch", "main")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1700000000 +0200")
    commit(root, {"wall.yml": "one", "bridge.yml": "one", "_evidence/wall.yml": "r"}, 1700000000)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "@1700003600 -0500")
    (root / "README.md").write_text("Not a claim")
    commit(root, {"bridge.yml": "two"}, 1700003600)
    return root


def told(history: History) -> list[str]:
    """Each change: the minutes of its commit, its path, and the new content or nothing."""
    written = [change for change in history.changes if change.blob]
    texts = dict(
        zip(written, history.contents(change.blob for change in written), strict=True),
    )
    return [
        f"{(change.commit.committed_at - 1700000000) // 60} {change.path} "
        + texts.get(change, b"-").decode()
        for change in history.changes
    ]


def test_changes_are_in_the_order_of_commits_and_paths(root: Path) -> None:
    history = read_history(root / "claims")

    assert told(history) == ["0 _evidence/wall.yml r", "0 bridge.yml one", "0 wall.yml one",
                             "60 bridge.yml two"]  # fmt: skip
    assert (history.prefix, history.is_shallow) == ("desk/claims/", False)
    assert [change.blob for change in history.by_path["bridge.yml"]] == [
        history.changes[1].blob,
        history.changes[3].blob,
    ]


def test_a_move_is_a_deletion_and_an_addition(root: Path) -> None:
    git(root, "config", "diff.renames", "copies")
    commit(root, {"wall.yml": None, "moved/wall.yml": "one"}, 1)

    assert told(read_history(root / "claims"))[-2:] == ["60 moved/wall.yml one", "60 wall.yml -"]


def test_a_merge_is_one_change_of_its_first_parent(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "draft")
    commit(root, {"tower.yml": "draft"}, 1)
    commit(root, {"tower.yml": "final"}, 1)
    git(root, "switch", "--quiet", "main")
    commit(root, {"wall.yml": "two"}, 1)
    git(root, "merge", "--quiet", "--no-ff", "--message", "x", "draft")

    assert told(read_history(root / "claims"))[-2:] == ["60 wall.yml two", "60 tower.yml final"]


def test_settings_of_the_user_change_nothing(root: Path) -> None:
    before = told(read_history(root / "claims"))
    for setting in (
        "log.showRoot=false", "log.follow=true", "log.diffMerges=off", "diff.noprefix=true",
        "color.ui=always", "core.quotePath=true", "log.showSignature=true", "diff.relative=false",
        "log.date=iso", "log.decorate=full", "core.pager=false",
    ):  # fmt: skip
        git(root, "config", *setting.split("="))

    assert told(read_history(root / "claims")) == before


def test_a_link_in_place_of_a_file_is_a_deletion(root: Path) -> None:
    (root / "claims/wall.yml").unlink()
    try:
        (root / "claims/wall.yml").symlink_to("bridge.yml")
    except OSError:
        return  # a system without symbolic links has no such change
    commit(root, {}, 1)
    commit(root, {"bridge.yml": "three"}, 1)

    assert told(read_history(root / "claims"))[-2:] == ["60 wall.yml -", "60 bridge.yml three"]


def test_names_may_have_any_characters(root: Path) -> None:
    commit(root, {"Brücke über/an :100 a.yml": "one", "two\nlines.yml": "one"}, 1)

    paths = [change.path for change in read_history(root / "claims").changes[-2:]]
    assert paths == ["Brücke über/an :100 a.yml", "two\nlines.yml"]


def test_a_shallow_clone_says_so(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", root.parent.as_uri(), str(clone))

    history = read_history(clone / "desk/claims")

    assert history.is_shallow
    assert len(history.changes) == 3


def test_only_new_commits_are_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    asked: list[str] = []
    original = changes._append

    def append(walked: changes._Walked, folder: Path, head: str) -> None:
        asked.append(walked.head)
        original(walked, folder, head)

    monkeypatch.setattr(changes, "_append", append)
    first = read_history(root / "claims", cache)
    read_history(root / "claims", cache)
    commit(root, {"wall.yml": "two"}, 1)
    commit(root, {}, 1)

    assert read_history(root / "claims", cache) == read_history(root / "claims")
    assert asked == ["", first.head, ""]


@pytest.mark.parametrize("gone", [False, True])
def test_a_rewritten_past_is_read_again(root: Path, tmp_path: Path, *, gone: bool) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    commit(root, {"wall.yml": "two"}, 1)
    read_history(root / "claims", cache)
    git(root, "reset", "--quiet", "--hard", "HEAD~2")
    commit(root, {"wall.yml": "forged"}, 1)
    commit(root, {"tower.yml": "new"}, 1)
    if gone:
        git(root, "reflog", "expire", "--expire=now", "--all")
        git(root, "gc", "--quiet", "--prune=now")

    history = read_history(root / "claims", cache)

    assert history == read_history(root / "claims")
    assert told(history)[-2:] == ["60 wall.yml forged", "60 tower.yml new"]


def test_a_commit_from_a_merged_branch_is_not_a_state_of_the_branch(
    root: Path, tmp_path: Path
) -> None:
    """The cache contains a draft that was merged later: its commits are not first parents."""
    cache = Cache(tmp_path / "cache.sqlite")
    git(root, "switch", "--quiet", "--create", "draft")
    commit(root, {"tower.yml": "draft"}, 1)
    read_history(root / "claims", cache)
    git(root, "switch", "--quiet", "main")
    commit(root, {"wall.yml": "two"}, 1)
    git(root, "merge", "--quiet", "--no-ff", "--message", "x", "draft")

    assert read_history(root / "claims", cache) == read_history(root / "claims")


def test_without_a_commit_there_is_no_history(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="this folder is not in a git repository"):
        read_history(tmp_path)
    git(tmp_path, "init", "--quiet")
    with pytest.raises(HistoryError, match="the repository has no commits yet"):
        read_history(tmp_path)


def test_without_git_there_is_no_history(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(HistoryError, match="git is not installed"):
        read_history(root / "claims")


def test_a_content_that_was_not_fetched_is_named(root: Path) -> None:
    history = read_history(root / "claims")

    with pytest.raises(HistoryError, match=f"{'1' * 40} is not in the repository"):
        list(history.contents(["1" * 40]))


def test_reading_may_stop_after_the_first_content(root: Path) -> None:
    history = read_history(root / "claims")

    contents = history.contents([history.changes[1].blob] * 1000)

    assert next(contents) == b"one"
