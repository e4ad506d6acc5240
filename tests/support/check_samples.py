"""Claim files for tests, written in a line or two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from factdesk.checks.run import CheckResult, check_claims
from factdesk.claims.problem import Problem
from factdesk.config.reader import parse_config
from factdesk.config.site_config import SiteConfig

#: The fields of a published claim without any warning or note.
WHOLE: dict[str, Any] = {
    "claimant": "Example Gazette",
    "verdict": "mostly-true",
    "summary": "The final account is 1.9 times the budget.",
    "published_on": "2026-03-01",
}


def sources(slug: str) -> list[dict[str, str]]:
    """Return two sources that no other claim has."""
    return [
        {
            "title": f"Record {n} of {slug}",
            "url": f"https://example.org/{slug}/{n}",
            "archived_url": f"https://archive.example/{slug}/{n}",
            "kind": "primary",
        }
        for n in (1, 2)
    ]


def write_claims(root: Path, claims: Mapping[str, Mapping[str, Any] | str]) -> None:
    """Write claim files by their paths below ``claims/``; missing fields are filled in."""
    (root / "claims").mkdir(parents=True, exist_ok=True)
    for path, claim in claims.items():
        file = root / "claims" / f"{path}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(claim if isinstance(claim, str) else _written(path, claim), "utf-8")


def _written(path: str, claim: Mapping[str, Any]) -> str:
    slug = path.rpartition("/")[2]
    whole = {"claim": f"What {slug} says", **WHOLE, "sources": sources(slug), **claim}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def config_in(folder: Path, **options: Any) -> SiteConfig:
    """Return the configuration of a site in a folder; options are those of the plugin."""
    mapping = {"site_name": "Bridge Desk", "plugins": [{"factdesk": options}]}
    return parse_config(mapping, folder / "mkdocs.yml")


def check(root: Path, claims: Mapping[str, Mapping[str, Any] | str], **options: Any) -> CheckResult:
    """Write claim files and check them; options are those of the plugin."""
    write_claims(root, claims)
    return check_claims(config_in(root, **options))


def said(problems: Iterable[Problem]) -> list[str]:
    """Return the problems in one line each: place, code, message."""
    return [
        f"{p.place.path}:{p.place.line}:{p.place.column} {p.code} {p.message}" for p in problems
    ]
