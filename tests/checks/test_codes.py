"""The table of checks is complete and helpful, and each example triggers only its check."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from factdesk.checks.codes import CODES
from factdesk.checks.collection import COLLECTION_CHECKS
from factdesk.checks.field_messages import FIELD_ERRORS
from factdesk.checks.file import FILE_CHECKS
from factdesk.checks.read_errors import READING_FAULTS
from factdesk.checks.run import check_claims
from factdesk.checks.written_pages import PAGE_CHECKS
from factdesk.claims.problem import Problem, Severity
from factdesk.config.reader import parse_config
from factdesk.reading.faults import Reason

GOOD = Path(__file__).parents[1] / "examples" / "positive" / "bridge.yml"
TODAY = dt.date(2026, 11, 24)

#: Checks that a text or a single state cannot trigger; other tests cover them.
ELSEWHERE = {"FD001", "FD002", "FD003", "FD507"}
ELSEWHERE |= {"FD314", "FD315", "FD316", "FD317", "FD318", "FD525"}
#: Checks that need an evidence record; see tests/evidence.
ELSEWHERE |= {code for code in CODES if code.startswith("FD6")}
#: Checks of the configuration.
ELSEWHERE |= {"FD516", "FD517"}
#: Checks that need a picture; see tests/pictures.
ELSEWHERE |= {"FD222", "FD223", "FD224"}  # tests/checks/test_shared_sources.py
ELSEWHERE |= {"FD703", "FD704", "FD706", "FD707"}
#: Checks of written pages, which are not part of the collection.
OF_CLAIMS = [
    code
    for code, check in CODES.items()
    if code not in ELSEWHERE and not check.example.startswith("# docs/")
]


def fields(text: str) -> dict[str, str]:
    """Return the top-level fields of a claim file, each with its lines."""
    pieces = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    return {piece.partition(":")[0]: piece for piece in pieces if piece.strip()}


def files(example: str) -> dict[str, str]:
    """Return the files of an example; lines without a name belong to ``claims/bridge.yml``."""
    if not example.startswith("# "):
        return {"claims/bridge.yml": example}
    pieces = re.split(r"^# (\S.*)\n", example, flags=re.MULTILINE)[1:]
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def over_a_good_claim(lines: str) -> str:
    """Return the valid claim with the fields of the example."""
    if lines and not re.match(r"[a-z_]+:", lines):
        return lines
    good = fields(GOOD.read_text("utf-8"))
    kept = [text for name, text in good.items() if name not in fields(lines)]
    return "".join(kept) + lines


def problems_of(example: str, folder: Path) -> list[Problem]:
    """Return the problems of an example whose files are written to a folder."""
    config = {"site_name": "Bridge Desk", "plugins": ["factdesk"]}
    (folder / "claims").mkdir()
    for name, lines in files(example).items():
        if name == "mkdocs.yml":
            config |= yaml.safe_load(lines)
            (folder / "claims" / "bridge.yml").write_text(GOOD.read_text("utf-8"), "utf-8")
        else:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            is_claim = not path.name.startswith("_")
            path.write_text(over_a_good_claim(lines) if is_claim else lines, "utf-8")

    return list(check_claims(parse_config(config, folder / "mkdocs.yml"), today=TODAY).problems)


@pytest.mark.parametrize("code", OF_CLAIMS)
def test_an_example_is_found_by_its_check_and_by_no_other(code: str, tmp_path: Path) -> None:
    problems = problems_of(CODES[code].example, tmp_path)

    assert {problem.code for problem in problems} == {code}
    assert all(problem.severity is CODES[code].severity for problem in problems)
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("code", OF_CLAIMS)
def test_a_corrected_form_passes_its_check_and_causes_no_error(code: str, tmp_path: Path) -> None:
    problems = problems_of(CODES[code].fixed, tmp_path)

    assert code not in {problem.code for problem in problems}
    # An example shows only the relevant sources, so the valid claim may cite a missing one.
    errors = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    assert errors <= {"FD203"}


@pytest.mark.parametrize("code", CODES)
def test_every_check_says_what_why_and_what_to_do(code: str) -> None:
    check = CODES[code]

    assert re.fullmatch(r"FD[0-7]\d\d", code)
    assert check.rule.endswith(".")
    assert "\n" not in check.rule
    assert check.why.endswith(".")
    assert not check.hint.endswith(".")
    assert check.hint[0].islower()
    assert check.name[0].islower() or check.name == "[@id]"
    assert check.example.strip()
    assert check.fixed.strip()


def test_codes_stand_in_order() -> None:
    assert list(CODES) == sorted(CODES)


def test_the_names_of_checks_are_unique() -> None:
    assert len({check.name for check in CODES.values()}) == len(CODES)


def test_every_refusal_of_the_reader_has_a_code() -> None:
    assert set(READING_FAULTS) == set(Reason)
    assert set(READING_FAULTS.values()) <= set(CODES)


def test_every_refusal_of_a_type_has_a_code() -> None:
    assert {code for code, _ in FIELD_ERRORS.values()} <= set(CODES)


def test_only_warnings_about_the_claim_itself_can_be_accepted() -> None:
    acceptable = {code for code, check in CODES.items() if check.can_be_accepted}

    assert all(CODES[code].severity is Severity.WARNING for code in acceptable)
    assert {"FD208", "FD209", "FD501", "FD504"} <= acceptable
    assert not {"FD012", "FD111", "FD507"} & acceptable


def test_every_check_is_in_a_list() -> None:
    """A check in a module that no list names would never run."""
    modules = (Path(__file__).parents[2] / "factdesk/checks").glob("*.py")
    defined = [
        code
        for module in modules
        for code in re.findall(r'^@check\("(FD\d+)"', module.read_text("utf-8"), re.MULTILINE)
    ]

    listed = [each.code.code for each in (*FILE_CHECKS, *COLLECTION_CHECKS, *PAGE_CHECKS)]

    assert len(listed) > 50
    assert sorted(listed) == sorted(defined)
