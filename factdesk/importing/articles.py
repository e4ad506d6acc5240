"""Find the saved pages of the original articles, whose links become sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.importing.article_links import links_in
from factdesk.importing.imported_review import ImportedReview
from factdesk.importing.pages import SavedPage, claimreviews_in
from factdesk.importing.raw import ImportRefusal
from factdesk.importing.text_files import read_page
from factdesk.messages.catalogue import tr
from factdesk.text.documents import document_key
from factdesk.text.urls import BadURL, parse_url


class SavedArticles:
    """The saved pages of a folder, by their canonical addresses."""

    def __init__(self, folder: Path) -> None:
        """Read the addresses of all pages in the folder.

        Raises:
            ImportRefusal: there is no such folder.
        """
        if not folder.is_dir():
            raise ImportRefusal(tr("folder '{folder}' does not exist", folder=folder))
        self.unused: set[Path] = set()
        #: Files without a known address, which cannot be matched with a review.
        self.without_address: list[Path] = []
        self._files: dict[str, Path] = {}
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                self._add(file)

    def _add(self, file: Path) -> None:
        try:
            page = SavedPage(read_page(file))
        except ImportRefusal:
            return
        addresses = {page.address} if page.address else set()
        for script in page.json_ld():
            for review in claimreviews_in(script.value):
                if isinstance(url := review.get("url"), str):
                    addresses.add(url.strip())
        keys = {key for each in addresses if (key := _key(each))}
        if not keys:
            self.without_address.append(file)
        for key in keys:
            self._files.setdefault(key, file)
            self.unused.add(file)

    def add_sources(self, review: ImportedReview) -> None:
        """Add the links of a review's article to its sources."""
        file = self._files.get(_key(review.old_address)) if review.old_address else None
        if file is None:
            return
        self.unused.discard(file)
        sources: list[dict[str, Any]] = review.fields.get("sources", [])
        known = [each["url"] for each in (*sources, *review.fields.get("appearances", ()))]
        links = links_in(read_page(file), review.old_address, known)
        review.dropped += links.dropped
        if links.sources:
            review.fields["sources"] = [*sources, *links.sources]


def _key(address: str) -> str:
    try:
        parse_url(address)
    except BadURL:
        return ""
    return document_key(address)
