"""The examples in the handbook work, with the output that the page shows."""

import re
from pathlib import Path

import pytest
from support.site_folder import SiteFolder

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import names_in_order
from factdesk.importing.targets import MAPPABLE

PAGE_FILE = Path(__file__).parents[2] / "docs" / "handbook" / "archive.md"
PAGE = PAGE_FILE.read_text("utf-8")
_BLOCK = re.compile(r"(?:^\*\*`([^`]+)`\*\*\n\n)?^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "$ python3 build_site.py "


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """Each block with files or commands, as on the page and as actually executed."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("handbook") / "desk")
    blocks = []
    for name, text in _BLOCK.findall(PAGE):
        line = text.splitlines()[0] if text.strip() else ""
        if line.startswith(f"{COMMAND}import"):
            result = site.run(*line.removeprefix(COMMAND).split())
            assert result.exit_status == 0, result.err
            blocks.append((line, text, f"{line}\n{result.out}"))
        elif name.startswith("claims/"):
            blocks.append((name, text, (site.root / name).read_text("utf-8")))
        elif name:
            site.write(name, text)
    return blocks


def test_every_command_has_the_output_that_the_page_shows(played):
    assert [(line, shown) for line, shown, _ in played] == [
        (line, real) for line, _, real in played
    ]
    assert len(played) == 7


def test_the_table_of_fields_names_fields_that_exist():
    rows = re.findall(r"^\|[^|]*\| `?\w[^|]*\| `(\w+)", PAGE, re.MULTILINE)
    assert len(rows) > 8
    assert set(rows) <= {*names_in_order(Claim)}


def test_every_section_and_name_of_the_mapping_file_is_described():
    names = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert names >= {"columns", "verdicts", "dates", "lists", "publisher", "language", "csv"}
    assert names >= {"verdict", "url", "id", "slug", "publisher", "html", "drop"} & MAPPABLE
