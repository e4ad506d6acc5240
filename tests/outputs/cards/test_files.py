"""The cards of a complete site."""

import re

import pytest
from msgspec.structs import fields, replace
from outputs.cards.lettering import BARE, card, font_with
from support.output_samples import (
    BRIDGE,
    DRAFT,
    ENGLISH,
    IN_REVIEW,
    WITHDRAWN,
    claim,
    collection,
    site,
)

from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.outputs.cards import drawing, files
from factdesk.outputs.cards.canvas import PNG_SIGNATURE
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.files import CARD_KIND, card_files, font_notes, page_card_files
from factdesk.outputs.cards.fonts import Fonts
from factdesk.pages.site import Site

CLAIMS = [
    claim(),
    claim(WITHDRAWN, slug="withdrawn"),
    claim(IN_REVIEW, slug="in-review"),
    claim(DRAFT, slug="draft"),
]


def test_every_public_claim_has_a_card_and_so_has_the_site():
    cards = card_files(CLAIMS, site(), ENGLISH, BARE, NO_CACHE)
    cards |= {"index": page_card_files(Site(collection()), {}, BARE, NO_CACHE)["index"]}

    assert list(cards) == ["bridge", "withdrawn", "in-review", "index"]
    for name, card_file in cards.items():
        assert re.fullmatch(rf"assets/cards/{name}-[0-9a-f]{{12}}\.png", card_file.path)
        assert card_file.png.startswith(PNG_SIGNATURE)


def test_the_address_of_a_card_changes_with_its_picture_and_with_nothing_else():
    (first,) = card_files([claim()], site(), ENGLISH, BARE, NO_CACHE).values()
    (other_text,) = card_files(
        [claim(analysis="Longer.")], site(), ENGLISH, BARE, NO_CACHE
    ).values()
    (corrected,) = card_files([claim(verdict="false")], site(), ENGLISH, BARE, NO_CACHE).values()

    assert other_text.path == first.path
    assert corrected.path != first.path


@pytest.fixture
def drawn(monkeypatch):
    """Count the cards that are drawn."""
    cards = []

    def render(card, fonts, logo):
        cards.append(card)
        return render_card(card, fonts, logo)

    monkeypatch.setattr(drawing, "render_card", render)
    return cards


def test_a_card_is_drawn_once(tmp_path, drawn):
    cache = Cache(tmp_path / "cache.sqlite")
    first = card_files(CLAIMS, site(), ENGLISH, BARE, cache)
    assert len(drawn) == 3
    assert card_files(CLAIMS, site(), ENGLISH, BARE, cache) == first
    assert len(drawn) == 3


def test_a_card_that_changed_is_drawn_again_and_no_other(tmp_path, drawn):
    cache = Cache(tmp_path / "cache.sqlite")
    card_files(CLAIMS, site(), ENGLISH, BARE, cache)
    card_files([claim(claim="Another claim"), *CLAIMS[1:]], site(), ENGLISH, BARE, cache)
    assert [card.text for card in drawn[3:]] == ["Another claim"]


def test_other_fonts_draw_all_cards_again(tmp_path, drawn):
    cache = Cache(tmp_path / "cache.sqlite")
    card_files(CLAIMS, site(), ENGLISH, BARE, cache)
    named = Fonts([font_with("ሀ", tmp_path / "Own.ttf")], folders=())
    card_files(CLAIMS, site(), ENGLISH, named, cache)
    assert len(drawn) == 6


def test_a_damaged_entry_is_drawn_again(tmp_path, drawn):
    cache = Cache(tmp_path / "cache.sqlite")
    whole = card_files([claim()], site(), ENGLISH, BARE, cache)
    cache.write(CARD_KIND, [CacheEntry("bridge", "another card", b"<svg/>")])
    assert card_files([claim()], site(), ENGLISH, BARE, cache) == whole


CHANGES = {
    "text": "Another claim",
    "language": "de",
    "site_language": "de",
    "site": "Another desk",
    "status": Status.WITHDRAWN,
    "tone": Tone.FALSE,
    "word": "Another word",
    "after": "Withdrawn",
    "by": ("Somebody else",),
    "evidence": "2 sources",
    "host": "other.example",
    "shares": ((Tone.TRUE, 1),),
}


@pytest.mark.parametrize("field", [field.name for field in fields(card())])
def test_a_change_of_any_part_of_a_card_draws_it_again(field, tmp_path, drawn):
    cache = Cache(tmp_path / "cache.sqlite")
    files._drawn({"a": card()}, BARE, cache, None)
    files._drawn({"a": replace(card(), **{field: CHANGES[field]})}, BARE, cache, None)
    assert len(drawn) == 2


def test_cards_without_their_claim_are_reported_once_per_script_with_a_remedy(tmp_path):
    claims = [
        claim(BRIDGE, slug="b", claim="ሀለ", language="am"),
        claim(BRIDGE, slug="a", claim="All ለ", language="am"),
        claim(BRIDGE, slug="c", claim="सच", language="hi"),
        claim(BRIDGE, slug="d", claim="All in\nLatin, e\u0301galement"),
        claim(DRAFT, slug="e", claim="ሀ"),
    ]
    assert font_notes(claims, site(), BARE) == [
        (
            "1 social card shows the verdict without the claim: no font has 'स' (devanagari), "
            "first in claims/c.yml; install the Noto fonts, or name a font file in "
            "mkdocs.yml under "
            "cards: fonts"
        ),
        (
            "2 social cards show the verdict without the claim: no font has 'ለ' (ethiopic), "
            "first in claims/a.yml; install the Noto fonts, or name a font file in "
            "mkdocs.yml under "
            "cards: fonts"
        ),
    ]
    named = Fonts([font_with("ሀለስच", tmp_path / "Own.ttf")], folders=())
    assert len(font_notes(claims, site(), named)) == 1


def test_a_pillow_that_cannot_shape_text_is_named_as_the_reason():
    (note,) = font_notes([claim(claim="سلام")], site(), Fonts(folders=(), can_shape=False))
    assert note == (
        "1 social card shows the verdict without the claim: Pillow needs the FriBidi library to "
        "draw 'س' (arabic), first in claims/bridge.yml; install it (Debian: libfribidi0, macOS: "
        "brew install fribidi)"
    )
