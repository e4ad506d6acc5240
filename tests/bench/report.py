"""The figures as a table for people, and as JSON for a later run to compare with."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.rows import Figures

from factdesk.workers import cores

#: A row's name and its number of claims → figures by name.
Results = dict[str, dict[str, Figures]]


def machine(versions: Mapping[str, str]) -> dict[str, Any]:
    """Return what the figures depend on, other than the program."""
    return {
        "day": datetime.now().astimezone().date().isoformat(),
        "processor": _processor(),
        "cores": cores(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        **versions,
    }


def table(results: Results, about: Mapping[str, Any], before: Results | None = None) -> str:
    """Return the figures as a Markdown table, with those of an earlier run, if given."""
    lines = ["| what | claims | figures |", "|---|---:|---|"]
    for row, sizes in results.items():
        for count, figures in sizes.items():
            earlier = (before or {}).get(row, {}).get(count, {})
            shown = " · ".join(
                _figure(name, value, earlier.get(name)) for name, value in figures.items()
            )
            lines.append(f"| {row} | {int(count):,} | {shown} |")
    return "\n".join([*lines, "", " · ".join(f"{name} {value}" for name, value in about.items())])


def _figure(name: str, value: float, earlier: float | None) -> str:
    text = f"{name} **{value:.3g}**" if value < 100 else f"{name} **{value:,.0f}**"
    return text if not earlier else f"{text} ({value / earlier - 1:+.0%})"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        models = [line for line in lines if line.startswith("model name")]
        return models[0].partition(":")[2].strip()
    except (OSError, IndexError):
        return platform.processor() or platform.machine()
