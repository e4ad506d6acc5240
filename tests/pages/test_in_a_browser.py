"""Pages in a browser with the theme's styles, with and without scripts."""

from collections.abc import Callable
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page
from support.page_samples import ARTICLE, claim, everything, render_pages, site, whole

from factdesk.pages.articles import render_articles
from factdesk.pages.assets import asset_address, asset_addresses
from factdesk.pages.claim import render_claim
from factdesk.pages.page import Page as Printed

THEME = Path(material.__file__).parent / "templates/assets/stylesheets"
OURS = Path(__file__).parents[2] / "factdesk/theme/assets/factdesk"

FRAME = """\
<!doctype html>
<html lang="en" dir="ltr">
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
{styles}
<body dir="ltr" data-md-color-scheme="default">
<header class="md-header"><nav class="md-header__inner md-grid"></nav></header>
<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">
<article class="md-content__inner md-typeset">{body}</article>
</div></div></main>
</body>
</html>
"""

Show = Callable[..., Page]


@pytest.fixture
def lay(tmp_path: Path, serve: Callable[..., str]) -> Callable[[Printed], str]:
    """Insert a page into the theme, and return the address at which it is served."""
    (tmp_path / "assets/factdesk").mkdir(parents=True)
    (tmp_path / "assets/factdesk/fonts").symlink_to(OURS / "fonts")
    for source, address in asset_addresses().items():
        (tmp_path / address).symlink_to(OURS / Path(source).name)
    (tmp_path / "assets/stylesheets").symlink_to(THEME)
    names = [f"stylesheets/{file.name}" for file in sorted(THEME.glob("*.css"))]
    ours = [asset_address(f"{name}.css") for name in ("tokens", "factdesk", "print")]
    names += [address.removeprefix("assets/") for address in ours]
    root = serve(tmp_path)

    def lay_(printed: Printed) -> str:
        up = "../" * printed.address.count("/")
        styles = "".join(f'<link rel="stylesheet" href="{up}assets/{name}">' for name in names)
        file = tmp_path / printed.address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(FRAME.format(title="x", styles=styles, body=printed.body), "utf-8")
        return root + printed.address

    return lay_


@pytest.fixture
def show(lay: Callable[[Printed], str], open_tab: Callable[..., Page]) -> Show:
    """Open the body of a page in a tab of some width, with or without scripts."""

    def show_(printed: Printed, width: int = 1280, now: str | None = None, **options) -> Page:
        if now:  # a clock belongs to a context
            options["own"] = now
        page = open_tab({"width": width, "height": 740}, **options)
        if now:
            page.clock.set_fixed_time(now)
        page.goto(lay(printed))
        return page

    return show_


DUE = claim(review_by="2027-03-01")


@pytest.mark.parametrize(("now", "is_shown"), [("2027-03-01", False), ("2027-03-02", True)])
def test_an_overdue_review_says_so_from_the_day_after(show, now, is_shown):
    page = show(render_claim(DUE, site(DUE)), now=f"{now}T12:00:00", timezone_id="UTC")

    assert page.locator("[data-fd-due]").is_visible() == is_shown


def test_without_a_script_a_page_promises_nothing_that_needs_one(show):
    page = show(render_claim(DUE, site(DUE)), now="2030-01-01", java_script_enabled=False)

    assert not page.locator("[data-fd-due]").is_visible()
    assert not page.get_by_text("Copy link").is_visible()
    assert page.get_by_text("Report an error").is_visible()


def test_the_number_of_a_source_says_where_it_leads(show):
    page = show(render_claim(whole(), site(whole())))

    back = page.get_by_role("link", name="[1] back to the text", exact=True)
    assert back.get_attribute("href") == "#cite-1"


def test_the_link_can_be_copied_without_its_place_on_the_page(show):
    page = show(
        render_claim(whole(), site(whole())),
        permissions=["clipboard-read", "clipboard-write"],
    )
    page.goto(f"{page.url}#history")

    page.get_by_role("button", name="Copy link").click()

    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url.removesuffix("#history")


def test_the_legend_filters_an_article_without_a_script(show):
    claims = [
        claim(slug=f"c{n}", verdict=verdict, appearances=[{"url": ARTICLE, "position": n}])
        for n, verdict in enumerate(["true", "false", "true"])
    ]
    _index, printed = render_articles(site(*claims))
    page = show(printed, java_script_enabled=False)
    rows = page.locator(".fd-reading > li")

    page.get_by_role("radio", name="False").check(force=True)
    assert [row.is_visible() for row in rows.all()] == [False, True, False]

    page.get_by_role("radio", name="All").check(force=True)
    assert [row.is_visible() for row in rows.all()] == [True, True, True]


