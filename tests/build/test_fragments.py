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


@given(st.lists(PIECES, max_size=4))
def test_fragments_are_read_in_the_order_of_their_batches(
    tmp_path_factory: pytest.TempPathFactory, batches: list[ClaimFragments]
) -> None:
    store = FragmentStore(tmp_path_factory.mktemp("fragments"), NO_CACHE)
    for number, batch in reversed(list(enumerate(batches))):
        store.add(number, f"fingerprint{number}", batch)

    assert list(store) == batches
    assert list(store) == batches


def store_in(folder: Path, cache: Cache) -> FragmentStore:
    folder.mkdir()
    return FragmentStore(folder, cache)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache with the fragments of an earlier build."""
    cache = Cache(tmp_path / "cache.sqlite")
    store = store_in(tmp_path / "one", cache)
    store.add(0, "a", ONE)
    store.add(1, "b", OTHER)
    store.keep()
    return cache


def test_the_fragments_of_an_unchanged_batch_are_reused(tmp_path: Path, cache: Cache) -> None:
    store = store_in(tmp_path / "two", cache)

    assert [store.reuse(0, "b"), store.reuse(1, "c"), store.reuse(2, "a")] == [True, False, True]
    assert list(store) == [OTHER, ONE]


def test_only_the_fragments_of_the_last_build_are_cached(tmp_path: Path, cache: Cache) -> None:
    store = store_in(tmp_path / "two", cache)
    store.reuse(0, "b")
    store.add(1, "c", ONE)
    store.keep()

    assert sorted(cache.read("fragments", ["a", "b", "c"])) == ["b", "c"]


def test_fragments_of_other_claims_are_not_reused(tmp_path: Path, cache: Cache) -> None:
    value = cache.read("fragments", ["b"])["b"].value
    cache.write("fragments", [CacheEntry("a", "b", value)])
    store = store_in(tmp_path / "two", cache)

    assert not store.reuse(0, "a")

    store.add(0, "a", ONE)
    store.keep()
    assert store_in(tmp_path / "three", cache).reuse(0, "a")


def test_without_a_cache_fragments_are_used_once(tmp_path: Path) -> None:
    store = store_in(tmp_path / "one", NO_CACHE)
    store.add(0, "a", ONE)
    store.keep()

    assert list(store) == [ONE]
