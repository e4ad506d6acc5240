"""Identify the document at an address: one document is one origin, however its address is written.

Addresses of one document may differ in fragment, tracking parameters, scheme, ``www.``, default
port and percent-encoding; and the address of a copy in a web archive contains the original address.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode

from factdesk.messages.catalogue import tr
from factdesk.text.urls import BadURL, parse_url, split_address

# An address in an archive has one of these words, or a time stamp. Looking for words is faster than
# a pattern with all of them.
_ARCHIVE_WORDS = (
    *("archive.", "perma.cc", "webcitation", "megalodon"),
    *("/amp/", "ampproject", "webcache"),
)
_ARCHIVE_STAMP = re.compile(r"/\d{14}")
_ARCHIVE_HOME = re.compile(
    r"(?:(?:www|web|wayback)\.)?(?:(?:ghost)?archive\.org|perma\.cc|webcitation\.org|megalodon\.jp)"
    r"/?(?:[?#].*)?",
    re.DOTALL,
)
# The convention of Memento archives: …/20260201000000/https://source.example/page. The Wayback
# Machine adds letters for the form ("id_": as it was stored).
_COPY = re.compile(r"/(?P<stamp>\d{14})(?:[a-z]{2}_)?/(?P<page>.+)", re.DOTALL)
_WAYBACK = re.compile(
    r"(?:(?:web|wayback|liveweb|www)\.)?archive\.org/(?:web/|wayback/|save/|\*/)(?P<rest>.*)",
    re.DOTALL,
)
_ARCHIVE_TODAY = re.compile(
    r"archive\.(?:today|is|ph|md|li|fo|vn|ec)/(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
# archive.today also writes the time with separators: 2026.02.01-101500.
_TODAY_STAMP = re.compile(r"(?:\d{14}|\d{4}\.\d{2}\.\d{2}-\d{6})/(?P<page>.+)", re.DOTALL)
_TODAY_SHORT = re.compile(r"(?:wip/)?\w{4,6}(?:/(?:image|again|share))?/?(?:[?#].*)?")
_CACHE = re.compile(
    r"(?:(?:www\.)?google\.[a-z.]+/amp/(?:s/)?|[\w-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?"
    r"|webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?(?=[\w-]+[.:]))(?P<page>.+)",
    re.DOTALL,
)
# An address inside another one; archives collapse "https://" to "https:/" or encode it.
_ADDRESS = re.compile(
    r"(?P<scheme>https?)(?::/{1,2}|%3A(?:%2F|/){1,2})(?P<rest>.+)", re.DOTALL | re.IGNORECASE
)
_HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#].*)?", re.DOTALL)
_MOST_WRAPPERS = 5

_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
# These mean the same in a path or query whether they are encoded or not; "/", "?", "&" do not.
_SAME_ENCODED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!'()*,:@$"
)
_INDEX = re.compile(r"(?:(?:index|default)\.(?:x?html?|php|aspx?|jsp))?", re.IGNORECASE)

_TRACKING = re.compile(
    r"(?:utm|mtm|hsa|guce|oly|vero|matomo|piwik)_.*|__cft__.*|__tn__|fb_(?:action|source|ref).*"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|li_fat_id|epik"
    r"|igsh|igshid|ig_rid|mc_(?:cid|eid|tc)|mkt_tok|_hsenc|_hsmi|hsctatracking|_ga|_gl|_openstat"
    r"|pk_(?:campaign|kwd|keyword|source|medium|content|cid)|wt[._]mc(?:_id|_ev)?|rb_clickid|zanpid"
    r"|at_(?:medium|campaign|custom\d|link_.*|ptr_.*|format|bbc_team)|ns_(?:mchannel|source|campaign"
    r"|linkname|fee)|guccounter|ref_src|ref_url|srsltid|spm|xtor|cmpid|s_cid|ocid|ncid|smid|ito|mbid"
    r"|sc_(?:src|llid|lid|eh|uid)|__twitter_impression|wickedid",
    re.IGNORECASE,
)
_TRACKING_AT = {
    "youtube.com": ("si", "feature", "pp", "ab_channel", "t", "start"),
    "youtu.be": ("si", "feature", "t"),
    "open.spotify.com": ("si",),
    "x.com": ("s", "t"),
    "twitter.com": ("s", "t"),
}


class _Archived(NamedTuple):
    """The target of an address in a web archive.

    ``page`` is the address of the original, or None if the archive does not name it; ``fault`` says
    why the address is not a stored copy.
    """

    page: str | None
    fault: str | None = None


@lru_cache(maxsize=4096)  # of a batch of claims; all of a site would take memory
def document_key(url: str) -> str:
    """Return a key that is the same for all addresses of one document, including archived copies.

    The key consists of the host and the rest of the address in a normal form, without the parts
    that do not identify a document. It is for comparison, not for links.
    """
    for _ in range(_MOST_WRAPPERS):
        archived = _archived(url)
        if archived is None or archived.page is None:
            break
        url = archived.page
    try:
        host, port, path, query = split_address(parse_url(url))
    except BadURL:
        return url
    host = host.rstrip(".")
    host = (host.removeprefix("www.") or host) + (f":{port}" if port else "")
    path = _one_notation(path) if "%" in path else path
    folder, _, page = path.rpartition("/")
    path = folder if _INDEX.fullmatch(page) else path
    return f"{host}{path}{_identifying(query, host)}"


def is_archived(url: str) -> bool:
    """Return whether an address is in a known web archive or cache."""
    return _archived(url) is not None


def archive_fault(copy: str, url: str) -> str | None:
    """Return why ``copy`` cannot be a stored copy of the page ``url``, or None.

    An address outside the known archives may be a copy that the publisher keeps.
    """
    archived = _archived(copy)
    if archived is None:
        is_same = document_key(copy) == document_key(url)
        return (
            tr("this is the address of the page itself, not of a stored copy") if is_same else None
        )
    if archived.fault is not None or archived.page is None:
        return archived.fault
    if document_key(archived.page) != document_key(url):
        return tr("this is a copy of another page: {page}", page=archived.page)
    return None


def _archived(url: str) -> _Archived | None:
    """Return the target of an address in a web archive, or None for other addresses."""
    lower = url.lower()
    if not any(map(lower.__contains__, _ARCHIVE_WORDS)) and not _ARCHIVE_STAMP.search(url):
        return None
    try:
        address = parse_url(url).partition("://")[2]
    except BadURL:
        return None
    if _ARCHIVE_HOME.fullmatch(address):
        return _Archived(None, tr("this is the start page of an archive, not a stored copy"))
    if match := _ARCHIVE_TODAY.fullmatch(address):
        return _in_archive_today(match["rest"])
    if copy := _COPY.search(address):
        page = _page(copy["page"])
        # Outside the Wayback Machine, fourteen digits in a path may mean something else.
        is_archive = _WAYBACK.fullmatch(address) or _ADDRESS.match(copy["page"])
        return _Archived(page) if page and is_archive else None
    if match := _WAYBACK.fullmatch(address):
        return _in_wayback_without_stamp(match["rest"], address)
    if match := _CACHE.fullmatch(address):
        return _Archived(_page(match["page"]), tr("this is a temporary cache, not a stored copy"))
    return None


def _in_archive_today(rest: str) -> _Archived:
    if match := _TODAY_STAMP.fullmatch(rest):
        return _Archived(_page(match["page"]))
    if _TODAY_SHORT.fullmatch(rest):
        return _Archived(None)
    page = _page(
        rest.partition("url=")[2] or re.sub(r"^(?:newest|oldest|timegate|\*|o/\w+)/", "", rest)
    )
    return _Archived(page, tr("this is a search in the archive, not a stored copy"))


def _in_wayback_without_stamp(rest: str, address: str) -> _Archived:
    stamp = re.match(r"\d*\*?(?:[a-z]{2}_)?/", rest)
    page = _page(rest[stamp.end() :] if stamp else rest.rpartition("url=")[2])
    if "/save/" in address:
        return _Archived(page, tr("this is the form that stores a page, not a stored copy"))
    if "*" in address.partition("/http")[0]:
        return _Archived(page, tr("this is a calendar of copies, not one of them"))
    return _Archived(page, tr("this address has no date: it opens whatever copy is the newest"))


def _page(text: str) -> str | None:
    """Return the address of the original that an archive's address contains."""
    if match := _ADDRESS.fullmatch(text):
        rest = match["rest"]
        rest = unquote(rest) if "%2F" in rest.upper() and "/" not in rest else rest
        return f"{match['scheme'].lower()}://{rest}"
    return f"https://{text}" if _HOST_AND_PATH.fullmatch(text) else None


