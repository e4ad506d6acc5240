"""Translations of a review: which claim they name, their languages and their verdicts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.check_samples import check, said


def _found(root: Path, claims: dict[str, dict[str, Any]], code: str) -> list[str]:
    return [line for line in said(check(root, claims).problems) if f" {code} " in line]


def _translation(language: str, **fields: Any) -> dict[str, Any]:
    return {"language": language, "translation_of": "tower", **fields}


def test_translations_into_several_languages_are_in_order(tmp_path: Path) -> None:
    claims = {"tower": {}, "turm": _translation("de"), "tour": _translation("fr")}

    assert check(tmp_path, claims).problems == ()


def test_a_former_name_of_the_original_is_answered_with_the_present_one(tmp_path: Path) -> None:
    claims = {"high-tower": {"aliases": ["tower"]}, "turm": _translation("de")}

    [problem] = check(tmp_path, claims).problems
    assert (problem.code, problem.hint) == ("FD514", "did you mean 'high-tower'?")


def test_a_chain_of_translations_is_answered_with_the_first_original(tmp_path: Path) -> None:
    claims = {
        "tower": {"language": "es", "translation_of": "torre"},
        "torre": {"language": "it"},
        "turm": _translation("de"),
    }

    [problem] = [p for p in check(tmp_path, claims).problems if p.code == "FD520"]
    assert problem.message == "'tower' is itself a translation of 'torre'"
    assert problem.hint == "write 'torre'"


def test_a_circle_of_translations_is_an_error_in_each_file(tmp_path: Path) -> None:
    claims = {
        "tower": {"language": "es", "translation_of": "turm"},
        "turm": _translation("de"),
    }

    assert _found(tmp_path, claims, "FD520") == [
        "claims/tower.yml:16:17 FD520 'turm' is itself a translation of 'tower'",
        "claims/turm.yml:16:17 FD520 'tower' is itself a translation of 'turm'",
    ]


def test_one_language_has_one_text_of_a_review(tmp_path: Path) -> None:
    claims = {
        "tower": {},
        "again": _translation("en"),
        "turm": _translation("de"),
        "zweiter": _translation("DE"),
    }

    assert _found(tmp_path, claims, "FD521") == [
        "claims/again.yml:16:17 FD521 'tower' has the same language, 'en'",
        "claims/zweiter.yml:16:17 FD521 'turm' has the same language, 'de'",
    ]


def test_a_translation_has_the_verdict_of_its_original(tmp_path: Path) -> None:
    withdrawn = {"status": "withdrawn", "withdrawn": {"on": "2026-03-01", "reason": "Wrong."}}
    claims = {
        "tower": {},
        "turm": _translation("de", verdict="false"),
        "tour": _translation("fr", status="in-review"),
        "wall": withdrawn,
        "mauer": {"language": "de", "translation_of": "wall"},
    }

    assert _found(tmp_path, claims, "FD522") == [
        f"claims/{slug}.yml:3:10 FD522 the original is {theirs}, but this translation says {ours}"
        for slug, theirs, ours in (
            ("mauer", "withdrawn", "'mostly-true'"),
            ("turm", "'mostly-true'", "'false'"),
        )
    ]
