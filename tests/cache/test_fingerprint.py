"""Fingerprints are equal exactly when their parts are, in every process and locale."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from enum import StrEnum
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.cache.fingerprint import fingerprint

ROOT = Path(__file__).parents[2]


class Colour(StrEnum):
    RED = "red"


DIFFERENT = [
    (),
    (None,),
    ("",),
    (b"",),
    (0,),
    (False,),
    (0.0,),
    ((),),
    ({},),
    (set(),),
    ("red",),
    (Colour.RED,),
    (b"red",),
    ("re", "d"),
    (("re", "d"),),
    ({"re": "d"},),
    ({"re", "d"},),
    (["re", ["d"]],),
    ("\ud800",),
    ("é",),
    ("e\u0301",),
    (1,),
    (True,),
    (1.0,),
    ("1",),
    (-1,),
    (10**30,),
    (dt.date(2026, 11, 24),),
    (dt.datetime(2026, 11, 24, tzinfo=dt.UTC),),
    ("2026-11-24",),
]


def test_different_parts_have_different_fingerprints() -> None:
    for one, other in combinations(DIFFERENT, 2):
        assert fingerprint(*one) != fingerprint(*other), (one, other)


def test_the_order_of_sets_and_mappings_does_not_count() -> None:
    assert fingerprint({"a": 1, "b": {2, 3}}) == fingerprint({"b": frozenset([3, 2]), "a": 1})
    assert fingerprint([1, 2]) != fingerprint([2, 1])
    assert fingerprint([1, 2]) == fingerprint((1, 2))


@pytest.mark.parametrize("part", [object(), Path(), iter(())])
def test_other_types_are_refused(part: object) -> None:
    with pytest.raises(TypeError, match="cannot fingerprint"):
        fingerprint("a", [part])


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)


@given(st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=4))
def test_fingerprints_are_equal_exactly_when_the_parts_are(
    one: list[object], other: list[object]
) -> None:
    # `repr` tells 1 from True, which Python calls equal, once mappings are in one order.
    assert (fingerprint(*one) == fingerprint(*other)) == (ordered(one) == ordered(other))


def ordered(part: object) -> str:
    if isinstance(part, dict):
        return str(sorted((key, ordered(value)) for key, value in part.items())) + "{}"
    return str([ordered(each) for each in part]) if isinstance(part, list) else repr(part)


PRINT = """
from factdesk.cache.fingerprint import fingerprint, program_fingerprint
print(fingerprint({"search", "cards", "embeds", "data"}, {"b": {"x", "y"}, "a": "\\u00e9"}))
print(program_fingerprint())
"""


def run(root: Path, **variables: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PRINT],
        env={"PYTHONPATH": str(root), "PATH": os.environ["PATH"], **variables},
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()


def test_hash_seed_and_locale_do_not_count() -> None:
    prints = [
        run(ROOT, PYTHONHASHSEED=seed, LC_ALL=locale, PYTHONUTF8="0")
        for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX"))
    ]

    assert prints[0] == prints[1] == prints[2]


def test_any_change_of_the_program_changes_its_fingerprint(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "factdesk/cache", tmp_path / "factdesk/cache")
    shutil.copy(ROOT / "factdesk/__init__.py", tmp_path / "factdesk")
    prints = [run(tmp_path)]
    (tmp_path / "factdesk/cache/words.yml").write_text("one: 1\n")
    prints.append(run(tmp_path))
    (tmp_path / "factdesk/cache/words.yml").write_text("one: 2\n")
    prints.append(run(tmp_path))

    assert len({program for _, program in prints}) == 3
    assert len({value for value, _ in prints}) == 1
