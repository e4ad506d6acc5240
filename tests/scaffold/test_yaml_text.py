"""Any text of an editor is read back unchanged."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factdesk.reading.claim_file import parse_claim_file
from factdesk.scaffold.yaml_text import quoted, scalar
from factdesk.text.characters import character_faults, direction_faults


def allowed(text: str) -> bool:
    return not [*character_faults(text), *direction_faults(text)] and "\r" not in text


ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
# Characters with a meaning in YAML, and texts that it reads as other types.
TRICKY = st.lists(
    st.sampled_from(
        [
            *"abc: #'\"-[]{}&*!|>%@`,?\\\n\t",
            "no",
            "true",
            "~",
            "1e3",
            "0x1f",
            "2026-03-01",
            "=",
            "<<",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given((ANY | TRICKY).filter(allowed))
def test_a_text_in_a_claim_file_is_read_back_as_it_was(text: str) -> None:
    file = parse_claim_file(
        f"claim: {scalar(text)}\nverdict: mixed\n".encode(), "claims/bridge.yml"
    )

    assert file.faults == []
    assert file.root.text("claim") == text
    assert file.root.text("verdict") == "mixed"


@given((ANY | TRICKY).filter(allowed))
def test_a_quoted_text_is_a_text_to_every_reader_of_yaml(text: str) -> None:
    """The configuration is read as YAML 1.1, which converts ``no`` and ``2026-03-01``."""
    assert yaml.safe_load(f"site_name: {quoted(text)}") == {"site_name": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "The town's new bridge cost twice its budget",
            "The town's new bridge cost twice its budget",
        ),
        ("Die Brücke kostet 40% mehr", "Die Brücke kostet 40% mehr"),
        ("Two words: a colon", '"Two words: a colon"'),
        ('"Fake", he said', '"\\"Fake\\", he said"'),
        ("See #4 of the list", '"See #4 of the list"'),
        ("[Report] on bridges", '"[Report] on bridges"'),
        (" a space before", '" a space before"'),
    ],
)
def test_quotation_marks_stand_only_where_they_are_needed(text: str, written: str) -> None:
    assert scalar(text) == written
