"""The bookmarklet reads a source from its page, and its quotation is found there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from factdesk.evidence.extract import extract_html
from factdesk.evidence.matching import Match, SourceText
from factdesk.pages.bookmarklet import (
    FORM_ADDRESS,
    LONGEST_BOOKMARKLET,
    bookmarklet,
    pack_script,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.tabs import Tabs

ARTICLE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Budget \u201cdoubled\u201d | Example Gazette</title>
<meta property="og:title" content="Budget  \u201cdoubled\u201d">
<meta property="og:site_name" content="Example Gazette">
<meta property="article:published_time" content="2025-07-15T23:30:00-05:00">
<link rel="canonical" href="/news/budget">
<style>.up {text-transform: uppercase} .gone {display: none}</style></head><body>
<nav>The bridge cost twice its budget</nav>
<h1 class="up">The bridge</h1>
<p id="one">The council said on Monday that <b>the br<i>id</i>ge cost</b> twice
its budget, nobody objected.</p>
<p id="two">The paper wrote that the bridge cost twice its budget, and the mayor denied it.</p>
<div id="three">First line<br>second line
<p id="four">A para\u00adgraph.</p>rest</div>
<p class="gone" id="gone">and the mayor denied it</p>
<p id="five">again again again and again again</p><script>var hidden = "second line";</script>
</body></html>"""
LINKED = """<!doctype html><title>T</title><script type="application/ld+json">not JSON</script>
<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "page"},
{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "The Paper"},
"datePublished": "2024-02-29"}]}</script><p>Words.</p>"""
BARE = "<p id=one>Only words.</p>"
HOSTILE = """<title>"});alert(1)//&lt;/script&gt;\\u202e${1}%22</title>
<meta property="og:site_name" content='x"><img src=x onerror=alert(1)>'>
<link rel=canonical href="javascript:alert(1)"><time datetime="20250715">x</time>
<script type="application/ld+json">{"__proto__": {"x": 1},
"publisher": [[]], "datePublished": 7}</script>
<p id=one>\u4e16\u754c\u4e16\u754c % # &amp; "quoted" \\\\ text</p>"""


@pytest.fixture(scope="module")
def source(
    tmp_path_factory: pytest.TempPathFactory,
    tabs: Tabs,
    serve: Callable[..., str],
) -> Iterator[Callable[..., dict[str, Any]]]:
    """Open a page with this HTML, select something, click the bookmark, and return its values."""
    folder = tmp_path_factory.mktemp("pages")
    address = serve(folder)

    def capture(html: str, select: str = "") -> dict[str, Any]:
        (folder / "page.html").write_text(html, "utf-8")
        page.goto("about:blank")
        page.goto(f"{address}page.html?id=1#part")
        if select:
            page.evaluate(SELECT + select)
        return clicked(page, f"{address}form/")

    with tabs.opener() as open_tab:
        page = open_tab()
        yield capture


#: Select from one text to another, each given by the id of its element and the words.
SELECT = """
const place = (id, words, atEnd) => {
  const walker = document.createTreeWalker(document.getElementById(id), 4);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at >= 0) return [node, at + (atEnd ? words.length : 0)];
  }
};
const select = (from, first, to, last) =>
  getSelection().setBaseAndExtent(...place(from, first, false), ...place(to, last, true));
"""


def clicked(page: Page, form: str) -> dict[str, Any]:
    """The values that the form receives when the bookmark is clicked."""
    with page.context.expect_page() as opened:
        page.evaluate(bookmarklet().replace(FORM_ADDRESS, form))
    url = opened.value.evaluate("location.href")
    opened.value.close()
    start, _, fragment = url.partition("#source=")
    assert start == form
    found: dict[str, Any] = json.loads(unquote(fragment, errors="strict"))
    return found


def test_the_packed_script_is_short_and_one_line() -> None:
    address = "https://factcheck.publisher.example/a-long-repository-name/edit/"
    script = bookmarklet().replace(FORM_ADDRESS, address)

    assert len(f"javascript:{script}") <= LONGEST_BOOKMARKLET
    assert "\n" not in script
    assert script.isascii()
    assert "%" not in script


def test_packing_changes_no_text_and_no_pattern() -> None:
    source = "const a = (b) => b.replace(/ x[/] \\/ y /g, ' // , ) ', );\n// done\nreturn  a ;\n"

    assert pack_script(source) == "const a=b=>b.replace(/ x[/] \\/ y /g,' // , ) ');return a;"


def test_the_details_come_from_the_page(source: Callable[..., dict[str, Any]]) -> None:
    found = source(ARTICLE)

    address = found.pop("url")
    assert address.startswith("http://127.0.0.1:")
    assert address.endswith("/news/budget")
    assert found == {
        "title": "Budget \u201cdoubled\u201d",
        "publisher": "Example Gazette",
        "published_on": "2025-07-15",
        "language": "en-GB",
        "accessed_on": dt.datetime.now().astimezone().date().isoformat(),
        "exact": "",
        "prefix": "",
        "suffix": "",
    }


def test_linked_data_and_bare_pages_give_what_they_have(
    source: Callable[..., dict[str, Any]],
) -> None:
    linked, bare = source(LINKED), source(BARE)

    assert (linked["publisher"], linked["published_on"]) == ("The Paper", "2024-02-29")
    assert bare["title"] == bare["publisher"] == bare["published_on"] == bare["language"] == ""
    assert bare["url"].endswith("/page.html?id=1")


def test_hostile_pages_give_texts(source: Callable[..., dict[str, Any]]) -> None:
    found = source(HOSTILE, "select('one', '\u754c', 'one', 'text')")

    assert found["title"] == '"});alert(1)//</script>\\u202e${1}%22'
    assert found["publisher"] == 'x"><img src=x onerror=alert(1)>'
    assert found["url"].endswith("/page.html?id=1")
    assert found["published_on"] == ""
    assert found["exact"] == '\u754c\u4e16\u754c % # & "quoted" \\\\ text'
    assert all(isinstance(value, str) for value in found.values())


@pytest.mark.parametrize(
    ("select", "exact", "near"),
    [
        ("select('one', 'said', 'one', 'Monday')", "said on Monday", "council "),
        ("select('one', 'the br', 'one', ' twice')", "the bridge cost twice", "Monday that "),
        ("select('two', 'the bridge', 'two', 'its')", "the bridge cost twice its", "wrote that "),
        ("select('two', 'denied', 'three', 'First')", "denied it. First", "mayor "),
        ("select('three', 'First', 'four', 'A')", "First line second line A", "denied it. "),
        ("select('five', 'again and', 'five', 'and')", "again and", "again again "),
    ],
)  # fmt: skip
def test_a_passage_is_found_where_it_was_selected(
    source: Callable[..., dict[str, Any]], select: str, exact: str, near: str
) -> None:
    found = source(ARTICLE, select)
    text = SourceText(extract_html(ARTICLE).text)

    assert found["exact"] == exact
    match = text.find(exact, found["prefix"], found["suffix"])
    assert isinstance(match, Match)
    assert not match.is_ambiguous
    assert text.text[: match.start].endswith(near)
    assert len(found["prefix"]) < 80


def test_a_unique_passage_needs_no_context(source: Callable[..., dict[str, Any]]) -> None:
    """Hidden text does not count as a second passage, and is never part of one."""
    found = source(ARTICLE, "select('one', 'nobody', 'one', 'objected')")

    assert (found["exact"], found["prefix"], found["suffix"]) == ("nobody objected", "", "")
    assert source(ARTICLE, "select('four', 'para', 'five', 'again')")["exact"] == (
        "para\u00adgraph. rest again"
    )
