"""Which addresses may be published, and how they are parsed."""

from __future__ import annotations

import pytest

from factdesk.text.urls import (
    BadURL,
    host_of,
    is_public_address,
    opens_in_browsers,
    parse_url,
)

START = "https://example.org/"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/a/../b", "https://example.org/b"),
        ("https://example.org:443/a#b", "https://example.org/a#b"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/@name", "https://example.org/@name"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_an_address_is_read_as_a_browser_does(typed: str, read: str) -> None:
    assert parse_url(typed) == read


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "this address is not http or https"),
        ("javascript:alert(1)", "this address is not http or https"),
        ("JavaScript://example.org/%0aalert(1)", "this address is not http or https"),
        ("data:text/html,x", "this address is not http or https"),
        ("ftp://example.org/", "this address is not http or https"),
        ("file:///etc/passwd", "this address is not http or https"),
        ("//example.org/", "this address is not http or https"),
        ("example.org", "this address is not http or https"),
        ("https:example.org", "an address begins with https:// or http://"),
        ("https:/example.org/", "an address begins with https:// or http://"),
        ("https:\\\\example.org", "an address begins with https:// or http://"),
        ("https://", "this is not a valid address"),
        ("https://exa mple.org/", "this is not a valid address"),
        ("https://[::1", "this is not a valid address"),
        ("https://./", "this address has no host"),
        ("https://name@example.org/", "an address must not contain a user name or password"),
        ("https://:word@example.org/", "an address must not contain a user name or password"),
        (
            "https://example.org@elsewhere.org/",
            "an address must not contain a user name or password",
        ),
    ],
)
def test_an_address_that_leads_elsewhere_than_it_says_is_refused(
    address: str, message: str
) -> None:
    with pytest.raises(BadURL) as refused:
        parse_url(address)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    "address",
    [
        f" {START}", f"{START} ", f"{START}\n", f"\t{START}", "https://exam\tple.org/",
        f"{START}\x00", f"{START}\x1f", f"{START}\x7f", f"{START}\x80", f"{START}\x9f",
    ],
)  # fmt: skip
def test_what_a_browser_would_silently_drop_is_refused(address: str) -> None:
    with pytest.raises(BadURL) as refused:
        parse_url(address)

    assert str(refused.value) == (
        "an address must not contain control characters, or a space before or after it"
    )


def test_the_longest_address_passes_and_one_character_more_does_not() -> None:
    longest = START + "a" * (2000 - len(START))

    assert parse_url(longest) == longest
    with pytest.raises(BadURL, match=r"^this address is longer than 2000 characters$"):
        parse_url(longest + "a")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("https://www.example.org/a", "example.org"),
        ("https://www.example.org:8080/", "example.org"),
        ("https://example.org./a", "example.org"),
        ("https://www./", "www"),
    ],
)
def test_a_host_is_named_without_what_readers_skip(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/", "http://localhost:8000/a", "http://x.localhost/", "http://127.0.0.1/",
        "http://127.1/", "http://2130706433/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.1.1/",
        "http://[fe80::1]/", "http://[fd00::1]/", "http://0.0.0.0/", "http://100.64.0.1/",
        "https://intranet/", "https://printer.local/", "https://wiki.internal/", "https://a.lan/",
        "https://a.test/", "https://a.invalid/", "https://router.home.arpa/", "https://a.corp./",
    ],
)  # fmt: skip
def test_readers_cannot_reach_a_private_address(address: str) -> None:
    assert not is_public_address(parse_url(address))


@pytest.mark.parametrize(
    "address",
    [
        START, "https://8.8.8.8/", "https://[2606:4700::1111]/", "https://localhost.example.org/",
        "https://минпример.рф/", "https://local.example/",
    ],
)  # fmt: skip
def test_readers_can_reach_a_public_address(address: str) -> None:
    assert is_public_address(parse_url(address))


def test_browsers_refuse_some_ports_and_hosts() -> None:
    assert not opens_in_browsers("https://example.org:25/")
    assert not opens_in_browsers("http://example.org:6667/")
    assert not opens_in_browsers(f"https://{'a' * 64}.example.org/")
    assert not opens_in_browsers(f"https://{'a.' * 130}org/")
    assert not opens_in_browsers("https://example..org/")
    assert opens_in_browsers("https://example.org./")
    assert opens_in_browsers("https://[2001:db8::1]/")
    assert opens_in_browsers("https://example.org:8443/")
    assert opens_in_browsers(f"https://{'a' * 63}.example.org/")
