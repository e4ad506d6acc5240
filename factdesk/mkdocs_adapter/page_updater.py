"""One claim's page, printed again into the folder that a preview is served from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factdesk.build.site_builder import Press
from factdesk.checks.file import FileResult, check_file
from factdesk.checks.registry import Context
from factdesk.claims.problem import Problem, Severity
from factdesk.config.site_config import SiteConfig
from factdesk.reading.claim_file import read_claim_file
from factdesk.reading.folder import name_in


@dataclass(frozen=True)
class Reprint:
    """What the last build leaves for printing a page like it.

    ``served`` is the folder of the site, ``root`` that of ``mkdocs.yml``.
    """

    press: Press
    config: SiteConfig
    root: Path
    served: Path

    def show(self, path: Path) -> tuple[FileResult | None, Sequence[Problem]]:
        """Print the page of a claim that was there before; return its file, or its errors.

        With neither, it is no such claim, and more than its page is to be built.
        """
        name = name_in(self.root, path)
        if not path.is_file() or not self.press.has_printed(path.stem, name):
            return None, ()
        context = Context(self.config.scale, self.config.language)
        checked = check_file(read_claim_file(path, name), context)
        if checked.claim is None:
            return None, [p for p in checked.problems if p.severity is Severity.ERROR]
        address, html = self.press.page_of(checked.claim)
        page = self.served / address
        new = page.with_name(".saved")
        new.write_bytes(html)
        new.replace(page)
        return checked, ()
