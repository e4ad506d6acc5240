"""Workflows on untrusted changes, and their permissions."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.repository import git
from support.site_folder import BRIDGE, SiteFolder

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


def _script(workflow: str, job: str, step: str) -> str:
    jobs = load(HERE / ".github" / "workflows" / workflow)["jobs"]
    (script,) = [each["run"] for each in jobs[job]["steps"] if each["name"] == step]
    return str(script)


@pytest.mark.parametrize(("workflow", "job"), [("check.yml", "claims"), ("pages.yml", "build")])
def test_what_is_compared_with_the_past_has_all_of_it(workflow: str, job: str) -> None:
    jobs = load(HERE / ".github" / "workflows" / workflow)["jobs"]

    checkouts = [s for s in jobs[job]["steps"] if s.get("uses", "").startswith("actions/checkout@")]

    assert [step["with"]["fetch-depth"] for step in checkouts] == ["0"]


def test_a_site_is_compared_with_the_published_one_before_it_is_built() -> None:
    jobs = load(HERE / ".github" / "workflows" / "pages.yml")["jobs"]
    names = [step["name"] for step in jobs["build"]["steps"]]

    assert names.index("Compare with the published site") < names.index("Build the site")
    script = _script("pages.yml", "build", "Compare with the published site")
    assert script.startswith("python3 build_site.py check")
    assert '--live "${BASE_URL%/}/"' in script


@pytest.mark.usefixtures("needs_git")
@pytest.mark.parametrize("wrong", ["verdict", "removal", "moved"])
def test_a_pull_request_that_changes_a_review_silently_fails(site: SiteFolder, wrong: str) -> None:
    site.write_claim("bridge", BRIDGE)
    git(site.root, "init", "--quiet", "--initial-branch", "main")
    git(site.root, "add", ".")
    git(site.root, "commit", "--quiet", "-m", "x")
    changed = {**BRIDGE, "verdict": "mixed"}
    if wrong == "verdict":
        site.write_claim("bridge", changed)
    else:
        (site.root / "claims/bridge.yml").unlink()
        site.write_claim("harbour/bridge" if wrong == "moved" else "other", changed)
    script = _script("check.yml", "claims", "Check the claims")
    arguments = script.removeprefix("python3 build_site.py ").replace('"$BASE"', "main").split()
    summary = site.root / "summary.md"

    result = site.run(*arguments, GITHUB_STEP_SUMMARY=str(summary))

    assert result.exit_status == 1
    assert "::error file=" in result.out
    assert summary.read_text().count("### ") == 1
