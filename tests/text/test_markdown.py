"""Untrusted Markdown: safe, unsupported syntax shown as typed, rendered in bounded time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bounded import bounded_work
from support.html import read

from factdesk.text.markdown import MAX_DEPTH, blocks, dead_links, render_markdown

OUTWARD = 'rel="nofollow noopener noreferrer"'


def _cite(id_):
    return None if id_ == "nobody" else (1, 1)


def _resolve(href):
    return "here/" if href == "claim:here" else None


_CITATION = re.compile(r'<a id="cite-1" href="#source-([\w-]+)">\[1\]</a>')


def _render(text):
    """The text as HTML, with citations abbreviated to ``<i>id</i>``."""
    return _CITATION.sub(r"<i>\1</i>", str(render_markdown(text, _cite, _resolve)))


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
def test_unsupported_markdown_is_shown_as_typed(text):
    """Raw HTML, notes, tasks and others are neither interpreted nor dropped."""
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
def test_an_image_without_a_safe_address_is_shown_as_typed(src):
    assert _render(f"![a map]({src})") == f"<p>![a map]({src})</p>"


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


DEAD = [
    "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](data:text/html,x)",
    "[a](vbscript:x)", "[a](file:///etc/passwd)", "[a](//evil.example/)", "[a](https://)",
    "[a](http://a@b.example/)",
    "[a](claim:nowhere)", "[a](mailto:)", "[a](ftp://host.example/x)", "[a](../other/)",
    "[a](page)",
    "[a](/nowhere/)", "[a](#none)", "[a]()", "[a](<b c>)", '[40]("/etc/passwd")', "[a](x 'title')",
    "![a](map.png)", "[a *b*](x)", "[a][b](x)", "[a](www.example.org)", f"[a]({'x' * 3000})",
]  # fmt: skip


@pytest.mark.parametrize("link", DEAD)
def test_a_broken_link_stays_as_typed(link):
    for text in (f"f{link}", f"**{link}**", f"- c\n- > {link} d", f"|a|\n|-|\n|é {link}|"):
        page = read(_render(text))

        typed = link.replace("*", "")
        assert typed in page.line
        assert not any(e.text == "a" for e in page if e.tag == "a")


@pytest.mark.parametrize("link", [link for link in DEAD if link != "[a][b](x)"])
def test_a_broken_link_is_listed_with_its_place(link):
    text = f"é `[x](y)` <b> ~ ~ [@x] [ok](https://example.org) {link}.\n\n- 港 {link}"
    typed = link.removeprefix("!")

    assert [text[found.start : found.end] for found in dead_links(text, _resolve)] == [typed, typed]


def test_a_broken_reference_stays_as_typed_with_its_definition():
    text = "[a][ref], [ref], [ok].\n\n[ref]: ftp://host.example/x\n[ok]: https://example.org/"

    page = read(_render(text))

    assert "[a][ref], [ref], ok." in page.line
    assert "[ref]: ftp://host.example/x" in page.line
    assert [link.href for link in dead_links(text, _resolve)] == ["ftp://host.example/x"] * 2


def test_a_dead_link_has_its_address_as_typed():
    assert [link.href for link in dead_links("[a](claim:no) [b](../up/)", _resolve)] == [
        "claim:no",
        "../up/",
    ]
    assert dead_links("[a](claim:here) <ftp://x> https://example.org", _resolve) == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Ten days.** [@x]", "<strong>Ten days.</strong>\u00a0<i>x</i>"),
        ("**Ten days.**[@x]", "<strong>Ten days.</strong><i>x</i>"),
        ("[@x]**Ten days.**", "<i>x</i><strong>Ten days.</strong>"),
        ('*"Ten days."* [@x]', '<em>"Ten days."</em>\u00a0<i>x</i>'),
        ("**“ten days”**[@x].", "<strong>“ten days”</strong><i>x</i>."),
        ("~~Forty days.~~[@x]", "<del>Forty days.</del><i>x</i>"),
        ("_Ten._[@x]", "<em>Ten.</em><i>x</i>"),
        ("*[@x]*", "<em><i>x</i></em>"),
        ("`code`[@x]", "<code>code</code><i>x</i>"),
        ("[a](claim:here)[@x]", '<a href="here/">a</a><i>x</i>'),
    ],
)
def test_a_citation_leaves_the_markdown_next_to_it_as_it_was(text, html):
    assert _render(text) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- [@x] a\n- b", "<ul>\n<li><i>x</i> a</li>\n<li>b</li>\n</ul>"),
        ("- [@x]", "<ul>\n<li><i>x</i></li>\n</ul>"),
        ("1. [@x]", "<ol>\n<li><i>x</i></li>\n</ol>"),
        ("### [@x]", "<h3><i>x</i></h3>"),
        ("[@x]\n===", "<h3><i>x</i></h3>"),
        ("> [@x]", "<blockquote>\n<p><i>x</i></p>\n</blockquote>"),
    ],
)
def test_a_block_may_begin_with_a_citation(text, html):
    assert _render(text) == html


def test_a_table_cell_may_be_a_citation():
    assert [cell.text for cell in read(_render("|a|\n|-|\n|[@x]|")).all("td")] == ["x"]


@pytest.mark.parametrize("text", ["https://example.org/a{}", "https://example.org/a{} and so on"])
@pytest.mark.parametrize("cited", [" [@x]", "[@x]", ". [@x]", "; [@x]"])
def test_a_bare_link_ends_before_a_citation(text, cited):
    html = _render(text.format(cited))

    assert f'<a href="https://example.org/a" {OUTWARD}>https://example.org/a</a>' in html
    assert "<i>x</i>" in html


@pytest.mark.parametrize(
    "text",
    [
        "It took 5~7 weeks and 20~30 weeks.",
        "비용은 5~7억 원, 기간은 20~30일이었다.",
        "~a~ b~c",
        "5~7 *or 20~30* weeks",
        "**30%**~**50%**, 5~6",
        "`5~7` or 20~30, and 1~2",
        "about ~5, then ~~gone~~ ~6",
        r"\~5 or ~6~",
    ],
)
def test_a_single_tilde_stays_as_typed(text):
    page = read(_render(text))

    assert page.line == re.sub(r"~~|[*`\\]", "", text)
    assert [deleted.text for deleted in page.all("del")] == (["gone"] if "~~" in text else [])


def test_a_tilde_in_an_address_stays_as_typed():
    html = _render("5~7 https://example.org/~a/ [b](https://example.org/~c~) 8~9")

    assert 'href="https://example.org/~a/"' in html
    assert 'href="https://example.org/~c~"' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**大桥仅关闭十天。**此后", "<strong>大桥仅关闭十天。</strong>此后"),
        ("这是**“不实”**说法", "这是<strong>“不实”</strong>说法"),
        ("では**「十日間。」**と", "では<strong>「十日間。」</strong>と"),
        ("기록 **10일(240시간)**이라고", "기록 <strong>10일(240시간)</strong>이라고"),
        ("*「十日」*と", "<em>「十日」</em>と"),
        ("~~「十日」~~と", "<del>「十日」</del>と"),
        ("**大桥。**[@x]此后", "<strong>大桥。</strong><i>x</i>此后"),
        ("桥\n仅", "桥仅"),
        ("**桥**。\n仅[@x]\n关", "<strong>桥</strong>。仅<i>x</i>关"),
        ("これ\n`は`", "これ<code>は</code>"),
        ("기록\n에는", "기록\n에는"),
        ("bridge\n桥", "bridge\n桥"),
        ("`桥\n仅`", "<code>桥 仅</code>"),
        ("桥  \n仅", "桥<br>\n仅"),
    ],
)
def test_chinese_japanese_and_korean_are_read_without_spaces(text, html):
    assert _render(text) == f"<p>{html}</p>"


def test_line_ends_in_code_stay():
    assert _render("```\n桥\n仅\n```") == "<pre><code>桥\n仅\n</code></pre>"


A, B = "https://source.example/a", "www.source.example/b"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"详见{A}。此后", [A]),
        (f"见「{A}」、（{A}）和“{A}”。", [A, A, A]),
        (f"{A}에 따르면", [A]),
        (f"{A}を参照。{A}。", [A, A]),
        (f"官网{B}，或「{B}」", [B, B]),
        ("https://ja.wikipedia.org/wiki/港。", ["https://ja.wikipedia.org/wiki/港"]),
        ("https://source.example에서", ["https://source.example"]),
        ("https://source.example/를", ["https://source.example/"]),
        ("https://例え.jp/a」", ["https://例え.jp/a"]),
        (f"„{A}“, «{A}», ‘{A}’…", [A, A, A]),
        (f"`{A}。` <{A}>。", [A]),
        (f"[a]({A}。b)", ["a"]),
    ],
)
def test_a_bare_link_ends_where_the_sentence_goes_on(text, links):
    page = read(_render(text))

    assert [link.text for link in page.all("a")] == links
    assert page.line == text.replace("`", "").replace(f"<{A}>", A).replace(f"[a]({A}。b)", "a")


def test_a_link_keeps_an_address_that_goes_on():
    assert _render(f"[a]({A}。b)") == (
        f'<p><a href="{A}%E3%80%82b" rel="nofollow noopener noreferrer">a</a></p>'
    )


#: The only elements that can be rendered; `i` is the citation of this test.
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
    "\ufdd5", "\u200d", "a", "é", "](x)", "~", "桥", "。", "www.a.example/b",
]  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join))
def test_only_harmless_html_is_rendered(text):
    page = read(_render(text))

    for element in page:
        assert element.tag in ELEMENTS
        assert set(element.attributes) <= ATTRIBUTES.get(element.tag, set())
        href = element.attributes.get("href", "https://")
        assert href.startswith(("https://", "http://", "mailto:")) or href == "here/"
        assert element.attributes.get("class", "fd-left") in ("fd-left", "fd-center", "fd-right")


@settings(max_examples=200)
@given(st.text(st.characters(include_characters="<>&\"'/=! ", categories=["L", "N"]), max_size=60))
def test_text_without_markdown_comes_out_as_it_went_in(text):
    assert read(_render(f"x{text}x")).line == " ".join(f"x{text}x".split())


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
def test_blocks_are_the_full_text_in_pieces(text):
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
    "dead links": "[a](x)" * (SIZE // 6),
    "dead references": "[a][b]\n" * (SIZE // 8) + "\n[b]: x",
    "bare links": "https://a.example/x에" * (SIZE // 20),
    "bare links in Chinese": "www.a.example。" * (SIZE // 18),
    "tildes": "1~2 " * (SIZE // 4),
    "letters on lines": "桥\n" * (SIZE // 4),
    "hidden tags": "<b><@" * (SIZE // 5),
    "ampersands": "&" * SIZE,
    "definitions": "".join(f"[{n}]: x\n" for n in range(16_000)) + "[1] " * 1_000,
    "headings": "#\n" * (SIZE // 2),
    "signs of ours": "\ufdd0x\ufdd2" * (SIZE // 8),
}  # fmt: skip


@pytest.mark.parametrize("name", HARD)
def test_a_text_of_the_size_of_a_claim_file_takes_bounded_work(name):
    with bounded_work():
        html = _render(HARD[name][:SIZE])

    assert html or name == "definitions"


def test_what_is_nested_too_deep_is_shown_as_typed():
    text = ">" * (MAX_DEPTH + 1) + " deep"

    assert _render(text) == f"<pre>{text.replace('>', '&gt;')}</pre>"
    assert len(re.findall("<blockquote>", _render(">" * (MAX_DEPTH - 1) + " a"))) == MAX_DEPTH - 1
