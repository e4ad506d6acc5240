"""Markdown from strangers: safe, shown as typed where it would be markup, and done in time."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.html import read

from factdesk.text.markdown import MAX_DEPTH, blocks, render_markdown

OUTWARD = 'rel="nofollow noopener noreferrer"'


def _cite(id_):
    return None if id_ == "nobody" else f"<i>{id_}</i>"


def _resolve(href):
    return "here/" if href == "claim:here" else None


def _render(text):
    return str(render_markdown(text, _cite, _resolve))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** ~~d~~", "<p>a <em>b</em> <strong>c</strong> <del>d</del></p>"),
        ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("```python\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
        ("---", "<hr>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("&lt;b&gt; &copy;", "<p>&lt;b&gt; ©</p>"),
    ],
)
def test_markdown_is_read_as_github_reads_it(text, html):
    assert _render(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "<!-- hidden -->", "<svg/onload=x>", "<?php x ?>", "<![CDATA[x]]>", "</p><p>",
        "a <br> b", "`<b>`", "<a href=x>y", "<https://example.org/ x>", "< b>", "<B STYLE='x'>",
        "[^1]", "[^1]: a note", "![no image]", "[ ] to do", "[x] done", "| no | table |",
        "<\u200b>",
    ],
)  # fmt: skip
def test_what_is_no_markdown_here_is_shown_as_typed(text):
    """Raw HTML, notes, tasks and the rest are neither obeyed nor dropped."""
    page = read(_render(text))

    assert page.line == " ".join(text.replace("`", "").split())
    assert {element.tag for element in page} <= {"p", "code", "a"}


def test_raw_html_as_a_block_is_shown_as_typed():
    assert read(_render("<div>\n*a*\n</div>\n\n<script>\nx()\n</script>")).line == (
        "<div> a </div> <script> x() </script>"
    )


def test_an_image_becomes_a_link_with_its_description():
    assert _render("![a *map*](https://example.org/map.png 'Title')") == (
        f'<p><a href="https://example.org/map.png" {OUTWARD}>a <em>map</em></a></p>'
    )


@pytest.mark.parametrize("src", ["data:image/png;base64,AA", "javascript:x", "map.png", ""])
def test_an_image_from_nowhere_becomes_its_description(src):
    assert _render(f"![a map]({src})") == "<p>a map</p>"


def test_table_cells_are_aligned_by_class():
    page = read(_render("|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|"))

    assert [cell.attributes for cell in page.all("td")] == [
        {"class": "fd-left"},
        {"class": "fd-center"},
        {"class": "fd-right"},
        {},
    ]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# a\n## b\n###### c", ["h3", "h4", "h6"]),
        ("# a\n## b\n### c\n#### d\n##### e", ["h3", "h4", "h5", "h6", "h6"]),
        ("## a\n\n### b", ["h3", "h4"]),
        ("###### a", ["h3"]),
        ("a\n===", ["h3"]),
    ],
)
def test_headings_begin_below_those_of_the_page(text, tags):
    assert [element.tag for element in read(_render(text))] == tags


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a [@x]", "<p>a\u00a0<i>x</i></p>"),
        ("a[@x][@y]", "<p>a<i>x</i><i>y</i></p>"),
        ("[@x]: first", "<p><i>x</i>: first</p>"),
        ("**[@_x_]**", "<p><strong><i>_x_</i></strong></p>"),
        ("a [@nobody]", "<p>a [@nobody]</p>"),
        ("`a [@x]`", "<p><code>a [@x]</code></p>"),
        ("    a [@x]", "<pre><code>a [@x]\n</code></pre>"),
        ("```\n[@x]\n```", "<pre><code>[@x]\n</code></pre>"),
        ("\\[@x]", "<p>[@x]</p>"),
        ("[a [@x] b](claim:here)", '<p><a href="here/">a [@x] b</a></p>'),
        (
            "[a](https://x.example/[@x])",
            f'<p><a href="https://x.example/%5B%40x%5D" {OUTWARD}>a</a></p>',
        ),
    ],
)
def test_citations_are_set_where_they_are_text(text, html):
    assert _render(text) == html


def test_a_link_outward_says_that_it_is_not_ours():
    assert _render("<https://example.org/> www.example.org a@example.org") == (
        f'<p><a href="https://example.org/" {OUTWARD}>https://example.org/</a> '
        f'<a href="http://www.example.org" {OUTWARD}>www.example.org</a> '
        '<a href="mailto:a@example.org">a@example.org</a></p>'
    )


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java&#10;script:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/", "https://", "http://a@b.example/",
        "claim:nowhere", "mailto:", "x" * 3000,
    ],
)  # fmt: skip
def test_an_address_that_is_not_safe_makes_no_link(href):
    assert _render(f"[a]({href})") == "<p>a</p>"


#: The elements that may come out, whatever goes in; `i` is this test's citation.
ELEMENTS = [
    "p", "br", "hr", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre", "blockquote",
    "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "i",
]  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}, "th": {"class"}, "td": {"class"}}
PIECES = [
    "*", "**", "_", "`", "```\n", "~~", "[", "]", "(", ")", "![", "](", "<", ">", "</", "<a href=",
    '"', "'", "&", "&lt;", "&#x6a;", "javascript:", "https://", "www.", "@x.example", "[@x]",
    "[@nobody]", "[@", "\n", "\n\n", "- ", "1. ", "> ", "# ", "|", "|-|\n", ":-:", "\\", "    ",
    "<!--", "<script>", "onerror=", "style=", "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4",
    "\ufdd5", "\u200d", "a", "é",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join))
def test_whatever_is_written_only_harmless_html_comes_out(text):
    page = read(_render(text))

    for element in page:
        assert element.tag in ELEMENTS
        assert set(element.attributes) <= ATTRIBUTES.get(element.tag, set())
        href = element.attributes.get("href", "https://")
        assert href.startswith(("https://", "http://", "mailto:")) or href == "here/"
        assert element.attributes.get("class", "fd-left") in ("fd-left", "fd-center", "fd-right")


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(include_characters="<>&\"'/=! ", categories=["L", "N"]), max_size=60))
def test_text_without_markdown_comes_out_as_it_went_in(text):
    assert read(_render(f"x{text}x")).line == " ".join(f"x{text}x".split())


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "a\n\n",
                "- a\n  - b\n\n",
                "> a\n\n",
                "# a\n\n",
                "---\n\n",
                "|a|\n|-|\n|b|\n\n",
                "```\nx\n```\n\n",
            ]
        )
    ).map("".join)
)
def test_blocks_are_the_whole_text_in_pieces(text):
    html = _render(text)
    pieces = list(blocks(html))

    assert "".join(pieces) == html
    assert all(
        len([c for c in read(piece).children if not isinstance(c, str)]) == 1 for piece in pieces
    )


SIZE = 256 * 1024
HARD = {
    "open brackets": "[" * SIZE,
    "images": "![" * (SIZE // 2),
    "links in links": "[a](" * (SIZE // 4),
    "ten thousand notes": "".join(f"[^{n}] [^{n}]: x\n\n" for n in range(10_000)),
    "four hundred lists": "".join("  " * n + "- a\n" for n in range(400)),
    "quotations in quotations": ">" * SIZE,
    "quotations, line by line": "".join(">" * n + "a\n\n" for n in range(700)),
    "emphasis in emphasis": "*a " * 40_000 + "b*" * 40_000,
    "comments": "<!--" * (SIZE // 4),
    "backticks": "".join("e" + "`" * n for n in range(1, 700)),
    "a wide table": "a|" * 40_000 + "\n" + "-|" * 40_000 + "\n",
    "a long table": "a|b\n-|-\n" + "a|\n" * 60_000,
    "citations": "[@x]" * (SIZE // 4),
    "ampersands": "&" * SIZE,
    "definitions": "".join(f"[{n}]: x\n" for n in range(16_000)) + "[1] " * 1_000,
    "headings": "#\n" * (SIZE // 2),
    "signs of ours": "\ufdd0x\ufdd2" * (SIZE // 8),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_nothing_of_the_size_of_a_claim_file_takes_more_than_two_seconds(name):
    began = time.process_time()

    html = _render(HARD[name][:SIZE])

    assert html or name == "definitions"
    assert time.process_time() - began < 2


def test_what_is_nested_too_deep_is_shown_as_typed():
    text = ">" * (MAX_DEPTH + 1) + " deep"

    assert _render(text) == f"<pre>{text.replace('>', '&gt;')}</pre>"
    assert len(re.findall("<blockquote>", _render(">" * (MAX_DEPTH - 1) + " a"))) == MAX_DEPTH - 1
