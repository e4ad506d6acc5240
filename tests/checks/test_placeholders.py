"""Remaining placeholders are found, with their places."""

import pytest

from factdesk.checks.written_pages import PageSource, check_written_page
from factdesk.claims.problem import Place, Severity


def found(markdown: str) -> list[tuple[str, int, int, int]]:
    return [
        (problem.message, problem.place.line, problem.place.column, problem.place.length)
        for problem in check_written_page(PageSource.of("docs/about.md", markdown), ())
    ]


def test_a_placeholder_is_a_warning_that_repeats_what_is_asked() -> None:
    [problem] = check_written_page(
        PageSource.of("docs/about.md", "# About\n\nWe are [FILL IN: who you are].\n"), ()
    )

    assert problem.code == "FD510"
    assert problem.severity is Severity.WARNING
    assert problem.message == "this placeholder is not filled in: who you are"
    assert problem.place == Place("docs/about.md", 3, 8, 9)
    assert problem.hint == "replace the placeholder with your text, or delete it"


def test_several_on_one_line_are_each_found() -> None:
    assert found("[FILL IN: a] and [AUSFÜLLEN: b]\n") == [
        ("this placeholder is not filled in: a", 1, 1, 9),
        ("this placeholder is not filled in: b", 1, 18, 11),
    ]


def test_a_placeholder_that_an_editor_has_wrapped_is_one() -> None:
    assert found("\n[FILL IN: who pays,\nand how much]\n") == [
        ("this placeholder is not filled in: who pays, and how much", 2, 1, 9)
    ]


def test_a_placeholder_whose_end_was_deleted_is_still_found() -> None:
    assert found("[FILL IN: who pays") == [("this placeholder is not filled in: who pays", 1, 1, 9)]


@pytest.mark.parametrize(
    "markdown",
    [
        "It is marked `[FILL IN: who pays]`, as here.",
        "It is marked ``[FILL IN: `who` pays]``, as here.",
        "```text\n[FILL IN: who pays]\n```\n",
        "    ~~~\n    [FILL IN: who pays]\n    ~~~\n",
        "[Fill in a form](form.md)",
    ],
)
def test_a_page_may_speak_about_placeholders(markdown: str) -> None:
    assert found(markdown) == []


def test_what_follows_code_is_looked_at_again() -> None:
    assert found("```\n[FILL IN: a]\n```\n\n[FILL IN: b]\n") == [
        ("this placeholder is not filled in: b", 5, 1, 9)
    ]
