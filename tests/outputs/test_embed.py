"""The card in pages of other sites: content, permissions, and rendering in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from playwright.sync_api import Page, Route
from support.html import read
from support.output_samples import (
    BRIDGE,
    DRAFT,
    ENGLISH,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    SITE_URL,
    WITHDRAWN,
    claim,
    site,
    wild,
)
from support.tabs import Tabs

from factdesk.claims.claim import Claim
from factdesk.claims.verdicts import Tone
from factdesk.outputs.design_tokens import colours
from factdesk.outputs.embed import embed_files, embed_page, stylesheet
from factdesk.outputs.iframe import embed_code, embed_fold, frame_height

PATH, STYLES = stylesheet()
CHINESE = claim(
    claim="中国国家通过控股约百分之四十的方式控制公司，" * 13 + "控制公司的股权。",
    summary="中国国家通过控股约百分之四十的方式控制公司，" * 18,
    claimant="新华社",
    language="zh",
)


def page_of(claim: Claim, **options: object) -> str:
    return embed_page(claim, site(), ENGLISH, **options).decode()


def test_an_embedded_card_is_one_small_page_without_a_script():
    found = claim(claimed_on="2025-11", claimant={"name": "Example Gazette", "role": "newspaper"})
    expected = [
        "<!doctype html>",
        '<html lang="en" dir="ltr">',
        "<head>",
        (
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
            "'self' https://facts.example/desk/assets/factdesk/embed.css; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'\">"
        ),
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        "<title>Fact-check: Mostly true</title>",
        '<link rel="canonical" href="https://facts.example/desk/claims/bridge/">',
        '<link rel="stylesheet" href="../../assets/factdesk/embed.css">',
        "</head>",
        "<body>",
        '<main class="mostly-true">',
        (
            '<h1><a href="../../claims/bridge/" target="_top" rel="noopener">The town&#39;s '
            "new bridge "
            "cost twice its budget</a></h1>"
        ),
        (
            '<p class=by><bdi>Example Gazette, newspaper</bdi> · <time datetime="2025-11">'
            "November 2025</time></p>"
        ),
        (
            '<p class=verdict><svg viewBox="0 0 24 24" aria-hidden="true" fill="none"><path '
            'd="M12 2.75a9.25 9.25 0 1 0 0 18.5 9.25 9.25 0 0 0 0-18.5Z" fill="none" '
            'stroke="currentColor" stroke-width="2.5"/><path d="m7.1 12.2 3.3 3.3 6.4-6.5" '
            'fill="none" stroke="currentColor" stroke-width="2.5"/></svg><span>Mostly '
            "true</span></p>"
        ),
        (
            "<p class=summary>The final account is 1.9 times the budget that the council "
            "voted in "
            "2019.</p>"
        ),
        "<footer>",
        (
            '<span>Checked by Example Fact-Checkers on <time datetime="2026-03-01">1 March '
            "2026</time>"
            "</span>"
        ),
        '<a href="../../claims/bridge/" target="_top" rel="noopener">Evidence: 1 source</a>',
        "</footer>",
        "</main>",
        "</body>",
        "</html>",
    ]
    assert page_of(found).replace("\n", "") == "".join(expected)


@pytest.mark.parametrize(
    "found",
    [
        CHINESE,
        claim(claim="&" * 300, summary='"' * 400, claimant="<" * 2000),
        claim(WITHDRAWN, withdrawn={"on": "2026-06-01", "reason": "理由" * 5000}),
        claim(EVERYTHING),
    ],
)
def test_page_and_styles_together_stay_under_ten_kilobytes(found):
    assert len(embed_page(found, site(), ENGLISH)) + len(STYLES) < 10_000


def test_claim_and_summary_are_not_truncated():
    assert f">{CHINESE.claim}</a>" in page_of(CHINESE)
    assert f"<p class=summary>{CHINESE.summary}</p>" in page_of(CHINESE)


def test_a_withdrawn_review_says_so_and_why():
    html = page_of(claim(WITHDRAWN))
    assert '<main class="withdrawn">' in html
    assert "<s>Mostly true</s> <b>Withdrawn</b></p>" in html
    assert (
        '<p class=summary><span>Withdrawn on <time datetime="2026-06-01">1 June 2026</time>.'
        "</span> The account was forged.</p>"
    ) in html
    assert "1.9 times" not in html


def test_a_review_in_progress_shows_no_verdict_and_no_finding():
    html = page_of(claim(IN_REVIEW))
    assert '<main class="open">' in html
    assert "<p class=verdict><span>In review</span></p>" in html
    assert "We are checking this claim. There is no verdict yet." in html
    assert "<span>In review at Example Fact-Checkers</span>" in html
    assert "ostly" not in html
    assert "1.9 times" not in html


def test_a_corrected_verdict_does_not_have_the_date_of_the_first_one():
    corrected = read(
        page_of(
            claim(
                published_on="2026-03-01",
                corrections=[
                    {"made_on": "2026-05-20", "severity": "fact", "note": "The sum was wrong."},
                    {"made_on": "2026-06-02", "severity": "update", "note": "A new source."},
                ],
            )
        )
    )

    assert "on 1 March 2026 · Corrected on 20 May 2026." in corrected.line
    assert "Corrected" not in read(page_of(claim(published_on="2026-03-01"))).line


def test_a_claim_in_another_language_keeps_its_own_direction():
    html = page_of(claim(claim="الجسر كلف الضعف", language="ar"))
    assert '<html lang="ar" dir="rtl">' in html
    assert '<span lang="en" dir="ltr">Mostly true</span>' in html


def test_the_card_at_a_former_address_is_the_card_itself():
    """A sandboxed frame would not follow a redirect, and the old verdict would stay."""
    files = dict(embed_files(claim(aliases=["old-bridge"]), site(), ENGLISH))
    assert list(files) == ["embed/bridge/index.html", "embed/old-bridge/index.html"]
    assert files["embed/old-bridge/index.html"] == files["embed/bridge/index.html"]
    assert "old-bridge" not in files["embed/old-bridge/index.html"].decode()


def test_a_draft_has_no_card():
    assert list(embed_files(claim(DRAFT), site(), ENGLISH)) == []
    assert embed_code(claim(DRAFT), site(), ENGLISH) == ""
    assert embed_fold(claim(DRAFT), site(), ENGLISH) is None


def test_links_work_from_a_folder_and_without_an_address():
    html = embed_page(claim(), site(site_url=""), ENGLISH, offline=True).decode()
    assert 'href="../../claims/bridge/index.html"' in html
    assert '<link rel="canonical" href="../../claims/bridge/index.html">' in html
    assert "style-src 'self'; " in html


def test_an_address_cannot_add_to_the_policy():
    html = embed_page(
        claim(), site(site_url="https://facts.example/a;script-src%20*,b/"), ENGLISH
    ).decode()
    (policy,) = re.findall(r'Policy" content="([^"]*)"', html)
    assert policy.count(";") == 4
    assert "script-src" not in [part.split()[0] for part in policy.split(";")]
    assert "https://facts.example/a%3Bscript-src%20*%2Cb/assets/factdesk/embed.css" in policy
    far = embed_page(claim(), site(site_url=f"https://facts.example/{'a' * 1900}/"), ENGLISH)
    assert far.index(b"charset") < 1024


def test_the_colours_of_the_card_are_those_of_the_site():
    css = STYLES.decode()
    light, dark = css.split("@media (prefers-color-scheme: dark) {")
    for scheme, part in (("default", light), ("slate", dark.split("\n}\n")[0])):
        of = colours(scheme)
        for name in ("paper", "ink", "ink-2", "edge", "accent"):
            assert f"--{name}: {of[name]};" in part
        for tone in Tone:
            shape = of[f"{tone}-shape"]
            assert f".{tone} {{ --tone: {of[tone]}; --shape: {shape}; }}" in part
    assert not re.search(r"#[0-9a-f]{6}", dark.split("\n}\n", 1)[1])


ELEMENTS = [element.tag for element in read(page_of(claim(claimed_on="2025")))]


@given(wild)
def test_no_text_becomes_anything_but_text(text):
    html = page_of(claim(claim=text, summary=text, claimed_on="2025", claimant=text))
    page = read(html)
    assert [element.tag for element in page] == ELEMENTS
    assert not [name for element in page for name in element.attributes if name[:2] == "on"]
    assert text.replace("\r\n", "\n") in page.text


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_escaped_everywhere_in_the_offer(text):
    fold = embed_fold(claim(claim=text, summary=text, slug="bridge"), site(), ENGLISH)
    assert [element.tag for element in read(str(fold.body))] == ["p"]


def test_the_code_is_a_sandboxed_frame_that_sets_no_cookie():
    code = embed_code(claim(), site(), ENGLISH)
    assert code == (
        '<iframe src="https://facts.example/desk/embed/bridge/" title="Fact-check: Mostly true" '
        f'width="600" height="{frame_height(claim(), ENGLISH)}" loading="lazy" '
        'sandbox="allow-top-navigation-by-user-activation" '
        'style="border:0;max-width:100%;height:max(220px,344px - 20vw)">'
        "</iframe>"
    )


def test_the_offer_on_our_page_loads_the_code_when_it_opens_and_needs_a_script():
    fold = embed_fold(claim(), site(), ENGLISH)
    assert fold.title == "Embed"
    assert fold.is_scripted
    assert str(fold.body) == (
        "<p data-fd-embed>The card always shows the current verdict, including after a correction"
        " or a withdrawal.</p>"
    )


def test_an_endless_reason_makes_no_endless_frame():
    endless = claim(WITHDRAWN, withdrawn={"on": "2026-06-01", "reason": "Forged. " * 9000})
    assert frame_height(endless, ENGLISH) < 500


def test_without_an_address_nothing_is_offered():
    assert embed_code(claim(), site(site_url=""), ENGLISH) == ""
    assert embed_fold(claim(), site(site_url=""), ENGLISH) is None


HOST = "https://news.example/story"
SHOWN = {
    "short": claim(),
    "chinese": CHINESE,
    "withdrawn": claim(WITHDRAWN),
    "reviewing": claim(IN_REVIEW),
    "long": claim(claim="A long claim of many words " * 11, summary="And a summary " * 28),
    "arabic": claim(claim="الجسر كلف الضعف", language="ar", summary="لا"),
}


class Reader:
    """A reader of a page that embeds a card; every request is answered from memory and recorded."""

    def __init__(self, page: Page, found: Claim) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self._files = {
            SITE_URL + PATH: (STYLES, "text/css"),
            f"{SITE_URL}embed/bridge/": (embed_page(found, site(), ENGLISH), "text/html"),
            f"{SITE_URL}claims/bridge/": (b"<!doctype html><title>The review</title>", "text/html"),
            HOST: (
                b"<!doctype html><meta charset=utf-8><title>News</title>"
                + embed_code(found, site(), ENGLISH).encode(),
                "text/html",
            ),
        }
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._answer)
        page.goto(HOST)
        self.frame = page.wait_for_selector("iframe").content_frame()
        self.frame.wait_for_url(f"{SITE_URL}embed/bridge/")

    def _answer(self, route: Route) -> None:
        if (answer := self._files.get(route.request.url)) is None:
            self.elsewhere.append(route.request.url)
            route.abort()
            return
        body, kind = answer
        route.fulfill(body=body, content_type=kind)


@pytest.fixture(scope="module", params=SHOWN)
def reader(request: pytest.FixtureRequest, tabs: Tabs) -> Iterator[Reader]:
    """A reader of each card."""
    with tabs.opener() as open_tab:
        yield Reader(open_tab(), SHOWN[request.param])


def test_in_a_browser_the_card_is_styled_asks_nobody_and_fits_its_frame(reader):
    reader.page.set_viewport_size({"width": 700, "height": 900})
    for scheme, key in ("dark", "slate"), ("light", "default"):
        reader.page.emulate_media(color_scheme=scheme)
        paper = reader.frame.evaluate("getComputedStyle(document.body).backgroundColor")
        beyond = reader.frame.evaluate(
            "[document.documentElement.scrollHeight - innerHeight,"
            " document.documentElement.scrollWidth - innerWidth]"
        )

        assert paper == "rgb({}, {}, {})".format(*bytes.fromhex(colours(key)["paper"][1:]))
        assert beyond == [0, 0]
    assert reader.complaints == []
    assert reader.elsewhere == []


def test_in_a_narrow_frame_the_whole_card_is_seen_without_scrolling(reader):
    for width in (316, 361, 376, 416, 417, 500):
        reader.page.set_viewport_size({"width": width, "height": 900})
        beyond = reader.frame.evaluate(
            "[document.documentElement.scrollHeight - innerHeight,"
            " document.documentElement.scrollWidth - innerWidth]"
        )
        assert beyond == [0, 0], width


def test_a_click_leads_the_readers_own_window_to_the_review(open_tab):
    page = open_tab()
    reader = Reader(page, claim(BRIDGE))
    reader.frame.click("h1 a")
    page.wait_for_url(f"{SITE_URL}claims/bridge/")
    assert page.title() == "The review"
