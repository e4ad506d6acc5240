"""The report on a terminal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reading.claim_file import read_claim_file
from factdesk.reports.excerpts import excerpt, width_of
from factdesk.reports.report import Report
from factdesk.reports.text import render_text, summary

EXAMPLES = Path(__file__).parents[1] / "examples"


def problem(
    line: int = 1,
    column: int = 1,
    length: int = 1,
    *,
    severity: Severity = Severity.ERROR,
    path: str = "claims/bridge.yml",
    message: str = "unknown verdict 'mostly-ture'",
    hint: str = "did you mean 'mostly-true'?",
    also: tuple[Place, ...] = (),
) -> Problem:
    place = Place(path, line, column, length)
    return Problem("FD103", severity, message, place, hint, also)


def shown(tmp_path: Path, text: str, found: Problem, *, colour: bool = False) -> list[str]:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/bridge.yml").write_text(text, "utf-8", newline="")
    names = ["claims/bridge.yml"]
    report = Report((found,), names, tmp_path)
    return render_text(report, colour=colour).splitlines()


def test_a_gloriously_wrong_file_gets_its_complete_list() -> None:
    """Nearly every possible mistake, in one file, in one run, in order."""
    name = "gloriously-wrong.yml"
    file = read_claim_file(EXAMPLES / name, name)

    checked = check_file(file, Context(today=dt.date(2026, 11, 24)))
    report = Report(
        checked.problems,
        [name],
        EXAMPLES,
        ending="Nothing was built; the published site is unchanged.",
    )
    said = render_text(report, notes=True)

    assert f"{said}\n" == (EXAMPLES / "gloriously-wrong.txt").read_text("utf-8")


def test_the_place_is_shown_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    assert shown(tmp_path, "claim: a\n" * 8 + "verdict: mostly-ture\n", problem(9, 10, 11)) == [
        "claims/bridge.yml:9:10: FD103 unknown verdict 'mostly-ture'",
        "    9 | verdict: mostly-ture",
        "      |          ^^^^^^^^^^^ did you mean 'mostly-true'?",
        "",
        "1 error in 1 of 1 claim file.",
        "1 claim cannot be published yet: there are errors.",
    ]


def test_warnings_and_notes_say_so(tmp_path: Path) -> None:
    lines = shown(tmp_path, "a", problem(severity=Severity.WARNING))

    assert lines[0] == "claims/bridge.yml:1:1: FD103 (warning) unknown verdict 'mostly-ture'"
    assert lines[-2:] == [
        "1 warning in 1 of 1 claim file.",
        "1 claim cannot be published yet: publishing treats warnings as errors.",
    ]


def test_a_file_that_cannot_be_shown_still_gets_its_remedy(tmp_path: Path) -> None:
    assert render_text(Report((problem(path="claims/none.yml"),), [], tmp_path)).splitlines()[
        :2
    ] == [
        "claims/none.yml:1:1: FD103 unknown verdict 'mostly-ture'",
        "      = did you mean 'mostly-true'?",
    ]


def test_the_other_half_of_a_problem_is_named(tmp_path: Path) -> None:
    other = Place("claims/tower.yml", 3, 5)

    assert shown(tmp_path, "claim: a", problem(also=(other,)))[3] == (
        "      = the other is at claims/tower.yml:3:5"
    )


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    line = "summary: " + "word " * 40 + "WRONG " + "more " * 40

    lines = shown(tmp_path, line, problem(1, 210, 5, hint=""))

    assert lines[1] == (
        "    1 | …word word word word word word WRONG more more more more more more more more more "
        "more more…"
    )
    assert lines[2] == "      |" + " " * 32 + "^^^^^"


def test_wide_and_combining_characters_are_aligned(tmp_path: Path) -> None:
    text = "summary: 价格 cafe\u0301 WRONG"

    assert shown(tmp_path, text, problem(1, 19, 5, hint=""))[1:3] == [
        "    1 | summary: 价格 cafe\u0301 WRONG",
        "      |                    ^^^^^",
    ]


def test_nothing_of_a_file_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    hostile = "\x1b[2J\x9b31m\u202e\x07"
    found = problem(1, 8, 4, path="claims/bridge.yml", message=hostile, hint=hostile)

    said = "\n".join(shown(tmp_path, f"claim: {hostile}\t!", found))

    assert r"claim: \x1b[2J\x9b31m\u202e\x07\t!" in said
    assert not set(said) & set("\x1b\x9b\u202e\x07\t")


def test_a_name_is_shown_safely_too() -> None:
    said = render_text(Report((problem(path="claims/\x1b[2J\n.yml"),), []))

    assert said.startswith(r"claims/\x1b[2J\n.yml:1:1: FD103")


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_reader_counts_them(tmp_path: Path, line_break: str) -> None:
    text = line_break.join(["claim: a\u2028b", "verdict: c", ""])

    assert shown(tmp_path, text, problem(2, 10))[1] == "    2 | verdict: c"


def test_a_file_in_another_encoding_is_shown_as_well_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims/bridge.yml").write_bytes(b"\xef\xbb\xbfclaim: Br\xfccke")

    lines = render_text(Report((problem(1, 10),), [], tmp_path)).splitlines()

    assert lines[1:3] == [
        "    1 | claim: Br\ufffdcke",
        "      |          ^ did you mean 'mostly-true'?",
    ]


def test_colours_are_printed_on_request(tmp_path: Path) -> None:
    lines = shown(tmp_path, "claim: a", problem(), colour=True)

    assert lines[0] == (
        "\x1b[1mclaims/bridge.yml:1:1\x1b[0m: \x1b[31mFD103\x1b[0m unknown verdict 'mostly-ture'"
    )


def test_the_last_line_counts() -> None:
    found = [
        problem(),
        problem(severity=Severity.WARNING),
        problem(severity=Severity.WARNING, path="claims/tower.yml"),
        problem(severity=Severity.NOTE, path="mkdocs.yml"),
    ]
    names = [f"claims/{n}.yml" for n in range(40)] + ["claims/bridge.yml", "claims/tower.yml"]

    assert (
        summary(found, names)
        == "1 error, 2 warnings, 1 note in 2 of 42 claim files and 1 other file."
    )
    assert summary(found[:1], ["claims/bridge.yml"]) == "1 error in 1 of 1 claim file."
    assert summary([], names) == "No problems in 42 claim files."
    assert summary(found[3:], names) == "1 note in 1 other file, none in 42 claim files."
    assert summary([], []) == "No problems in 0 claim files."
    assert summary(found[:1] * 2, names, "Nothing was built.") == (
        "2 errors in 1 of 42 claim files. Nothing was built."
    )


@given(st.text(max_size=300), st.integers(1, 320), st.integers(1, 320), st.integers(20, 120))
def test_an_excerpt_fits_and_its_carets_stand_below_it(
    text: str, column: int, length: int, width: int
) -> None:
    line = text.replace("\n", "").replace("\r", "")

    shown_line, carets = excerpt(line, Place("a", 1, column, length), width)

    assert width_of(shown_line) <= width
    assert carets.strip(" ") == "^" * carets.count("^") != ""
    assert carets.index("^") <= width_of(shown_line)


def many(code: str, severity: Severity, count: int) -> list[Problem]:
    return [
        Problem(code, severity, f"{code} number {n}", Place(f"claims/{n:03}.yml"))
        for n in range(count)
    ]


def test_errors_come_last_and_notes_are_only_counted() -> None:
    found = (
        *many("FD103", Severity.ERROR, 1),
        *many("FD208", Severity.WARNING, 1),
        *many("FD210", Severity.NOTE, 2),
    )

    lines = render_text(Report(found, ["claims/000.yml"])).splitlines()

    reason = "there are errors, and publishing treats warnings as errors."
    assert lines == [
        "2 notes: 2 FD210 (no archived copy); --notes shows them",
        "claims/000.yml:1:1: FD208 (warning) FD208 number 0",
        "claims/000.yml:1:1: FD103 FD103 number 0",
        "",
        "1 error, 1 warning, 2 notes in 1 of 1 claim file and 1 other file.",
        f"1 claim cannot be published yet: {reason}",
    ]


def test_after_ten_problems_of_a_check_the_others_are_counted() -> None:
    """Otherwise, many warnings would hide the important line."""
    found = (*many("FD208", Severity.WARNING, 25_000), *many("FD103", Severity.ERROR, 1))
    names = [problem.place.path for problem in found]

    lines = render_text(Report(found, names)).splitlines()
    full = render_text(Report(found, names), verbose=True).splitlines()

    assert sum("FD208 (warning)" in line for line in lines) == 10
    assert lines[10].startswith("and 24990 more of FD208 (")
    assert lines[11] == "claims/000.yml:1:1: FD103 FD103 number 0"
    assert sum("FD208 (warning)" in line for line in full) == 25_000


def test_notes_are_shown_on_request() -> None:
    report = Report(tuple(many("FD210", Severity.NOTE, 12)), ["claims/000.yml"])

    assert sum("(note)" in line for line in render_text(report, notes=True).splitlines()) == 10
    assert sum("(note)" in line for line in render_text(report, verbose=True).splitlines()) == 12
    assert "cannot be published" not in render_text(report)


def test_warnings_outside_of_claims_keep_the_site_from_being_published() -> None:
    found = Problem("FD510", Severity.WARNING, "not filled in", Place("docs/about.md"))

    last = render_text(Report((found,), ["claims/000.yml"])).splitlines()[-1]

    assert last == "The site cannot be published yet: publishing treats warnings as errors."
