"""Check the content of one claim file among the other files of a site, for the editing form."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from typing import Any

from factdesk.cache.store import NO_CACHE
from factdesk.checks.acceptance import apply_acceptances
from factdesk.checks.collection import run_collection_checks
from factdesk.checks.file import FileResult, check_file
from factdesk.checks.in_browser import problem_for_form
from factdesk.checks.pictures import check_pictures
from factdesk.checks.run import check_context, in_order
from factdesk.claims.problem import Problem
from factdesk.config.site_config import SiteConfig
from factdesk.pictures.folder import find_pictures, picture_names, pictures_of
from factdesk.reading.claim_file import as_claim_file
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import find_claim_files, name_in


def problems_of_file(
    raw: bytes, path: str, record: str, others: Iterable[FileResult], config: SiteConfig
) -> list[dict[str, Any]]:
    """Return the problems that ``check`` finds in a file, and the accepted ones.

    ``record`` is the path of the evidence record, or empty; ``others`` are the results of the valid
    files of the site.
    """
    folder, root = config.claims_folder, config.root
    listing = find_claim_files(folder, root).files
    context = check_context(config, listing, dt.datetime.now().astimezone().date())
    result = check_file(as_claim_file(raw, path, read_bytes(record) if record else None), context)
    files = sorted(
        [*(file for file in others if file.path != path), result],
        key=lambda file: os.fsencode(file.path),
    )
    pictures = find_pictures(folder, pictures_of([result.summary]), NO_CACHE)
    found = [
        *run_collection_checks(files, config),
        *check_pictures([result], pictures, picture_names(folder), name_in(root, folder)),
    ]
    problems = [*result.problems, *(problem for problem in found if _is_about(problem, path))]
    left = apply_acceptances(problems, [result])
    is_left = {id(problem) for problem in left}
    accepted = {id(problem) for problem in problems} - is_left
    needless = [problem for problem in left if not any(problem is each for each in problems)]
    return [
        problem_for_form(problem) | {"accepted": id(problem) in accepted}
        for problem in in_order([*problems, *needless])
    ]


def _is_about(problem: Problem, path: str) -> bool:
    return path in (problem.place.path, *(place.path for place in problem.also))
