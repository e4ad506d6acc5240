"""Addresses of the usual form are not parsed, with the same result."""

from __future__ import annotations

import ada_url
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factdesk.text.urls import _AS_WRITTEN, host_of, parse_url, split_address

_SIGNS = "abcxyzAZ019.-_~+,=:@/?&%#2e "
_ADDRESSES = st.builds(
    "{}://{}{}".format,
    st.sampled_from(["http", "https"]),
    st.text("abnx019.-", min_size=1, max_size=20),
    st.text(_SIGNS, max_size=20),
)


@given(_ADDRESSES)
@example("https://example.org/")
@example("https://xn--bcher-kva.example/")
@example("https://www.xn--a.org/x")
@example("https://a.0x7f/")
@example("https://1.2.3.4/a")
@example("https://example.org/a/../b")
@example("https://example.org/a/%2e%2e/b")
@example("https://example.org/.a")
@example("https://-a.org/")
@example("https://a-.org/")
@example("https://a--b.org/")
@example("https://ab--c.org/")
@example("https://a..org/")
@example("https://user:word@example.org/")
@settings(max_examples=2_000)
def test_an_address_of_the_usual_shape_is_read_as_it_is_written(address: str) -> None:
    if not _AS_WRITTEN.fullmatch(address):
        return
    url = ada_url.URL(address)
    assert url.href == address
    assert (url.username, url.password) == ("", "")
    assert parse_url(address) == address
    assert split_address(address) == (url.hostname, "", url.pathname, url.search)
    assert host_of(address) == (url.hostname.removeprefix("www.") or url.hostname)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "http://www.example.co.uk/a/b.html",
        "https://example.org/2020/11/a-b_c/?id=1&page=2%20",
    ],
)
def test_the_usual_shape_is_known(address: str) -> None:
    assert _AS_WRITTEN.fullmatch(address)
