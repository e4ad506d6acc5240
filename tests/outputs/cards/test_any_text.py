"""No text stops a build: if no font can draw a claim, its card shows only the verdict."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from outputs.cards.lettering import BARE, INSTALLED, card, font_with
from support.output_samples import claim
from support.output_samples import site as site_config
from support.site_folder import SiteFolder

from factdesk.claims.claim import Status
from factdesk.outputs.cards.drawing import claim_layout, render_card
from factdesk.outputs.cards.files import font_notes
from factdesk.outputs.cards.fonts import Fonts
from factdesk.outputs.cards.installed import FOLDERS_VARIABLE, system_folders

#: Claims that no bundled font can draw, and the script that the note names.
UNDRAWABLE = {
    "arabic-vowelled": ("أُغْلِقَ الجِسْرُ", "ar", "arabic"),
    "family": ("👨‍👩‍👧 families moved after the flood", "en", "symbol"),
    "hindi": ("हिन्दी में पुल चालीस दिन बंद रहा", "hi", "devanagari"),
    "skin-tone": ("A 👍🏽 from the mayor", "en", "symbol"),
}
JOINED = [
    "👨‍👩‍👧",
    "👍🏽",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "🇩🇪",
    "1️⃣",
    "क्षि",
    "กำ",
    "각",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "\u0378",
]


@dataclass
class Written:
    """The attributes of a claim that the notes read, without the checks that refuse such texts."""

    claim: str
    language: str = "en"
    status: Status = Status.PUBLISHED
    path: str = "claims/x.yml"


anything = st.lists(
    st.characters(exclude_categories=()) | st.sampled_from(JOINED), max_size=40
).map("".join)


@pytest.mark.parametrize("name", UNDRAWABLE)
def test_a_claim_without_a_font_builds_and_a_note_names_the_script(
    name: str, site: SiteFolder, bridge: dict[str, Any]
) -> None:
    text, language, script = UNDRAWABLE[name]
    site.write_claim(name, bridge | {"claim": text, "language": language})

    result = site.run("build", SITE_URL="https://facts.example/", FACTDESK_FONT_FOLDERS="")

    assert result.exit_status == 0
    assert "1 social card shows the verdict without the claim" in result.out + result.err
    assert f"({script}), first in claims/{name}.yml" in result.out + result.err
    (card_file,) = (site.root / "site/assets/cards").glob(f"{name}-*.png")
    assert card_file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", UNDRAWABLE)
def test_the_card_has_no_text_where_a_letter_is_missing(name: str) -> None:
    text, language, _ = UNDRAWABLE[name]
    assert claim_layout(card(text, language=language), BARE) is None


@settings(max_examples=150)
@given(anything, st.sampled_from(["en", "ar", "hi", "ja", "th"]))
@example("\ud800", "en")
@example("\x1e", "en")
@example("\u2029", "en")
@example("\U0010ffff\u0301", "en")
@example("", "ar")
def test_any_text_gives_a_card_and_a_note(text: str, language: str) -> None:
    for fonts in (BARE, INSTALLED):
        shown = card("x", language=language)
        everywhere = replace(shown, text=text, word=text, by=(text,), site=text, evidence=text)
        assert render_card(everywhere, fonts)
        written = Written(text, language)
        assert isinstance(font_notes([written], site_config(), fonts), list)


def test_every_assigned_character_alone_gives_a_note_or_a_card() -> None:
    for code in range(0, sys.maxunicode + 1, 97):
        if unicodedata.category(chr(code)) != "Cn":
            written = Written(chr(code) + "\u0301\u200d")
            font_notes([written], site_config(), BARE)


def test_system_fonts_are_searched_where_the_environment_says(tmp_path, monkeypatch) -> None:
    font_with("ሀለ", tmp_path / "NotoSansEthiopic-Regular.ttf")

    monkeypatch.setenv(FOLDERS_VARIABLE, os.pathsep.join(["/nowhere", str(tmp_path)]))
    assert font_notes([claim(claim="ሀለ", language="am")], site_config(), Fonts()) == []

    monkeypatch.setenv(FOLDERS_VARIABLE, "")
    assert system_folders() == ()
    assert len(font_notes([claim(claim="ሀለ", language="am")], site_config(), Fonts())) == 1
