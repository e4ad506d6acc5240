"""A new claim file: commented, mostly empty, and right as a draft from the first moment."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from importlib.resources import files

from factdesk.config.site_config import SiteConfig
from factdesk.scaffold.files import written_language
from factdesk.scaffold.template import fill


@dataclass(frozen=True)
class Draft:
    """What is known of a claim before anything is checked; empty where it is not."""

    claim: str
    claimant: str = ""
    claimed_on: str = ""
    url: str = ""


def write_draft(draft: Draft, config: SiteConfig) -> str:
    """Return the text of a claim file, with remarks in the site's language and its own verdicts."""
    template = files("factdesk.scaffold") / "drafts" / f"{written_language(config.language)}.yml.in"
    verdicts = ", ".join(verdict.name for verdict in config.scale.each())
    text = fill(template.read_text("utf-8"), **asdict(draft), verdicts=verdicts)
    # Blanks alone, which a value never ends in unless it is quoted; other spaces may be a claim's.
    return "".join(f"{line.rstrip(' ')}\n" for line in text.split("\n")).rstrip("\n") + "\n"
