"""A new user with a clean machine and the wheel, from nothing to a first claim on a page."""

import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

THREE_STEPS = """\
      scale:
        - name: haelt-stand
          tone: "true"
          number: 3
          label: Hält stand
          definition: Die Belege stützen es.
        - name: zum-teil
          tone: mixed
          number: 2
          label: Zum Teil
        - name: haelt-nicht-stand
          tone: "false"
          number: 1
          label: Hält nicht stand
"""


@dataclass(frozen=True)
class Stranger:
    """The scenario: the claim, its verdict, a mistake in it, and the expected page and output."""

    language: str
    claim: str
    slug: str
    verdict: str
    slip: str
    label: str
    written: str
    unknown: str
    meant: str
    scale: str = ""


#: The step that fetches the log of the published site.
COMPARISON = "Compare with the published site"

ENGLISH = Stranger(
    "en",
    "The town's new bridge cost twice its budget",
    "the-towns-new-bridge-cost-twice-its-budget",
    verdict="mostly-true",
    slip="mostly-ture",
    label="Mostly true",
    written="Wrote {file} as a draft.",
    unknown="unknown verdict 'mostly-ture'",
    meant="did you mean 'mostly-true'?",
)
GERMAN = Stranger(
    "de",
    "Die neue Brücke kostete das Doppelte",
    "die-neue-bruecke-kostete-das-doppelte",
    verdict="zum-teil",
    slip="zum-tiel",
    label="Zum Teil",
    written="{file} als Entwurf geschrieben.",
    unknown="unbekanntes Urteil „zum-tiel“",
    meant="meinten Sie „zum-teil“?",
    scale=THREE_STEPS,
)


