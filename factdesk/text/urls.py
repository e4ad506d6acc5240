"""Decide which addresses may be published, and parse them as browsers do."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

from factdesk.messages.catalogue import tr
from factdesk.text.whatwg import whatwg_url

MAX_LENGTH = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SCHEMES = ("http:", "https:")
# Most addresses have this form, which every browser reads as typed: a lower-case ASCII name that is
# not a number, and a path without dots to resolve. Parsing takes twenty times as long. Quantifiers
# that never give characters back take half the time.
_AS_WRITTEN = re.compile(
    r"https?://((?:(?!xn--)[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]{2,63}+)"
    r"(?:/(?!\.)[\w.~+,=:@-]*+)++(?:\?[\w.~+,=:@&/%-]*+)?",
    re.ASCII,
)
# Top-level domains that never lead to a public host: RFC 6761, RFC 6762, RFC 8375, and the names
# that ICANN reserves for private networks.
_PRIVATE_DOMAINS = frozenset(
    ["localhost", "local", "internal", "invalid", "test", "lan", "home", "corp", "intranet", "arpa"]
)
# https://fetch.spec.whatwg.org/#port-blocking
_BLOCKED_PORTS = frozenset([
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
])  # fmt: skip
_LONGEST_LABEL, _LONGEST_HOST = 63, 253  # RFC 1035
_ENDS_OF_IPS = (*"0123456789]",)


# Targets within the site to which an analysis may link: "/folder/page/#place" and "#place".
_SITE_ADDRESS = re.compile(
    r"/(?:[\w~%-][\w.~%-]*/)*(?:[\w~%-][\w.~%-]*)?(?:#[\w.-]*)?|#[\w.-]+", re.ASCII
)


class BadURL(ValueError):
    """An address that must not be published; the message says what is wrong with it."""


@lru_cache(maxsize=4096)  # of a batch of claims; all of a site would take memory
def parse_url(text: str) -> str:
    """Parse an address as a browser does. The address that is published is the one that was typed.

    Raises:
        BadURL: not an absolute http or https address, too long, with a user name or password, or
            invalid according to https://url.spec.whatwg.org.
    """
    if len(text) > MAX_LENGTH:
        raise BadURL(
            tr("this address is longer than {max_length} characters", max_length=MAX_LENGTH)
        )
    if _split_as_written(text):
        return text
    if text != text.strip() or _CONTROL.search(text):
        raise BadURL(
            tr("an address must not contain control characters, or a space before or after it")
        )
    scheme = text.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        raise BadURL(tr("this address is not http or https"))
    if not text[len(scheme) :].startswith("://"):
        raise BadURL(tr("an address begins with https:// or http://"))
    try:
        url = whatwg_url(text)
    except ValueError as error:
        raise BadURL(tr("this is not a valid address")) from error
    if url.username or url.password:
        raise BadURL(tr("an address must not contain a user name or password"))
    if url.protocol not in _SCHEMES or not url.hostname.strip("."):
        raise BadURL(tr("this address has no host"))
    return str(url.href)


def is_site_address(target: str) -> bool:
    """Return whether the target of a link is a page of the same site, or a place in the page."""
    return _SITE_ADDRESS.fullmatch(target) is not None


class Address(NamedTuple):
    """The parts of a parsed address; ``host`` is in ASCII, ``query`` begins with a question mark.

    ``port`` is empty for the default port of the scheme.
    """

    host: str
    port: str
    path: str
    query: str


def split_address(url: str) -> Address:
    """Return the parts of an address that ``parse_url`` returned."""
    return _split_as_written(url) or _split(url)


@lru_cache(maxsize=4096)
def _split_as_written(url: str) -> Address | None:
    match = _AS_WRITTEN.fullmatch(url)
    if match is None:
        return None
    path, mark, query = url[match.end(1) :].partition("?")
    return Address(match[1], "", path, mark + query if query else "")


@lru_cache(maxsize=4096)
def _split(url: str) -> Address:
    parsed = whatwg_url(url)
    return Address(*map(str, (parsed.hostname, parsed.port, parsed.pathname, parsed.search)))


def host_of(url: str) -> str:
    """Return the host of a parsed address, in ASCII, without ``www.`` and trailing dot."""
    host = split_address(url).host.rstrip(".")
    return host.removeprefix("www.") or host


def is_public_address(url: str) -> bool:
    """Return whether readers can reach the host of a parsed address.

    False for this computer, private networks and reserved domains. The domains that are reserved
    for examples count as public here.
    """
    return _is_public_host(split_address(url).host.rstrip("."))


@lru_cache(maxsize=4096)
def _is_public_host(host: str) -> bool:
    if ip := _ip(host):
        return (getattr(ip, "ipv4_mapped", None) or ip).is_global
    return "." in host and host.rpartition(".")[2] not in _PRIVATE_DOMAINS


def is_example_address(url: str) -> bool:
    """Return whether the host of a parsed address is reserved for examples by RFC 2606."""
    return is_example_host(host_of(url))


def is_example_host(host: str) -> bool:
    """Return whether a host is reserved for examples, such as 'example.org' and 'town.example'."""
    *_, second, top = f".{host.lower()}".split(".")
    return top == "example" or (second == "example" and top in ("com", "net", "org", "edu"))


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address in a host, if it is one; it ends in a digit or a bracket."""
    if not host.endswith(_ENDS_OF_IPS):
        return None
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def opens_in_browsers(url: str) -> bool:
    """Return whether browsers open a parsed address: they refuse some ports and hosts."""
    host, port, _, _ = split_address(url)
    return _can_be_host(host.rstrip(".")) and (not port or int(port) not in _BLOCKED_PORTS)


@lru_cache(maxsize=4096)
def _can_be_host(host: str) -> bool:
    has_labels = all(0 < len(label) <= _LONGEST_LABEL for label in host.split("."))
    return len(host) <= _LONGEST_HOST and (has_labels or _ip(host) is not None)
