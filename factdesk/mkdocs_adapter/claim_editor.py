"""Open, check and save claim files for the form of a preview; files are never deleted."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.checks.in_browser import problem_for_form
from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.claims.file_names import is_aside
from factdesk.claims.problem import Place, Severity
from factdesk.config.site_config import SiteConfig
from factdesk.editing.changes import change_fields
from factdesk.editing.errors import EditError
from factdesk.editing.files import decode_file, edit_file, encode_file
from factdesk.editing.layout import fields_in
from factdesk.editing.new_file import write_new_file
from factdesk.files import write_file
from factdesk.messages.catalogue import os_reason, tr, tr_quoted
from factdesk.mkdocs_adapter.edit_requests import EditRefused, SaveRequest, TextRequest
from factdesk.mkdocs_adapter.file_problems import problems_of_file
from factdesk.pages.edit import file_headings
from factdesk.reading.claim_file import digest_of
from factdesk.reading.faults import Fault
from factdesk.reading.files import MAX_BYTES, read_bytes
from factdesk.reading.folder import FoundFile, find_claim_files, name_in
from factdesk.scaffold.naming import suggest_slug
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.slugs import slug_fault

_ORDERS = field_names(Claim)


class ClaimEditor:
    """Edits the claim files of one site.

    ``others`` are the results of the site's valid files, for checks across files.
    """

    def __init__(self, config: SiteConfig, others: Iterable[FileResult] = ()) -> None:
        """Store the site and the results of its other files."""
        self._config = config
        self._others = list(others)

    def open(self, slug: str) -> dict[str, Any]:
        """Return a claim's fields, the version of its file, and its problems.

        Raises:
            EditRefused: there is no such claim, or its file cannot be read. If only its YAML is
                invalid (422), the response contains the text of the file and its problems.
        """
        found = self._find(slug)
        raw = _read(found)
        text = _decoded(raw)
        problems = self._problems(raw, found.shown_as, found.record)
        try:
            fields = fields_in(text)
        except EditError as error:
            details = {"text": text, "version": digest_of(raw), "problems": problems}
            raise EditRefused(422, str(error), **details) from error
        return {"fields": fields, "version": digest_of(raw), "problems": problems}

    def save_text(self, request: TextRequest) -> dict[str, Any]:
        """Write the text of a claim file if the form can then show its fields.

        Raises:
            EditRefused: the form cannot show them (422); the file has changed since it was opened
                (409); it is too large (413), or cannot be written (500).
        """
        found = self._find(request.slug)
        raw = _read(found)
        before = _decoded(raw)
        if digest_of(raw) != request.version:
            raise EditRefused(409, tr("the file has changed since it was opened"))
        text = request.text.replace("\r\n", "\n")
        if "\r\n" in before:  # a browser's text field uses only line feeds
            text = text.replace("\n", "\r\n")
        edited = encode_file(text, before=raw)
        if len(edited) > MAX_BYTES:
            raise EditRefused(413, tr("the file is too large"))
        problems = self._problems(edited, found.shown_as, found.record)
        try:
            fields_in(text)
        except EditError as error:
            raise EditRefused(422, str(error), problems=problems) from error
        self._replace(found, raw, text)
        return {"slug": request.slug, "version": digest_of(edited), "problems": problems}

    def save(self, request: SaveRequest) -> dict[str, Any]:
        """Write a claim file if it has no errors.

        Raises:
            EditRefused: it has errors (422); the file has changed since it was opened, or is gone
                (409); it cannot be written (400, 500).
        """
        if request.slug is None:
            return self._create(request)
        try:
            found = self._find(request.slug)
        except EditRefused as refused:
            raise EditRefused(409, tr("the file is gone")) from refused
        raw = _read(found)
        if digest_of(raw) != request.version:
            raise self._changed(found, raw)
        try:
            text = change_fields(_decoded(raw), request.fields, _ORDERS)
        except EditError as error:
            raise EditRefused(400, str(error)) from error
        edited = encode_file(text, before=raw)
        problems = self._require_valid(edited, found.shown_as, found.record)
        self._replace(found, raw, text)
        return {"slug": request.slug, "version": digest_of(edited), "problems": problems}

    def _replace(self, found: FoundFile, raw: bytes, text: str) -> None:
        """Replace a file, unless it has changed in the meantime."""

        def edit(current: str) -> str:
            if current != _decoded(raw):
                raise self._changed(found, _read(found))
            return text

        try:
            edit_file(Path(found.path), edit)
        except OSError as error:
            raise EditRefused(500, os_reason(error)) from error
        except EditError as error:
            raise EditRefused(400, str(error)) from error

    def _changed(self, found: FoundFile, raw: bytes) -> EditRefused:
        changed_at = Path(found.path).stat().st_mtime
        details = {"fields": _fields(raw), "version": digest_of(raw), "changed_at": changed_at}
        return EditRefused(409, tr("the file has changed since it was opened"), **details)

    def _create(self, request: SaveRequest) -> dict[str, Any]:
        config, fields = self._config, request.fields
        claim = fields.get("claim")
        slug = request.name or suggest_slug(str(claim or ""), config.language)
        if fault := slug_fault(slug) or self._taken(slug):
            problem = CODES["FD010"].problem(
                f"{tr_quoted(slug)}: {fault}", Place(""), field=("slug",)
            )
            raise EditRefused(422, fault, problems=[problem_for_form(problem)])
        file = self._folder(request.folder) / f"{slug}.yml"
        headings = file_headings(SiteTexts(config.language, config.words))
        text = write_new_file(fields, headings)
        try:
            is_exact = fields_in(text) == fields
        except EditError:
            is_exact = False
        path = name_in(config.root, file)
        problems = self._require_valid(text.encode(), path, "")
        if not is_exact:
            raise EditRefused(400, tr("a field of the form has no place in a claim file"))
        _write_new(file, text.encode())
        return {"slug": slug, "version": digest_of(text.encode()), "problems": problems}

    def _taken(self, slug: str) -> str:
        """Return why an address cannot be used, or an empty string."""
        config = self._config
        files = find_claim_files(config.claims_folder, config.root).files
        stems = {Path(file.path).stem.casefold() for file in files}
        aliases = {alias for file in self._others for alias in file.summary.aliases}
        return tr("another claim has this address") if slug in stems | aliases else ""

    def _folder(self, name: str) -> Path:
        """Return an existing folder of claims by its path inside the claims folder."""
        top = self._config.claims_folder
        folder = top.joinpath(*Path(name).parts) if name else top
        known = [top]
        for parent, names, _ in os.walk(top, followlinks=False):
            names[:] = [each for each in names if not is_aside(each)]
            known += [Path(parent) / each for each in names]
        if folder not in known or folder.is_symlink():
            raise EditRefused(400, tr("there is no folder '{name}' for claims", name=name))
        return folder

    def _find(self, slug: str) -> FoundFile:
        config = self._config
        for file in find_claim_files(config.claims_folder, config.root).files:
            if Path(file.path).stem == slug:
                return file
        raise EditRefused(404, tr("there is no claim '{slug}'", slug=slug))

    def _require_valid(self, raw: bytes, path: str, record: str) -> list[dict[str, Any]]:
        problems = self._problems(raw, path, record)
        if any(problem["severity"] == Severity.ERROR for problem in problems):
            raise EditRefused(422, tr("the claim has problems"), problems=problems)
        return problems

    def _problems(self, raw: bytes, path: str, record: str) -> list[dict[str, Any]]:
        return problems_of_file(raw, path, record, self._others, self._config)


def _read(found: FoundFile) -> bytes:
    raw = read_bytes(found.path)
    if isinstance(raw, Fault):
        raise EditRefused(404, raw.message)
    return raw


def _decoded(raw: bytes) -> str:
    try:
        return decode_file(raw)
    except EditError as error:
        raise EditRefused(422, str(error)) from error


def _fields(raw: bytes) -> dict[str, Any]:
    try:
        return fields_in(_decoded(raw))
    except EditError as error:
        raise EditRefused(422, str(error)) from error


def _write_new(file: Path, content: bytes) -> None:
    """Create a file with this content; never overwrite an existing file."""
    try:
        write_file(file, content, new=True)
    except FileExistsError as error:
        raise EditRefused(
            409, tr("another person has just created a file with this name")
        ) from error
    except OSError as error:
        raise EditRefused(500, os_reason(error)) from error
