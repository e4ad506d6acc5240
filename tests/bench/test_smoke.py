"""The benchmark measures and reports; these tests say nothing about speed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.corpus import claims
from bench.report import BEGIN, END
from bench.rows import kinds_of_edits
from bench.sites import write_factdesk_site
from support.site_folder import files_of


def test_it_measures_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, page = tmp_path / "figures.json", tmp_path / "page.md"
    page.write_text(f"# Page\n\n{BEGIN}\nOld.\n{END}\n\nRest.\n")
    command = ["--without-peers", "--runs=1", "--sizes=100", f"--work={tmp_path}"]

    rows = ["cold build without optional outputs", "check", "quotations proven"]
    status = main([*command, f"--json={figures}", f"--into={page}", "--rows", *rows])

    assert status == 0
    table = capsys.readouterr().out
    assert "| cold build without optional outputs | 100 | factdesk wall s **" in table
    assert "| check | 100 | cold wall s **" in table
    results = json.loads(figures.read_text())["results"]
    assert results["cold build without optional outputs"]["100"]["factdesk cpu s"] > 0
    written = page.read_text()
    assert "| check | 100 | cold cpu s | " in written
    assert written.startswith(f"# Page\n\n{BEGIN}\n\nMeasured on ")
    assert written.endswith(f"{END}\n\nRest.\n")
    assert "Old." not in written


def test_every_kind_of_change_is_made_and_taken_back(tmp_path: Path) -> None:
    write_factdesk_site(tmp_path, 4)
    before = files_of(tmp_path)

    for edits in kinds_of_edits(tmp_path).values():
        seen = [before]
        for _ in range(2):
            next(edits)
            assert files_of(tmp_path) not in seen
            seen.append(files_of(tmp_path))
        edits.close()
        assert files_of(tmp_path) == before


def test_it_compares_with_an_earlier_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    earlier = tmp_path / "earlier.json"
    results = {"check": {"100": {"cold wall s": 0.000001}}}
    earlier.write_text(json.dumps({"results": results}))

    command = ["--without-peers", "--runs=1", "--sizes=100", f"--work={tmp_path}"]
    main([*command, f"--against={earlier}", "--rows", "check"])

    shown = capsys.readouterr().out
    assert "(+" in shown.split("cold wall s")[1]


def test_the_corpus_is_the_same_every_time() -> None:
    assert list(claims(20)) == list(claims(20))
    assert list(claims(30))[:20] == list(claims(20))


def test_the_corpus_is_what_the_figures_say_it_is() -> None:
    for claim in claims(200):
        words = sum(len(text.split()) for text, _ in claim.paragraphs)
        assert 180 <= words <= 220
        assert 3 <= len(claim.sources) <= 5
        assert all(source.quotation for source in claim.sources)
        assert 2 <= len(claim.topics) <= 4
