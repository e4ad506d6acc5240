"""Fragments are read in the order of their batches, and cached for the next build."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.build.fragments import FragmentStore
from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.outputs.fragments import ClaimFragments

PIECES = st.builds(ClaimFragments, *[st.binary()] * 5)
ONE, OTHER = (
    ClaimFragments(b"rows", b"table", b"reviews", b""),
    ClaimFragments(b"", b"1", b"2", b"3", b"4"),
)


def content(store: FragmentStore) -> list[ClaimFragments]:
    """All fragments of a store, batch by batch."""
    fields = [store.of_field(field) for field in ClaimFragments._fields]
    return [ClaimFragments(*batch) for batch in zip(*fields, strict=True)]


@given(st.lists(PIECES, max_size=4))
def test_fragments_are_read_in_the_order_of_their_batches(
    tmp_path_factory: pytest.TempPathFactory, batches: list[ClaimFragments]
) -> None:
    store = FragmentStore(tmp_path_factory.mktemp("fragments"), NO_CACHE)
    numbers = [store.add_batch(f"batch {n}", [], lambda: ONE) for n in range(len(batches))]
    for number, batch in reversed(list(zip(numbers, batches, strict=True))):
        store.write(number, batch)

    assert content(store) == batches
    assert content(store) == batches


def store_of(folder: Path, cache: Cache, **batches: ClaimFragments) -> FragmentStore:
    """A store with these batches, by their fingerprints, after a build that made what it lacked."""
    folder.mkdir()
    store = FragmentStore(folder, cache)
    for fingerprint, fragments in batches.items():
        number = store.add_batch(fingerprint, [], lambda fragments=fragments: fragments)
        if not store.is_cached(number):
            store.write(number, fragments)
    store.keep()
    return store


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with the fragments of an earlier build."""
    cache = Cache(tmp_path / "cache.sqlite")
    store_of(tmp_path / "one", cache, a=ONE, b=OTHER)
    return cache


def test_the_fragments_of_an_unchanged_batch_are_reused(tmp_path: Path, cache: Cache) -> None:
    store = store_of(tmp_path / "two", cache, b=ONE, c=ONE, a=OTHER)

    assert [store.is_cached(number) for number in range(3)] == [True, False, True]
    assert content(store) == [OTHER, ONE, ONE]


def test_only_the_fragments_of_the_last_build_are_cached(tmp_path: Path, cache: Cache) -> None:
    store_of(tmp_path / "two", cache, b=OTHER, c=ONE)

    keys = [f"{batch} {field}" for batch in "abc" for field in ClaimFragments._fields]
    assert {key[0] for key in cache.read("fragments", keys)} == {"b", "c"}


@pytest.mark.parametrize("fingerprint", ["a", "b"])
def test_fragments_that_cannot_be_read_are_made_again(
    tmp_path: Path, cache: Cache, fingerprint: str
) -> None:
    """One is missing, or was made from other claims."""
    cache.retain("fragments", ["list", *(f"a {field}" for field in ("rows", "table", "found"))])
    cache.write("fragments", [CacheEntry("a reviews", fingerprint, b"reviews")])

    assert content(store_of(tmp_path / "two", cache, a=ONE, b=OTHER)) == [ONE, OTHER]
    assert content(store_of(tmp_path / "three", cache, a=ONE, b=OTHER)) == [ONE, OTHER]


def test_without_a_cache_fragments_are_used_once(tmp_path: Path) -> None:
    assert content(store_of(tmp_path / "one", NO_CACHE, a=ONE)) == [ONE]
