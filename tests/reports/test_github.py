"""Commands for GitHub's runner, and the summary that it shows."""

from __future__ import annotations

import re

import cmarkgfm
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reports.github import render_commands, render_job_summary
from factdesk.reports.report import Report

HOSTILE = "100% \r\n::error file=x::owned\n##[command]rm,:\x1b[0m"
NAMES = ["claims/bridge.yml"]


def job_summary(problems, names, ending=""):
    return render_job_summary(Report(tuple(problems), names, ending=ending))


def workflow_commands(problems):
    """Return the commands without the line with the counts."""
    return render_commands(Report(tuple(problems), NAMES)).rpartition("\n")[0]


def problem(
    message: str = "unknown verdict 'x'",
    severity: Severity = Severity.ERROR,
    path: str = "claims/bridge.yml",
    hint: str = "one of: true, false",
) -> Problem:
    return Problem("FD103", severity, message, Place(path, 9, 10, 1), hint)


def test_a_problem_is_an_annotation_on_its_line() -> None:
    assert workflow_commands([problem()]) == (
        "::error file=claims/bridge.yml,line=9,col=10,endColumn=11,"
        "title=FD103 verdict not on the scale::unknown verdict 'x'%0Aone of: true, false"
    )


def test_an_annotation_says_where_the_other_of_two_places_is() -> None:
    twice = structs.replace(problem(hint=""), also=(Place("claims/b.yml", 2, 3),))

    said = workflow_commands([twice])

    assert said.endswith("::unknown verdict 'x'%0Athe other is at claims/b.yml:2:3")


def test_severities_have_their_own_commands() -> None:
    kinds = [Severity.WARNING, Severity.NOTE]

    said = workflow_commands([problem(severity=kind) for kind in kinds]).splitlines()

    assert [line.partition(" ")[0] for line in said] == ["::warning", "::notice"]


def test_no_text_becomes_a_command() -> None:
    said = workflow_commands([problem(HOSTILE, path=HOSTILE, hint=HOSTILE)])

    (line,) = said.splitlines()
    properties, _, text = line.removeprefix("::error ").partition("::")
    assert properties.startswith(
        r"file=100%25 \r\n%3A%3Aerror file=x%3A%3Aowned\n##[command]rm%2C%3A\x1b[0m,line=9,"
    )
    assert "\n" not in text
    assert "\x1b" not in said


@given(st.text(), st.text(), st.text())
def test_every_problem_is_one_line(message: str, path: str, hint: str) -> None:
    said = workflow_commands([problem(message, path=path, hint=hint)])

    assert not re.search(r"[\r\n\x00-\x08\x0e-\x1f]", said)
    assert re.match(r"::error file=[^,:]*,line=9,col=10,endColumn=11,title=[^,:]*::", said)


def test_the_summary_is_a_table() -> None:
    lines = job_summary([problem(), problem("b")], NAMES, "Nothing was built.").splitlines()

    assert lines[0] == "### 2 errors in 1 of 1 claim file&#46; Nothing was built&#46;"
    assert lines[2:4] == ["| Where | Check | What | What to do |", "| --- | --- | --- | --- |"]
    assert len(lines) == 6
    assert lines[5] == (
        "| claims&#47;bridge&#46;yml&#58;9&#58;10 | FD103 &#40;error&#41; | b "
        "| one of&#58; true&#44; false |"
    )


def test_the_summary_shows_texts_as_they_are_and_obeys_none() -> None:
    text = "<img src=x> | [a](javascript:b) `c` *d* @e https://f.example ![g](h) &lt; # \n- i"

    html = cmarkgfm.github_flavored_markdown_to_html(job_summary([problem(text)], NAMES))

    assert "<td>&lt;img src=x&gt; | [a](javascript:b) `c` *d* @e https://f.example" in html
    assert html.count("<td>") == 4
    assert not re.search("<(img|a|code|em|li)", html)


def test_the_summary_ends_before_github_cuts_it() -> None:
    said = job_summary([problem()] * 600, NAMES)

    assert said.endswith("\nAnd 100 more; the log has them all.\n")
    assert len(said) < 1_000_000


def test_a_good_run_has_a_summary_too() -> None:
    assert job_summary([], NAMES) == "### No problems in 1 claim file&#46;\n\n"
