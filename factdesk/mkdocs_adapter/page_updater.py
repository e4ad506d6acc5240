"""Update the page of one claim in a preview without building the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factdesk.build.claim_pages import ClaimInputs
from factdesk.build.site_build import SiteBuild
from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.claims.problem import Problem, Severity
from factdesk.evidence.record import record_path
from factdesk.outputs.fragments import review_text
from factdesk.pages.edit import render_edit_bar
from factdesk.pages.fragments import render_problems
from factdesk.pages.pictures import picture_links
from factdesk.pages.urls import claim_address
from factdesk.reading.claim_file import as_claim_file
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import name_in
from factdesk.reading.shared_sources import SharedSources
from factdesk.text.html import Html


class PageUpdater:
    """Renders single claims with the page shells and the collection of the last build."""

    def __init__(self, build: SiteBuild) -> None:
        self._build = build

    def update(self, path: Path) -> tuple[FileResult | None, Sequence[Problem]]:
        """Write the page of a claim whose file or evidence record was saved.

        Return its file, or its errors. If it returns neither, the path belongs to no claim of the
        last build, and the site must be built.
        """
        build, config = self._build, self._build.config
        known = build.site.collection.by_slug.get(path.stem)
        if known is None:
            return None, ()
        source = config.root / known.path
        record = record_path(config.claims_folder, known.slug)
        names = (known.path, name_in(config.root, record))
        if not source.is_file() or name_in(config.root, path) not in names:
            return None, ()
        shared = SharedSources.read(config.claims_folder, config.root)
        context = Context(config.scale, config.language, shared=shared)
        recorded = read_bytes(record) if record.is_file() else None
        result = check_file(as_claim_file(read_bytes(source), known.path, recorded), context)
        claim = result.claim
        if claim is None:
            return None, [p for p in result.problems if p.severity is Severity.ERROR]
        site = build.workspace.staging.site
        # Pictures are named by their verdicts, and only a build may add files to the site.
        if any(path and not (site / path).is_file() for path in picture_links(claim, build.site)):
            return None, ()
        review, history = review_text(claim, config), build.history_pages.of(claim)
        (page,) = build.claim_pages.pages([ClaimInputs(claim, review, history=history)])
        file = site / claim_address(claim.slug) / "index.html"
        new = file.with_name(".saved")
        new.write_bytes(build.shells.html(page).encode())
        new.replace(file)
        return result, ()

    def edit_bar(self, root: str, path: str) -> Html:
        """Return the links to the form for the page at a path, including one for its claim."""
        slug = path.removeprefix("claims/").rstrip("/") if path.startswith("claims/") else ""
        known = slug if slug in self._build.site.collection.by_slug else ""
        return render_edit_bar(self._build.site, root, known)

    def banner(self, problems: Sequence[Problem], edit_root: str) -> Html:
        """Return problems as HTML, to be shown on top of the pages."""
        return render_problems(problems, self._build.site, edit_root)
