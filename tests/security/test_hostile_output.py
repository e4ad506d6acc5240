"""No terminal or runner executes the program's output, whatever a claim file contains."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from security.payloads import COMMANDS, PAYLOADS, REFUSED
from support.site_folder import SiteFolder

#: Sequences that control a terminal, or change how a line reads.
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

HOSTILE = [*COMMANDS, *REFUSED, *PAYLOADS[::9]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """Files whose messages quote hostile texts: wrong words, dates, addresses, names, keys."""
    folder = SiteFolder.begin(tmp_path_factory.mktemp("output") / "desk")
    for n, text in enumerate(HOSTILE):
        claim: dict[str, Any] = {
            "claim": text,
            "claimant": {"name": text, "kind": text},
            "verdict": text,
            "summary": text,
            "published_on": text,
            "language": text,
            "kind": text,
            "sources": [{"id": text, "title": text, "url": text, "derived_from": [text]}],
            "related": [text],
            "aliases": [text],
            "accepted": [{"check": text, "reason": text}],
            "analysis": f"{text} [@nothing]",
            f"k{text}": text,
        }
        folder.write_claim(f"folder/c{n}", claim)
    return folder


def test_no_terminal_obeys_a_report(site: SiteFolder) -> None:
    result = site.run("check")
    assert result.exit_status == 1
    assert len(result.out) > 10_000
    assert OBEYED.findall(result.out) == []
    assert result.err == ""


def test_no_runner_obeys_a_report(site: SiteFolder) -> None:
    """GitHub's runner interprets lines that begin with two colons, and `##[…]` anywhere."""
    for arguments in (["check"], ["build"], ["build", "--strict"]):
        result = site.run(*arguments)
        for line in (result.out + result.err).splitlines():
            assert not line.lstrip().startswith("::"), line
            assert "##[" not in line, line


def test_every_annotation_is_one_line_of_ours(site: SiteFolder) -> None:
    problems = json.loads(site.run("check", "--format", "json").out)["problems"]
    result = site.run("check", "--format", "github")
    lines = result.out.splitlines()
    annotations = [line for line in lines if line.startswith("::")]
    assert len(annotations) == len(problems)
    for line in annotations:
        assert re.match(
            r"::(error|warning|notice) file=claims/folder/c\d+\.yml,line=\d+,col=\d+,"
            r"endColumn=\d+,title=FD\d{3} [\w ,'-]+::",
            line,
        ), line
    for line in set(lines) - set(annotations):
        assert not line.lstrip().startswith("::"), line
        assert "##[" not in line, line
    assert OBEYED.findall(result.out) == []


def test_the_summary_of_a_job_contains_only_text(
    site: SiteFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    summary = tmp_path_factory.mktemp("job") / "summary.md"
    site.run("check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text("utf-8")
    assert OBEYED.findall(text) == []
    assert not re.search(r"<(script|img|svg|iframe|a)\b", text)
    assert not re.search(r"(?<!\\)!?\[[^\]]*\]\(", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_json_is_one_document_for_any_quoted_text(site: SiteFolder) -> None:
    document = json.loads(site.run("check", "--format", "json").out)
    assert {p["path"] for p in document["problems"]} >= {
        f"claims/folder/c{n}.yml" for n in range(len(HOSTILE))
    }


@pytest.mark.parametrize("format_", ["text", "json", "csv"])
def test_a_list_of_hostile_claims_is_a_list(
    format_: str, bridge: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = SiteFolder.begin(tmp_path_factory.mktemp("list") / "desk")
    for n, text in enumerate(PAYLOADS):
        named = {"claim": text, "claimant": text, "topics": [text]}
        folder.write_claim(f"c{n}", bridge | named)
    result = folder.run("list", "--format", format_)
    assert result.exit_status == 0, result.err
    if format_ != "csv":  # for programs, with unescaped texts
        assert OBEYED.findall(result.out) == []
    if format_ == "text":
        assert len(result.out.splitlines()) < len(PAYLOADS) + 10
        assert not [line for line in result.out.splitlines() if line.lstrip().startswith("::")]
    elif format_ == "json":
        assert {claim["claim"] for claim in json.loads(result.out)} == set(PAYLOADS)
