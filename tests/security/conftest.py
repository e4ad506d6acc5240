"""A site with hostile texts everywhere, and a browser that records whether anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, Page, Request
from security.payloads import PAYLOADS
from support.built_site import BuiltSite
from support.site_folder import SiteFolder
from support.tabs import FORGET, Tabs

ADDRESS = "https://desk.example/a/path/"

MKDOCS_YML = """\
site_name: Bridge Desk
site_url: !ENV [SITE_URL, ""]
repo_url: https://github.com/example/desk
theme:
  name: material
plugins:
  - factdesk:
      page_size: 20
      articles:
        - {slug: the-bridge, title: The bridge, addresses: ["https://example.org/gazette"]}
"""

#: Records that something ran. Inserted before the content of every page and frame.
TRAP = """
const caught = (what) => window.noted(String(what));
Object.defineProperty(window, "__pwned", {set: () => caught("__pwned is set"), get: () => 0});
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => caught(name);
"""

#: Results that no text may have: elements, handlers, styles, addresses from elsewhere.
STRANGE = """() => {
  const host = location.host, found = [];
  const inert = /^(on.*|style|srcdoc|formaction|autofocus|background)$/;
  const foreign = /^(base|object|embed|style|math|plaintext|marquee|textarea|video|audio|xss)$/;
  const leads = /^(href|src|data|action|poster|xlink:href)$/;
  for (const e of document.querySelectorAll("*")) {
    const follows = e.localName === "a" || (e.localName === "link" && !/style|icon/.test(e.rel));
    const schemes = follows ? /^(https?|mailto|file):$/ : /^(https?|file|data):$/;
    // The theme's script places its side bars.
    const placed = /^md-/.test(e.className) && !e.closest("#content");
    for (const {name, value} of e.attributes) {
      if (inert.test(name) && !(placed && name === "style")) found.push(`${name}=${value}`);
      if (!leads.test(name)) continue;
      const to = new URL(value, location.href);
      if (e.download && /^data:application\\/[-.+\\w]+;charset=utf-8,/.test(value)) continue;
      if (e.hasAttribute("data-fd-bookmarklet")) continue;  // of the form, to be dragged away
      if (!schemes.test(to.protocol)) found.push(value);
      if (!follows && to.host !== host && to.protocol !== "data:") found.push(value);
    }
    // The form has fields, and the header and the form say what works without scripts.
    if (e.localName === "textarea" && e.closest("[data-fd-form]")) continue;
    const explains = e.closest(".md-header") || /\\/edit\\//.test(location);
    if (e.localName === "noscript" && explains) continue;
    if (foreign.test(e.localName)
      || (e.localName === "dialog" && !e.closest("[data-fd-search]"))
      || (e.localName === "iframe" && !e.closest("details"))
      || (e.localName === "script" && !e.src && !/json$/.test(e.type))
      || (e.localName !== "script" && e.localName.includes("script"))
      || (e.httpEquiv && e.httpEquiv !== "Content-Security-Policy"))
      found.push(e.outerHTML.slice(0, 200));
  }
  return found;
}"""

#: Fields of a claim with fixed values or addresses; all others are texts.
CHOSEN = {"url", "kind", "stance", "severity", "verdict", "check", "previous_verdict"}


def hostile_claim(texts: Iterator[str]) -> dict[str, Any]:
    """Return a claim whose text fields contain the next of the texts."""
    sources = [
        {
            "title": next(texts),
            "url": f"https://source{n}.example/a?b=c&d='e'",
            "publisher": next(texts),
            "author": next(texts),
            "interest": next(texts),
            "origin": next(texts),
            "note": next(texts),
            "kind": "primary",
            "stance": stance,
            "quotes": [
                {
                    "exact": next(texts),
                    "prefix": next(texts),
                    "suffix": next(texts),
                    "page": next(texts),
                    "translation": next(texts),
                }
            ],
        }
        for n, stance in enumerate(("supports", "contradicts", "context"))
    ]
    return {
        "claim": next(texts),
        "quote": next(texts),
        "claimant": {"name": next(texts), "role": next(texts), "url": "https://claimant.example/"},
        "claimant_note": next(texts),
        "claimed_on": "2026-02",
        "appearances": [
            {
                "url": "https://example.org/gazette",
                "title": next(texts),
                "publisher": next(texts),
                "author": next(texts),
                "quote": next(texts),
            }
        ],
        "verdict": "mostly-true",
        "summary": next(texts),
        "analysis": f"{next(texts)}\n\n{next(texts)} [@s1]\n\n> {next(texts)}\n\n- {next(texts)}\n",
        "parts": [{"claim": next(texts), "verdict": "true", "note": next(texts)}],
        "would_change_if": next(texts),
        "why_checked": next(texts),
        "sources": sources,
        "topics": [next(texts), next(texts)],
        "published_on": "2026-03-01",
        "replies": [
            {
                "to": next(texts),
                "asked_on": "2026-02-01",
                "channel": next(texts),
                "answered_on": "2026-02-02",
                "summary": next(texts),
            }
        ],
        "corrections": [
            {
                "made_on": "2026-04-01",
                "severity": "verdict",
                "note": next(texts),
                "previous_verdict": "true",
            }
        ],
        "reviewers": [next(texts)],
        "accepted": [{"check": "FD208", "reason": next(texts)}],
    }


def texts_of(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a claim with its place, except fixed values and addresses."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in CHOSEN and not name.endswith("_on"):
                yield from texts_of(inner, f"{at}.{name}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from texts_of(inner, f"{at}.{n}")
    else:
        yield at, value


@pytest.fixture(scope="session")
def hostile_claims(pytestconfig: pytest.Config) -> dict[str, dict[str, Any]]:
    """Claims by slug: each text in some field; with ``--long``, each in every field."""
    if pytestconfig.getoption("--long"):
        return {f"p{n}": hostile_claim(cycle([text])) for n, text in enumerate(PAYLOADS)}
    texts, fields = iter(cycle(PAYLOADS)), len(list(texts_of(hostile_claim(cycle("x"))))) + 3
    return {f"p{n}": hostile_claim(texts) for n in range(len(PAYLOADS) // fields + 1)}


@pytest.fixture(scope="session")
def hostile(
    hostile_claims: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> BuiltSite:
    """The site of the hostile claims."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("hostile") / "desk")
    site.write("mkdocs.yml", MKDOCS_YML)
    for slug, claim in hostile_claims.items():
        site.write_claim(slug, claim)
    result = site.run("build", SITE_URL=ADDRESS)
    assert result.exit_status == 0, result.err[-3000:]
    assert "Traceback" not in result.err
    return BuiltSite(site.root / "site", ADDRESS)


