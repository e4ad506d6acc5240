"""The style sheets, fonts, signs and scripts of the site: complete, our own, and small."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import fromstring

import pytest

from factdesk.claims.verdicts import Tone

PACKAGE = Path(__file__).parents[2] / "factdesk"
ASSETS = PACKAGE / "theme/assets/factdesk"
TEMPLATES = PACKAGE / "pages/templates"
STYLES = sorted(ASSETS.glob("*.css"))
SCRIPTS = sorted(ASSETS.glob("*.js"))

CSS = "".join(file.read_text("utf-8") for file in STYLES)


@pytest.mark.parametrize("file", [*STYLES, *SCRIPTS], ids=lambda file: file.name)
def test_nothing_is_asked_of_another_host(file):
    text = re.sub(
        r"/\*.*?\*/|^\s*//.*$", "", file.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )

    assert not re.findall(r"https?://(?!www\.w3\.org/)[^\s\"')]*", text)
    assert "@import" not in text


def test_every_file_that_a_style_sheet_names_exists():
    for file in STYLES:
        for address in re.findall(r'url\("?([^")]+)"?\)', file.read_text("utf-8")):
            assert address.startswith("data:") or (file.parent / address).is_file(), address


def test_every_font_is_named_and_comes_with_its_licence():
    fonts = sorted((ASSETS / "fonts").glob("*.woff2"))

    assert fonts
    for font in fonts:
        assert font.name in CSS
        assert font.read_bytes()[:4] == b"wOF2"
    for licence in ("LICENSE-Literata.txt", "LICENSE-Public-Sans.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (ASSETS / "fonts" / licence).read_text(
            "utf-8"
        )


def test_what_a_first_visit_loads_of_ours_is_light():
    """Compressed: two fonts and four style sheets. Most pages load nothing of the theme."""
    import gzip

    styles = sum(
        len(gzip.compress((ASSETS / name).read_bytes()))
        for name in ("shell.css", "tokens.css", "factdesk.css", "print.css")
    )
    fonts = sum(file.stat().st_size for file in (ASSETS / "fonts").glob("*-latin-wght-*.woff2"))

    assert styles < 16_000
    assert fonts < 80_000


def test_there_is_a_sign_for_every_tone():
    symbols = fromstring((ASSETS / "verdicts.svg").read_text("utf-8"))

    assert [symbol.get("id") for symbol in symbols] == [f"fd-{tone}" for tone in Tone]
    assert all(symbol.get("viewBox") == "0 0 24 24" for symbol in symbols)


def test_the_signs_on_pages_are_those_of_cards_and_embeds():
    """A mask has the shapes of the drawing; its colours do not matter."""
    drawn = {
        symbol.get("id"): [shape.attrib for shape in symbol]
        for symbol in fromstring((ASSETS / "verdicts.svg").read_text("utf-8"))
    }
    for tone in Tone:
        (mask,) = re.findall(
            rf'\.fd-v--{tone} {{ --fd-sign: url\("data:image/svg\+xml,(.*?)"\)', CSS
        )
        shapes = [dict(shape.attrib) for shape in fromstring(unquote(mask))]
        for shape, original in zip(shapes, drawn[f"fd-{tone}"], strict=True):
            assert shape.pop("stroke", "none") != original.get("stroke", "")
            assert shape.items() <= original.items()


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_its_colours(tone):
    assert (
        f".fd-v--{tone} {{ --fd-tone: var(--fd-{tone}); --fd-shape: var(--fd-{tone}-shape);" in CSS
    )


def test_every_class_of_a_template_is_styled():
    """A class without a rule is a leftover, or a rule is missing."""
    used = {
        name
        for file in TEMPLATES.glob("*.html")
        for classes in re.findall(r'class="([^"]*)"', file.read_text("utf-8"))
        for name in re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", classes).split()
        if not name.endswith("--")
    }

    assert sorted(name for name in used if f".{name}" not in CSS) == []


def test_every_property_that_is_read_is_declared():
    read = set(re.findall(r"var\((--fd-[a-z0-9-]+)", CSS))
    declared = set(re.findall(r"(--fd-[a-z0-9-]+):", CSS))

    assert read - declared == set()


def test_the_page_turns_with_its_language():
    """Sides are logical; only overrides of the theme's physical sides may use left or right."""
    for file in (ASSETS / "factdesk.css", ASSETS / "print.css"):
        text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.findall(
            r"(?<![a-z-])(?:margin|padding|border)-(?:left|right)|(?<![a-z-])(?:left|right):", text
        )


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_scripts_are_classic_ones_that_work_from_disk(file):
    text = file.read_text("utf-8")

    assert not re.search(r"^\s*(?:import|export)\b", text, re.MULTILINE)
    assert not re.search(r"\b(?:eval|Function)\(|innerHTML|document\.write", text)
