"""The index as files, read back without a browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import many_scripts
from support.data_sets import Chunks, IndexedDocuments, payload

from factdesk.claims.claim import Claim
from factdesk.collection.collection import newest_first
from factdesk.config.reader import read_options
from factdesk.search.document import Document, claim_documents
from factdesk.search.index import index_files, make_index
from factdesk.search.indexed import (
    IndexedDocument,
    decode_indexed,
    encode_indexed,
    index_documents,
)
from factdesk.search.postings import LARGEST, Postings
from factdesk.search.weights import LEVELS, levels
from factdesk.site_texts.languages import number_separators
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.packing import pack
from factdesk.text.searchable import words_of

SETTINGS = read_options({"site_name": "Desk"})


def unpack(text: str) -> Iterator[int]:
    """Unpack numbers, by the rule in the docstring of the packing module."""
    signs = [chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"'&<>\\"]
    number, place = 0, 1
    for sign in text:
        digit = signs.index(sign)
        number += digit % 44 * place
        place *= 44
        if digit < 44:
            yield number
            number, place = 0, 1


def found_in(packed: str) -> dict[int, int]:
    """The documents of a word, each with its level."""
    found, document = {}, 0
    for entry in unpack(packed):
        document += entry // LEVELS
        found[document] = entry % LEVELS
    return found


@given(st.lists(st.integers(0, 2**32)))
def test_packed_numbers_can_be_read_again(numbers):
    assert list(unpack(pack(numbers))) == numbers


WORDS = st.text(st.sampled_from("abcåж中อ𠀀"), min_size=1, max_size=5)


@given(st.lists(st.dictionaries(WORDS, st.integers(0, LEVELS - 1), max_size=8), max_size=30))
def test_every_word_leads_to_its_documents_at_their_levels(documents):
    postings = Postings.of(document.items() for document in documents)
    found = {
        word: found_in(packed)
        for chunk in postings.chunks(len(documents))
        for word, packed in zip(chunk.words, chunk.packed(len(documents)), strict=True)
    }
    expected: dict[str, dict[int, int]] = {}
    for n, document in enumerate(documents):
        for word, level in document.items():
            expected.setdefault(word, {})[n] = level
    assert found == expected


def test_chunks_are_small_and_in_the_order_in_which_scripts_compare():
    postings = Postings.of(
        [(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}word{n}", 3) for n in range(first, first + 9)]
        for first in range(6000)
    )
    chunks = list(postings.chunks(6000))
    assert len(chunks) > 3
    sizes = [len(" ".join([*chunk.words, *chunk.packed(6000)])) for chunk in chunks]
    assert all(LARGEST / 10 < size < 1.5 * LARGEST for size in sizes)
    words = [word for chunk in chunks for word in chunk.words]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))
    for before, after in pairwise(chunks):
        assert before.words[-1][:3] != after.words[0][:3]


def test_a_word_that_nearly_all_have_is_kept_only_where_it_tells_something():
    postings = Postings.of([("the", 1 if n else 6)] for n in range(1000))
    [packed] = postings.packed(1000)
    assert packed.startswith("*")
    assert found_in(packed[1:]) == {0: 6}


LEVELED = st.dictionaries(WORDS, st.integers(0, LEVELS - 1), max_size=6)


@given(st.dictionaries(st.integers(0, 40), LEVELED, max_size=12), st.data())
def test_an_index_that_is_updated_is_that_of_the_new_documents(before, data):
    """Documents are numbered by address; some are removed, some change, some are added."""

    def documents(words):
        return IndexedDocuments(
            [
                IndexedDocument(
                    " ".join(words[n]), bytes(words[n].values()), [f"claims/{n:02}/"], ""
                )
                for n in sorted(words)
            ]
        )

    gone = data.draw(st.sets(st.sampled_from(sorted(before)))) if before else set()
    new = data.draw(st.dictionaries(st.integers(0, 40), LEVELED, max_size=3))
    after = {n: words for n, words in before.items() if n not in gone} | new
    last = make_index(documents(before))

    index = make_index(documents(after), last)

    assert index == make_index(documents(after))


def test_one_changed_document_loads_and_writes_little():
    """With a thousand documents, and about as many words."""

    def documents(text):
        words = [f"w{n % 97}a w{n % 89}b w{n}c" for n in range(1000)]
        words[500] = text
        return IndexedDocuments(
            [
                IndexedDocument(each, b"\3\3\3", [f"claims/{n:03}/"], each)
                for n, each in enumerate(words)
            ]
        )

    before, after = documents("w1a w2b w500c"), documents("w1a w2b new")
    chunks = Chunks()
    index = make_index(before)
    list(index_files(index, before, chunks.write, SETTINGS, SiteTexts("en")))
    chunks.made.clear()

    index = make_index(after, index)
    list(index_files(index, after, chunks.write, SETTINGS, SiteTexts("en")))

    assert after.loaded < 100
    kinds = sorted(path.split("/")[-1].split("-")[0] for path in chunks.made)
    assert kinds == ["list", "shown", "texts", "vocabulary", "words"]


def test_words_of_the_claim_itself_weigh_most_then_names_then_the_finding_then_the_rest():
    text = " ".join(["once", *["often"] * 6, *(f"word{n}" for n in range(400))])
    document = Document("claims/a/", "claim", "en", lead="finding", names="names", text=text)
    weight = levels(document)
    assert weight["claim"] > weight["names"] >= weight["finding"] > weight["often"]
    assert weight["often"] > weight["once"]


def _claims() -> Sequence[Claim]:
    made = [
        Claim.from_fields({**many_scripts.known(claim), "slug": slug, "path": f"{slug}.yml"})
        for slug, claim in many_scripts.claims().items()
    ]
    return newest_first(made)


def test_every_word_that_a_page_shows_is_in_the_index():
    documents = list(claim_documents(_claims(), "en", SiteTexts("en")))
    files = files_of(index_documents(documents, SETTINGS))
    words = set()
    for path, script in files.items():
        if "/words-" in path:
            words |= set(payload(script)[0].split())
    for document in documents:
        for text in (document.title, document.lead, document.by, document.quote, document.text):
            assert set(words_of(text, number_separators(document.language))) <= words


def files_of(documents: Iterable[IndexedDocument]) -> dict[str, bytes]:
    """The files of the index of these documents."""
    given_, chunks = IndexedDocuments(list(documents)), Chunks()
    index = make_index(given_)
    entry = dict(index_files(index, given_, chunks.write, SETTINGS, SiteTexts("en")))
    return entry | chunks.files


def test_nothing_of_an_open_review_that_its_page_does_not_show():
    [document] = [
        each
        for each in claim_documents(_claims(), "en", SiteTexts("en"))
        if "/open/" in each.address
    ]
    assert (document.verdict, document.lead) == ("", "")
    assert "secretfinding" not in " ".join((document.text, document.names, document.quote))


def test_drafts_are_not_found():
    draft = Claim.from_fields({"slug": "a", "path": "a.yml", "claim": "Soon", "status": "draft"})
    assert list(claim_documents([draft], "en", SiteTexts("en"))) == []


def test_neither_citations_nor_link_addresses_are_words_of_a_text():
    analysis = "See [the *ledger*](https://hidden.example/x) of 2019 [@key-1][@key-2].\n\n"
    analysis += "[ref]: https://other.example"
    claim = Claim.from_fields(
        {"slug": "a", "path": "a.yml", "claim": "C", "status": "in-review", "analysis": analysis}
    )
    [document] = claim_documents([claim], "en", SiteTexts("en"))
    assert list(words_of(document.text)) == ["see", "the", "ledger", "of", "2019"]


def test_what_a_picture_shows_can_be_found():
    media = [{"category": "staged", "description": "A zeppelin", "url": "https://a.example/"}]
    claim = Claim.from_fields(
        {"slug": "a", "path": "a.yml", "claim": "A", "status": "in-review", "media": media}
    )

    [document] = claim_documents([claim], "en", SiteTexts("en"))
    assert "A zeppelin" in document.text
    assert "staged" not in document.text


def test_the_same_documents_make_the_same_files():
    documents = claim_documents(_claims(), "en", SiteTexts("en"))
    indexed = list(index_documents(documents, SETTINGS))
    assert decode_indexed(encode_indexed(indexed)) == indexed
    assert files_of(indexed) == files_of(indexed)


@pytest.mark.parametrize("hostile", ["</script><script>alert(1)</script>", "\u2028\u2029'\"\\"])
def test_a_data_script_contains_only_data(hostile):
    document = Document("claims/a/", hostile, "en", lead=hostile, by=hostile)
    files = files_of(index_documents([document], SETTINGS))
    [script] = [content for path, content in files.items() if "/shown-" in path]
    assert payload(script)[0][1] == hostile
    assert b"<" not in script
