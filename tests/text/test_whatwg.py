"""In a browser, its own parser reads addresses; it must give the same result as ada."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.text.whatwg import whatwg_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

ADDRESSES = [
    "https://www.bridge.example/a/../b?x=1&y=%20#part", "HTTP://USER:PW@Bridge.Example:80/",
    "https://münchen.example/straße?ö=ü", "https://xn--mnchen-3ya.example/", "http://0x7f.1/",
    "http://[::1]:8080/", "http://256.256.256.256/", "https://a b.example/", "https://", "http:/x",
    "https://a.example:99999/", "https://a..b/", "ftp://a.example/", "mailto:a@b.example", "x",
    "https://a.example/\\b", "https://a.example/?q=<\">'`", "https://日本.example/日本",
    "//a.example/",
    "https://a.example./", "https://A%41.example/", "https://a%00.example/", "https://😀.example/",
]  # fmt: skip
PARTS = (
    "href",
    "protocol",
    "username",
    "password",
    "host",
    "hostname",
    "port",
    "pathname",
    "search",
)
#: The code of ``whatwg_url`` in a browser.
READ = """([addresses, parts]) => addresses.map((address) => {
  try {
    const url = new URL(address);
    return url.hostname.includes("%") ? null : parts.map((part) => url[part]);
  } catch { return null; }
})"""


def ours(address: str) -> list[str] | None:
    try:
        url = whatwg_url(address)
    except ValueError:
        return None
    return [str(getattr(url, part)) for part in PARTS]


def test_a_browser_reads_addresses_as_the_program_does(open_tab: Callable[[], Page]) -> None:
    theirs = open_tab().evaluate(READ, [ADDRESSES, list(PARTS)])

    assert dict(zip(ADDRESSES, theirs, strict=True)) == {each: ours(each) for each in ADDRESSES}
