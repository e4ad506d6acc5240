"""The choice of fonts, none of which draws a box for a missing character."""

import random
from itertools import groupby

import pytest
from outputs.cards.lettering import BARE, LITERATA, OURS, font_with

from factdesk.outputs.cards.fonts import _LATIN, Face, FontError, Fonts, Role
from factdesk.outputs.cards.text import TextStyle, _pieces

ETHIOPIC = "ሀለሐመሠረ"


def faces(fonts: Fonts, text: str, role: Role = Role.CLAIM, language: str = "en") -> list[str]:
    """Return each font and the text that it draws, with adjacent words and spaces joined."""
    pieces = _pieces(TextStyle(fonts, role, language, "ltr"), text)
    return [
        f"{face.path.stem}: {''.join(piece.text for piece in group)}"
        for face, group in groupby(pieces, key=lambda piece: piece.face)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Größenwahn, naïveté, Łódź, İstanbul, Tiếng Việt, “quotes” – 12 % · 5 €",
        "Χιλιάδες υπάλληλοι της ΕΕ, ἀρχή",
        "Тысячи сотрудников ЕС, Україна, Ђорђе, Қазақстан",
    ],
)
@pytest.mark.parametrize("role", Role)
def test_our_fonts_have_latin_greek_and_cyrillic(text, role):
    assert BARE.missing(text, role, "en") == ""


@pytest.mark.parametrize("role", Role)
def test_the_characters_that_are_not_looked_up_are_in_every_bundled_font(role):
    """Reading the tables of a font takes longer than drawing a card."""
    face = Fonts(folders=()).face_of_all("x", role)
    assert face is not None
    known = [chr(code) for code in range(0x2100) if _LATIN.fullmatch(chr(code))]
    assert [character for character in known if ord(character) not in face.characters] == []


def test_a_line_that_one_font_supports_is_set_in_one_font():
    """The sans has no Cyrillic; a date next to a Cyrillic name must not change its font."""
    assert faces(BARE, "РИА Новости · 2020", Role.PLAIN) == ["Literata-Medium: РИА Новости · 2020"]


def test_a_font_that_the_site_names_draws_what_ours_cannot(tmp_path):
    named = Fonts([font_with(ETHIOPIC, tmp_path / "Own.ttf")], folders=())

    assert BARE.missing(f"Say {ETHIOPIC}.", Role.CLAIM, "am") == "ሀ"
    assert named.missing(f"Say {ETHIOPIC}.", Role.CLAIM, "am") == ""
    assert faces(named, f"Say {ETHIOPIC}.") == [
        "Literata-Medium: Say ", f"Own: {ETHIOPIC}", "Literata-Medium: .",
    ]  # fmt: skip


def test_brackets_take_the_font_of_what_they_hold(tmp_path):
    named = Fonts([font_with(ETHIOPIC + "“”", tmp_path / "Own.ttf")], folders=())
    assert faces(named, f"a “{ETHIOPIC}” b")[1] == f"Own: “{ETHIOPIC}”"
    assert faces(named, f"{ETHIOPIC}“a”{ETHIOPIC}")[1] == "Literata-Medium: “a”"


def test_an_installed_font_is_found_by_its_scripts_name(tmp_path):
    below = tmp_path / "truetype" / "noto"
    below.mkdir(parents=True)
    font_with(ETHIOPIC, below / "NotoSansEthiopic-Regular.ttf")
    font_with(ETHIOPIC, below / "NotoSerifEthiopic-Regular.ttf")
    font_with(ETHIOPIC, below / "NotoSerifEthiopic-Bold.ttf")
    fonts = Fonts(folders=[tmp_path])

    assert faces(fonts, ETHIOPIC) == [f"NotoSerifEthiopic-Regular: {ETHIOPIC}"]
    assert faces(fonts, ETHIOPIC, Role.VERDICT) == [f"NotoSerifEthiopic-Bold: {ETHIOPIC}"]
    assert faces(fonts, ETHIOPIC, Role.PLAIN) == [f"NotoSansEthiopic-Regular: {ETHIOPIC}"]


