"""A note warns publishers before the host's size limit is reached."""

from __future__ import annotations

from pathlib import Path

from factdesk.build.size_limit import LIMIT, size_notes
from factdesk.config.reader import parse_config
from factdesk.publish.staging import Staging


def config(outputs: list[str]):
    options = {"factdesk": {"outputs": outputs}}
    return parse_config({"site_name": "A", "plugins": [options]})


def test_a_site_far_from_the_limit_has_no_note() -> None:
    assert list(size_notes(int(LIMIT * 0.69), config(["cards"]))) == []


def test_a_site_near_the_limit_names_the_size_and_the_outputs_that_are_on() -> None:
    (note,) = size_notes(812_345_678, config(["data", "cards", "search"]))

    assert note == (
        "the site has 812 MB, and GitHub Pages publishes at most 1 GB; "
        "leave out some of these outputs: cards, data"
    )


def test_a_site_without_optional_outputs_has_no_advice() -> None:
    (note,) = size_notes(LIMIT, config([]))

    assert note.endswith("at most 1 GB")


def test_the_size_is_that_of_all_published_files(tmp_path: Path) -> None:
    with Staging(tmp_path / "site", durable=False) as staging:
        staging.start_from_previous()
        staging.write("a.txt", b"12345")
        staging.write("b/c.txt", b"123")
        staging.publish()

    assert staging.size == 5 + 3
