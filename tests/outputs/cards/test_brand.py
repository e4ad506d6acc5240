"""The site's logo on its cards, and the cards of articles and lists."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from outputs.cards.lettering import BARE, card, ink
from PIL import Image
from support.output_samples import claim, collection
from support.site_folder import BRIDGE, SiteFolder

from factdesk.cache.store import Cache
from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.reader import parse_config
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.files import page_card_files
from factdesk.outputs.cards.list_card import describe_card, list_cards
from factdesk.outputs.cards.logo import Logo, LogoError, read_logo
from factdesk.pages.site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0h40v20H0z"/></svg>'
FOOT = (60, 530, 300, 620)
ARTICLE = "https://gazette.example/council-night"


def _drawn(logo: Logo | None) -> Image.Image:
    with Image.open(io.BytesIO(render_card(card(), BARE, logo))) as image:
        return image.convert("RGB")


def _svg(folder: Path, text: str = SVG) -> Path:
    file = folder / "logo.svg"
    file.write_text(text)
    return file


def test_without_a_logo_a_card_has_no_mark_and_the_name_begins_at_the_margin() -> None:
    bounds = ink(_drawn(None), FOOT)

    assert bounds is not None
    assert 70 <= bounds[0] <= 76


def test_a_logo_is_before_the_name_and_keeps_its_shape(tmp_path: Path) -> None:
    image = _drawn(read_logo(_svg(tmp_path)))

    dark = [x for x in range(60, 300) if sum(image.getpixel((x, 567))) < 200]  # type: ignore[arg-type]
    run = [x for x in dark if x - 72 == dark.index(x)]
    assert 88 <= len(run) <= 96  # 46 pixels high, twice as wide


def test_the_shape_of_an_opaque_picture_is_what_is_dark(tmp_path: Path) -> None:
    picture = Image.new("RGB", (80, 80), "white")
    picture.paste("black", (20, 20, 60, 60))
    picture.save(tmp_path / "logo.png")

    mask = read_logo(tmp_path / "logo.png").mask(46, 220)
    assert mask.size == (46, 46)
    assert mask.getpixel((23, 23)) == 255


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"<svg", "is damaged, or not an SVG, PNG, JPEG or WebP file"),
        (b"\x89PNG\r\n\x1a\n", "is damaged, or not an SVG, PNG, JPEG or WebP file"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "is empty"),
        (b" " * (3 << 20), "is larger than 2 MiB"),
    ],
)
def test_a_file_that_is_not_a_logo_is_named_with_the_reason(
    tmp_path: Path, content: bytes | None, reason: str
) -> None:
    file = tmp_path / "logo.svg"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(LogoError, match=reason):
        read_logo(file)


def test_another_logo_draws_the_cards_again(tmp_path: Path) -> None:
    site, cache = Site(collection()), Cache(tmp_path / "cache.sqlite")
    before = page_card_files(site, {}, BARE, cache, None)["index"]
    after = page_card_files(site, {}, BARE, cache, read_logo(_svg(tmp_path)))["index"]

    assert before.path != after.path


def test_the_cards_use_the_logo_of_the_theme_unless_they_name_another() -> None:
    def logo(**options: object) -> str | None:
        theme = {"name": "material", "logo": "img/logo.png"}
        plugins = [{"factdesk": options}]
        return parse_config({"site_name": "A", "theme": theme, "plugins": plugins}).cards.logo

    assert logo() == "docs/img/logo.png"
    assert logo(cards={"fonts": []}) == "docs/img/logo.png"
    assert logo(cards={"logo": "brand.svg"}) == "brand.svg"


def test_the_card_of_an_article_counts_its_claims_by_verdict() -> None:
    appearance = {"url": ARTICLE}
    verdicts = ["true", "false", "false", "mixed"]
    claims = [
        claim(slug=f"c{n}", verdict=verdict, appearances=[appearance], topics=["Town"])
        for n, verdict in enumerate(verdicts)
    ]
    site = Site(collection(*claims))
    cards = list_cards(site)

    assert set(cards) == {
        "articles/council-night/",
        "verdicts/true/",
        "verdicts/mixed/",
        "verdicts/false/",
        "topics/town/",
    }
    article = cards["articles/council-night/"]
    assert (article.text, article.word) == ("A night in the council", "4 claims checked")
    assert article.by == ("1 True · 1 Mixed · 2 False", "2 False · 1 True")
    assert [count for _, count in article.shares] == [1, 1, 2]
    assert describe_card(article) == (
        "A night in the council. 4 claims checked. 1 True · 1 Mixed · 2 False"
    )


def test_the_band_of_a_lists_card_shows_the_shares_of_the_verdicts(tmp_path: Path) -> None:
    claims = [claim(slug=f"c{n}", verdict=v) for n, v in enumerate(["true"] * 3 + ["false"])]
    claims = [claim(BRIDGE, slug=c.slug, verdict=c.verdict, topics=["Town"]) for c in claims]
    site = Site(collection(*claims))
    cards = page_card_files(site, list_cards(site), BARE, Cache(tmp_path / "cache.sqlite"))

    with Image.open(io.BytesIO(cards["topics/town/"].png)) as image:
        band = [image.convert("RGB").getpixel((x, 8)) for x in (10, 850, 950, 1190)]
    assert band[0] == band[1] != band[2] == band[3]


def test_pages_of_lists_and_articles_have_their_own_card(tmp_path: Path) -> None:
    desk = SiteFolder.begin(tmp_path)
    _svg(tmp_path / "docs")
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    desk.write("mkdocs.yml", text.replace("name: material", "name: material\n  logo: logo.svg"))
    desk.write_claim("bridge", {**BRIDGE, "topics": ["Town"]})
    assert desk.build(claims={}).exit_status == 0
    result = desk.run("build", SITE_URL="https://facts.example/")
    assert result.exit_status == 0, result.err

    page = desk.page("topics/town")
    cards = [path for path in desk.files() if path.startswith("assets/cards/topics--town-")]
    assert len(cards) == 1
    assert f'content="https://facts.example/{cards[0]}"' in page
    assert '<link rel="icon" href="../../logo.svg">' in page
    assert '<img src="../../logo.svg" alt="">' in page
    assert "assets/cards/index-" in desk.page("topics")
    warm = desk.files()
    assert desk.run("build", "--clean", SITE_URL="https://facts.example/").exit_status == 0
    assert desk.files() == warm


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("theme: material\nplugins: [{factdesk: {cards: {logo: no.svg}}}]", "cards › logo"),
        ("theme: {name: material, logo: no.svg}\nplugins: [factdesk]", "theme › logo"),
    ],
)
def test_a_logo_that_cannot_be_used_stops_the_build_with_its_name(
    tmp_path: Path, options: str, name: str
) -> None:
    desk = SiteFolder.begin(tmp_path)
    text = f"site_name: A\n{options}\n"
    desk.write("mkdocs.yml", text)
    result = desk.build()

    assert result.exit_status == 2
    assert f"{name}: " in result.err
    assert "no.svg cannot be read" in result.err
    assert ConfigError.__name__ not in result.err
