"""Pictures in a built site: every file has the verdict, and unchanged ones cost nothing."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from support.drawn_pictures import drawn_picture, encoded, media
from support.html import read
from support.site_folder import BRIDGE, SiteFolder

ADDRESS = "https://facts.example/desk/"
PAPER = (251, 251, 249)
CLAIM = {**BRIDGE, "claim": "The picture shows a camera", "verdict": "misleading"}


def _files(desk: SiteFolder) -> dict[str, bytes]:
    found = desk.files().items()
    return {path: content for path, content in found if path.startswith("assets/media/")}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with a claim about a picture and a video."""
    desk = SiteFolder.begin(tmp_path_factory.mktemp("pictures"))
    (desk.root / "claims/_media").mkdir()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    raw = encoded(drawn_picture(1200, 800), exif=exif, comment=b"secret")
    (desk.root / "claims/_media/camera.jpg").write_bytes(raw + b"<script>alert(1)</script>")
    video = {
        "kind": "video",
        "url": "https://video.example/1",
        "category": "generated",
        "description": "A speech.",
    }
    claim = {**CLAIM, "media": [media(credit="A. Drawer"), video]}
    desk.write_claim("camera", claim)
    desk.write_claim("bridge", BRIDGE)
    result = desk.run("build", SITE_URL=ADDRESS)
    assert result.exit_status == 0, result.err
    return desk


def test_a_picture_is_published_in_several_widths_without_its_metadata(desk: SiteFolder) -> None:
    files = _files(desk)

    images = [Image.open(io.BytesIO(content)) for content in files.values()]
    assert sorted(image.size for image in images) == [(192, 128), (480, 320), (1200, 800)]
    for content, image in zip(files.values(), images, strict=True):
        assert not image.getexif()
        assert (
            not set(image.info)
            - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            - {
                "progressive",
                "progression",
            }
        )
        assert not any(word in content for word in (b"secret", b"home", b"script"))


def test_the_verdict_is_across_every_published_picture(desk: SiteFolder) -> None:
    for content in _files(desk).values():
        image = Image.open(io.BytesIO(content)).convert("RGB")
        row = [image.getpixel((x, image.height * 3 // 4)) for x in (2, image.width - 3)]
        for pixel in row:
            assert isinstance(pixel, tuple)
            assert max(abs(a - b) for a, b in zip(pixel, PAPER, strict=True)) < 12


def test_the_page_has_the_sizes_the_words_and_the_description(desk: SiteFolder) -> None:
    page = read(desk.page("claims/camera/"))
    image = page.all(".fd-picture")[0].one("img")

    assert image.attributes["alt"].startswith("Two people walk")
    assert (image.attributes["width"], image.attributes["height"]) == ("1200", "800")
    links = re.findall(r"\.\./\.\./(\S+) (\d+)w", image.attributes["srcset"])
    assert {path for path, _ in links} == set(_files(desk))
    words = [each.line for each in page.all(".fd-picture__word")]
    assert words == ["Misleading Out of context", "Misleading Generated"]
    assert "Open the video at video.example" in page.line
    assert "drawn for this test" in page.line


def _thumbnail(desk: SiteFolder) -> dict[str, str]:
    rows = read(desk.page("verdicts/misleading/")).all(".fd-row")
    (image,) = [image for row in rows for image in row.all("img")]
    return image.attributes


def test_lists_show_the_smallest_file_of_the_picture(desk: SiteFolder) -> None:
    image = _thumbnail(desk)

    path = image.pop("src").removeprefix("../../")
    assert Image.open(io.BytesIO(_files(desk)[path])).size == (192, 128)
    assert image == {
        "width": "192",
        "height": "128",
        "alt": "",
        "loading": "lazy",
        "decoding": "async",
    }
    assert not read(desk.page("verdicts/mostly-true/")).all("img")


def test_the_data_name_the_published_picture_and_what_it_is(desk: SiteFolder) -> None:
    document = json.loads((desk.root / "site/api/claims/camera.json").read_text())
    picture, video = document["media"]

    assert picture["category"] == "decontextualized"
    assert picture["picture_url"].removeprefix(ADDRESS) in _files(desk)
    assert "picture_url" not in video
    assert "MediaReview" in desk.page("claims/camera/")
    assert "assets/media" not in desk.page("claims")


def test_a_new_verdict_makes_new_files_and_an_unchanged_site_none(desk: SiteFolder) -> None:
    before = desk.files()
    times = {path: (desk.root / "site" / path).stat().st_ino for path in _files(desk)}
    assert desk.run("build", SITE_URL=ADDRESS).exit_status == 0
    assert desk.files() == before
    assert {path: (desk.root / "site" / path).stat().st_ino for path in _files(desk)} == times

    text = (desk.root / "claims/camera.yml").read_text()
    desk.write("claims/camera.yml", text.replace("verdict: misleading", "verdict: true"))
    assert desk.run("build", SITE_URL=ADDRESS).exit_status == 0

    assert not set(_files(desk)) & set(times)
    warm = desk.files()
    assert desk.run("build", "--clean", SITE_URL=ADDRESS).exit_status == 0
    assert desk.files() == warm
    desk.write("claims/camera.yml", text)
    assert desk.run("build", SITE_URL=ADDRESS).exit_status == 0


def test_a_new_picture_under_the_same_name_is_published(desk: SiteFolder) -> None:
    file: Path = desk.root / "claims/_media/camera.jpg"
    before, raw = set(_files(desk)), file.read_bytes()
    file.write_bytes(encoded(drawn_picture(600, 400)))
    assert desk.run("build", SITE_URL=ADDRESS).exit_status == 0

    assert _files(desk)
    assert not set(_files(desk)) & before
    assert _thumbnail(desk)["src"].removeprefix("../../") in _files(desk)
    file.write_bytes(raw)
    assert desk.run("build", SITE_URL=ADDRESS).exit_status == 0
    assert set(_files(desk)) == before


def test_a_damaged_picture_stops_the_build(desk: SiteFolder) -> None:
    file: Path = desk.root / "claims/_media/camera.jpg"
    before, raw = desk.files(), file.read_bytes()
    file.write_bytes(raw[:4000])
    result = desk.run("build", SITE_URL=ADDRESS)

    assert result.exit_status == 1
    assert "FD703" in result.err
    assert desk.files() == before
    assert "FD703" in desk.run("check").out
    file.write_bytes(raw)
    assert "FD703" not in desk.run("check").out
