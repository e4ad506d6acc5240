"""What is measured: one row for each target, each a function that returns figures by name."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import DEVNULL, Popen

from bench import corpus, pages, sites
from bench.measuring import Took, paired, peak_memory
from bench.peers import Peers, factdesk, remove

from factdesk.config.site_config import Output

Figures = dict[str, float]
MEGABYTE = 1_000_000


@dataclass
class Bench:
    """One run of the benchmark: where its sites are, and how often each command runs."""

    work: Path
    runs: int
    peers: Peers | None
    _made: set[Path] = field(default_factory=set)

    def site(self, program: str, count: int, outputs: tuple[str, ...] = ()) -> Path:
        """Return a site of so many claims, made when it is first asked for."""
        folder = self.work / "-".join([program, str(count), *outputs])
        if folder not in self._made:
            remove(folder)
            if program == "factdesk":
                sites.write_factdesk_site(folder, count, outputs)
            else:
                {"hugo": sites.write_hugo_site, "mkdocs": sites.write_mkdocs_site}[program](
                    folder, count
                )
            self._made.add(folder)
        return folder


def cold(bench: Bench, count: int) -> Figures:
    """A cold build of everything but the outputs that a site can do without; Hugo beside it."""
    ours = factdesk(bench.site("factdesk", count), "build", cold=True)
    if bench.peers is None:
        (took,) = paired([ours], bench.runs)
        return _seconds("factdesk", took)
    hugo = bench.peers.hugo(bench.site("hugo", count))
    took, theirs = paired([ours, hugo], bench.runs)
    return {
        **_seconds("factdesk", took),
        **_seconds("hugo", theirs),
        "wall / hugo": took.wall / theirs.wall,
        "cpu / hugo": took.cpu / theirs.cpu,
    }


def against_mkdocs(bench: Bench, count: int) -> Figures:
    """The same beside MkDocs with Material, its pages out of the navigation."""
    if bench.peers is None:
        return {}
    ours = factdesk(bench.site("factdesk", count), "build", cold=True)
    mkdocs = bench.peers.mkdocs(bench.site("mkdocs", count))
    took, theirs = paired([ours, mkdocs], 1)
    return {**_seconds("mkdocs", theirs), "mkdocs cpu / ours": theirs.cpu / took.cpu}


def with_claim_files(bench: Bench, count: int) -> Figures:
    """A cold build with each claim's own JSON, embed and oEmbed files, beside one without."""
    plain = factdesk(bench.site("factdesk", count), "build", cold=True)
    whole = factdesk(bench.site("factdesk", count, ("data", "embeds")), "build", cold=True)
    without, with_ = paired([plain, whole], bench.runs)
    return {**_seconds("with", with_), "wall / without": with_.wall / without.wall}


def full_text(bench: Bench, count: int) -> Figures:
    """What the full-text index adds to a cold build, and its memory."""
    plain = factdesk(bench.site("factdesk", count), "build", cold=True)
    searched = factdesk(bench.site("factdesk", count, ("search",)), "build", cold=True)
    without, with_ = paired([plain, searched], 1)
    peak = peak_memory(searched) or 0
    return {"cpu added": with_.cpu - without.cpu, "memory MB": peak / MEGABYTE}


def memory(bench: Bench, count: int) -> Figures:
    """The peak of a cold build, of all its processes together."""
    figures = {}
    commands = {"factdesk": factdesk(bench.site("factdesk", count), "build", cold=True)}
    if bench.peers is not None:
        commands["hugo"] = bench.peers.hugo(bench.site("hugo", count))
    for name, command in commands.items():
        if peak := peak_memory(command):
            figures[f"{name} MB"] = peak / MEGABYTE
    return figures


def unchanged(bench: Bench, count: int) -> Figures:
    """A further build, nothing changed."""
    site = bench.site("factdesk", count)
    paired([factdesk(site, "build")], 1)
    (took,) = paired([factdesk(site, "build")], bench.runs)
    return _seconds("factdesk", took)


def one_changed(bench: Bench, count: int) -> Figures:
    """A further build, the summary of one claim changed since the last one.

    A build starts from the site before last, so two are made before.
    """
    site = bench.site("factdesk", count)
    edits = _edits(site, count)
    command = factdesk(site, "build")
    edited = replace(command, prepare=lambda: next(edits))
    paired([edited], 2)
    (took,) = paired([edited], bench.runs)
    return _seconds("factdesk", took)


def previewed(bench: Bench, count: int) -> Figures:
    """From saving a claim's file to its page in ``serve``."""
    site = bench.site("factdesk", count)
    edits = _edits(site, count)
    slug = next(corpus.claims(1)).slug
    with _serving(site) as address:
        times = []
        for n in range(1, bench.runs + 1):
            begun = time.perf_counter()
            next(edits)
            while f"Edited {n}." not in _fetched(f"{address}claims/{slug}/"):
                time.sleep(0.01)
            times.append(time.perf_counter() - begun)
    return {"save to page": sorted(times)[len(times) // 2]}


def checked(bench: Bench, count: int) -> Figures:
    """``check``, for the first time and a second time."""
    site = bench.site("factdesk", count)
    first = factdesk(site, "check", cold=True)
    again = factdesk(site, "check")
    took, took_again = paired([first, again], bench.runs)
    return {**_seconds("cold", took), **_seconds("again", took_again)}


def page(bench: Bench, count: int) -> Figures:
    """What the page of a claim weighs, of middle size among all, with all that it can have."""
    site = bench.site("factdesk", count, tuple(Output))
    paired([factdesk(site, "build", cold=True)], 1)
    middle = pages.median_claim_page(site / "site")
    return {
        "HTML kB": pages.html_bytes(middle) / 1000,
        "first visit kB": pages.transferred(middle, site / "site") / 1000,
    }


#: The rows, by what they are called, with the sizes at which they have a target.
ROWS: dict[str, tuple[Callable[[Bench, int], Figures], tuple[int, ...]]] = {
    "cold build": (cold, (100, 1_000, 10_000, 100_000)),
    "beside MkDocs with Material": (against_mkdocs, (1_000, 10_000)),
    "with each claim's own files": (with_claim_files, (10_000,)),
    "full-text index": (full_text, (10_000,)),
    "memory": (memory, (10_000, 100_000)),
    "nothing changed": (unchanged, (10_000,)),
    "one claim changed": (one_changed, (10_000,)),
    "one claim changed, preview": (previewed, (10_000,)),
    "check": (checked, (10_000,)),
    "a claim's page": (page, (100, 10_000)),
}


def _seconds(name: str, took: Took) -> Figures:
    return {f"{name} wall s": took.wall, f"{name} cpu s": took.cpu}


def _edits(site: Path, count: int) -> Iterator[None]:
    """Change the summary of the first claim each time that this is advanced."""
    claim = next(corpus.claims(1))
    file = sites.claim_file(site, claim)
    text = file.read_text("utf-8")
    try:
        for n in range(1, 1_000):
            file.write_text(text.replace(claim.summary, f"Edited {n}. {claim.summary}"), "utf-8")
            yield
    finally:
        file.write_text(text, "utf-8")


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    command = factdesk(site, "serve", "--address", "127.0.0.1:8765")
    process = Popen(command.words, cwd=site, stdout=DEVNULL, stderr=DEVNULL)
    try:
        address = "http://127.0.0.1:8765/bench/"
        deadline = time.monotonic() + 300
        while not _fetched(address):
            if time.monotonic() > deadline or process.poll() is not None:
                raise RuntimeError("the preview did not start")
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _fetched(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""
