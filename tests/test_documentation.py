"""Everything that can be used is documented, and everything documented can be used."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import click
import pytest
import yaml

from factdesk.checks.codes import CODES
from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.checks.template import sample_texts
from factdesk.claims import vocabulary as claims
from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.claims.field_groups import FieldGroup, field_types
from factdesk.cli import COMMANDS, factdesk
from factdesk.config.history_options import HistoryOptions
from factdesk.config.mkdocs_yml import read_mkdocs_yml
from factdesk.config.reader import parse_config, validate
from factdesk.config.site_config import (
    OPTIONS,
    Article,
    Cards,
    Evidence,
    License,
    Output,
    Publisher,
)
from factdesk.mkdocs_adapter.mkdocs_config import load
from factdesk.reading.claim_file import parse_claim_file

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook"
WORDS = sorted((ROOT / "factdesk" / "site_texts").glob("*.yml"))

#: Options outside the plugin, by their names in ``SiteConfig``.
OF_MKDOCS = {
    "site_name": "site_name",
    "site_url": "site_url",
    "site_description": "site_description",
    "language": "theme.language",
    "repository": "repo_url",
    "edit_uri": "edit_uri",
    "docs_dir": "docs_dir",
}


def section(page: str, heading: str) -> str:
    """The part of a handbook page under a heading, up to the next heading of the same level."""
    text = (HANDBOOK / page).read_text("utf-8")
    level = heading.partition(" ")[0]
    _, found, rest = text.partition(f"\n{heading}\n")
    assert found, f"{page} has no heading '{heading}'"
    return re.split(rf"^{level} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """The code in the first columns of the tables in a text."""
    cells = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def command(name: str) -> click.Command:
    found = factdesk.get_command(click.Context(factdesk), name)
    assert found is not None
    return found


def options(name: str) -> set[str]:
    """The long options of a command and its subcommands, except those of every command."""
    found = command(name)
    context = click.Context(found)
    names = found.list_commands(context) if isinstance(found, click.Group) else ()
    commands = [found, *(found.get_command(context, each) for each in names)]
    return {
        next(opt for opt in param.opts if opt.startswith("--"))
        for each in commands
        for param in each.params
        if isinstance(param, click.Option) and not param.hidden
    }


def test_every_command_is_in_the_table_of_commands() -> None:
    table = (HANDBOOK / "commands.md").read_text("utf-8").split("## For every command")[0]
    assert first_cells(table) == [*COMMANDS, "test"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_documented_and_exists(name: str) -> None:
    cells = first_cells(section("commands.md", f"## {name}"))
    documented = {cell.split()[0].rstrip(",") for cell in cells if cell.startswith("--")}
    assert documented == options(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_that_an_option_leaves_is_documented(name: str) -> None:
    text = section("commands.md", f"## {name}")
    choices = [
        str(choice)
        for param in command(name).params
        if isinstance(param.type, click.Choice)
        for choice in param.type.choices
    ]
    assert [choice for choice in choices if not re.search(f"[` ]{choice}`", text)] == []


def test_every_option_of_the_plugin_is_documented_and_exists() -> None:
    cells = first_cells(section("configuration.md", "## Options of the plugin").split("\n### ")[0])
    assert sorted(cells) == sorted(set(OPTIONS) - set(OF_MKDOCS))


def test_every_option_of_mkdocs_that_the_program_reads_is_documented() -> None:
    cells = first_cells(section("configuration.md", "## Options of MkDocs that the program reads"))
    assert set(OF_MKDOCS.values()) <= set(cells)


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("### `publisher`", Publisher),
        ("### `license`", License),
        ("### `evidence`", Evidence),
        ("### `history`", HistoryOptions),
        ("### `cards`", Cards),
    ],
)
def test_the_options_inside_an_option_are_documented(heading: str, model: type[FieldGroup]) -> None:
    assert first_cells(section("configuration.md", heading)) == list(field_types(model))


def test_the_fields_of_an_article_are_documented() -> None:
    text = section("configuration.md", "### `articles`") + (HANDBOOK / "articles.md").read_text()
    assert [name for name in field_types(Article) if f"`{name}`" not in text] == []


def test_every_output_that_a_site_may_leave_out_is_documented() -> None:
    text = section("configuration.md", "## Options of the plugin")
    assert [output.value for output in Output if f"`{output.value}`" not in text] == []


def test_every_field_of_a_claim_file_is_documented_and_exists() -> None:
    fields = {name for names in field_names(Claim).values() for name in names}
    text = section("claim-file.md", "## Fields")
    assert fields - set(re.findall(r"`(\w+)`", text)) == set()
    assert set(first_cells(text)) - fields - set(claims.Status) == set()


def test_every_value_that_a_field_leaves_to_choose_is_documented() -> None:
    text = "".join((HANDBOOK / name).read_text() for name in ("claim-file.md", "corrections.md"))
    choices = [
        value.value
        for name in ("Kind", "Status", "SourceKind", "Basis", "Stance", "Gravity", "Party")
        for value in getattr(claims, name)
    ]
    assert [choice for choice in choices if f"`{choice}`" not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_every_check_says_what_it_wants_and_why_and_shows_it(code: str) -> None:
    check = CODES[code]
    assert check.rule.endswith(".")
    assert check.why.endswith(".")
    assert check.example.strip()


def test_every_code_in_the_handbook_is_a_checks() -> None:
    used = {
        code for page in HANDBOOK.glob("*.md") for code in re.findall(r"FD\d+", page.read_text())
    }
    assert used - set(CODES) == set()


def test_every_file_that_the_handbook_names_exists() -> None:
    pages = "".join((HANDBOOK / name).read_text() for name in ("architecture.md", "integrity.md"))
    paths = re.findall(r"`((?:factdesk|tests)/[\w./-]+)`", pages)
    modules = re.findall(r"^\| `(\w+/\w+\.py)` \|", pages, re.MULTILINE)
    paths += [f"factdesk/{module}" for module in modules]
    assert len(paths) > 30
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_handbook_describes_every_package() -> None:
    named = first_cells(section("architecture.md", "## Packages"))
    package = ROOT / "factdesk"
    folders = {file.parent.name for file in package.glob("*/__init__.py")}
    modules = {file.name for file in package.glob("*.py") if not file.name.startswith("__")}
    assert set(named) - {"package"} == folders | modules


def texts(file: Path) -> dict[str, Any]:
    """All texts of a language by section and key; counted ones by their forms too."""
    return dict(_flat(yaml.safe_load(file.read_text("utf-8"))))


def _flat(tree: Mapping[Any, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        # The forms of a counted text depend on the language.
        if isinstance(value, Mapping) and "other" not in value:
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _holes(text: str | Mapping[str, str]) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text.values())
    return {hole for form in forms for hole in re.findall(r"\{(\w*)", form)}


ENGLISH = texts(ROOT / "factdesk" / "site_texts" / "en.yml")


@pytest.mark.parametrize("file", WORDS, ids=lambda file: file.stem)
def test_every_text_of_a_language_has_the_placeholders_of_the_english_one(file: Path) -> None:
    found = texts(file)
    assert set(found) <= set(ENGLISH)
    assert [key for key in found if _holes(found[key]) != _holes(ENGLISH[key])] == []


def test_every_text_is_said_somewhere() -> None:
    """An unused text would waste the work of translators."""
    code = "\n".join(
        file.read_text("utf-8")
        for pattern in ("*.py", "*.html", "*.js")
        for file in (ROOT / "factdesk").rglob(pattern)
        if "files" not in file.parts
    )
    named = set(re.findall(r"""["']([a-z]+\.[a-z_]+)["']""", code))
    # Composed keys: f"claim.kind_{kind}", "list.stance_" ~ stance, section("explorer").
    begun = re.findall(r"""["']([a-z]+\.[a-z_]*)(?:\{|["'] ?[~+])""", code)
    begun += [f"{name}." for name in re.findall(r"""(?:section|wording)\(.*?["'](\w+)["']""", code)]
    begun += [f"{key}_" for key in re.findall(r"""word\(s, ["']([a-z.]+)["']""", code)]
    unsaid = {key for key in ENGLISH if key not in named and not key.startswith(tuple(begun))}
    assert unsaid == set()


def test_the_example_configuration_of_the_handbook_is_one() -> None:
    page = (HANDBOOK / "configuration.md").read_text("utf-8")
    example, *_ = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert "site_name" in example
    parse_config(yaml.safe_load(example.replace("!ENV ", "").replace("site_url: [", "site: [")))


def test_both_ways_to_read_the_configuration_agree_on_this_site() -> None:
    source = read_mkdocs_yml(ROOT / "mkdocs.yml")
    mkdocs_config, config = load(source), validate(source)
    assert config.site_name == mkdocs_config.site_name
    assert config.language == mkdocs_config.theme["language"]


@pytest.mark.parametrize(
    "page", ["README.md", "docs/handbook/first-claim.md", "docs/handbook/claim-file.md"]
)
def test_the_first_example_has_the_two_warnings_that_the_page_names(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    example = dedent(
        re.split(r"^ *```(?:yaml)?\n", text.partition("```yaml\n")[2], flags=re.MULTILINE)[0]
    )
    samples = sample_texts(ROOT / "claims")

    result = check_file(
        parse_claim_file(example.encode(), "claims/bridge-cost-twice-its-budget.yml"),
        Context(samples=samples, today=dt.date(2026, 11, 30)),
    )

    assert example.startswith("claim: ")
    assert [problem.code for problem in result.serious] == ["FD208", "FD209"]
