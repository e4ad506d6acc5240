"""What a publisher has not filled in is found, with its place."""

from pathlib import Path

import pytest

from factdesk.claims.problem import Place, Severity
from factdesk.starter.placeholders import find_placeholders, placeholders_in


def found(markdown: str) -> list[tuple[str, int, int, int]]:
    return [
        (problem.message, problem.place.line, problem.place.column, problem.place.length)
        for problem in placeholders_in(markdown, "docs/about.md")
    ]


def test_a_placeholder_is_a_warning_that_repeats_what_is_asked() -> None:
    [problem] = placeholders_in("# About\n\nWe are [FILL IN: who you are].\n", "docs/about.md")

    assert problem.code == "FD510"
    assert problem.severity is Severity.WARNING
    assert problem.message == "this waits to be filled in: who you are"
    assert problem.place == Place("docs/about.md", 3, 8, 22)
    assert problem.hint == "write what it asks for in its place, or delete it"


def test_several_on_one_line_are_each_found() -> None:
    assert found("[FILL IN: a] and [AUSFÜLLEN: b]\n") == [
        ("this waits to be filled in: a", 1, 1, 12),
        ("this waits to be filled in: b", 1, 18, 14),
    ]


def test_a_placeholder_that_an_editor_has_wrapped_is_one() -> None:
    assert found("\n[FILL IN: who pays,\nand how much]\n") == [
        ("this waits to be filled in: who pays, and how much", 2, 1, 19)
    ]


def test_a_placeholder_whose_end_was_deleted_is_still_found() -> None:
    assert found("[FILL IN: who pays") == [("this waits to be filled in: who pays", 1, 1, 18)]


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
        ("this waits to be filled in: b", 5, 1, 12)
    ]


def test_all_pages_below_the_folder_are_looked_at_in_order(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    (docs / "privacy.md").write_text("[FILL IN: a]", "utf-8")
    (docs / "about.md").write_text("[AUSFÜLLEN: b]", "utf-8")
    (docs / "more" / "team.md").write_text("[FILL IN: c]", "utf-8")
    (docs / "notes.txt").write_text("[FILL IN: no page]", "utf-8")
    (docs / "broken.md").write_bytes(b"\xff [FILL IN: not UTF-8]")

    paths = [problem.place.path for problem in find_placeholders(docs, tmp_path)]

    assert paths == ["docs/about.md", "docs/more/team.md", "docs/privacy.md"]