def _one_notation(text: str) -> str:
    def normalized(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _SAME_ENCODED else match[0].upper()

    return _ESCAPE.sub(normalized, text)


def _identifying(search: str, host: str) -> str:
    """Return the part of a query that identifies a document, in a fixed order."""
    if not search:
        return ""
    ignored = _TRACKING_AT.get(host.removeprefix("m."), ())
    fields = parse_qsl(search.removeprefix("?"), keep_blank_values=True, errors="surrogateescape")
    kept = [
        (name, value)
        for name, value in fields
        if not _TRACKING.fullmatch(name) and name not in ignored
    ]
    return f"?{urlencode(sorted(kept), errors='surrogateescape')}" if kept else ""


def without_tracking(url: str) -> str:
    """Return an address without tracking parameters and text fragment, otherwise unchanged."""
    page, _, fragment = url.partition("#")
    path, _, query = page.partition("?")
    kept = [
        each
        for each in query.split("&")
        if not _TRACKING.fullmatch(unquote(each.partition("=")[0]))
    ]
    query = "&".join(kept)
    fragment = fragment.partition(":~:")[0]
    return path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def tracking_parameters(url: str) -> list[str]:
    """Return the names of the tracking parameters of a parsed address."""
    if "?" not in url:
        return []
    query = url.partition("#")[0].partition("?")[2]
    return [name for name, _ in parse_qsl(query) if _TRACKING.fullmatch(name)]
