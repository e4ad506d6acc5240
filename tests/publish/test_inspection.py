import pytest

from factdesk.publish.inspection import DamagedFile, missing, unreadable, vanished


def test_a_planned_file_that_is_not_there_or_empty_is_named(tmp_path):
    (tmp_path / "a.html").write_bytes(b"a")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "folder.html").mkdir()

    assert missing(tmp_path, ["a.html", "empty.html", "folder.html", "x/gone.html"]) == [
        DamagedFile("empty.html", "this file is empty"),
        DamagedFile("folder.html", "this file is empty"),
        DamagedFile("x/gone.html", "this file is missing"),
    ]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.json", b'{"a": ["\xc3\xa9"]}'),
        ("a.json", rb'["\ud83d\ude00", "\uD83D\uDE00", "\\ud800"]'),
        ("feed.xml", b'<?xml version="1.0" encoding="utf-8"?><feed xmlns="x"><a/></feed>'),
        ("a.svg", b"<svg/>"),
        ("manifest.webmanifest", b"{}"),
        ("page.html", b"<p>not <b>looked at"),
    ],
)
def test_complete_files_are_skipped(tmp_path, path, content):
    (tmp_path / path).write_bytes(content)

    assert unreadable(tmp_path, [path]) == []


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("a.json", b"", "JSON"),
        ("a.json", b'{"a": ', "JSON"),
        ("a.json", b'{"a": "\xff"}', "JSON"),
        ("a.json", b'{"a": NaN}', "JSON"),
        ("a.json", b"[" * 100_000, "JSON"),
        ("a.json", rb'["\ud800"]', "JSON"),
        ("a.json", rb'{"\uDE00\uD83D": 1}', "JSON"),
        ("feed.xml", b"", "XML"),
        ("feed.xml", b"<feed><entry></feed>", "XML"),
        ("feed.xml", b"<feed>\x00</feed>", "XML"),
        ("a.svg", b"<svg>", "SVG"),
        ("gone.json", None, "JSON"),
    ],
)
def test_a_file_that_a_reader_would_refuse_is_named(tmp_path, path, content, kind):
    if content is not None:
        (tmp_path / path).write_bytes(content)

    [fault] = unreadable(tmp_path, [path])

    assert str(fault).startswith(f"{path}: this is not valid {kind}: ")


def test_pages_that_the_site_had_and_has_no_more_are_named_by_their_addresses():
    before = {
        "index.html",
        "404.html",
        "claims/bridge/index.html",
        "claims/tower/index.html",
        "api/claims/tower.json",
        "assets/a.js",
    }
    now = {"404.html", "claims/bridge/index.html"}

    assert vanished(before, now) == ["", "claims/tower/"]
    assert vanished(set(), now) == []