def test_the_finding_is_on_the_first_screen_of_a_phone(show):
    """Claim, claimant, verdict and summary of usual lengths come before everything else."""
    of = whole(
        claim="The town's new bridge cost twice the budget that the council had voted for it",
        summary="The final account is 1.9 times the budget that the council voted in 2019. "
        "A later claim for damages could still change it, and is not in the account.",
        corrections=[],
    )
    page = show(render_claim(of, site(of)), width=360)

    for what in (".fd-claim__title", ".fd-unit__by", ".fd-unit__word", ".fd-unit__summary"):
        box = page.locator(what).bounding_box()
        assert box["y"] + box["height"] <= 740, what


def test_a_citation_of_a_folded_source_opens_the_fold(show):
    sources = [
        {
            "id": f"s{n}",
            "title": f"Source {n}",
            "url": f"https://example.org/{n}",
            "stance": "context",
        }
        for n in range(4)
    ]
    of = claim(sources=sources, analysis="".join(f"Word [@s{n}]. " for n in range(4)))
    page = show(render_claim(of, site(of)))

    folded = page.locator("#source-s3")
    assert not folded.is_visible()
    page.get_by_role("link", name="[4]").first.click()
    assert folded.is_visible()
    page.emulate_media(media="print")
    page.locator(".fd-rest").evaluate("fold => { fold.open = false; }")
    assert folded.is_visible()


def test_no_page_is_wider_than_its_window(show, lay):
    kinds = {(page.section, page.address.count("/")): page for page in render_pages(everything())}
    long = whole(
        claim="Donaudampfschifffahrtsgesellschaftskapitän" * 3,
        analysis="x" * 400 + "\n\n|a|b|\n|-|-|\n|" + "y" * 300 + "|z|\n\n`" + "c" * 300 + "`",
        topics=["T" * 120],
    )

    page = show(render_claim(long, site(long)))
    for address in [page.url, *map(lay, kinds.values())]:
        page.goto(address)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_paper_shows_addresses_and_nothing_to_press(show):
    page = show(render_claim(whole(), site(whole(), claim())))
    page.emulate_media(media="print")

    assert not page.get_by_role("button").all()
    assert not page.get_by_text("Open at this passage").first.is_visible()
    address = page.evaluate(
        "getComputedStyle(document.querySelector('.fd-sources div a'), '::after').content"
    )
    assert "https://example.org/final-account.pdf" in address


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ({"exact": "The bank's e-mail: 3  bridges, 4 roads."},
         "#:~:text=The%20bank%27s%20e%2Dmail%3A%203%20bridges%2C%204%20roads."),
        ({"exact": "die Brücke"}, "#:~:text=die%20Br%C3%BCcke"),
        ({"exact": "x", "prefix": "be-fore", "suffix": "after"}, "#:~:text=be%2Dfore-,x,-after"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_quotation_links_to_its_place_in_the_source(show, quote, fragment, language):
    sources = [{"title": "A", "url": "https://example.org/a", "quotes": [quote]}]
    page = show(render_claim(claim(sources=sources), site(language=language)))

    link = page.locator(".fd-sources blockquote a")
    assert link.get_attribute("href") == f"https://example.org/a{fragment}"
    words = quote["exact"].split()
    assert link.get_attribute("aria-label").endswith(
        f": {' '.join(words[:4])}{' …' if len(words) > 4 else ''}"
    )


def test_sources_are_named_next_to_the_paragraph_that_cites_them_first(show):
    sources = [
        {
            "id": f"s{n}",
            "title": f"Title {n}" if n > 1 else "word " * 30 + "end",
            "url": f"https://example.org/{n}",
            "publisher": f"Publisher {n}",
            "published_on": "2026-01-02" if n > 1 else None,
            "accessed_on": "2026-02-03",
        }
        for n in range(1, 5)
    ]
    analysis = "One [@s2].\n\nAgain [@s2], and two [@s1].\n\n- [@s3] [@s4] [@s1]\n\nNothing."
    review = claim(analysis=analysis, sources=sources)
    page = show(render_claim(review, site()))

    blocks = page.locator("#check > .fd-prose > *").all()
    assert [block.text_content() for block in blocks[::2]] == [
        "[1] Title 2, Publisher 2, 2 January 2026",
        "[2] " + "word " * 13 + "word…, Publisher 1",
        "[3] Title 3, Publisher 3, 2 January 2026[4] Title 4, Publisher 4, 2 January 2026",
        "Nothing.",
    ]
    assert blocks[0].get_attribute("aria-hidden") == "true"
    assert blocks[0].is_visible()