class Machine:
    """A machine without our checkout: a Python with the program, git, and a folder for the site."""

    def __init__(self, python: Path, site: Path) -> None:
        self.site = site
        self._environment = {
            "PATH": os.pathsep.join([str(python.parent), os.environ["PATH"]]),
            "HOME": str(site.parent),
            "GITHUB_OUTPUT": str(site.parent / "output"),
            "GITHUB_STEP_SUMMARY": str(site.parent / "summary"),
            **{
                f"GIT_{who}_{what}": "stranger@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the site's folder, as a user would type it."""
        return subprocess.run(
            command,
            cwd=self.site if self.site.exists() else self.site.parent,
            env={**self._environment, **variables},
            capture_output=True,
            text=True,
            check=False,
        )

    def commit(self) -> str:
        """Commit everything, and return the commit id."""
        for command in (["add", "--all"], ["commit", "--quiet", "--message", "What we have"]):
            assert self.run("git", *command).returncode == 0
        return self.run("git", "rev-parse", "HEAD").stdout.strip()

    def workflow(
        self, name: str, *, without: str = "", **variables: str
    ) -> dict[str, subprocess.CompletedProcess[str]]:
        """Run the command steps of a workflow's first job, except for one by name."""
        text = (self.site / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
        [job, *_] = yaml.load(text, yaml.BaseLoader)["jobs"].values()
        done = {}
        for step in job["steps"]:
            if "run" in step and step["name"] != without:
                given = {**job.get("env", {}), **step.get("env", {}), **variables}
                done[step["name"]] = self.run("bash", "-e", "-c", step["run"], **given)
        return done

    def fill_in(self) -> None:
        """Fill in all placeholders."""
        for page in (self.site / "docs").glob("*.md"):
            text = re.sub(
                r"\[(FILL IN|AUSFÜLLEN):[^\]]*\]",
                "We have filled this in.",
                page.read_text("utf-8"),
            )
            page.write_text(text, "utf-8")

    def replace(self, path: str, before: str, after: str) -> None:
        """Edit a file, as an editor does."""
        text = (self.site / path).read_text("utf-8")
        assert before in text, f"{before!r} is not in {path}"
        (self.site / path).write_text(text.replace(before, after), "utf-8")


@pytest.mark.usefixtures("needs_git")
@pytest.mark.parametrize("who", [ENGLISH, GERMAN], ids=lambda who: who.language)
def test_a_stranger_gets_from_nothing_to_a_checked_claim_on_a_page(
    who: Stranger,
    installed: Path,
    make_python: Callable[[Path], Path],
    install: Callable[..., str],
    tmp_path: Path,
    open_tab: Callable[..., Page],
    serve: Callable[..., str],
) -> None:
    machine = Machine(installed, tmp_path / "checks")
    begin(machine, who)
    make_venv(machine, make_python, install)
    base = machine.commit()

    # Nothing is published while a page has placeholders.
    strict = machine.run("python3", "build_site.py", "build", "--strict")
    assert strict.returncode == 1
    assert "docs/about.md:11:" in strict.stderr
    assert "FD510" in strict.stderr
    machine.fill_in()

    # An invalid claim is reported on its line.
    draft_claim(machine, who)
    machine.replace(f"claims/{who.slug}.yml", "\nverdict:\n", f"\nverdict: {who.slip}\n")
    machine.commit()
    steps = machine.workflow("check", BASE=base)
    line = line_of(machine, who, "verdict: ")
    assert steps["Check the claims"].returncode == 1
    assert f"::error file=claims/{who.slug}.yml,line={line}," in steps["Check the claims"].stdout
    assert steps["Build the site"].returncode == 1
    shown = machine.run("python3", "build_site.py", "check")
    lines = shown.stdout.splitlines()
    assert f"claims/{who.slug}.yml:{line}:10: FD103 {who.unknown}" in lines
    assert f"{who.meant}\n" in shown.stdout

    # After the fix, it passes the check of a pull request, and is published.
    machine.replace(f"claims/{who.slug}.yml", who.slip, who.verdict)
    machine.commit()
    for name, step in machine.workflow("check", BASE=base).items():
        assert step.returncode == 0, (name, step.stdout, step.stderr)
        assert "Setting up" not in step.stderr
    # There is no site at this address; tests/setup tests the comparison with the published site.
    steps = machine.workflow("pages", without=COMPARISON, BASE_URL="https://checks.example.org/")
    for name, step in steps.items():
        assert step.returncode == 0, (name, step.stdout, step.stderr)

    for path in ("/", "/deep/checks/"):
        look(open_tab(), serve(machine.site / "site", path), who)


def begin(machine: Machine, who: Stranger) -> None:
    """Create the site, optionally with its own scale."""
    options = ["--name", "R&D Checks", "--repo", "example/checks", "--language", who.language]
    started = machine.run("factdesk", "init", str(machine.site), *options)
    assert (started.returncode, started.stderr) == (0, "")
    assert machine.run("git", "init", "--quiet", "--initial-branch", "main").returncode == 0
    if who.scale:
        config = machine.site / "mkdocs.yml"
        text = re.sub(r"      scale:\n(?:        .*\n)+", who.scale, config.read_text("utf-8"))
        config.write_text(text, "utf-8")
        # The example claim uses the scale that was replaced.
        for example in (machine.site / "claims").glob("[!_]*.yml"):
            example.unlink()


def make_venv(
    machine: Machine, make_python: Callable[[Path], Path], install: Callable[..., str]
) -> None:
    """Create the .venv that build_site.py would create from the package index."""
    python = make_python(machine.site / ".venv")
    [wheel] = (machine.site / "vendor").glob("*.whl")
    assert install(python, str(wheel), cwd=machine.site) == ""
    stamp = (
        "from build_site import *; LOCK.touch();"
        "STAMP.write_text(json.dumps(facts(RUNTIME, BASE_PYTHON)))"
    )
    assert machine.run("python3", "-c", stamp).returncode == 0


def draft_claim(machine: Machine, who: Stranger) -> None:
    """Create a claim with `new`, which passes the check, and fill in all but the verdict."""
    new = machine.run("python3", "build_site.py", "new", who.claim)
    assert new.returncode == 0, new.stderr
    file = f"claims/{who.slug}.yml"
    assert new.stdout.startswith(f"{who.written.format(file=file)}\n")
    assert machine.run("python3", "build_site.py", "check", "--strict").returncode == 0
    machine.replace(file, "\nclaimant:\n", "\nclaimant: Example Gazette\n")
    machine.replace(file, "\nsummary:\n", "\nsummary: It cost 1.9 times its budget.\n")
    machine.replace(file, "\npublished_on:\n", "\npublished_on: 2026-03-01\n")
    sources = "sources:\n" + "".join(
        f"  - title: {title}\n    url: https://example.org/{title}\n    kind: primary\n"
        for title in ("minutes", "account")
    )
    machine.replace(file, "status: draft\n", sources)


def line_of(machine: Machine, who: Stranger, beginning: str) -> int:
    lines = (machine.site / "claims" / f"{who.slug}.yml").read_text("utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(beginning))


def look(page: Page, address: str, who: Stranger) -> None:
    """Open the site as a reader does: the home page, then the claim by its link."""
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    expect(page.get_by_text("R&D Checks").first).to_be_visible()
    open_claim(page, who)
    assert page.url == f"{address}claims/{who.slug}/"
    assert faults == []
    assert [
        url for url in asked if not url.startswith(address) and not url.startswith("data:")
    ] == []


def open_claim(page: Page, who: Stranger) -> None:
    page.get_by_role("link", name=who.claim).first.click()
    expect(page.locator("html")).to_have_attribute("lang", who.language)
    expect(page.get_by_role("heading", level=1)).to_contain_text(who.claim)
    expect(page.get_by_text(who.label, exact=True).first).to_be_visible()