@dataclass
class Victim:
    """A reader's window that records scripts, requests and navigation; see ``noted``."""

    page: Page
    noted: list[str] = field(default_factory=list)

    def visit(self, address: str) -> None:
        """Open a page, and record everything on it that the program did not create."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """Record everything on the page that the program did not create."""
        self.noted += [f"{self.page.url}: {what}" for what in self.page.evaluate(STRANGE)]


@pytest.fixture(scope="session")
def trapped(tabs: Tabs) -> Iterator[Victim]:
    """A window that records attacks, without the content policy, which could hide them."""
    with tabs.opener() as open_tab:
        page = open_tab(bypass_csp=True, own="victim")
        victim = Victim(page)
        page.expose_binding(
            "noted", lambda source, what: victim.noted.append(f"{source['page'].url}: {what}")
        )
        page.add_init_script(TRAP)
        page.on("dialog", lambda dialog: victim.noted.append(f"{page.url} says {dialog.message}"))
        page.on("pageerror", lambda error: victim.noted.append(f"{page.url}: {error}"))

        def requested(request: Request) -> None:
            if urlsplit(request.url).hostname not in ("127.0.0.1", None):
                victim.noted.append(f"{page.url} asks {request.url}")

        page.context.on("request", requested)
        yield victim


@pytest.fixture
def victim(trapped: Victim) -> Iterator[Victim]:
    """The window, empty and with nothing recorded."""
    trapped.page.goto("about:blank")
    trapped.noted.clear()
    yield trapped
    with suppress(Error):  # the page may have no storage
        trapped.page.evaluate(FORGET)


@pytest.fixture(scope="session")
def hostile_address(hostile: BuiltSite, serve: Callable[..., str]) -> str:
    """Where the hostile site is served, without its content policy."""
    return serve(hostile.folder, "/a/path/", policy=False)


@pytest.fixture
def page_with(tmp_path: Path, serve: Callable[..., str]) -> Callable[[str], str]:
    """Serve a page that contains a text as markup, as an insecure program would."""

    def write(text: str) -> str:
        (tmp_path / "index.html").write_text(f"<!doctype html><p>{text}</p>", "utf-8")
        return serve(tmp_path)

    return write
