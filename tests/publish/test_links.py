import re
from pathlib import Path

import pytest

import factdesk
from factdesk.publish.links import BrokenLink, FoundInBatch, Links

FILES = {
    "index.html": '<p id="top-of-all">',
    "404.html": "",
    "claims/index.html": "",
    "claims/bridge/index.html": '<h2 class="x" id="sources"><li id="a&amp;b">',
    "topics/x/index.html": "",
    "topics/x/page/2/index.html": "",
    "assets/a.js": "",
    "feed.xml": "",
}


def broken(links: Links) -> list[str]:
    return [link.target for link in links.broken(FILES, FILES.__getitem__)]


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("claims/bridge/", "../../"),
        ("claims/bridge/", "../../topics/x/"),
        ("claims/bridge/", "../"),
        ("claims/bridge/", "./"),
        ("claims/bridge/", "../../topics/x/?sort=new&amp;q=1#"),
        ("claims/bridge/", "#top"),
        ("claims/bridge/", "#sources"),
        ("claims/bridge/", "../../#top-of-all"),
        ("claims/bridge/", "../../claims/bridge/#a&amp;b"),
        ("claims/bridge/", "../../claims/bridge/#a%26b"),
        ("claims/bridge/", "../../claims/bridge/#sources:~:text=word"),
        ("topics/x/", "page/2/"),
        ("topics/x/page/2/", "../../../../topics/x/"),
        ("", "claims/bridge/"),
        ("", "feed.xml"),
        ("404.html", "/site/claims/"),
        ("404.html", "claims/index.html"),
        ("404.html", "https://example.org/site/claims/bridge/"),
        ("404.html", "https://example.org/elsewhere/"),
        ("404.html", "//example.org/elsewhere/"),
        ("404.html", "mailto:a@example.org"),
        ("404.html", "data:image/png;base64,AAAA"),
    ],
)
def test_a_link_that_leads_somewhere_or_away_is_fine(page, link):
    links = Links("https://example.org/site/")

    links.search(page, f'<p>text <a class="x" href="{link}">there</a>')

    assert broken(links) == []


@pytest.mark.parametrize(
    ("page", "link", "target"),
    [
        ("claims/bridge/", "../../topics/y/", "topics/y/index.html"),
        ("claims/bridge/", "../topics/x/", "claims/topics/x/index.html"),
        ("claims/bridge/", "../../../", "../index.html"),
        ("claims/bridge/", "../../topics/x", "topics/x"),
        ("claims/bridge/", "#nothing", "claims/bridge/index.html#nothing"),
        ("claims/bridge/", "../../#nothing", "index.html#nothing"),
        ("404.html", "/claims/", "/claims/"),
        ("404.html", "#nothing", "404.html#nothing"),
        ("404.html", "https://example.org/site/gone/", "gone/index.html"),
        ("", "assets/b.js", "assets/b.js"),
    ],
)
def test_a_broken_link_is_found(page, link, target):
    links = Links("https://example.org/site/")

    links.search(page, f'<script\n  defer src="{link}"></script>')

    assert broken(links) == [target]


def test_anchors_of_the_page_itself_are_known_without_reading_it():
    links = Links()

    links.search("claims/new/", '<a href="#s1">1</a> <li id="s1">')

    assert broken(links) == []


def test_an_anchor_that_a_page_was_seen_to_have_is_known_without_reading_it():
    links = Links()

    links.search("claims/bridge/", '<h2 class="x" id="sources">')
    links.search("", '<a href="claims/bridge/#sources">x</a> <a href="claims/bridge/#no">y</a>')

    read = []
    broken = links.broken(FILES, lambda file: read.append(file) or FILES[file])

    assert [link.target for link in broken] == ["claims/bridge/index.html#no"]
    assert read == ["claims/bridge/index.html"]


def test_what_a_script_copies_from_has_no_links_yet():
    links = Links()

    links.search("", '<template><a href="{slug}/">x</a>\n</template><a href="feed.xml">y</a>')

    assert broken(links) == []


def test_the_top_of_the_page_itself_is_always_there():
    """Also for an embedded frame, which is not a file of the site."""
    links = Links()

    links.search("frame/frame/", '<a href="#">up</a> <a href="#top">up</a>')

    assert broken(links) == []


def test_html_that_is_shown_as_text_is_not_a_link():
    links = Links()

    links.search("", '<p>Write &lt;a href="nowhere/"&gt; or src="nowhere.png".</p>')

    assert broken(links) == []


def page_of(*addresses):
    return "".join(f'<a href="{address}">x</a>' for address in addresses)


def test_a_broken_link_on_many_pages_is_reported_once():
    links = Links()

    links.search("claims/bridge/", page_of("../../topics/x/", "../../gone/", "../../gone/#x"))
    links.search("topics/x/page/2/", page_of("../../../../gone/", "../../../../gone/"))

    assert links.broken(FILES, FILES.__getitem__) == [
        BrokenLink("gone/index.html", "claims/bridge/", 2),
        BrokenLink("gone/index.html#x", "claims/bridge/", 1),
    ]


def test_what_was_found_in_batches_is_the_same_as_page_by_page():
    pages = {
        f"claims/c{n}/": page_of("../../gone/", f"../../topics/t{n % 3}/", "../../topics/x/")
        for n in range(9)
    }
    files = FILES | {f"{page}index.html": html for page, html in pages.items()}
    whole, batched = Links(), Links()
    for page, html in pages.items():
        whole.search(page, html)
    for n in (2, 0, 1):
        part = list(pages.items())[n::3]
        found = [(page, whole.found_in(page, html)) for page, html in part]
        batched.add(FoundInBatch.of(found, {f"{page}index.html" for page, _ in part}))

    assert batched.broken(files, files.get) == whole.broken(files, files.get)
    assert [str(link) for link in batched.broken(files, files.get)] == [
        "claims/c0/ and 8 more link to gone/index.html, which does not exist",
        "claims/c0/ and 2 more link to topics/t0/index.html, which does not exist",
        "claims/c1/ and 2 more link to topics/t1/index.html, which does not exist",
        "claims/c2/ and 2 more link to topics/t2/index.html, which does not exist",
    ]


def test_templates_begin_no_line_with_an_attribute_that_is_looked_for():
    folder = Path(factdesk.__file__).parent
    templates = [*folder.glob("pages/templates/*.html"), *folder.glob("outputs/templates/*.html")]

    assert templates
    for template in templates:
        assert not re.search(r"^\s*(?:href|src|id)=", template.read_text("utf-8"), re.MULTILINE)
