"""Tell whether a passage of a text begins and ends between words and numbers."""

from __future__ import annotations

import re

from factdesk.evidence.normalise import without_ignored

#: Letters of scripts that put spaces between words; \0 marks the start or end of the passage.
_LETTER = r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]"
_HYPHEN = "[-\u2010\u2011]"
_MINUS = "[-\u2010-\u2013\u2212]"
_CUT_BEFORE = re.compile(
    rf"{_LETTER}\0{_LETTER}|\d\0\d|[\d\s][.,\u066b\u066c'\u2019]\0\d|^[.,]\0\d"
    rf"|{_LETTER}{_HYPHEN}\0{_LETTER}|{_MINUS}\0\d|\d[ \u00a0\u2009\u202f]\0\d{{3}}(?!\d)"
)
_CUT_AFTER = re.compile(
    rf"{_LETTER}\0{_LETTER}|\d\0\d|\d\0[.,\u066b\u066c'\u2019]\d"
    rf"|{_LETTER}\0{_HYPHEN}{_LETTER}|\d\0{_MINUS}\d"
    rf"|(?<!\d)\d{{1,3}}\0[ \u00a0\u2009\u202f]\d{{3}}(?!\d)"
)


def has_whole_words(text: str, start: int, end: int) -> bool:
    """Return whether a passage begins and ends at word boundaries and does not split a number.

    "acceptable" is not in "unacceptable", "violent" not in "non-violent", "2 million" neither in
    "12 million" nor in "1.2 million", "5 degrees" not in "-5 degrees".
    """
    before = without_ignored(text[max(0, start - 12) : start])[-5:]
    after = without_ignored(text[end : end + 12])[:5]
    passage = text[start:end]
    return not (
        _CUT_BEFORE.search(f"{before}\0{passage[:5]}")
        or _CUT_AFTER.search(f"{passage[-5:]}\0{after}")
    )
