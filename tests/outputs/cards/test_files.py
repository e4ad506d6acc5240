"""The cards of a whole site."""

from outputs.cards.lettering import BARE, font_with
from support.output_samples import BRIDGE, DRAFT, ENGLISH, IN_REVIEW, WITHDRAWN, claim, site

from factdesk.outputs.cards.files import cards, font_notes
from factdesk.outputs.cards.fonts import Fonts
from factdesk.outputs.cards.png import SIGNATURE


def test_every_public_claim_has_a_card_and_so_has_the_site(tmp_path):
    claims = [
        claim(),
        claim(WITHDRAWN, slug="withdrawn"),
        claim(IN_REVIEW, slug="in-review"),
        claim(DRAFT, slug="draft"),
    ]
    found = dict(cards(claims, site(), ENGLISH, BARE, tmp_path))

    assert list(found) == [
        "assets/cards/bridge.png",
        "assets/cards/withdrawn.png",
        "assets/cards/in-review.png",
        "assets/cards/index.png",
    ]
    assert all(data.startswith(SIGNATURE) for data in found.values())
    assert dict(cards(claims, site(), ENGLISH, BARE, tmp_path)) == found
    assert dict(cards(claims, site(), ENGLISH, BARE)) == found


def test_cards_without_their_claim_are_told_of_once_a_script_with_a_remedy(tmp_path):
    claims = [
        claim(BRIDGE, slug="b", claim="ሀለ", language="am"),
        claim(BRIDGE, slug="a", claim="All ለ", language="am"),
        claim(BRIDGE, slug="c", claim="सच", language="hi"),
        claim(BRIDGE, slug="d", claim="All in\nLatin, e\u0301galement"),
        claim(DRAFT, slug="e", claim="ሀ"),
    ]
    assert font_notes(claims, site(), BARE) == [
        (
            "1 social card shows the verdict without the claim: no font here has 'स' (devanagari), "
            "first in claims/c.yml; install the Noto fonts, or name a font file in "
            "mkdocs.yml under "
            "cards: fonts"
        ),
        (
            "2 social cards show the verdict without the claim: no font here has 'ለ' (ethiopic), "
            "first in claims/a.yml; install the Noto fonts, or name a font file in "
            "mkdocs.yml under "
            "cards: fonts"
        ),
    ]
    named = Fonts([font_with("ሀለስच", tmp_path / "Own.ttf")], folders=())
    assert len(font_notes(claims, site(), named)) == 1


def test_a_pillow_that_cannot_shape_is_told_of_as_such():
    (note,) = font_notes([claim(claim="سلام")], site(), Fonts(folders=(), shapes=False))
    assert note == (
        "1 social card shows the verdict without the claim: this Pillow has no Raqm, which sets "
        "'س' (arabic), first in claims/bridge.yml; install Pillow's own wheel"
    )