@pytest.mark.parametrize(
    ("language", "file"),
    [
        ("ja", "NotoSerifJP"),
        ("ko", "NotoSerifKR"),
        ("zh-CN", "NotoSerifSC"),
        ("zh-Hant", "NotoSerifTC"),
        ("zh-HK", "NotoSerifHK"),
        ("en", "NotoSerifSC"),
    ],
)
def test_a_chinese_character_is_drawn_as_its_readers_write_it(tmp_path, language, file):
    for region in ("JP", "KR", "SC", "TC", "HK"):
        font_with("中骨", tmp_path / f"NotoSerif{region}-Regular.otf")
    assert faces(Fonts(folders=[tmp_path]), "中骨", language=language) == [f"{file}-Regular: 中骨"]


def test_a_broken_installed_font_is_passed_over(tmp_path):
    (tmp_path / "NotoSerifEthiopic-Regular.ttf").write_bytes(b"\0\1\0\0 broken")
    font_with(ETHIOPIC, tmp_path / "NotoSansEthiopic-Regular.ttf")
    assert faces(Fonts(folders=[tmp_path]), ETHIOPIC) == [f"NotoSansEthiopic-Regular: {ETHIOPIC}"]


def test_without_the_shaping_library_no_script_that_needs_it_is_set(tmp_path):
    named = [font_with("سلام" + "नमस्ते", tmp_path / "Own.ttf")]
    assert Fonts(named, folders=(), can_shape=False).missing("A سلام", Role.CLAIM, "ar") == "س"
    assert Fonts(named, folders=(), can_shape=False).missing("नमस्ते", Role.CLAIM, "hi") == "न"
    assert Fonts(named, folders=(), can_shape=False).missing("Plain", Role.CLAIM, "en") == ""
    assert Fonts(named, folders=(), can_shape=True).missing("A سلام", Role.CLAIM, "ar") == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"", "is damaged, or not a TrueType or OpenType font"),
        (b"wOF2" + b"\0" * 200, "is damaged, or not a TrueType or OpenType font"),
        (b"\0\1\0\0\0\1", "is damaged, or not a TrueType or OpenType font"),
    ],
)
def test_a_file_that_is_not_a_font_is_named_with_the_reason(tmp_path, content, why):
    path = tmp_path / "Own.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FontError) as caught:
        Fonts([path])
    assert str(caught.value) == f"{path} {why}"


def test_a_damaged_font_never_ends_the_program(tmp_path):
    whole = LITERATA.read_bytes()
    chance = random.Random(4)
    path = tmp_path / "Own.ttf"
    for _ in range(150):
        broken = bytearray(whole[: chance.choice([60, 400, 5000, len(whole)])])
        for _ in range(20):
            broken[chance.randrange(min(len(broken), 6000))] = chance.randrange(256)
        path.write_bytes(broken)
        try:
            characters = Face(path).characters
        except FontError:
            continue
        assert all(0 <= code < 0x110000 for code in characters)


def test_other_fonts_have_another_fingerprint(tmp_path):
    """Cards are drawn again if a font was added, removed or changed."""
    font, folder = font_with(ETHIOPIC, tmp_path / "a.ttf"), tmp_path / "installed"
    folder.mkdir()
    seen = [BARE.fingerprint, Fonts([font], folders=()).fingerprint]
    font_with(ETHIOPIC + "ቀ", font)
    seen.append(Fonts([font], folders=()).fingerprint)
    (folder / "NotoSansEthiopic.ttf").write_bytes(font.read_bytes())
    seen.append(Fonts([font], folders=[folder]).fingerprint)
    seen.append(Fonts(folders=(), can_shape=False).fingerprint)

    assert len(set(seen)) == 5
    assert Fonts(folders=()).fingerprint == BARE.fingerprint
    assert Face(OURS / "Literata-Bold.ttf").is_bold
    assert not Face(LITERATA).is_bold


def test_our_fonts_are_small_and_carry_their_licence():
    sizes = [font.stat().st_size for font in OURS.glob("*.ttf")]
    assert len(sizes) == 3
    assert sum(sizes) < 400_000
    for licence in ("LICENSE-Literata.txt", "LICENSE-Public-Sans.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (OURS / licence).read_text("utf-8")
