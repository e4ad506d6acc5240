"""A site can provide interface texts in another language, or change some of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk.site_texts.own_texts import TextsError, missing_texts, read_own_texts
from factdesk.site_texts.texts import SiteTexts, text_languages


def read(folder: Path, text: str, language: str = "sv") -> str:
    file = folder / "sv.yml"
    file.write_text(text, "utf-8")
    return read_own_texts(file, language)


def test_own_texts_replace_those_of_the_program(tmp_path: Path) -> None:
    own = read(
        tmp_path, "search:\n  label: Sök\n  found: {one: '{n} träff', other: '{n} träffar'}\n"
    )

    texts = SiteTexts("sv", own)

    assert texts("search.label") == "Sök"
    assert texts("search.found", n=1) == "1 träff"
    assert texts("search.found", n=7) == "7 träffar"
    assert texts("search.close") == "Close"
    assert "search.label" not in missing_texts(own)
    assert "search.close" in missing_texts(own)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("search: {lable: x}", "search.lable: unknown key; did you mean 'search.label'?"),
        ("claim: {read: x}", "claim.read: unknown key"),
        (
            "search: {none: 'Inget {word}'}",
            "unknown placeholder {word}; valid placeholders: {words}",
        ),
        ("search: {label: 'a {b'}", "a brace is not closed"),
        ("search: {found: '{n} träffar'}", "needs the plural forms one, other"),
        ("search: {found: {one: x, few: y, other: z}}", "needs the plural forms one, other"),
        ("search: {label: ''}", "search.label: this must be a text"),
        ("search: {label: [a]}", "search.label: this must be a text"),
        ("search: Sök", "must have sections of texts"),
        ("- search", "must have sections of texts"),
        ("search: {", "sv.yml: line 1: the '{' that opens here is never closed"),
    ],
)
def test_a_fault_is_named_with_its_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TextsError) as caught:
        read(tmp_path, text)

    assert message in str(caught.value)
    assert str(caught.value).startswith("sv.yml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TextsError, match=r"sv\.yml cannot be read: no such file"):
        read_own_texts(tmp_path / "sv.yml", "sv")


def test_the_interface_has_eight_languages() -> None:
    assert text_languages() == ["ar", "de", "en", "es", "fr", "it", "pl", "pt"]
