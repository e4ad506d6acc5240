"""Cards as readers see them: decoded, measured, as thumbnails, in every state and script."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from outputs.cards.lettering import BARE, INSTALLED, PAPER, card, drawn, font_with, ink
from PIL import Image
from support.bounded import bounded_work
from support.output_samples import ENGLISH, IN_REVIEW, WITHDRAWN, claim, site, wild

from factdesk.claims.verdicts import Tone
from factdesk.outputs.cards.canvas import rgb
from factdesk.outputs.cards.card import claim_card, site_card
from factdesk.outputs.cards.drawing import claim_layout, render_card
from factdesk.outputs.cards.fonts import CAN_SHAPE, Fonts, Role
from factdesk.outputs.design_tokens import colours
from factdesk.site_texts.texts import SiteTexts

LONG = (
    "A staff union of the institutions, in an open letter that its president addressed to the "
    "commissioner in charge of the budget and of human resources, asked whether the cameras and "
    "scanners at the entrances of the buildings come from a company that is accused of abuses in "
    "another part of the world, too"
)[:300]
TEXTS = {
    "plain": ("Thousands of employees have rejected the surveillance equipment.", "en"),
    "word": ("Fake.", "en"),
    "long": (LONG, "en"),
    "address": (f"See https://example.org/{'a-long-path/' * 20}", "en"),
    "no break": ("W" * 300, "en"),
    "Russian": ("Тысячи сотрудников отвергли оборудование для наблюдения.", "ru"),
    "Greek": ("Χιλιάδες υπάλληλοι απέρριψαν τον εξοπλισμό επιτήρησης.", "el"),
    "Arabic": ("رفض آلاف من موظفي الاتحاد معدات شركة Hikvision في 13 نوفمبر 2020 (بروكسل).", "ar"),
    "Hebrew": ("אלפי עובדים דחו את ציוד המעקב של Hikvision.", "he"),
    "Hindi": ("हज़ारों कर्मचारियों ने निगरानी उपकरणों को अस्वीकार कर दिया है।", "hi"),
    "Thai": ("พนักงานสหภาพยุโรปหลายพันคนปฏิเสธอุปกรณ์เฝ้าระวัง", "th"),
    "Chinese": ("中国国家通过控股约百分之四十的方式，控制“海康威视”公司。", "zh"),
    "Chinese, long": ("中国国家通过控股约百分之四十的方式，" * 16 + "控制公司的股权。", "zh"),
    "Japanese": ("欧州連合の職員数千人が、監視カメラを「拒否した」と報じられた。", "ja"),
    "mixed": ("The word سلام means peace, 平和 in Japanese and мир in Russian.", "en"),
}
INK = {name: rgb(colour) for name, colour in colours("default").items()}

#: The regions of a left-to-right card.
BAND = (0, 0, 1200, 16)
SIGN = (60, 80, 216, 224)
CLAIM = (216, 24, 1200, 440)
WORD = (216, 406, 1200, 520)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return the contrast of two colours by WCAG 2.2."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [c / 255 for c in colour[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def commonest_ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int]:
    colours = image.crop(box).getcolors(1 << 20)
    return max(found for found in colours if found[1] != PAPER)[1]


def needs(text: str, language: str) -> None:
    if letter := INSTALLED.missing(text, Role.CLAIM, language):
        pytest.skip(f"no font here has {letter!r}")


@pytest.mark.parametrize("name", TEXTS)
def test_every_card_is_a_small_picture_of_the_size_that_networks_ask_for(name):
    text, language = TEXTS[name]
    data = render_card(card(text, language=language), INSTALLED)

    assert len(data) <= 40_000
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", (1200, 630))
        assert image.info == {}
        assert len(image.getcolors()) <= 16
        image.load()


def test_a_card_contains_only_the_picture():
    """No date, no program name, and no text that a viewer could display."""
    data = render_card(card(), BARE)
    at, names = 8, []
    while at < len(data):
        size, name = struct.unpack_from(">L4s", data, at)
        names.append(name)
        at += 12 + size
    assert names == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]


@pytest.mark.parametrize("name", TEXTS)
def test_the_claim_is_complete_and_within_the_margins(name):
    text, language = TEXTS[name]
    needs(text, language)
    shown = card(text, language=language)

    laid = claim_layout(shown, INSTALLED)
    assert "".join("".join(laid.lines).split()) == "".join(text.split())
    image = drawn(shown, INSTALLED)
    left, top, right, bottom = ink(image, (0, 20, 1200, 630))
    assert left >= 66
    assert right <= 1134
    assert top >= 60
    assert bottom <= 612


@pytest.mark.parametrize("name", TEXTS)
def test_the_claim_begins_where_its_language_begins(name):
    text, language = TEXTS[name]
    needs(text, language)
    image = drawn(card(text, language=language, claimant="X"), INSTALLED)
    above = int(claim_layout(card(text, language=language, claimant="X"), INSTALLED).last)
    if language in ("ar", "he"):
        assert ink(image, (0, 24, 980, above))[2] in range(928, 943)
        assert ink(image, (980, 80, 1200, 224)) is not None
    else:
        assert ink(image, (220, 24, 1200, above))[0] in range(257, 273)
        assert ink(image, SIGN) is not None


def test_short_claims_are_set_large_and_long_ones_smaller():
    sizes = [claim_layout(card(TEXTS[name][0]), BARE).size for name in ("plain", "long", "word")]
    assert sizes == [60, 38, 60]
    assert claim_layout(card("A claim of some ninety characters, " * 4), BARE).size == 48


@pytest.mark.parametrize("tone", Tone)
def test_verdict_word_sign_and_band_carry_the_verdicts_colours(tone):
    image = drawn(card(verdict=tone.value))

    assert commonest_ink(image, BAND) == INK[f"{tone}-shape"]
    assert commonest_ink(image, SIGN) == INK[f"{tone}-shape"]
    assert commonest_ink(image, WORD) == INK[tone]
    assert contrast(commonest_ink(image, WORD), PAPER) >= 4.5
    assert contrast(commonest_ink(image, SIGN), PAPER) >= 3


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("width", [600, 300])
def test_the_verdict_is_legible_in_a_thumbnail(tone, width):
    """At a quarter of its size, the word is as tall as small print, and dark enough."""
    small = drawn(card(verdict=tone.value)).resize(
        (width, round(width * 0.525)), Image.Resampling.LANCZOS
    )
    scale = width / 1200
    box = tuple(round(edge * scale) for edge in WORD)
    darkest = min((colour for _, colour in small.crop(box).getcolors(1 << 20)), key=luminance)
    assert contrast(darkest, PAPER) >= 4
    left, top, right, bottom = ink(drawn(card(verdict=tone.value)), (216, 410, 1200, 520))
    assert (bottom - top) * scale >= 12
    assert (right - left) * scale >= 30


def test_a_review_in_progress_shows_no_verdict():
    """Not even in its colours: the card does not depend on the verdict in the file."""
    shown = claim_card(claim(IN_REVIEW, verdict="false"), site(), ENGLISH)
    assert (shown.tone, shown.word) == (None, "In review")

    image = drawn(shown)
    assert render_card(shown, BARE) == render_card(
        claim_card(claim(IN_REVIEW, verdict="true"), site(), ENGLISH), BARE
    )
    assert ink(image, SIGN) is None
    tones = {INK[tone] for tone in Tone} | {INK[f"{tone}-shape"] for tone in Tone}
    assert not tones & {colour for _, colour in image.getcolors()}


def test_a_withdrawn_verdict_is_struck_and_said_to_be_withdrawn():
    shown = claim_card(claim(WITHDRAWN, verdict="false"), site(), ENGLISH)
    assert (shown.word, shown.after, shown.evidence) == ("False", "Withdrawn", "")

    image = drawn(shown)
    tones = {INK["false"], INK["false-shape"]}
    assert not tones & {colour for _, colour in image.getcolors()}
    line = [image.getpixel((x, 462)) for x in range(262, 440)]
    assert line.count(INK["ink-2"]) > 170
    assert ink(image, (460, 410, 1134, 520)) is not None


def test_the_sites_own_card_shows_its_name_and_the_scale():
    image = drawn(site_card(site(site_description="Claims about one bridge."), ENGLISH))
    assert [image.getpixel((75 + 150 * n, 8)) for n in range(8)] == [
        INK[f"{tone}-shape"] for tone in Tone
    ]
    assert commonest_ink(image, WORD) == INK["ink"]
    assert site_card(site(), ENGLISH).site == "facts.example/desk"


def test_the_words_of_the_card_are_the_sites_own():
    shown = claim_card(
        claim(verdict="mostly-false", claimed_on="2020-11-13", claimant={"name": "A", "role": "B"}),
        site(language="de"),
        SiteTexts("de"),
    )
    assert shown.word == "Größtenteils falsch"
    assert shown.by == ("A, B · 13. November 2020", "A · 13. November 2020", "A")


@pytest.mark.parametrize(
    ("fields", "by"),
    [
        ({"claimant": "unknown", "claimant_note": "A chain letter."}, ("Unknown claimant",) * 2),
        ({"claimant": "A\nB"}, ("A B", "A B")),
        ({"claimant": "وكالة", "claimed_on": "2020"}, ("وكالة\u200e · \u200e\u200e2020", "وكالة")),
    ],
)
def test_the_claimant_is_below_the_claim(fields, by):
    assert claim_card(claim(**fields), site(), ENGLISH).by == by


def test_a_name_that_is_too_long_is_cut_and_the_claim_never():
    shown = card("A claim", claimant={"name": "Association " * 30, "role": "body"})
    right = ink(drawn(shown), (220, 160, 1200, 230))[2]
    assert 1000 < right <= 1134


def test_a_label_that_is_too_long_is_set_smaller():
    shown = replace(card(), word="Not supported by any evidence that anybody has shown us")
    _, top, right, bottom = ink(drawn(shown), (216, 410, 1200, 530))
    assert 1080 < right <= 1134
    assert bottom - top < 50


def test_without_a_font_the_card_shows_verdict_and_site_and_no_boxes():
    arabic, none = TEXTS["Arabic"][0], card("x", language="ar")
    shown = card(arabic, language="ar")

    assert claim_layout(shown, BARE) is None
    assert render_card(shown, BARE) == render_card(replace(none, text=""), BARE)
    image = drawn(shown)
    assert commonest_ink(image, (0, 80, 984, 230)) == INK["mostly-true"]
    assert ink(image, (900, 540, 1134, 610)) is not None


def test_without_a_font_for_label_and_name_the_card_says_them_in_latin_letters():
    shown = replace(
        card("سلام", language="ar"), word="مضلل", site="مكتب", site_language="ar", evidence=""
    )
    english = replace(shown, word="Mostly true", site="facts.example/desk", site_language="en")
    assert render_card(shown, BARE) == render_card(english, BARE)
    assert shown.host == "facts.example/desk"


def test_a_character_without_a_font_is_not_left_out_of_a_claim():
    assert claim_layout(card("All is well \U0001f9ff"), BARE) is None


def test_a_named_font_sets_the_claim(tmp_path):
    fonts = Fonts([font_with("ሀለሐመ", tmp_path / "Own.ttf")], folders=())
    laid = claim_layout(card("ሀለሐመ ሀለ (X)", language="am"), fonts)
    assert laid.lines == ("ሀለሐመ ሀለ (X)",)
    assert ink(drawn(card("ሀለሐመ ሀለ (X)", language="am"), fonts), CLAIM)[2] > 400


def test_the_card_is_drawn_without_the_shaping_library_too():
    plain = Fonts(folders=(), can_shape=False)
    assert claim_layout(card(LONG), plain) is not None
    _, _, right, _ = ink(drawn(card(LONG), plain), CLAIM)
    assert right <= 1134
    assert claim_layout(card(TEXTS["Hebrew"][0], language="he"), plain) is None


@pytest.mark.skipif(not CAN_SHAPE, reason="this Pillow has no Raqm")
def test_letters_that_join_are_joined():
    """Four joined Arabic letters are narrower than four separate ones."""
    needs("سلام", "ar")
    joined = drawn(card("سللللم", language="ar"), INSTALLED)
    apart = drawn(card("س ل ل ل ل م", language="ar"), INSTALLED)
    box = (300, 24, 980, 160)
    assert ink(joined, box)[0] > ink(apart, box)[0] + 40


def test_marks_piled_on_a_letter_stay_out_of_the_verdict():
    """Marks stacked under the last line of a claim could otherwise strike through the verdict."""
    piled = card("x" + "\u0323\u0301\u0302" * 40)
    assert claim_layout(piled, BARE) is not None
    plain = drawn(replace(piled, text="x"))
    assert drawn(piled).crop(WORD).tobytes() == plain.crop(WORD).tobytes()
    assert drawn(piled).crop(BAND).tobytes() == plain.crop(BAND).tobytes()


@settings(max_examples=60)
@given(wild)
def test_no_text_breaks_a_card_or_leaves_its_place(text):
    for language in ("en", "ar"):
        shown = card(text, language=language, claimant=text)
        image = drawn(shown)
        assert image.size == (1200, 630)
        left, _, right, bottom = ink(image, (0, 20, 1200, 630))
        assert left >= 60
        assert right <= 1140
        assert bottom <= 612


SAME = """
from outputs.cards.lettering import BARE, card
from factdesk.outputs.cards.drawing import render_card
import hashlib
for text in ("A claim", "Ἀρχή", "سلام"):
    print(hashlib.sha256(render_card(card(text), BARE)).hexdigest(), BARE.fingerprint)
"""


def test_the_same_card_has_the_same_bytes_everywhere(tmp_path):
    seen = set()
    for seed, zone, tongue in (
        ("1", "Pacific/Kiritimati", "C"),
        ("2", "America/New_York", "tr_TR"),
    ):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": tongue,
            "PYTHONPATH": os.pathsep.join(map(os.path.abspath, (".", "tests"))),
            "PYTHONUTF8": "1",
        }
        (tmp_path / seed).mkdir()
        seen.add(
            subprocess.run(
                [sys.executable, "-c", SAME],
                env=environment,
                cwd=tmp_path / seed,
                check=True,
                capture_output=True,
            ).stdout
        )
    assert len(seen) == 1


def test_equal_cards_are_drawn_alike_and_others_are_not():
    assert render_card(card(), BARE) == render_card(card(), BARE)
    assert render_card(card(), BARE) != render_card(card(verdict="false"), BARE)


def test_a_claimant_of_any_length_is_drawn_with_bounded_work():
    """A claim file can have 256 KiB, and all of it may be one name."""
    endless = card("A claim", claimant={"name": "ab́ " * 60_000, "role": "c" * 1000})
    with bounded_work():
        drawn(endless)
