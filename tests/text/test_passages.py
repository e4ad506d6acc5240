"""A link to a passage opens the source at it, or at least the source."""

import pytest

from factdesk.text.passages import passage_fragment

START = "https://example.org/"
PARAGRAPHS = """\
The harbour office closed the bridge to lorries on Monday morning.

It opened again after ten days and not before.
"""


def _fragment(passage):
    return passage_fragment(START, passage)


def test_a_passage_is_opened_by_its_words():
    assert _fragment("die  Brücke") == "#:~:text=die%20Brücke"


def test_a_long_passage_is_opened_by_its_first_and_last_words():
    passage = "The council has known since May that the bridge will cost twice as much."
    assert _fragment(passage) == (
        "#:~:text=The%20council%20has%20known%20since%20May,twice%20as%20much."
    )


def test_the_delimiters_of_a_directive_are_encoded_in_its_texts():
    """Otherwise, a comma would begin another text, and a hyphen would end a prefix."""
    assert passage_fragment(f"{START}#top", "a, b-c & d/é", "be-fore", "after,") == (
        "#top:~:text=be%2Dfore-,a%2C%20b%2Dc%20%26%20d%2Fé,-after%2C"
    )


@pytest.mark.parametrize(
    ("passage", "start", "end"),
    [
        (PARAGRAPHS, "The harbour office closed the bridge", "and not before."),
        ("- The log says so\n- The radio too", "The log says so", "The radio too"),
        ("1. The log\n2. The radio", "The log", "The radio"),
        ("The office closed […] and not before.", "The office closed", "and not before."),
        ("The office closed [...] before.", "The office closed", "before."),
        ("The office closed (…) before.", "The office closed", "before."),
        ("The office closed … before.", "The office closed", "before."),
        ("The office closed... before.", "The office closed", "before."),
        ("The office closed [the bridge] on Monday", "The office closed", "on Monday"),
        ("One … two … three", "One", "three"),
    ],
)
def test_a_passage_with_a_gap_is_a_range(passage, start, end):
    def encoded(text):
        return text.replace(" ", "%20")

    assert _fragment(passage) == f"#:~:text={encoded(start)},{encoded(end)}"


@pytest.mark.parametrize("passage", ["… closed the bridge", "closed the bridge […]\n"])
def test_a_gap_at_an_end_leaves_one_piece(passage):
    assert _fragment(passage) == "#:~:text=closed%20the%20bridge"


@pytest.mark.parametrize("passage", ["…", "[…]", "— ?!", "\n"])
def test_a_passage_without_words_gets_a_plain_link(passage):
    assert _fragment(passage) == ""


def test_an_invisible_hyphen_does_not_hide_a_word():
    assert _fragment("Brü\u00adcke") == "#:~:text=Brücke"


@pytest.mark.parametrize(
    ("url", "page", "fragment"),
    [
        ("https://e.org/a.pdf", "4", "#page=4:~:text=x"),
        ("https://e.org/A.PDF?v=2", "4", "#page=4:~:text=x"),
        ("https://e.org/a.pdf#page=3", "4", "#page=3:~:text=x"),
        ("https://e.org/a.pdf", "iv", "#:~:text=x"),
        ("https://e.org/a.html", "4", "#:~:text=x"),
        ("https://e.org/#:~:text=old", None, "#:~:text=x"),
    ],
)
def test_a_pdf_is_opened_at_its_page(url, page, fragment):
    assert passage_fragment(url, "x", page=page) == fragment
