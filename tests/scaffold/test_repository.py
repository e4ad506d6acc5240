"""New sites get the same files as this repository."""

from factdesk.scaffold.repository import differing, rendered, verbatim


def test_the_repository_and_the_set_for_new_sites_are_one() -> None:
    """After a change on one side: ``python -m factdesk.scaffold.repository``."""
    assert differing() == []


def test_what_runs_on_changes_is_among_them() -> None:
    ours = {*rendered(), *verbatim()}

    assert {
        ".github/workflows/check.yml",
        ".github/workflows/pages.yml",
        ".github/dependabot.yml",
        ".github/CODEOWNERS",
        "build_site.py",
        "claims/_template.yml",
        "requirements.txt",
    } <= ours


def test_a_file_that_is_copied_has_nothing_to_fill_in() -> None:
    """Otherwise it would be copied over its own original."""
    made = rendered()

    for path, original in verbatim().items():
        if path != "requirements.txt":
            assert made[path] == original.read_bytes()
