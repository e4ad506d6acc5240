"""`python tests/mutation`: measure whether the tests detect errors; see README.md."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # this folder becomes the package `mutation`

from mutation.mutants import mutants
from mutation.targets import TESTS
from mutation.trials import ROOT, copy_project, load, time_tests, try_mutants


def main(arguments: list[str] | None = None) -> int:
    """Try mutants of the modules, print the survivors, and print the table of scores."""
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no trial continues alone
    load()
    rows = []
    with tempfile.TemporaryDirectory(prefix="mutation-") as work:
        folders = [copy_project(Path(work) / str(n)) for n in range(options.jobs)]
        for module in options.modules:
            rows.append(_try_module(module, folders, options))
            _say(rows[-1])
    _say("\n| Module | Mutants | Tried | Noticed | Survived |\n|---|--:|--:|--:|--:|")
    _say("\n".join(rows))
    return 0


def _try_module(module: str, folders: list[Path], options: argparse.Namespace) -> str:
    """Try a module's mutants, and return its row of the table."""
    path, tests = f"factdesk/{module}", TESTS[module]
    every = mutants((ROOT / path).read_text(encoding="utf-8"))
    tried = every
    if options.sample and options.sample < len(every):
        tried = random.Random(f"{options.seed} {module}").sample(every, options.sample)
    limit = 10 + 4 * time_tests(folders[0], tests)
    endings: Counter[str] = Counter()
    for verdict in try_mutants(tried, path, tests, folders, limit):
        endings[verdict.ending] += 1
        if verdict.ending == "survived":
            _say(f"{path} survived:\n{verdict.mutant.diff}\n")
    survived = endings["survived"]
    return f"| `{module}` | {len(every)} | {len(tried)} | {len(tried) - survived} | {survived} |"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()  # before the next fork, which would inherit the buffer


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", type=_listed, default=list(TESTS), metavar="MODULE",
        help="below factdesk/, such as text/urls.py (default: all that are listed in targets.py)",
    )  # fmt: skip
    parser.add_argument("--sample", type=int, default=0, help="at most so many mutants of a module")
    parser.add_argument("--seed", default="1", help="another seed draws another sample")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="mutants at a time")
    return parser


def _listed(module: str) -> str:
    if module not in TESTS:
        raise argparse.ArgumentTypeError(f"{module} is not in targets.py")
    return module


if __name__ == "__main__":
    sys.exit(main())
