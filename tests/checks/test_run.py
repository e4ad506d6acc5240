"""Checks of a complete collection in one run."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from support.check_samples import check, config_in, said, write_claims

from factdesk.cache.store import Cache
from factdesk.checks.run import check_claims
from factdesk.claims.problem import Severity
from factdesk.config.mkdocs_yml import ConfigError


def test_good_files_are_claims_in_order(tmp_path: Path) -> None:
    checked = check(tmp_path, {"b": {}, "a": {"status": "draft"}, "c/a-b": {}})

    assert [claim.path for claim in checked.claims] == [
        "claims/a.yml",
        "claims/b.yml",
        "claims/c/a-b.yml",
    ]
    assert checked.problems == ()
    assert not checked.fails(strict=True)


def test_a_minimal_file_passes_every_error_check(tmp_path: Path) -> None:
    """The minimal file of the handbook; warnings may remain."""
    checked = check(
        tmp_path,
        {
            "bridge": """\
claim: The town's new bridge cost twice its budget
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget that the council voted in 2019.
published_on: 2026-03-01
sources:
  - title: Final account of the bridge works
    url: https://example.org/final-account.pdf
"""
        },
    )

    assert [p.code for p in checked.problems] == ["FD208", "FD209", "FD210"]
    assert not checked.fails()
    assert checked.fails(strict=True)
    assert checked.claims[0].sources[0].id == "s1"


def test_a_thousand_files_with_a_thousand_problems_are_one_report(tmp_path: Path) -> None:
    claims = {
        f"claim-{n:04}": {"verdict": f"fasle-{n}", "claim": f"Bridge {n}"} for n in range(1000)
    }
    write_claims(tmp_path, claims)

    checked = check_claims(config_in(tmp_path), jobs=2)

    errors = [p for p in checked.problems if p.severity is Severity.ERROR]
    assert [p.place.path for p in errors] == [f"claims/claim-{n:04}.yml" for n in range(1000)]
    assert [p.message for p in errors[:2]] == [
        "unknown verdict 'fasle-0'",
        "unknown verdict 'fasle-1'",
    ]


def test_the_number_of_jobs_never_shows(tmp_path: Path) -> None:
    claims: dict[str, dict[str, object] | str] = {
        f"claim-{n}": {"claim": f"Bridge {n}", "related": [f"claim-{n * 7}"]} for n in range(1_200)
    }
    write_claims(tmp_path, claims | {"broken": "claim: [", "draft": "claim: a\nstatus: draft\n"})

    alone = check_claims(config_in(tmp_path), jobs=1)
    together = check_claims(config_in(tmp_path), jobs=3)

    assert alone.problems
    assert together.problems == alone.problems
    assert together.files == alone.files
    assert together.claims == alone.claims


def test_problems_stand_in_order_of_file_line_and_column(tmp_path: Path) -> None:
    checked = check(
        tmp_path,
        {
            "b": "claim: a\nstatus: draft\nkind: x\ntopics: b\n",
            "a": "topics: b\nstatus: draft\nfoo: c\n",
            "c.yaml": {},
        },
    )

    assert said(checked.problems) == [
        "claims/a.yml:1:1 FD101 'claim' is missing",
        "claims/a.yml:1:9 FD009 'topics' must be a list",
        "claims/a.yml:3:1 FD008 unknown field 'foo'",
        "claims/b.yml:3:7 FD110 unknown value 'x' for 'kind'",
        "claims/b.yml:4:9 FD009 'topics' must be a list",
        (
            "claims/c.yaml.yml:1:1 FD010 the file name 'c.yaml' is not a slug: a slug has only the "
            "letters a to z, digits and single hyphens between them"
        ),
    ]


def test_only_the_problems_of_the_paths_are_reported(tmp_path: Path) -> None:
    """The other files are read all the same, because claims refer to each other."""
    write_claims(
        tmp_path,
        {
            "money/bridge": {"kind": "x", "related": ["tower"]},
            "money/wall": {"kind": "x"},
            "tower": {"kind": "x"},
        },
    )

    def paths(*names: str) -> tuple[list[str], tuple[str, ...]]:
        asked = [tmp_path / name for name in names]
        checked = check_claims(config_in(tmp_path), asked)
        return [p.place.path for p in checked.problems], checked.names

    assert paths("claims/tower.yml") == (["claims/tower.yml"], ("claims/tower.yml",))
    in_money = ["claims/money/bridge.yml", "claims/money/wall.yml"]
    assert paths("claims/money") == (in_money, tuple(in_money))
    assert paths("claims") == paths() == paths(".")


def test_a_template_is_checked_on_request(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}, "_template": {"kind": "x"}})

    checked = check_claims(config_in(tmp_path), [tmp_path / "claims/_template.yml"])

    assert said(checked.problems) == [
        "claims/_template.yml:15:7 FD110 unknown value 'x' for 'kind'"
    ]
    assert [file.path for file in checked.files] == ["claims/bridge.yml"]


def test_a_file_elsewhere_is_checked_by_itself(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}})
    (tmp_path / "elsewhere.yml").write_text("claim: The bridge\nstatus: draft\nfoo: bar\n")

    checked = check_claims(config_in(tmp_path), [tmp_path / "elsewhere.yml"])

    assert said(checked.problems) == ["elsewhere.yml:3:1 FD008 unknown field 'foo'"]
    assert [claim.slug for claim in checked.claims] == ["bridge"]


def test_without_a_folder_of_claims_the_configuration_is_wrong(tmp_path: Path) -> None:
    """A typing error in the folder's name must not look like a site without claims."""
    with pytest.raises(
        ConfigError, match=r"folder '.*claims' does not exist: create it or change 'claims_dir'"
    ):
        check_claims(config_in(tmp_path))


