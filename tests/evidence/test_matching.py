"""A quotation is verified if only its typography differs, and never if a word does."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.claims.proof import MatchKind
from factdesk.evidence.matching import Match, NoMatch, SourceText
from factdesk.evidence.normalise import normalise
from factdesk.evidence.verify import word_difference

#: A sentence in each of twelve scripts, and a word to falsify it with.
PASSAGES = {
    "Latin": (
        "Der Rat beschloss am 12. Juni „ein Budget von 12,0 Millionen“ – nicht mehr.",
        "nicht",
    ),
    "Cyrillic": (
        "Совет утвердил «бюджет в 12,0 миллиона» на строительство моста — не более.",
        "не",
    ),
    "Greek": ("Το συμβούλιο ψήφισε «προϋπολογισμό 12,0 εκατομμυρίων» για τη γέφυρα.", "δεν"),
    "Arabic": ("صوّت المجلس على «ميزانية قدرها 12.0 مليون» لبناء الجسر في يونيو.", "ليس"),
    "Hebrew": ("המועצה אישרה „תקציב של 12.0 מיליון” לבניית הגשר בחודש יוני.", "לא"),
    "Devanagari": ("परिषद ने पुल के निर्माण के लिए “12.0 करोड़ का बजट” मंजूर किया।", "नहीं"),
    "Bengali": ("পরিষদ সেতু নির্মাণের জন্য “১২.০ কোটি টাকার বাজেট” অনুমোদন করেছে।", "না"),
    "Tamil": ("பாலம் கட்டுவதற்கு “12.0 கோடி நிதி” ஒதுக்க மன்றம் முடிவு செய்தது.", "இல்லை"),
    "Thai": ("สภาลงมติอนุมัติ “งบประมาณ 12.0 ล้าน” สำหรับการก่อสร้างสะพาน", "ไม่"),
    "Chinese": ("议会于6月12日表决通过了“1200万元的预算”用于修建大桥。", "不"),
    "Japanese": ("議会は6月12日に「1200万円の予算」を橋の建設のために可決した。", "ない"),
    "Korean": ("의회는 6월 12일 다리 건설을 위해 “1200만 원의 예산”을 의결했다.", "안"),
}
SCRIPTS = st.sampled_from(sorted(PASSAGES))

VARIANTS = {
    "straight quotation marks": lambda text: text.translate(
        dict.fromkeys(map(ord, "“”„«»「」"), '"')
    ),
    "guillemets with spaces": lambda text: text.replace("“", "« ").replace("”", " »"),
    "hyphens for dashes": lambda text: text.replace("–", "-").replace("—", "-"),
    "long dashes without spaces": lambda text: text.replace(" – ", "—").replace(" — ", "—"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "line breaks": lambda text: text.replace(" ", "\n  "),
    "soft hyphens": "\u00ad".join,
    "direction marks": lambda text: f"\u200f{text}\u200e".replace(" ", " \u200f"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "composed letters": lambda text: unicodedata.normalize("NFC", text),
    "fullwidth digits": lambda text: text.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    "other first letter": lambda text: text[0].swapcase() + text[1:],
}


def find(text: str, quotation: str, **around: str) -> Match | NoMatch:
    return SourceText(text).find(quotation, **around)


@pytest.mark.parametrize("script", PASSAGES)
def test_a_literal_quotation_is_an_exact_match(script: str) -> None:
    passage, _ = PASSAGES[script]
    source = f"Before it. {passage} After it."

    match = find(source, passage)

    assert isinstance(match, Match)
    assert match.kind is MatchKind.EXACT
    assert source[match.start : match.end] == passage


@pytest.mark.parametrize("script", PASSAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_typography_verifies_in_every_script(script: str, variant: str) -> None:
    passage, _ = PASSAGES[script]
    vary = VARIANTS[variant]

    assert isinstance(find(f"Before. {passage} After.", vary(passage)), Match)
    assert isinstance(find(f"Before. {vary(passage)} After.", passage), Match)


@pytest.mark.parametrize("script", PASSAGES)
def test_an_inserted_negation_never_verifies(script: str) -> None:
    passage, negation = PASSAGES[script]
    words = passage.split(" ")
    unspaced = len(words) < 4
    places = range(1, len(passage)) if unspaced else range(1, len(words))

    for n in places:
        altered = (
            passage[:n] + negation + passage[n:]
            if unspaced
            else " ".join([*words[:n], negation, *words[n:]])
        )
        assert isinstance(find(f"Before. {passage} After.", altered), NoMatch), altered


@pytest.mark.parametrize("script", PASSAGES)
def test_a_changed_number_never_verifies(script: str) -> None:
    passage, _ = PASSAGES[script]
    for n, character in enumerate(passage):
        if character.isdecimal():
            zero = ord(character) - unicodedata.decimal(character)
            other = chr(zero + (unicodedata.decimal(character) + 1) % 10)
            altered = passage[:n] + other + passage[n + 1 :]
            assert isinstance(find(f"Before. {passage} After.", altered), NoMatch), altered


@given(SCRIPTS, st.randoms(use_true_random=False))
def test_a_dropped_or_doubled_or_moved_word_never_verifies(
    script: str, choose: random.Random
) -> None:
    passage, _ = PASSAGES[script]
    # In scripts without spaces, a pair of characters counts as a word.
    units = (
        passage.split(" ")
        if " " in passage[:-12]
        else [passage[n : n + 2] for n in range(0, len(passage), 2)]
    )
    joint = " " if " " in passage[:-12] else ""
    n = choose.randrange(1, len(units) - 1)
    dropped = joint.join([*units[:n], *units[n + 1 :]])
    doubled = joint.join([*units[:n], units[n], *units[n:]])
    moved = joint.join([*units[:n], units[n + 1], units[n], *units[n + 2 :]])

    for altered in (dropped, doubled, *([moved] if units[n] != units[n + 1] else [])):
        assert isinstance(find(f"Before. {passage} After.", altered), NoMatch), altered


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("This is unacceptable to us.", "acceptable to us"),
        ("un\u00adacceptable to us", "acceptable to us"),
        ("Groups that are non-violent met.", "violent met"),
        ("They met non-violent-groups.", "They met non"),
        ("It cost 12.4 million.", "It cost 12"),
        ("It cost 12.4 million.", "4 million"),
        ("It cost 112 million.", "12 million"),
        ("It fell to -5 degrees.", "5 degrees"),
        ("It fell to \u22125 degrees.", "5 degrees"),
        ("Between 20\u201330 people came.", "30 people came"),
        ("It rose by 1 000 people.", "It rose by 1"),
        ("It rose by 1 000 people.", "000 people"),
        ("An area of 10² fields.", "An area of 102 fields"),
        ("It took 1½ hours.", "It took 11⁄2 hours"),
        ("The US said so.", "The us said so"),
        ("He resigned.", "He re-signed"),
    ],
)
def test_a_cut_word_or_number_never_verifies(source: str, quotation: str) -> None:
    assert isinstance(find(source, quotation), NoMatch)


@pytest.mark.parametrize("mark", ["…", "[…]", "[...]", "...", " [ … ] "])
def test_an_omission_splits_a_quotation_into_parts_in_order(mark: str) -> None:
    source = "The council voted a budget in June, after long debates, for the new bridge."

    assert isinstance(find(source, f"The council voted {mark} for the new bridge"), Match)
    assert isinstance(find(source, f"for the new bridge {mark} The council voted"), NoMatch)


def test_the_parts_around_an_omission_must_be_near_each_other() -> None:
    source = "It was false. " + "Something else was said. " * 40 + "It was true."

    assert isinstance(find(source, "It was false … It was true"), NoMatch)


def test_a_hyphen_at_a_line_end_is_optional() -> None:
    source = "a fine exam-\n   ple of well-\nknown things"

    assert isinstance(find(source, "a fine example of well-known things"), Match)
    assert isinstance(find(source, "a fine exam-ple of wellknown things"), Match)
    assert isinstance(find("a fine exam-ple", "a fine example"), NoMatch)


def test_prefix_and_suffix_choose_between_passages() -> None:
    source = "In 2019 it was closed. In 2020 it was closed. In 2021 it was open."

    first = find(source, "it was closed")
    chosen = find(source, "it was closed", prefix="In 2020 ")
    also = find(source, "it was closed", suffix=". In 2021")

    assert isinstance(first, Match)
    assert first.is_ambiguous
    assert isinstance(chosen, Match)
    assert not chosen.is_ambiguous
    assert chosen.start == source.index("it was closed", 20)
    assert also == chosen


def test_the_nearest_passage_shows_what_differs() -> None:
    missing = find("The page says 12.5 million in all.", "The page says 12.4 million")

    assert isinstance(missing, NoMatch)
    assert word_difference("The page says 12.4 million", missing.nearest) == [("12.4", "12.5")]


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_an_answer(source: str, quotation: str) -> None:
    match = find(source, quotation)

    if isinstance(match, Match):
        assert 0 <= match.start < match.end <= len(SourceText(source).text)


@given(st.text(alphabet="ab -\n'“”1.,", min_size=1, max_size=80), st.data())
def test_a_passage_that_is_cut_at_spaces_is_found_where_it_is(
    text: str, data: st.DataObject
) -> None:
    words = SourceText(text).text.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quotation = " ".join(words[start:end])
    if not any(letter.isalnum() for letter in quotation):
        return
    before, after = " ".join(words[:start]), " ".join(words[end:])
    # A space can join two numbers into one; such a cut is refused.
    if (before[-1:].isdigit() and quotation[:1].isdigit()) or (
        quotation[-1:].isdigit() and after[:1].isdigit()
    ):
        return

    assert isinstance(find(text, quotation), Match)


@given(st.text("ab1 .,'\"“”„–—-\u00a0\u2009éßЖ½²中あ々", max_size=40))
def test_texts_are_folded_alike_with_and_without_combining_marks(text: str) -> None:
    """Texts without such marks are folded by a faster function."""
    quick, slow = normalise(text), normalise(f"e\u0301x{text}")

    assert slow.text == f"éx{quick.text}"
    assert slow.offsets == [0, 2, *(offset + 3 for offset in quick.offsets)]
