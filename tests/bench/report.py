"""Report the figures as a table, in the handbook, and as JSON for a later run."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.rows import Figures

from factdesk.workers import cores

#: A row's name and its number of claims → figures by name.
Results = dict[str, dict[str, Figures]]


def machine(versions: Mapping[str, str], runs: int) -> dict[str, Any]:
    """Return the conditions of the measurement: hardware, system, Python, load."""
    return {
        "day": datetime.now().astimezone().date().isoformat(),
        "processor": _processor(),
        "cores": cores(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "runs": runs,
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0,
        **versions,
    }


def table(results: Results, about: Mapping[str, Any], before: Results | None = None) -> str:
    """Return the figures as a Markdown table, with those of an earlier run, if given."""
    about_all = " · ".join(f"{name} {value}" for name, value in about.items())
    return f"{_rows(results, before)}\n\n{about_all}"


def _rows(results: Results, before: Results | None = None) -> str:
    lines = ["| what | claims | figures |", "|---|---:|---|"]
    for row, sizes in results.items():
        for count, figures in sizes.items():
            earlier = (before or {}).get(row, {}).get(count, {})
            shown = " · ".join(
                _figure(name, value, earlier.get(name)) for name, value in figures.items()
            )
            lines.append(f"| {row} | {int(count):,} | {shown} |")
    return "\n".join(lines)


#: The lines of the handbook between which the benchmark writes.
BEGIN, END = "<!-- written by tests/bench -->", "<!-- end of what tests/bench wrote -->"


def write_into(page: Path, results: Results, about: Mapping[str, Any]) -> None:
    """Replace the measurements in a page of the handbook."""
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    peers = [f"{name} {about[name]}" for name in about if name not in _OF_THE_MACHINE]
    compared = f" Installed for comparison: {', '.join(peers)}." if peers else ""
    runs = "from one run" if about["runs"] == 1 else f"the medians of {about['runs']} runs"
    busy = "" if about["load"] <= about["cores"] else ", so times are longer than on a quiet one"
    section = (
        f"Measured on {about['day']}: {about['processor']}, {about['cores']} cores, "
        f"{about['system']}, Python {about['python']}. The figures are "
        f"{runs}. The load of the machine was {about['load']} before{busy}.{compared}"
        f"\n\n{_figures(results)}"
    )
    page.write_text(f"{before}{BEGIN}\n\n{section}\n\n{END}{after}", "utf-8")


def _figures(results: Results) -> str:
    """Return one line for each figure."""
    lines = ["| task | claims | figure | value |", "| --- | ---: | --- | ---: |"]
    lines += [
        f"| {row} | {int(count):,} | {name} | {_number(value)} |"
        for row, sizes in results.items()
        for count, figures in sizes.items()
        for name, value in figures.items()
    ]
    return "\n".join(lines)


_OF_THE_MACHINE = ("day", "processor", "cores", "system", "python", "runs", "load")


def _figure(name: str, value: float, earlier: float | None) -> str:
    text = f"{name} **{_number(value)}**"
    return text if not earlier else f"{text} ({value / earlier - 1:+.0%})"


def _number(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        models = [line for line in lines if line.startswith("model name")]
        return models[0].partition(":")[2].strip()
    except (OSError, IndexError):
        return platform.processor() or platform.machine()
