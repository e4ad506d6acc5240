"""The content of a history: published states, their differences, and fixed versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from support.page_samples import SMALL, claim

from factdesk.checks.context import Context
from factdesk.claims.claim import Claim
from factdesk.git.changes import Commit
from factdesk.site_texts.texts import SiteTexts
from factdesk.versions.claim_history import ClaimHistory, PageState, read_claim_history
from factdesk.versions.old_claim import OldClaim, read_old_claim
from factdesk.versions.timeline import FileState, Timeline

DAY = 86_400
#: 1 March 2026, noon.
START = int(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC).timestamp())


def history(*files: dict[str, Any] | str, days: list[float] | None = None) -> ClaimHistory:
    """The history of files that are committed one by one, one per day."""
    fields = {name: value for name, value in SMALL.items() if name not in ("slug", "path")}
    states = []
    contents: dict[str, bytes] = {}
    for n, changed in enumerate(files):
        text = changed if isinstance(changed, str) else yaml.safe_dump({**fields, **changed})
        contents[f"b{n}"] = text.encode()
        at = START + int((days[n] if days else n) * DAY)
        states.append(FileState(Commit(f"c{n}", at), "bridge.yml", f"b{n}" if text else ""))

    def read(state: FileState) -> OldClaim | None:
        return read_old_claim(contents[state.blob], None, state.path, "bridge", Context())

    return read_claim_history(Timeline(tuple(states)), read)


def told(of: ClaimHistory) -> list[str]:
    return [
        f"{state.on:%d} {state.kind.name} {state.version_on is not None}" for state in of.states
    ]


NOTE = {"made_on": "2026-03-02", "severity": "fact", "note": "A date."}


def test_drafts_and_invisible_edits_are_not_states() -> None:
    found = history(
        {"status": "draft"}, {}, {"imported": {"from": "x", "id": "1"}}, {"topics": ["T"]}
    )

    assert told(found) == ["02 REVIEW True", "04 REVIEW False"]
    assert found.unseen == (dt.date(2026, 3, 3),)


@pytest.mark.parametrize(
    ("changed", "is_material"),
    [
        ({"verdict": "false"}, True),
        ({"summary": "Another."}, True),
        ({"claim": "Another claim"}, True),
        ({"analysis": "Longer."}, True),
        ({"status": "withdrawn", "withdrawn": {"on": "2026-03-02", "reason": "Wrong."}}, True),
        ({"topics": ["Bridges"]}, False),
        ({"sources": [{"title": "B", "url": "https://b.example.net/"}]}, False),
        ({"corrections": [NOTE]}, False),
    ],
)
def test_a_version_is_fixed_when_what_readers_quote_changes(
    changed: dict[str, Any], is_material: bool
) -> None:
    found = history({}, changed)
    assert len(found.states) == 2
    assert [version.on.day for version in found.versions] == ([1, 2] if is_material else [1])


def test_of_two_states_on_one_day_the_last_is_the_version() -> None:
    found = history(
        {}, {"summary": "Two."}, {"topics": ["T"]}, {"summary": "Four."}, days=[0, 1, 1.2, 1.3]
    )

    assert [version.on.day for version in found.versions] == [1, 2]
    assert [version.claim.summary for version in found.versions][1:] == ["Four."]
    assert [version.until and version.until.day for version in found.versions] == [2, None]


def test_a_review_that_was_not_online_for_a_time_says_so() -> None:
    found = history({}, "", {"status": "draft"}, {})
    assert told(found) == ["01 REVIEW True", "02 NO_PAGE False", "04 REVIEW False"]


def test_a_file_that_nobody_can_read_is_one_state_without_a_page() -> None:
    found = history({}, "claim: [", "\x00", {"summary": "Readable."})
    assert told(found) == ["01 REVIEW True", "02 UNREADABLE False", "04 REVIEW True"]


def test_a_commit_with_an_earlier_time_has_no_earlier_day() -> None:
    found = history({}, {"summary": "Two."}, days=[5, 2])
    assert [state.on.day for state in found.states] == [6, 6]


def test_wrong_fields_of_an_old_file_are_left_out_and_named() -> None:
    found = history({"colour": "red", "published_on": "last week", "topics": ["T"]})
    (state,) = found.states
    assert state.old is not None
    assert state.old.unread == ("colour", "published_on")
    assert state.old.claim.topics == ("T",)


def test_a_verdict_that_the_scale_has_no_more_has_a_state_and_no_page() -> None:
    found = history({"verdict": "half-true"}, {})
    assert told(found) == ["01 REVIEW False", "02 REVIEW True"]


def test_characters_that_deceive_readers_are_never_shown() -> None:
    found = history({}, {"summary": "abc \u202e def"}, 'claim: "a \\u202e b"\nclaimant: A\n')
    assert [state.kind for state in found.states] == [PageState.REVIEW, PageState.UNREADABLE]


def test_the_interface_has_a_name_for_every_field_that_can_change() -> None:
    shown = [
        name for name in Claim.__struct_fields__ if name not in ("path", "imported", "aliases")
    ]
    unnamed = {"status", "withdrawn", "proofs"}  # shown as the verdict, or not at all
    for language in ("en", "de"):
        names = SiteTexts(language).section("history")
        assert [n for n in shown if n not in unnamed and f"field_{n}" not in names] == []


def test_an_analysis_is_compared_as_readers_read_it() -> None:
    before = "### The account\n\nOne two\nthree.\n\n- four\n- five\n"
    wrapped = "## The account\n\nOne\ntwo three.\n\n- four\n- five\n"
    changed = wrapped.replace("two", "too")
    found = history({"analysis": before}, {"analysis": wrapped}, {"analysis": changed})

    difference = found.states[-1].difference
    assert len(found.states) == 2
    assert difference
    [text] = difference.texts
    assert "".join(passage.text for passage in text.passages) == "One twotoo three."


def test_withheld_texts_are_in_no_state() -> None:
    found = history({}, {"summary": "Two."}).without_texts("By order of a court.")
    assert len(found.states) == 2
    assert all(state.old is None and state.difference is None for state in found.states)
    assert found.versions == ()


def test_a_history_shows_the_review_of_today_if_all_is_committed() -> None:
    found = history({})
    now = claim(slug="bridge")
    assert found.shows(now)
    assert not found.shows(claim(slug="bridge", summary="Not committed."))
