"""The analysis of a claim: its links, and the notes in its margin."""

import pytest
from support.page_samples import claim, page, whole

SOURCES = [
    {
        "id": f"s{n}",
        "title": f"Title {n}",
        "url": f"https://example.org/{n}",
        "publisher": f"Publisher {n}",
        "published_on": "2026-01-02",
    }
    for n in range(1, 5)
]


def _check(analysis, *others, **fields):
    return page(claim(analysis=analysis, sources=SOURCES, **fields), *others).one("#check")


def test_a_note_stands_before_the_paragraph_that_cites_a_source_first():
    check = _check("Nothing.\n\nOne [@s2].\n\nAgain [@s2], and two [@s1].")

    assert [
        block.line for block in check.one(".fd-prose").children if not isinstance(block, str)
    ] == [
        "Nothing.",
        "[1] Title 2, Publisher 2, 2 Jan 2026",
        "One [1].",
        "[2] Title 1, Publisher 1, 2 Jan 2026",
        "Again [1], and two [2].",
    ]


def test_screen_readers_skip_the_notes_since_they_repeat_the_sources():
    assert _check("One [@s1].").one(".fd-note").attributes["aria-hidden"] == "true"


def test_notes_on_many_sources_are_short():
    note = _check("[@s1] [@s2] [@s3]").one(".fd-note")

    assert note.line == (
        "[1] Publisher 1, 2 Jan 2026[2] Publisher 2, 2 Jan 2026[3] Publisher 3, 2 Jan 2026"
    )


def test_a_long_title_is_cut_between_words_in_a_note():
    sources = [{**SOURCES[0], "title": "word " * 30 + "end", "publisher": None}]

    note = page(claim(analysis="x [@s1]", sources=sources)).one(".fd-note")

    assert note.line == "[1] " + "word " * 13 + "word…, 2 Jan 2026"


def test_a_note_stands_before_a_whole_list_and_not_inside():
    blocks = _check("Text.\n\n- a [@s1]\n- b\n  - c [@s2]\n\n> quoted [@s3]").one(".fd-prose")

    tags = [block.tag for block in blocks.children if not isinstance(block, str)]
    assert tags == ["p", "p", "ul", "p", "blockquote"]


def test_the_headings_of_a_check_stand_below_those_of_the_page():
    check = _check("# Big\n\ntext\n\n### Small")

    assert [heading.tag for heading in check if heading.tag[0] == "h"] == ["h2", "h3", "h5"]


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("claim:whole", "../../claims/whole/"),
        ("claim:whole#history", "../../claims/whole/#history"),
        ("/methodology/", "../../methodology/"),
        ("/about/#people", "../../about/#people"),
        ("/", "../../"),
        ("#history", "#history"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_check_may_link_to_the_web_and_to_this_site(href, link):
    assert link in _check(f"[words]({href})", whole()).hrefs


@pytest.mark.parametrize(
    "href",
    [
        "claim:nowhere", "//evil.example/", "/../up/", "/a/..//b", "../up/", "page/",
        "javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://example.org/", "file:///etc",
        "https://user:pass@example.org/", "https://", "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
    ],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_is_text_without_a_link(href):
    check = _check(f"[the words]({href})", whole())

    assert "the words" in check.line
    assert check.hrefs == []
