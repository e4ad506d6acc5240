"""Write a new claim file: commented, mostly empty, and valid as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

import msgspec
from msgspec import structs

from factdesk.config.site_config import SiteConfig
from factdesk.scaffold.files import written_language
from factdesk.scaffold.template import fill


class Draft(msgspec.Struct, frozen=True):
    """The known facts of an unchecked claim; unknown ones are empty."""

    claim: str
    claimant: str = ""
    claimed_on: str = ""
    url: str = ""
    appearances: Sequence[Mapping[str, str]] = ()


def write_draft(draft: Draft, config: SiteConfig) -> str:
    """Return the text of a claim file, with remarks in the site's language and its own verdicts."""
    template = files("factdesk.scaffold") / "drafts" / f"{written_language(config.language)}.yml.in"
    verdicts = ", ".join(verdict.name for verdict in config.scale.each())
    text = fill(template.read_text("utf-8"), **structs.asdict(draft), verdicts=verdicts)
    # Only ordinary spaces: an unquoted value never ends in one, but a claim can end in another
    # space.
    return "".join(f"{line.rstrip(' ')}\n" for line in text.split("\n")).rstrip("\n") + "\n"