@pytest.mark.parametrize("today", ["none", "late"])
def test_the_day_is_an_input(tmp_path: Path, today: str) -> None:
    write_claims(tmp_path, {"bridge": {"review_by": "2026-06-01"}})
    day = dt.date(2026, 6, 2) if today == "late" else None

    checked = check_claims(config_in(tmp_path), today=day)

    assert [p.code for p in checked.problems] == (["FD305"] if today == "late" else [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_what_cannot_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}})
    folder = tmp_path / "claims"
    os.mkfifo(folder / "pipe.yml")
    (folder / "large.yml").write_bytes(b"#" * (256 * 1024 + 1))
    (folder / "latin.yml").write_bytes("claim: Brücke".encode("latin-1"))
    (folder / "link.yml").symlink_to("bridge.yml")

    checked = check_claims(config_in(tmp_path))

    assert said(checked.problems) == [
        "claims/large.yml:1:1 FD002 this file is larger than 256 KiB",
        "claims/latin.yml:1:10 FD003 the byte 0xfc is not UTF-8",
        "claims/link.yml:1:1 FD012 this is a symbolic link, and links are not followed",
        "claims/pipe.yml:1:1 FD001 this is not a regular file",
    ]
    assert [claim.slug for claim in checked.claims] == ["bridge"]


def test_claims_that_are_alike_are_found_again_after_an_edit(tmp_path: Path) -> None:
    """Which claims are alike is cached until a claim or one of its relations changes."""
    cache = Cache(tmp_path / "cache.sqlite")
    claims: dict[str, dict[str, Any]] = {"a": {"claim": "The bridge is old"}, "b": {}}
    found = []
    for edit in ({}, {}, {"claim": "The bridge is old"}, {"related": ["a"]}, {"related": ["c"]}):
        claims["b"] |= edit
        write_claims(tmp_path, claims)
        problems = check_claims(config_in(tmp_path), cache=cache).problems
        found.append(sum(problem.code == "FD504" for problem in problems))

    assert found == [0, 0, 1, 0, 1]


def test_cached_results_are_reported_together_with_new_ones(tmp_path: Path) -> None:
    """Earlier results are used while the file is unchanged; all are sorted by name."""
    cache = Cache(tmp_path / "cache.sqlite")
    write_claims(tmp_path, {name: {"topics": ["Old"]} for name in "abd"})
    check_claims(config_in(tmp_path), cache=cache)
    entries = cache.read("claim files", [f"claims/{name}.yml" for name in "abd"]).values()
    cache.write(
        "claim files",
        [entry._replace(value=entry.value.replace(b"Old", b"Was")) for entry in entries],
    )
    write_claims(tmp_path, {"b": {"topics": ["New"]}, "c": {"topics": ["New"]}})

    checked = check_claims(config_in(tmp_path), cache=cache)

    assert [(claim.slug, claim.topics) for claim in checked.claims] == [
        ("a", ("Was",)),
        ("b", ("New",)),
        ("c", ("New",)),
        ("d", ("Was",)),
    ]
