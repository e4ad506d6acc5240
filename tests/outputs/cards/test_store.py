"""Kept cards: used when they are exactly what they should be, and drawn again when not."""

from __future__ import annotations

import os
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest
from outputs.cards.lettering import BARE, card, font_with

from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.outputs.cards import store
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.fonts import Fonts
from factdesk.outputs.cards.store import card_key, drawn_card, drawn_with

OTHER = card("Another claim")


def entry(folder: Path) -> Path:
    (found,) = folder.rglob("*.card")
    return found


@pytest.fixture
def drawn() -> bytes:
    return render_card(card(), BARE)


def test_a_card_is_drawn_once_and_then_kept(tmp_path, drawn):
    assert drawn_card(card(), BARE, tmp_path) == drawn
    # A sealed entry is taken as it is: nothing is drawn again.
    other = render_card(OTHER, BARE)
    key = card_key(card(), BARE)
    entry(tmp_path).write_bytes(store._seal(key, other) + other)
    assert drawn_card(card(), BARE, tmp_path) == other


def test_no_folder_keeps_nothing(drawn):
    assert drawn_card(card(), BARE, None) == drawn


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def one_bit(data: bytes) -> bytes:
    return data[:-40] + bytes([data[-40] ^ 1]) + data[-39:]


def another_picture(data: bytes) -> bytes:
    return data[:32] + render_card(OTHER, BARE)


def anothers_entry(_: bytes) -> bytes:
    other = render_card(OTHER, BARE)
    return store._seal(card_key(OTHER, BARE), other) + other


def a_script(_: bytes) -> bytes:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    return store._seal(card_key(card(), BARE), svg) + svg


def too_large(_: bytes) -> bytes:
    png = render_card(card(), BARE) + b"\0" * 300_000
    return store._seal(card_key(card(), BARE), png) + png


@pytest.mark.parametrize(
    "damage",
    [cut, one_bit, another_picture, anothers_entry, a_script, too_large, lambda _: b""],
)
def test_a_damaged_or_foreign_entry_is_drawn_again(tmp_path, drawn, damage):
    drawn_card(card(), BARE, tmp_path)
    file = entry(tmp_path)
    whole = file.read_bytes()

    file.write_bytes(damage(whole))
    assert drawn_card(card(), BARE, tmp_path) == drawn
    assert file.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need other rights there")
def test_nothing_but_a_plain_file_is_read(tmp_path, drawn):
    folder = tmp_path / "cache"
    drawn_card(card(), BARE, folder)
    file = entry(folder)
    aside = file.rename(tmp_path / "aside")

    file.symlink_to(aside)
    assert drawn_card(card(), BARE, folder) == drawn
    assert not file.is_symlink()

    file.unlink()
    os.mkfifo(file)
    assert drawn_card(card(), BARE, folder) == drawn

    file.unlink()
    file.mkdir()
    assert drawn_card(card(), BARE, folder) == drawn
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, drawn):
    (tmp_path / "cache").write_text("a file where the folder should be")
    assert drawn_card(card(), BARE, tmp_path / "cache") == drawn


CHANGES = {
    "text": "Another claim",
    "language": "de",
    "spoken": "de",
    "site": "Another desk",
    "status": Status.WITHDRAWN,
    "tone": Tone.FALSE,
    "word": "Another word",
    "after": "Withdrawn",
    "by": ("Somebody else",),
    "evidence": "2 sources",
    "host": "other.example",
}


@pytest.mark.parametrize("field", [field.name for field in fields(card())])
def test_every_part_of_a_card_is_in_its_key(field):
    assert card_key(replace(card(), **{field: CHANGES[field]}), BARE) != card_key(card(), BARE)
    assert card_key(card(), BARE) == card_key(card(), Fonts(folders=()))


def test_the_fonts_that_draw_a_card_are_in_its_key_and_no_others(tmp_path):
    named = Fonts([font_with("ሀለሐ", tmp_path / "a.ttf")], folders=())
    other = Fonts([font_with("ሀለሐመ", tmp_path / "b.ttf")], folders=())
    ethiopic = card("ሀለሐ", language="am")

    assert len({card_key(ethiopic, fonts) for fonts in (BARE, named, other)}) == 3
    assert len({card_key(card(), fonts) for fonts in (BARE, named, other)}) == 1
    assert card_key(card(), Fonts(folders=(), shapes=False)) != card_key(card(), BARE)


def test_another_font_is_another_way_of_drawing_all_cards(tmp_path):
    """Cards that stand in the last site are drawn again when a font has come, gone or changed."""
    font, folder = font_with("ሀለሐ", tmp_path / "a.ttf"), tmp_path / "installed"
    folder.mkdir()
    ways = [drawn_with(BARE), drawn_with(Fonts([font], folders=()))]
    font_with("ሀለሐመ", font)
    ways.append(drawn_with(Fonts([font], folders=())))
    ways.append(drawn_with(Fonts([font], folders=(folder,))))
    (folder / "NotoSansEthiopic.ttf").write_bytes(font.read_bytes())
    ways.append(drawn_with(Fonts([font], folders=(folder,))))

    assert ways[2] == ways[3]
    assert len(set(ways)) == 4
