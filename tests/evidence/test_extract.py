"""The full visible text of a source is extracted, however it was made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pdf import column, pdf

from factdesk.evidence.extract import NoText, extract, extract_html, extract_safely
from factdesk.evidence.matching import Match, SourceText


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>A <b>b</b>ig wo<i>rd</i></p>", "A big word"),
        ("<p>one</p><p>two</p>", "one two"),
        ("<table><tr><td>12</td><td>13</td></tr></table>", "12 13"),
        ("a<br>b", "a b"),
        ("a<wbr>b", "ab"),
        ("x<sup>2</sup>", "x2"),
        ("<ul><li>one<li>two</ul>", "one two"),
        ("<p>shown<script>hidden()</script><style>p{}</style></p>", "shown"),
        ("<p>shown<noscript>hidden</noscript><template>hidden</template>", "shown"),
        ("<svg><text>hidden</text></svg>shown", "shown"),
        ("<title>hidden</title>shown<!-- hidden -->", "shown"),
        ("a&nbsp;b &amp; c &lt;d&gt;", "a b & c <d>"),
        ("<p>a\n   b</p>", "a b"),
        ("a\u202eb\u2066c\x00d", "abcd"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    assert extract_html(html).text == text


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("Größe".encode(), "text/html; charset=utf-8"),
        ("Größe".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ("<meta charset=iso-8859-1>Größe".encode("latin-1"), "text/html"),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
            + "Größe".encode("cp1252"),
            "text/html",
        ),
        ("Größe".encode("utf-16"), "text/html"),
        (b"\xef\xbb\xbf" + "Größe".encode(), "text/html; charset=latin-1"),
        ("Größe".encode("latin-1"), "text/html"),
        ("Größe".encode(), "text/html; charset=nonsense"),
        ("Größe".encode(), "text/plain"),
    ],
)  # fmt: skip
def test_character_sets(body: bytes, content_type: str) -> None:
    assert extract(body, content_type).text == "Größe"


def test_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    left = ["The council voted a budget", "of 12.0 million for the", "bridge over the river."]
    right = [
        "Nobody spoke against it, and",
        "the meeting ended at nine.",
        "The works began in May.",
    ]
    body = pdf([[*column(50, left), *column(320, right)]])

    text = SourceText(extract_safely(body, "application/pdf").text)

    for passage in (" ".join(left), " ".join(right)):
        assert isinstance(text.find(passage), Match), text.text


def test_pages_and_line_end_hyphens_of_a_pdf() -> None:
    body = pdf([column(50, ["first page"]), column(50, ["a fine exam-", "ple of words"])])

    extracted = extract(body, "application/octet-stream")

    assert len(extracted.pages) == 2
    assert isinstance(SourceText(extracted.pages[1]).find("a fine example of words"), Match)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"%PDF-1.7 rubbish", "application/pdf"),
        (pdf([[]]), "application/pdf"),
        (b"GIF89a", "image/gif"),
        (b"", "text/plain"),
        (b"\x89PNG", "image/png"),
    ],
)
def test_a_file_without_text_says_so(body: bytes, content_type: str) -> None:
    with pytest.raises(NoText, match=r"\w"):
        extract_safely(body, content_type)


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "application/json"]))
def test_any_bytes_have_text_or_none(body: bytes, content_type: str) -> None:
    try:
        text = extract(body, content_type).text
    except NoText:
        return
    text.encode()  # no lone surrogate remains


def test_words_and_not_the_layout_change_the_digest_of_the_text() -> None:
    plain = extract_html("<p>It cost <b>12</b> million.</p>").text_sha256

    assert extract_html("<div><p>It cost\n 12 million.</div>").text_sha256 == plain
    assert extract_html("<p>It cost 13 million.</p>").text_sha256 != plain
