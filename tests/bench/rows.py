"""The rows of the benchmark, one for each target: functions that return figures by name.

Every command is a new process with its own hash seed. Unless a row says otherwise, the site has its
default outputs and an address.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import corpus, pages, records, sites
from bench.measuring import Took, paired, peak_memory, run, run_all
from bench.peers import ROOT, Peers, factdesk, remove

Figures = dict[str, float]
MEGABYTE = 1_000_000
#: The outputs without pictures for shared links, which no other program draws.
WITHOUT_CARDS = ("data", "embeds", "search")


@dataclass
class Bench:
    """One run of the benchmark: where its sites are, and how often each command runs."""

    work: Path
    runs: int
    peers: Peers | None
    _made: set[Path] = field(default_factory=set)

    def site(self, count: int, outputs: tuple[str, ...] | None = None) -> Path:
        """Return a site of this number of claims, created on first use.

        Without ``outputs``, it has the default ones.
        """
        name = "default" if outputs is None else "-".join(["only", *outputs])
        return self._once(
            self.work / f"factdesk-{count}-{name}",
            lambda folder: sites.write_factdesk_site(folder, count, outputs),
        )

    def hugo_site(self, count: int) -> Path:
        """Return the same claims as a site for Hugo."""
        return self._once(
            self.work / f"hugo-{count}", lambda folder: sites.write_hugo_site(folder, count)
        )

    def recorded_site(self, count: int) -> Path:
        """Return a site with an evidence record for each claim, and four quotations in each."""
        return self._once(
            self.work / f"recorded-{count}", lambda folder: records.write_site(folder, count)
        )

    def _once(self, folder: Path, write: Callable[[Path], None]) -> Path:
        if folder not in self._made:
            remove(folder)
            write(folder)
            self._made.add(folder)
        return folder


def cold(bench: Bench, count: int) -> Figures:
    """A cold build with data, embeddable cards and search, without pictures; next to Hugo."""
    return _beside_hugo(bench, count, WITHOUT_CARDS)


def cold_without_outputs(bench: Bench, count: int) -> Figures:
    """A cold build without optional outputs; next to Hugo."""
    return _beside_hugo(bench, count, ())


def _beside_hugo(bench: Bench, count: int, outputs: tuple[str, ...]) -> Figures:
    ours = factdesk(bench.site(count, outputs), "build", cold=True)
    if bench.peers is None:
        (took,) = paired([ours], bench.runs)
        return _seconds("factdesk", took)
    took, theirs = paired([ours, bench.peers.hugo(bench.hugo_site(count))], bench.runs)
    return {
        **_seconds("factdesk", took),
        **_seconds("hugo", theirs),
        "cpu / hugo": took.cpu / theirs.cpu,
    }


def same_job(bench: Bench, count: int) -> Figures:
    """A cold build with data, embeddable cards and search; next to four programs in a row."""
    if bench.peers is None:
        return {}
    site = bench.site(count, WITHOUT_CARDS)
    ours = factdesk(site, "build", cold=True)
    schema = ROOT / ".vscode" / "claim.schema.json"
    theirs = bench.peers.same_job(bench.hugo_site(count), site / "claims", schema)
    turns = [(run(ours), run_all(theirs)) for _ in range(bench.runs)]
    took, others = (_median([turn[n] for turn in turns]) for n in (0, 1))
    return {
        **_seconds("factdesk", took),
        **_seconds("others", others),
        "cpu / others": took.cpu / others.cpu,
    }


def cards(bench: Bench, count: int) -> Figures:
    """The cost of drawing the pictures for shared links in a cold build, per claim."""
    plain = factdesk(bench.site(count, ()), "build", cold=True)
    drawn = factdesk(bench.site(count, ("cards",)), "build", cold=True)
    without, with_ = paired([plain, drawn], bench.runs)
    return {"cpu ms each": (with_.cpu - without.cpu) / count * 1000}


def unchanged(bench: Bench, count: int) -> Figures:
    """Another build without any change."""
    build = factdesk(bench.site(count), "build")
    run(build)
    (took,) = paired([build], bench.runs)
    return _seconds("factdesk", took)


def one_changed(bench: Bench, count: int) -> Figures:
    """Another build after each kind of change of one claim.

    A build starts from the site before last, so two builds precede each measured one.
    """
    site = bench.site(count)
    build = factdesk(site, "build")
    run(build)
    figures: Figures = {}
    for kind, edits in kinds_of_edits(site).items():
        edited = replace(build, prepare=lambda edits=edits: next(edits))  # type: ignore[misc]
        run(edited)
        (took,) = paired([edited], bench.runs)
        edits.close()
        figures |= {f"{kind} wall s": took.wall, f"{kind} cpu s": took.cpu}
    run(build)
    return figures


def checked(bench: Bench, count: int) -> Figures:
    """``check``, for the first time and a second time."""
    site = bench.site(count)
    first, again = factdesk(site, "check", cold=True), factdesk(site, "check")
    took, took_again = paired([first, again], bench.runs)
    return {**_seconds("cold", took), **_seconds("again", took_again)}


def proven(bench: Bench, count: int) -> Figures:
    """The cost of four recorded quotations per claim in ``check``, and ``evidence verify``."""
    site = bench.recorded_site(count)
    evidence, aside = site / "claims/_evidence", site / "aside"

    def without_records() -> None:
        remove(site / ".factdesk")
        evidence.rename(aside)

    def with_records() -> None:
        remove(site / ".factdesk")
        aside.rename(evidence)

    check = factdesk(site, "check")
    verify = factdesk(site, "evidence", "verify")
    without, with_, first, again = paired(
        [replace(check, prepare=without_records), replace(check, prepare=with_records), verify,
         verify], bench.runs,
    )  # fmt: skip
    return {
        "cpu s added to check": with_.cpu - without.cpu,
        "verify cpu s": first.cpu,
        "verify again cpu s": again.cpu,
    }


def first_site(bench: Bench, count: int) -> Figures:
    """The first build of the site in this repository."""
    folder = bench.work / "first-site"
    remove(folder)
    for name in ("docs", "claims"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (took,) = paired([factdesk(folder, "build", cold=True)], bench.runs)
    sizes = [pages.html_bytes(page) for page in pages.claim_pages(folder / "site")]
    middle = pages.median_claim_page(folder / "site")
    return {
        **_seconds("factdesk", took),
        "median claim page HTML kB": statistics.median(sizes) / 1000,
        "first visit kB": pages.transferred(middle, folder / "site") / 1000,
    }


def memory(bench: Bench, count: int) -> Figures:
    """The peak memory of a cold build with all outputs but pictures, of all its processes."""
    commands = {"factdesk": factdesk(bench.site(count, WITHOUT_CARDS), "build", cold=True)}
    if bench.peers is not None:
        commands["hugo"] = bench.peers.hugo(bench.hugo_site(count))
    peaks = {name: peak_memory(command) for name, command in commands.items()}
    return {f"{name} MB": peak / MEGABYTE for name, peak in peaks.items() if peak}


#: The rows by name, with the sizes for which they have a target.
ROWS: dict[str, tuple[Callable[[Bench, int], Figures], tuple[int, ...]]] = {
    "cold build with data, embeds and search": (cold, (1_000, 10_000)),
    "cold build without optional outputs": (cold_without_outputs, (1_000, 10_000, 100_000)),
    "the same job with other programs": (same_job, (1_000, 10_000)),
    "pictures for shared links": (cards, (1_000,)),
    "one claim changed": (one_changed, (1_000, 10_000)),
    "nothing changed": (unchanged, (1_000, 10_000)),
    "check": (checked, (1_000, 10_000)),
    "quotations proven": (proven, (10_000,)),
    "the first site": (first_site, (100,)),
    "memory": (memory, (10_000, 100_000)),
}


def _seconds(name: str, took: Took) -> Figures:
    return {f"{name} wall s": took.wall, f"{name} cpu s": took.cpu}


def _median(took: list[Took]) -> Took:
    return Took(
        statistics.median(each.wall for each in took), statistics.median(each.cpu for each in took)
    )


def kinds_of_edits(site: Path) -> dict[str, Generator[None]]:
    """Return each kind of change of one claim; closing the generator reverts all changes."""
    (first,) = corpus.claims(1)
    file = sites.claim_file(site, first)
    others = sorted(each for each in (site / "claims").rglob("*.yml") if each != file)
    return {
        "analysis": _replacing(file, "analysis: |\n", "analysis: |\n  Edited {n}.\n\n"),
        "summary": _replacing(file, "summary: ", "summary: Edited {n}. "),
        "verdict": _replacing(file, f"verdict: {first.verdict}\n", "verdict: {verdict}\n"),
        "claim": _replacing(file, "claim: ", "claim: Edited {n}, "),
        "new claim": _adding(file),
        "deleted claim": _deleting(others),
    }


def _replacing(file: Path, old: str, new: str) -> Generator[None]:
    """Change a claim file on each step; restore it at the end."""
    text = file.read_text("utf-8")
    verdicts = [each for each in corpus.VERDICTS if f"verdict: {each}\n" not in text]
    try:
        for n in range(1_000):
            verdict = verdicts[n % len(verdicts)]
            file.write_text(text.replace(old, new.format(n=n, verdict=verdict), 1), "utf-8")
            yield
    finally:
        file.write_text(text, "utf-8")


def _adding(like: Path) -> Generator[None]:
    """Add a claim file on each step; remove them at the end."""
    made: list[Path] = []
    text = like.read_text("utf-8")
    try:
        for n in range(1_000):
            made.append(like.with_name(f"a-new-claim-{n}.yml"))
            made[-1].write_text(text.replace("claim: ", f"claim: New number {n}, ", 1), "utf-8")
            yield
    finally:
        for file in made:
            file.unlink()


def _deleting(files: Iterable[Path]) -> Generator[None]:
    """Delete one of these files on each step; restore them at the end."""
    gone: dict[Path, bytes] = {}
    try:
        for file in files:
            gone[file] = file.read_bytes()
            file.unlink()
            yield
    finally:
        for file, content in gone.items():
            file.write_bytes(content)
