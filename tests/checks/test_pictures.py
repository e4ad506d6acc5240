"""The pictures that claims name: files, links, names and licences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.check_samples import check
from support.drawn_pictures import drawn_picture, encoded, media

SMALL = encoded(drawn_picture(240, 160))


def _folder(root: Path) -> Path:
    folder = root / "claims" / "_media"
    folder.mkdir(parents=True)
    return folder


def _found(root: Path, *items: dict[str, Any], **fields: Any) -> list[tuple[str, str, str]]:
    problems = check(root, {"bridge": {"media": list(items), **fields}}).problems
    return [(p.code, p.message, p.hint) for p in problems]


def test_a_picture_with_a_licence_is_in_order(tmp_path: Path) -> None:
    (_folder(tmp_path) / "camera.jpg").write_bytes(SMALL)

    assert _found(tmp_path, media()) == []


def test_a_missing_picture_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    (_folder(tmp_path) / "camera.jpg").write_bytes(SMALL)

    assert _found(tmp_path, media(), media("camra.jpg")) == [
        ("FD702", "there is no picture 'camra.jpg'", "did you mean 'camera.jpg'?")
    ]


def test_each_kind_of_fault_has_its_code_and_its_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "script.jpg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    (folder / "tiny.jpg").write_bytes(encoded(drawn_picture(90, 60)))
    items = [media("script.jpg"), media("tiny.jpg"), {"category": "staged", "description": "No."}]
    problems = check(tmp_path, {"bridge": {"media": items}}).problems

    assert [(p.code, p.field, p.place.line) for p in problems] == [
        ("FD703", ("media", 0, "file"), 16),
        ("FD704", ("media", 1, "file"), 20),
        ("FD705", ("media", 2), 24),
    ]


def test_links_folders_and_large_files_are_not_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (tmp_path / "outside.jpg").write_bytes(SMALL)
    (folder / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    (folder / "folder.jpg").mkdir()
    with (folder / "large.jpg").open("wb") as file:
        file.truncate(11 * 1024 * 1024)

    found = _found(tmp_path, media("link.jpg"), media("folder.jpg"), media("large.jpg"))

    assert [(code, message) for code, message, _ in found] == [
        ("FD702", "'link.jpg': this is a symbolic link, and links are not followed"),
        ("FD702", "'folder.jpg': this is not a regular file"),
        ("FD704", "this file is larger than 10 MiB"),
    ]


def test_a_linked_folder_of_pictures_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "camera.jpg").write_bytes(SMALL)
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "_media").symlink_to(tmp_path / "elsewhere")

    [(code, message, _)] = _found(tmp_path, media())
    assert code == "FD702"
    assert "symbolic link" in message


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    names = ["../camera.jpg", "/etc/camera.jpg", "a\\b.jpg", ".camera.jpg", "camera.svg", "a b.png"]
    found = _found(tmp_path, *(media(name) for name in names))

    assert {code for code, _, _ in found} == {"FD701"}
    assert [message for _, message, _ in found] == [
        f"'{name}' is not the name of a picture" for name in names
    ]
    assert found[-1][2] == "call the file 'a-b.png', in claims/_media/"


def test_a_picture_without_a_licence_is_a_warning_that_can_be_accepted(tmp_path: Path) -> None:
    (_folder(tmp_path) / "camera.jpg").write_bytes(SMALL)
    item = {name: value for name, value in media().items() if name != "licence"}

    assert [code for code, _, _ in _found(tmp_path, item)] == ["FD706"]
    reason = [{"check": "FD706", "reason": "Our lawyers are asking."}]
    assert _found(tmp_path, item, accepted=reason) == []
    assert _found(tmp_path, item, status="draft") == []


def test_a_picture_that_no_claim_shows_is_a_note(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "old.png").write_bytes(b"")
    (folder / "README.md").write_text("Pictures of claims.")
    [problem] = check(tmp_path, {"bridge": {}}).problems

    assert (problem.code, problem.place.path) == ("FD707", "claims/_media/old.png")
