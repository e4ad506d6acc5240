"""A site is completely in its own language, or the editors learn which texts are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.site_folder import SiteFolder

from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.mkdocs_adapter.theme_renderer import material_language
from factdesk.site_texts.texts import text_languages


def config(language: str, words: str = "") -> str:
    plugin = f"  - factdesk:\n      words: {words}\n" if words else "  - factdesk\n"
    return f"site_name: A\ntheme: {{name: material, language: {language}}}\nplugins:\n{plugin}"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fr", ["Toutes les affirmations", "Plutôt vrai"]),
        ("pt-BR", ["Todas as alegações", "Em grande parte verdadeiro", "Pular para conteúdo"]),
    ],
)
def test_a_site_in_a_language_of_the_program_is_in_it_throughout(
    site: SiteFolder, language: str, texts: list[str]
) -> None:
    site.write("mkdocs.yml", config(language))

    assert "FD517" not in site.run("check").out
    assert site.build().exit_status == 0

    pages = site.page("claims/") + site.page("verdicts/")
    assert not [text for text in texts if text not in pages]
    assert pages.count(f'<html lang="{language}"') == 2


@pytest.mark.parametrize(
    ("language", "texts"),
    [("pt-BR", "pt-BR"), ("pt-br", "pt-BR"), ("pt-PT", "pt"), ("de-AT", "de"), ("xx", "xx")],
)
def test_material_speaks_the_most_similar_language(language: str, texts: str) -> None:
    assert material_language(language) == texts


def test_another_language_is_a_warning_until_its_texts_are_complete(site: SiteFolder) -> None:
    site.write("mkdocs.yml", config("sv"))
    without = site.run("check").out
    site.write("mkdocs.yml", config("sv", "words/sv.yml"))
    site.write("words/sv.yml", "search: {label: Sök}\n")
    incomplete = site.run("check").out

    assert "the interface has no texts in 'sv'; English is used" in without
    assert "FD517" in incomplete
    assert "texts are missing: claim.where," in incomplete


def test_a_change_of_own_texts_is_on_every_page_after_the_next_build(site: SiteFolder) -> None:
    site.write("mkdocs.yml", config("en", "words.yml"))
    site.write("words.yml", "list: {claims: Everything we checked}\n")
    site.build()
    before = site.page("claims/")
    site.write("words.yml", "list: {claims: All our checks}\n")
    site.build()

    assert "Everything we checked" in before
    assert "All our checks" in site.page("claims/")
    assert "Everything we checked" not in site.page("claims/")


def test_a_fault_in_own_texts_is_an_error_of_the_configuration(site: SiteFolder) -> None:
    site.write("mkdocs.yml", config("en", "words.yml"))
    site.write("words.yml", "list: {clams: All}\n")

    checked = site.run("check")

    assert checked.exit_status == 2
    assert "words: words.yml: list.clams: unknown key; did you mean 'list.claims'?" in checked.err


@pytest.mark.parametrize("language", text_languages())
def test_the_default_scale_is_in_every_language_of_the_interface(language: str) -> None:
    for verdict in DEFAULT_SCALE.each():
        assert verdict.label[language]
        assert verdict.definition[language].endswith(".")


def test_init_writes_a_site_with_the_interface_in_french(site: SiteFolder, tmp_path: Path) -> None:
    made = site.run("init", str(tmp_path / "faits"), "--name", "Faits", "--language", "fr")

    assert made.exit_status == 0
    assert "The pages in docs/ and the forms are in English" in made.out
    assert "\n  language: fr\n" in (tmp_path / "faits" / "mkdocs.yml").read_text("utf-8")
