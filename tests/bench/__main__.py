"""`python tests/bench`: measure the program next to others; see README.md."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

# This folder becomes the package `bench`, and the checkout is the program.
sys.path[:1] = [str(Path(__file__).parents[n]) for n in (1, 2)]

from bench.measuring import CommandFailed
from bench.peers import ROOT, Peers, delete_removed
from bench.report import Results, machine, table, write_into
from bench.rows import ROWS, Bench


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and write the figures as JSON."""
    options = _parser().parse_args(arguments)
    peers = None if options.without_peers else Peers(options.work / "peers")
    if peers is not None:
        peers.install()
    failed: list[str] = []
    bench = Bench(options.work, options.runs, peers)
    try:
        results = measure(bench, options.sizes, options.rows, failed)
    finally:
        delete_removed(options.work)
    about = machine(peers.versions() if peers else {}, options.runs)
    before = json.loads(options.against.read_text())["results"] if options.against else None
    print(table(results, about, before))
    if options.json:
        options.json.write_text(json.dumps({"about": about, "results": results}, indent=2) + "\n")
    if options.into:
        write_into(options.into, results, about)
    return 1 if failed else 0


def measure(bench: Bench, sizes: list[int], rows: list[str], failed: list[str]) -> Results:
    """Return the figures of these rows, each at those of these sizes for which it has a target.

    Rows that could not be measured are added to ``failed``, and the others are still returned.
    """
    results: Results = {}
    for row in rows:
        function, fitting = ROWS[row]
        for count in (size for size in sizes if size in fitting or len(sizes) == 1):
            print(f"{row}, {count:,} claims …", file=sys.stderr)
            try:
                figures = function(bench, count)
            except (CommandFailed, RuntimeError) as error:
                print(error, file=sys.stderr)
                failed.append(row)
                figures = {}
            results.setdefault(row, {})[str(count)] = figures
    return results


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python tests/bench", description=__doc__)
    parser.add_argument(
        "--sizes", type=lambda text: [int(size) for size in text.split(",")],
        default=[100, 1_000, 10_000], help="numbers of claims (default: 100,1000,10000)",
    )  # fmt: skip
    parser.add_argument("--rows", nargs="+", choices=list(ROWS), default=list(ROWS))
    parser.add_argument("--runs", type=int, default=3, help="of each command; medians are shown")
    parser.add_argument("--without-peers", action="store_true", help="measure only ourselves")
    parser.add_argument("--json", type=Path, help="where the figures are written", metavar="FILE")
    parser.add_argument("--into", type=Path, help="write into this handbook page", metavar="FILE")
    parser.add_argument("--against", type=Path, help="an earlier run's figures", metavar="FILE")
    parser.add_argument(
        "--work", type=Path, default=ROOT / ".factdesk" / "bench", metavar="DIR",
        help="where corpora and peers are kept (default: .factdesk/bench)",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
