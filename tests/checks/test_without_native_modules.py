"""The checks of one file need no module that browsers lack, and give the same results there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted((ROOT / "tests/examples").rglob("*.yml")),
    *sorted((ROOT / "claims").rglob("*.yml"))[:3],
]

#: Checks the files on standard input, and prints the problems of each.
CHECK = """
import datetime as dt, json, sys
for name in {blocked!r}:
    sys.modules[name] = None
from factdesk.checks.file import check_file
from factdesk.checks.context import Context
from factdesk.reading.claim_file import read_claim_file
found = {{}}
for path in json.load(sys.stdin):
    file = read_claim_file(path)
    problems = check_file(file, Context(today=dt.date(2026, 11, 24))).problems
    found[path] = [
        [p.code, p.message, p.hint, p.place.line, p.place.column, *p.field]
        for p in problems if p.code != "FD221"
    ]
others = {{name.partition(".")[0] for name in sys.modules if sys.modules[name]}}
print(json.dumps([found, sorted(others - set(sys.stdlib_module_names) - set({needed!r}))]))
"""
#: Modules without a build for browsers. There, the browser's own parser replaces ``ada_url``.
BLOCKED = (
    "yaml._yaml", "comrak", "nh3", "markupsafe", "selectolax",
    "jinja2", "mkdocs", "click", "urllib3", "pypdfium2", "PIL", "fontTools", "lxml", "sqlite3",
)  # fmt: skip


#: The packages of the checker in a browser, and ada_url, which has a replacement there.
NEEDED = (
    "factdesk", "anyascii", "babel", "msgspec", "rapidfuzz", "typing_extensions", "yaml", "ada_url",
)  # fmt: skip


def findings(
    blocked: tuple[str, ...], **environment: str
) -> tuple[dict[str, list[object]], list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", CHECK.format(blocked=blocked, needed=NEEDED)],
        input=json.dumps([str(file) for file in FILES]),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )
    found, others = json.loads(done.stdout)
    return found, others


def test_the_same_problems_are_found_without_native_modules() -> None:
    """Except dead links in an analysis (FD221), for which the build needs its Markdown engine."""
    here, _ = findings(())
    there, others = findings(BLOCKED, RAPIDFUZZ_IMPLEMENTATION="python")

    # The Python parser accepts line separators that libyaml rejects, but the file is refused
    # anyway.
    for found in (here, there):
        found.pop(str(ROOT / "tests/examples/negative/characters.yml"))
    assert there == here
    assert [name for name in others if not name.startswith(("_", "cython"))] == []
