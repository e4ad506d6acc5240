"""``factdesk init`` creates a site, and never changes existing files."""

import io
import re
from pathlib import Path

import pytest


class Terminal(io.StringIO):
    """A user at a terminal who types these lines."""

    def isatty(self) -> bool:
        return True


def tree(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


def test_a_site_is_written_and_the_next_steps_are_said(site) -> None:
    result = site.run("init", "my-checks", "--name", "Bridge Desk", "--repo", "example/checks")

    assert (result.exit_status, result.err) == (0, "")
    assert (
        result.out
        == """\
Created the site Bridge Desk in my-checks: 35 files.

  cd my-checks
  python3 build_site.py serve             show the site while you edit
  python3 build_site.py new "A claim"     start a claim file
  python3 build_site.py build --strict    list what is left to fill in

Replace each [FILL IN: …] in docs/. README.md describes the next steps.
"""
    )
    config = (site.root / "my-checks" / "mkdocs.yml").read_text("utf-8")
    assert 'site_name: "Bridge Desk"\n' in config
    assert "repo_url: https://github.com/example/checks\n" in config
    assert 'site_url: !ENV [SITE_URL, ""]\n' in config


def test_the_same_call_gives_the_same_bytes(site) -> None:
    site.run("init", "one", "--name", "Desk")
    site.run("init", "two", "--name", "Desk")

    one, two = site.root / "one", site.root / "two"
    assert tree(one) == tree(two)
    for path in tree(one):
        if (one / path).is_file():
            assert (one / path).read_bytes() == (two / path).read_bytes(), path


def test_a_german_site_is_german(site) -> None:
    result = site.run("init", "pruefstelle", "--language", "de", "--url", "https://pruefen.example")

    assert "Ersetzen Sie jedes [AUSFÜLLEN: …]" in result.out
    config = (site.root / "pruefstelle" / "mkdocs.yml").read_text("utf-8")
    assert "\n  language: de\n" in config
    assert 'site_name: "pruefstelle"\n' in config
    assert 'site_url: !ENV [SITE_URL, "https://pruefen.example/"]\n' in config


def test_on_a_terminal_the_name_is_asked(site, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Bridge Desk\n"))

    assert "Created the site Bridge Desk in my-checks:" in site.run("init", "my-checks").out


def test_a_repository_may_be_given_as_its_address(site) -> None:
    site.run("init", "desk", "--repo", "https://github.com/example/checks.git")

    config = (site.root / "desk" / "mkdocs.yml").read_text("utf-8")
    assert "repo_url: https://github.com/example/checks\n" in config


def test_an_empty_folder_is_taken(site) -> None:
    (site.root / "empty").mkdir()

    assert site.run("init", "empty").exit_status == 0


@pytest.mark.parametrize("name", ["notes.txt", ".git"])
def test_a_folder_with_files_is_not_changed(site, name) -> None:
    (site.root / "full" / name).mkdir(parents=True)

    result = site.run("init", "full")

    assert result.exit_status == 2
    assert result.err == (
        f"Error: full is not empty (it contains '{name}'): name an empty or new folder\n"
    )
    assert tree(site.root / "full") == [name]


def test_a_path_that_is_not_a_folder_is_not_changed(site) -> None:
    file = site.write("notes.txt", "mine")
    (site.root / "broken-link").symlink_to("nowhere")

    for name in ("notes.txt", "broken-link"):
        result = site.run("init", name)
        assert (result.exit_status, result.out) == (2, "")
        assert f"{name} is not a folder" in result.err
    assert file.read_text("utf-8") == "mine"
    assert not (site.root / "nowhere").exists()


def test_a_folder_that_cannot_be_made_is_said(site) -> None:
    site.write("notes.txt", "mine")

    result = site.run("init", "notes.txt/desk")

    assert result.exit_status == 2
    assert re.search(
        r"notes\.txt/desk cannot be written: (not a directory|file exists)", result.err
    )


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--name", " ", "one line of 1 to 100 characters"),
        ("--name", "two\nlines", "one line of 1 to 100 characters"),
        ("--name", "x" * 101, "one line of 1 to 100 characters"),
        ("--name", "a\u202eb", "U+202E (right-to-left override) is not allowed"),
        ("--repo", "checks", "must have the form OWNER/NAME: 'checks'"),
        ("--repo", "example/checks\n- evil", "must have the form OWNER/NAME"),
        ("--language", "nl", "'nl' is not one of 'ar', 'de', 'en', 'es', 'fr', 'it', 'pl', 'pt'"),
        ("--url", "checks.example.org", "this address is not http or https"),
        ("--url", "javascript:alert(1)", "this address is not http or https"),
    ],
)
def test_a_wrong_option_is_explained_and_nothing_is_written(site, option, value, reason) -> None:
    result = site.run("init", "desk", option, value)

    assert result.exit_status == 2
    assert reason in result.err
    assert not (site.root / "desk").exists()
