"""What runs on other people's changes, and with which rights."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_site import HERE

WORKFLOWS = sorted((HERE / ".github" / "workflows").glob("*.yml"))
every_workflow = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)


def load(file: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
    return content


@every_workflow
def test_rights_are_given_to_single_jobs_only(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"], name


@every_workflow
def test_a_pull_request_gets_no_secret_and_no_right_to_write(file: Path) -> None:
    workflow, text = load(file), file.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert "workflow_run" not in text
    if "pull_request" in workflow["on"]:
        assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())


@every_workflow
def test_no_script_has_anything_put_into_it(file: Path) -> None:
    for job in load(file)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


@every_workflow
def test_every_action_is_pinned_to_a_commit_and_names_its_version(file: Path) -> None:
    uses = re.findall(r"uses: *(.*)", file.read_text(encoding="utf-8"))
    assert uses
    for action in uses:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@every_workflow
def test_a_checkout_leaves_no_token_behind(file: Path) -> None:
    for job in load(file)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_the_jobs_that_sign_and_publish_run_none_of_our_code() -> None:
    jobs = load(HERE / ".github" / "workflows" / "pages.yml")["jobs"]
    for job in jobs.values():
        if "write" in job["permissions"].values():
            assert not [step for step in job["steps"] if "run" in step]
            assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_the_tests_run_on_every_system_and_python_that_the_project_names() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]
    named = [line.rpartition(" ")[2] for line in project["classifiers"] if ":: 3." in line]
    jobs = load(HERE / ".github" / "workflows" / "program.yml")["jobs"]

    matrix = jobs["tests"]["strategy"]["matrix"]

    assert matrix["python"] == named
    assert matrix["system"] == ["ubuntu", "macos", "windows"]


def test_a_pull_request_of_claims_does_not_run_the_programs_tests() -> None:
    on = load(HERE / ".github" / "workflows" / "program.yml")["on"]
    assert "claims/**" in on["pull_request"]["paths-ignore"]
    assert on["push"] == {"branches": ["main"]}
