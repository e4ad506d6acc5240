"""One document has one key, and an archived copy must be a copy of that page."""

from __future__ import annotations

import pytest

from factdesk.text.documents import archive_fault, document_key

PAGE = "https://source.example/a"


@pytest.mark.parametrize(
    "url",
    [
        "http://source.example/log.pdf",
        "https://www.source.example/log.pdf",
        "https://SOURCE.example/log.pdf",
        "https://source.example./log.pdf",
        "https://source.example:443/log.pdf",
        "http://source.example:80/log.pdf",
        "https://source.example/log.pdf#page=4",
        "https://source.example/log.pdf#:~:text=ten%20days",
        "https://source.example/%6Cog.pdf",
        "https://source.example/x/../log.pdf",
        "https://source.example/log.pdf?",
        "https://source.example/log.pdf?utm_source=x&utm_medium=y",
        "https://source.example/log.pdf?fbclid=abc&gclid=def&mc_cid=1&mc_eid=2&igshid=3",
        "https://web.archive.org/web/20260201000000/https://source.example/log.pdf",
        "https://web.archive.org/web/20260201000000id_/http://www.source.example/log.pdf",
        "https://web.archive.org/web/20260201000000/source.example/log.pdf",
        "https://web.archive.org/web/20260201000000/https:/source.example/log.pdf",
        "https://web.archive.org/web/20260201000000/https%3A%2F%2Fsource.example%2Flog.pdf",
        "http://archive.org/web/20260201000000/https://source.example:443/log.pdf#page=2",
        "https://web.archive.org/web/20050201000000/http://www.source.example:80/log.pdf",
        "https://web.archive.org/web/*/https://source.example/log.pdf",
        "https://web.archive.org/web/2026*/https://source.example/log.pdf",
        "https://web.archive.org/web/https://source.example/log.pdf",
        "https://web.archive.org/save/https://source.example/log.pdf",
        "https://archive.ph/2026.02.01-101500/https://source.example/log.pdf",
        "https://archive.today/20260201101500/https://source.example/log.pdf",
        "https://archive.is/newest/https://source.example/log.pdf",
        "https://arquivo.pt/wayback/20260201000000/https://source.example/log.pdf",
        "https://webarchive.example.uk/ukgwa/20260201000000/https://source.example/log.pdf",
        "https://archive.ph/20260201101500/web.archive.org/web/20260101000000/source.example/log.pdf",
        "https://www.google.com/amp/s/source.example/log.pdf",
        "https://source-example.cdn.ampproject.org/c/s/source.example/log.pdf",
    ],
)
def test_these_addresses_are_of_one_document(url: str) -> None:
    assert document_key(url) == document_key("https://source.example/log.pdf")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://source.example/a/", "https://source.example/a"),
        ("https://source.example/a/index.html", "https://source.example/a"),
        ("https://source.example", "http://www.source.example/index.php"),
        ("https://source.example/?b=2&a=1", "https://source.example/?a=1&b=2#x"),
        ("https://source.example/caf%c3%a9", "https://source.example/café"),
        ("https://source.example/A_(b)", "https://source.example/A_%28b%29"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://www.youtube.com/watch?v=x&t=10s", "https://youtube.com/watch?v=x&si=abc"),
        ("https://source.example/?q=a+b", "https://source.example/?q=a%20b"),
    ],
)
def test_notation_makes_no_other_document(one: str, other: str) -> None:
    assert document_key(one) == document_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://source.example/a", "https://source.example/b"),
        ("https://source.example/a", "https://source.example/A"),
        ("https://source.example/a", "https://other.example/a"),
        ("https://source.example/a", "https://source.example:8080/a"),
        ("https://source.example/?id=1", "https://source.example/?id=2"),
        ("https://source.example/a%2Fb", "https://source.example/a/b"),
        ("https://source.example/?q=a%26b", "https://source.example/?q=a&b"),
        ("https://archive.ph/AbCdE", "https://archive.ph/FgHiJ"),
        ("https://source.example/20260201000000/a", "https://source.example/20260202000000/a"),
        ("https://www.youtube.com/watch?v=x", "https://www.youtube.com/watch?v=y"),
        ("https://source.example/?t=1", "https://source.example/?t=2"),
    ],
)
def test_these_addresses_are_of_two_documents(one: str, other: str) -> None:
    assert document_key(one) != document_key(other)


@pytest.mark.parametrize(
    ("copy", "fault"),
    [
        (f"https://web.archive.org/web/*/{PAGE}", "calendar"),
        (f"https://web.archive.org/web/20260101*/{PAGE}", "calendar"),
        (f"https://web.archive.org/save/{PAGE}", "form"),
        (f"https://web.archive.org/web/{PAGE}", "no date"),
        (f"https://web.archive.org/web/2026/{PAGE}", "no date"),
        (
            "https://web.archive.org/web/20260101000000/https://other.example/b",
            "another page",
        ),
        ("http://www.source.example/a#x", "page itself"),
        (f"https://archive.ph/{PAGE}", "search"),
        (f"https://archive.ph/?run=1&url={PAGE}", "search"),
        (f"https://archive.today/newest/{PAGE}", "search"),
        ("https://archive.ph/2026.01.01-101500/https://other.example/", "another page"),
        ("https://www.google.com/amp/s/source.example/a", "cache"),
        ("https://web.archive.org/", "start page"),
        ("https://perma.cc", "start page"),
        ("https://ghostarchive.org/?x=1", "start page"),
    ],
)
def test_addresses_that_are_not_stored_copies_of_the_page(copy: str, fault: str) -> None:
    assert fault in (archive_fault(copy, PAGE) or "")


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20260101000000/{PAGE}",
        "https://web.archive.org/web/20260101000000/http://www.source.example/a?utm_source=x",
        "https://web.archive.org/web/20050101000000/http://www.source.example:80/a",
        "https://archive.ph/AbCdE",
        "https://archive.today/wip/AbCdE",
        "https://perma.cc/AB12-CD34",
        "https://ghostarchive.org/archive/AbCdE",
        "https://archive.org/details/an-item",
        "https://desk.example/copies/a.pdf",
    ],
)
def test_what_may_be_a_stored_copy(copy: str) -> None:
    assert archive_fault(copy, PAGE) is None
