"""The states of a claim's file in git, across moves, renames and merges."""

from __future__ import annotations

from pathlib import Path

from support.page_samples import claim

from factdesk.git.changes import Commit, CommittedChange, History
from factdesk.versions.timeline import Timelines


def timelines(*commits: dict[str, str], is_shallow: bool = False) -> Timelines:
    """The timelines of commits, each with the files that it wrote; an empty text deletes one."""
    changes = [
        CommittedChange(Commit(f"c{n}", n), path, blob)
        for n, files in enumerate(commits, 1)
        for path, blob in files.items()
    ]
    return Timelines(History(Path(), "head", "claims/", is_shallow, changes))


def told(of: Timelines, slug: str, *aliases: str) -> list[str]:
    timeline = of.of(claim(slug=slug, aliases=list(aliases)))
    return [f"{state.commit.id} {state.path or '-'} {state.blob}" for state in timeline.states]


def test_a_file_that_moves_to_another_folder_stays_the_same_claim() -> None:
    found = timelines({"bridge.yml": "a"}, {"bridge.yml": "", "town/bridge.yml": "a"})
    assert told(found, "bridge") == ["c1 bridge.yml a", "c2 town/bridge.yml a"]


def test_a_renamed_claim_keeps_its_history_by_its_aliases() -> None:
    found = timelines(
        {"one.yml": "a"}, {"one.yml": "", "two.yml": "b"}, {"two.yml": "", "three.yml": "c"}
    )
    assert told(found, "three", "one", "two") == ["c1 one.yml a", "c2 two.yml b", "c3 three.yml c"]


def test_a_claim_that_got_its_first_name_back_has_one_history() -> None:
    found = timelines(
        {"one.yml": "a"}, {"one.yml": "", "two.yml": "b"}, {"two.yml": "", "one.yml": "c"}
    )
    assert told(found, "one", "two") == ["c1 one.yml a", "c2 two.yml b", "c3 one.yml c"]


def test_a_merged_review_is_not_part_of_the_history_of_the_other() -> None:
    found = timelines({"one.yml": "a"}, {"two.yml": "b"}, {"two.yml": "", "one.yml": "c"})
    assert told(found, "one", "two") == ["c1 one.yml a", "c3 one.yml c"]


def test_a_removed_claim_has_a_state_without_a_file() -> None:
    found = timelines({"one.yml": "a"}, {"one.yml": ""}, {"one.yml": "a"})
    assert told(found, "one") == ["c1 one.yml a", "c2 - ", "c3 one.yml a"]


def test_templates_records_and_other_files_are_not_claims() -> None:
    found = timelines(
        {"_template.yml": "a", "_old/one.yml": "b", "one.txt": "c", "_evidence/one.yml": "r"}
    )
    assert told(found, "one") == []


def test_a_state_knows_the_evidence_record_of_its_time() -> None:
    found = timelines({"one.yml": "a"}, {"_evidence/one.yml": "r"}, {"one.yml": "b"})
    states = found.of(claim(slug="one")).states
    assert [state.record for state in states] == ["", "r"]


def test_only_the_first_commit_of_a_shallow_clone_cuts_a_history() -> None:
    found = timelines({"one.yml": "a"}, {"two.yml": "b"}, is_shallow=True)
    assert [found.of(claim(slug=slug)).is_cut for slug in ("one", "two")] == [True, False]


def test_the_key_changes_with_every_change_of_the_claim_and_with_no_other() -> None:
    first = timelines({"one.yml": "a"}).key(claim(slug="one"))
    assert timelines({"one.yml": "a"}, {"two.yml": "b"}).key(claim(slug="one")) == first
    assert timelines({"one.yml": "a"}, {"one.yml": "b"}).key(claim(slug="one")) != first
    assert timelines({"one.yml": "a"}, is_shallow=True).key(claim(slug="one")) != first
    assert timelines({"two.yml": "a"}).key(claim(slug="one")) == ""
