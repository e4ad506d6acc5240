"""An outline says of a claim what the claim itself says, and less."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from factdesk.checks.file import check_file
from factdesk.checks.registry import Context
from factdesk.claims.claim import Claim
from factdesk.claims.outline import Outline
from factdesk.reading.claim_file import read_claim_file

GOOD = sorted((Path(__file__).parents[1] / "examples" / "positive").glob("*.yml"))


def assert_same(outline: Any, whole: Any) -> None:
    """Every field of the outline, and of its parts, is as it is in the whole."""
    for field in fields(outline):
        ours, theirs = getattr(outline, field.name), getattr(whole, field.name)
        if isinstance(ours, tuple) and ours and is_dataclass(ours[0]):
            assert len(ours) == len(theirs)
            for our, their in zip(ours, theirs, strict=True):
                assert_same(our, their)
        else:
            assert ours == theirs


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_every_field_of_an_outline_is_that_of_the_claim(file: Path) -> None:
    packed = check_file(read_claim_file(file, f"claims/{file.name}"), Context()).packed
    assert packed is not None
    outline, claim = Outline.from_json(packed), Claim.from_json(packed)

    assert_same(outline, claim)
    for name in ("is_published", "shows_verdict", "modified_on"):
        assert getattr(outline, name) == getattr(claim, name)


def test_a_source_without_an_id_has_the_one_that_it_has_in_the_claim() -> None:
    packed = b'{"slug":"a","path":"a.yml","claim":"c","sources":[{"title":"t","url":"u"}]}'

    assert Outline.from_json(packed).sources[0].id == "s1"


def test_a_claimant_may_be_given_by_name_alone() -> None:
    outline = Outline.from_json(b'{"slug":"a","path":"a.yml","claim":"c","claimant":"Gazette"}')

    assert outline.claimant is not None
    assert outline.claimant.name == "Gazette"
