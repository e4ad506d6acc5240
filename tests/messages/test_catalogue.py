"""Checks and commands use the language of the site: complete German, otherwise English."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.translatable import ENGLISH, messages, messages_of, placeholders

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.config.mkdocs_yml import theme_language
from factdesk.messages.catalogue import messages_in, tr, tr_count, tr_list
from factdesk.reading.claim_file import parse_claim_file

CATALOGUE = files("factdesk.messages").joinpath("de.yml").read_text("utf-8")
GERMAN: dict[str, str] = yaml.load(CATALOGUE, Loader=yaml.CBaseLoader)
BAD_FILES = sorted((Path(__file__).parents[1] / "examples" / "negative").glob("*.yml"))


def test_every_message_is_translated_and_no_other_one_is_in_the_catalogue() -> None:
    """When an English text changes, its German translation must be reviewed."""
    assert messages() - set(GERMAN) == set()
    assert set(GERMAN) - messages() == set()


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    assert [text for text in GERMAN if placeholders(text) != placeholders(GERMAN[text])] == []


def test_what_differs_between_records_stays_behind_the_first_colon() -> None:
    """The report of an import groups reasons by the part before the colon."""

    def before(text: str) -> set[str]:
        return placeholders(text.partition(":")[0])

    reasons = [text for text in messages_of("importing") if ":" in text]
    assert [text for text in reasons if before(text) != before(GERMAN[text])] == []


def test_no_message_is_in_the_catalogue_twice() -> None:
    keys = [key.value for key, _ in yaml.compose(CATALOGUE, Loader=yaml.CBaseLoader).value]

    assert len(keys) == len(set(keys))


def test_translations_are_german() -> None:
    assert [german for german in GERMAN.values() if ENGLISH.search(german)] == []


@pytest.mark.parametrize("file", BAD_FILES, ids=lambda file: file.stem)
def test_all_that_is_said_about_a_bad_file_is_german(file: Path) -> None:
    with messages_in("de"):
        checked = check_file(
            parse_claim_file(file.read_bytes(), file.name),
            Context(today=dt.date(2026, 11, 24), language="de"),
        )

    written = file.read_text("utf-8", "replace")
    texts = [text for each in checked.problems for text in (each.message, each.hint)]
    english = [text for text in texts if (word := ENGLISH.search(text)) and word[0] not in written]
    assert english == []


def test_messages_are_in_the_language_that_was_set_last() -> None:
    assert tr("'{name}' is missing", name="claim") == "'claim' is missing"
    with messages_in("de-AT"):
        assert tr("'{name}' is missing", name="claim") == "„claim“ fehlt"
        with messages_in("fr"):
            assert tr("'{name}' is missing", name="claim") == "'claim' is missing"
        assert tr_count("{n} claim", "{n} claims", 1) == "1 Behauptung"
        assert tr_count("{n} claim", "{n} claims", 0) == "0 Behauptungen"
        assert tr_list(["a", "b", "c"]) == "a, b und c"
    assert tr_list(["a"]) == "a"


@pytest.mark.parametrize(
    ("configuration", "language"),
    [
        ("theme:\n  name: material\n  language: de\n", "de"),
        ("theme:  # ours\n\n  # language: fr\n  language: 'pt-BR'\n", "pt-BR"),
        ("theme: {name: material, language: de}\n", "de"),
        ("site_name: [\ntheme:\n  language: de\n", "de"),
        ("theme:\n  name: material\nextra:\n  language: fr\n", "en"),
        ("plugins:\n  - other:\n      language: fr\n", "en"),
    ],
)
def test_the_language_is_that_of_the_theme(
    tmp_path: Path, configuration: str, language: str
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(configuration, "utf-8")

    assert theme_language(file) == language
    assert theme_language(tmp_path / "none.yml") == "en"


@pytest.mark.parametrize(
    ("configuration", "language"),
    [
        ("INHERIT: base/mkdocs.yml\nsite_name: Desk\n", "de"),
        ("site_name: [\nINHERIT: 'base/mkdocs.yml'  # ours\ntheme:\n  name: material\n", "de"),
        ("INHERIT: base/mkdocs.yml\ntheme:\n  language: fr\n", "fr"),
        ("# INHERIT: base/mkdocs.yml\n", "en"),
        ("INHERIT: none.yml\n", "en"),
        ("INHERIT: base\n", "en"),
        ("INHERIT: 'a\0b'\n", "en"),
        ("INHERIT: mkdocs.yml\n", "en"),
    ],
)
def test_the_language_can_be_inherited(tmp_path: Path, configuration: str, language: str) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "mkdocs.yml").write_text("INHERIT: deeper.yml\n", "utf-8")
    (tmp_path / "base" / "deeper.yml").write_text("theme:\n  language: de\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(configuration, "utf-8")

    assert theme_language(tmp_path / "mkdocs.yml") == language


def test_commands_print_german_in_a_german_site(site: Any, bridge: dict[str, Any]) -> None:
    yml = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", yml.replace("name: material\n", "name: material\n  language: de\n"))
    site.write_claim("bruecke", {**bridge, "related": ["nichts"], "published_on": "gestern"})
    site.write_claim("tunnel", {"claim": "Der Tunnel ist sicher", "status": "draft"})

    for arguments in (
        ["check", "--notes"],
        ["check", "--format", "github"],
        ["check", "--today", "heute"],
        ["check", "nichts.yml"],
        ["build", "--strict"],
        ["explain"],
        ["explain", "FD999"],
        ["accept", "FD208", "tunel", "--reason", "Darum."],
        ["accept", "FD103", "tunnel", "--reason", "Darum."],
        ["list"],
        ["list", "--verdict", "falsch"],
        ["new", "Der Tunnel ist sicher."],
        ["export", "--format", "jsonl", "alle.jsonl"],
        ["evidence", "show", "bruecke"],
        ["evidence", "verify"],
        ["upgrade"],
        ["verify", "nichts"],
        ["biuld"],
        ["list", "--vordict"],
    ):
        result = site.run(*arguments)
        said = (result.out + result.err).replace(bridge["claim"], "").replace(bridge["summary"], "")
        assert ENGLISH.search(said) is None, said
    assert "     0 belegt\n" in site.run("evidence", "verify").out
