"""Findings that are kept, and when they are made anew."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from samples import write_claims

from factdesk.checks.memory import Findings, contents, key_of, recall, remember
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.configuration import settings_from
from factdesk.kept import Entry, Kept
from factdesk.settings import Settings

TODAY = dt.date(2026, 11, 24)
FINDINGS = Findings(
    (
        Problem("FD504", Severity.WARNING, "m", Place("a.yml", 3, 5, 2), "h", (Place("b.yml"),)),
        Problem("FD103", Severity.ERROR, "é", Place("b.yml")),
    ),
    ("a.yml", "b.yml"),
    frozenset(["a", "b"]),
)


def settings(**options: object) -> Settings:
    return settings_from({"site_name": "Bridge Desk", "plugins": [{"factdesk": options}]})


def test_what_is_kept_comes_back_the_same(tmp_path: Path) -> None:
    remember(Kept(tmp_path / "cache" / "check.sqlite"), "key", FINDINGS)

    assert recall(Kept(tmp_path / "cache" / "check.sqlite"), "key") == FINDINGS


def test_another_key_has_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "check.sqlite")
    remember(kept, "key", FINDINGS)

    assert recall(kept, "other") is None


@pytest.mark.parametrize("value", [b"", b"{", b"[]", b"[[1], [], []]", b"\xff"])
def test_what_cannot_be_right_is_not_believed(tmp_path: Path, value: bytes) -> None:
    kept = Kept(tmp_path / "check.sqlite")
    kept.add([Entry("findings", "key", value)])

    assert recall(kept, "key") is None


def key(root: Path, today: dt.date = TODAY, **options: object) -> str:
    return key_of(settings(**options), contents(settings(**options), root), today)


def test_the_key_is_made_of_all_that_the_findings_depend_on(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}, "tower": {"claim": "The tower is high"}})
    keys = [key(tmp_path)]

    keys.append(key(tmp_path, dt.date(2026, 11, 25)))
    keys.append(key(tmp_path, featured=["bridge"]))
    write_claims(tmp_path, {"bridge": {"claim": "The bridge is long"}})
    keys.append(key(tmp_path))
    (tmp_path / "claims/tower.yml").rename(tmp_path / "claims/castle.yml")
    keys.append(key(tmp_path))
    (tmp_path / "claims/note.txt").write_text("")
    keys.append(key(tmp_path))

    assert len(set(keys)) == len(keys)


def test_a_time_stamp_is_no_reason_to_look_again_or_not(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}})
    file = tmp_path / "claims/bridge.yml"
    before, stamp = key(tmp_path), file.stat()

    os.utime(file, (0, 0))
    assert key(tmp_path) == before

    file.write_text(file.read_text("utf-8").replace("budget", "Budget"), "utf-8")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert key(tmp_path) != before
