"""Each unknown claim in a navigation of any shape is reported once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from factdesk.checks.site import check_publisher
from factdesk.checks.written_pages import check_navigation
from factdesk.claims.problem import Place
from factdesk.config.mkdocs_yml import nav_targets
from factdesk.config.reader import read_config


def told(text: str) -> list[tuple[str, int, int, int]]:
    nav = yaml.safe_load(text)["nav"]
    found = check_navigation(nav_targets(nav), text, "mkdocs.yml", {"bridge", "a"})
    return [(p.message, p.place.line, p.place.column, p.place.length) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nav:\n", []),
        ("nav: [claim:bridge, 'claim:bridge#history', index.md, 'https://a.example/']\n", []),
        ("nav: [claim:gone]\n", [("there is no claim 'gone'", 1, 13, 4)]),
        ("nav:\n- A: claim:gone#x\n", [("there is no claim 'gone'", 2, 12, 4)]),
        ("nav:\n- A:\n  - B: 'claim:gone'\n", [("there is no claim 'gone'", 3, 15, 4)]),
        ("nav:\n- 'claim:'\n", [("there is no claim ''", 2, 10, 1)]),
        ("# claim:gone\nnav:\n- claim:gone\n", [("there is no claim 'gone'", 3, 9, 4)]),
        (
            "nav:\n- claim:bridge-b\n- claim:br\n",
            [
                ("there is no claim 'bridge-b'", 2, 9, 8),
                ("there is no claim 'br'", 3, 9, 2),
            ],
        ),
        ("nav:\n- claim:gone\n- A: claim:gone\n", [("there is no claim 'gone'", 2, 9, 4)]),
        (
            "nav:\n- A: null\n- 3\n- {B: [{C: claim:Bridge}]}\n",
            [
                ("there is no claim 'Bridge'", 4, 18, 6),
            ],
        ),
    ],
)
def test_missing_items_are_reported_with_their_places(
    text: str, expected: list[tuple[str, int, int, int]]
) -> None:
    assert told(text) == expected


def test_problems_in_another_file_are_reported_without_a_line() -> None:
    [problem] = check_navigation(["claim:gone"], "INHERIT: base.yml\n", "mkdocs.yml", {})
    assert (problem.place.path, problem.place.line) == ("mkdocs.yml", 1)


def test_a_problem_of_an_option_is_on_its_line(tmp_path: Path) -> None:
    text = "site_name: A\nplugins:\n  - factdesk:\n"
    places = []
    for option in ("", "      publisher: {name: A}\n"):
        (tmp_path / "mkdocs.yml").write_text(f"{text}{option}", "utf-8")
        (problem,) = check_publisher(read_config(tmp_path / "mkdocs.yml"))
        places.append(problem.place)

    assert places == [Place("mkdocs.yml", 3, 5, 8), Place("mkdocs.yml", 4, 7, 9)]
