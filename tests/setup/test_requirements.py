"""Installed packages: pinned, hashed, and the same for the build and its tests."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from support.requirements import pins

from build_site import PROJECT, RUNTIME, TESTS

FILES = pytest.mark.parametrize("file", [RUNTIME, TESTS], ids=["runtime", "tests"])


def blocks(file: Path) -> list[str]:
    """Each requirement with its hashes, on one line."""
    text = re.sub(r"^\s*#.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return re.sub(r"\\\n\s*", "", text).splitlines()


@FILES
def test_every_requirement_has_an_exact_version_and_hashes(file: Path) -> None:
    assert blocks(file)
    for block in blocks(file):
        assert re.fullmatch(r"[\w.-]+==[^\s;]+( ; [^#]+?)? (--hash=sha256:[0-9a-f]{64} ?)+", block)


@FILES
def test_no_requirements_file_contains_an_index_address(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "//" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


@FILES
def test_the_header_says_how_the_file_is_renewed(file: Path) -> None:
    assert "uv pip compile --upgrade" in file.read_text(encoding="utf-8").splitlines()[1]


def test_the_tests_run_with_the_versions_that_build_the_site() -> None:
    runtime, tests = pins(RUNTIME), pins(TESTS)
    assert {name: tests.get(name) for name in runtime} == runtime


def test_the_pins_are_within_the_ranges_that_the_project_names() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    wanted = {
        RUNTIME: [*project["project"]["dependencies"], *project["dependency-groups"]["build"]],
        TESTS: [
            *project["project"]["optional-dependencies"]["test"],
            *project["dependency-groups"]["lint"],
        ],
    }
    for file, lines in wanted.items():
        pinned = {canonicalize_name(name): versions for name, versions in pins(file).items()}
        for requirement in map(Requirement, lines):
            for version in pinned[canonicalize_name(requirement.name)] - {None}:
                assert version in requirement.specifier, requirement


def test_the_pinned_build_backend_is_the_required_one() -> None:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    assert project["build-system"]["requires"] == project["dependency-groups"]["build"]
