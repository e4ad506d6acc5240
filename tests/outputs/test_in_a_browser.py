"""A feed in a browser, and the section "Cite" under the pages' content policy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import escape
from support.output_samples import ENGLISH, EVERYTHING, NASTY, claim, feeds_of, site

from factdesk.mkdocs_adapter.policy import POLICY
from factdesk.outputs.citations import cite
from factdesk.outputs.cite import cite_fold
from factdesk.pages.assets import asset_addresses

ASSETS = Path(__file__).parents[2] / "factdesk/theme/assets"


@pytest.fixture
def served(tmp_path: Path, serve: Callable[..., str]) -> tuple[Path, str]:
    """A folder with our assets, and its address."""
    shutil.copytree(ASSETS / "factdesk", tmp_path / "assets/factdesk")
    for path, hashed in asset_addresses().items():
        shutil.copyfile(ASSETS.parent / path, tmp_path / hashed)
    return tmp_path, serve(tmp_path)


def test_a_feed_is_a_readable_page(served, open_tab):
    folder, address = served
    hostile = [claim(claim=text, summary=text, slug=f"n{n}") for n, text in enumerate(NASTY)]
    feeds = feeds_of(claim(EVERYTHING), *hostile)
    (folder / "feed.xml").write_bytes(feeds["feed.xml"])
    page = open_tab({"width": 360, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))

    page.goto(f"{address}feed.xml")

    shown = page.evaluate(
        "document.documentElement.innerText ?? document.documentElement.textContent"
    )
    assert "Example Facts: new reviews" in shown
    visible = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.getClientRects().length)"
        ".map(e => e.localName)"
    )
    assert set(visible) == {"feed", "title", "subtitle", "entry", "content", "div", "p", "a"}
    assert visible.count("entry") == 1 + len(NASTY)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelectorAll('a')[0].href").startswith(
        "https://facts.example/desk/claims/"
    )
    assert {url for url in asked if not url.startswith(address)} == set()


def test_citations_are_saved_and_copied_under_the_policy(served, open_tab):
    folder, address = served
    hostile = claim(claim=" ".join(NASTY)[:300])
    cited = cite(hostile, site(), ENGLISH)
    fold = cite_fold(hostile, site(), ENGLISH)
    assert cited is not None
    assert fold is not None
    (folder / "claims/bridge").mkdir(parents=True)
    (folder / "claims/bridge/index.html").write_text(
        '<!doctype html><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        f"<title>-</title>{fold.body}"
    )
    page = open_tab(permissions=["clipboard-read", "clipboard-write"])
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"{address}claims/bridge/")

    saved = {}
    for link in page.query_selector_all("a[download]"):
        with page.expect_download() as download:
            link.click()
        saved[download.value.suggested_filename] = Path(download.value.path()).read_bytes().decode()
    assert list(saved) == ["bridge.bib", "bridge.ris", "bridge.csl.json"]
    copied = []
    for button in page.query_selector_all("button"):
        button.click()
        page.wait_for_function("button => button.textContent === 'Copied'", arg=button)
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied == [cited.apa, *saved.values()]
