"""A published claim contains no sample text of the template."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.site_folder import SiteFolder

TEMPLATE = Path(__file__).parents[2] / "claims" / "_template.yml"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.write("claims/_template.yml", TEMPLATE.read_text("utf-8"))
    return site


def found(desk: SiteFolder) -> str:
    return desk.run("check", "--verbose").out


def test_every_sample_of_a_copied_template_is_an_error(desk: SiteFolder) -> None:
    text = TEMPLATE.read_text("utf-8").replace("\nstatus: draft", "\nstatus: published")
    desk.write("claims/copied.yml", text)

    result = desk.run("build")
    assert result.exit_status == 1
    out = found(desk)
    for sample in ("The town’s new bridge cost twice its budget", "https://example.org/"):
        assert f"FD122 this is a sample text of the template: '{sample}" in out
    places = [line for line in out.splitlines() if " FD122 " in line]
    assert len(places) > 10
    assert all(line.startswith("claims/copied.yml:") for line in places)


def test_drafts_and_the_template_itself_may_have_samples(desk: SiteFolder) -> None:
    text = TEMPLATE.read_text("utf-8")
    desk.write("claims/copied.yml", text.replace("status: published", "status: draft"))

    assert "FD122" not in found(desk)
    assert "FD122" not in desk.run("check", str(desk.root / "claims/_template.yml")).out


def test_a_passage_that_is_left_is_found_and_a_word_of_the_format_is_not(
    desk: SiteFolder, bridge: dict[str, object]
) -> None:
    passage = "basis: independent-test\nnote: A sample of what a reader should know.\n"
    desk.write("claims/_template.yml", f"claim: Sample of a claim\n{passage}")
    claim = {"basis": "independent-test", "note": "A sample of what a reader should know."}
    [source] = bridge["sources"][:1]  # type: ignore[index]
    desk.write_claim("bridge", bridge | {"sources": [source | claim]})

    lines = [line for line in found(desk).splitlines() if "FD122" in line]
    assert len(lines) == 1
    assert "A sample of what a reader should know." in lines[0]
