"""The validated configuration of a site: the options in ``mkdocs.yml`` that the program reads.

It does not import MkDocs, so that ``check`` and ``list`` start quickly.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.field_types import Language, Slug, Text, Url
from factdesk.claims.problem import Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.config.history_options import HistoryOptions
from factdesk.config.mkdocs_yml import CLAIMS, DOCS, SITE, ConfigError
from factdesk.config.option_types import (
    Flag,
    LogSize,
    PageSize,
    Plain,
    SiteAddress,
    TypedDate,
    WebAddress,
)
from factdesk.messages.catalogue import tr
from factdesk.text.documents import document_key


class Publisher(FieldGroup, frozen=True, kw_only=True):
    """The fact-checking organisation that is responsible for the reviews.

    ``contact`` is an e-mail address, an absolute address, or the address of a page of this site;
    ``responsible`` is a named person or organisation; ``disclosure`` is one sentence for every
    review.
    """

    name: Text
    url: Url | None = None
    corrections_policy: Text | None = "corrections-policy/"
    ethics_policy: Text | None = "methodology/"
    contact: Text | None = None
    address: Text | None = None
    responsible: Text | None = None
    funding: Text | None = None
    disclosure: Text | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether the site names a responsible person or organisation and a way to reach them."""
        return bool(self.contact and self.responsible)

    @property
    def email(self) -> str:
        """The contact, if it is an e-mail address; otherwise empty."""
        contact = self.contact or ""
        return contact if "@" in contact and "/" not in contact else ""


class License(FieldGroup, frozen=True, kw_only=True):
    """The licence of the site's content."""

    name: Text
    url: Url


class Article(FieldGroup, frozen=True, kw_only=True):
    """A checked article. Claims with an appearance at one of its addresses belong to it.

    Links to the article use the first address.
    """

    slug: Slug
    title: Text
    addresses: tuple[Url, ...]
    publisher: Text | None = None
    published_on: TypedDate | None = None
    language: Language | None = None
    note: Text | None = None

    @property
    def documents(self) -> frozenset[str]:
        """The keys of the documents at its addresses, for comparison."""
        return frozenset(map(document_key, self.addresses))


class Output(StrEnum):
    """The outputs in addition to the pages, which a site can turn off."""

    SEARCH = "search"
    CARDS = "cards"
    EMBEDS = "embeds"
    DATA = "data"
    LOG = "log"
    EDIT = "edit"
    HISTORY = "history"


class Cards(FieldGroup, frozen=True, kw_only=True):
    """The options of social cards: fonts for scripts that the bundled ones lack, and the logo."""

    fonts: tuple[Text, ...] = ()  # paths relative to mkdocs.yml
    logo: Text | None = None


class Evidence(FieldGroup, frozen=True, kw_only=True):
    """How strictly quotations are compared. With ``required``, one without a record is an error."""

    required: Flag = False

    def severity_of_unrecorded(self, *, has_records: bool) -> Severity:
        """Return the severity of a quotation whose source has no evidence record."""
        if self.required:
            return Severity.ERROR
        return Severity.WARNING if has_records else Severity.NOTE


class LogRestart(FieldGroup, frozen=True, kw_only=True):
    """A published log that the site's log does not continue, and the public reason.

    ``size`` and ``root`` are those of the last checkpoint of the published log.
    """

    restarted_on: TypedDate
    size: LogSize
    root: Text
    reason: Text


class Log(FieldGroup, frozen=True, kw_only=True):
    """The transparency log. ``restarts`` say when and why it was restarted."""

    restarts: tuple[LogRestart, ...] = ()


class SiteConfig(FieldGroup, frozen=True, kw_only=True):
    """The immutable configuration of a site.

    ``site_url`` ends in a slash. It is empty if the site's address is unknown: then absolute
    addresses and ClaimReview are left out. ``first_site_url`` is the first address of the site, if
    it has moved. ``repository`` is the web address of the repository. ``checker`` is the folder
    with the runtime of the checker in the browser, or empty. ``words`` is the content of the file
    with the site's own interface texts.

    ``file``, ``site_dir`` and ``nav`` (the targets of the navigation) say where the site is on disk
    and what else is built. They are not part of ``values``, so they affect no fingerprint of a
    page.
    """

    site_name: Text
    site_url: SiteAddress = ""
    first_site_url: SiteAddress = ""
    site_description: Plain = ""
    language: Language = "en"
    repository: WebAddress = ""
    edit_uri: Plain = ""
    docs_dir: Plain = DOCS

    claims_dir: Plain = CLAIMS
    publisher: Publisher
    license: License | None = None
    scale: Scale = DEFAULT_SCALE
    articles: tuple[Article, ...] = ()
    featured: tuple[Slug, ...] = ()
    page_size: PageSize = 50
    outputs: frozenset[Output] = frozenset(Output)
    cards: Cards = Cards()
    evidence: Evidence = Evidence()
    log: Log = Log()
    history: HistoryOptions = HistoryOptions()
    words: Plain = ""
    checker: Plain = ""

    file: Path = Path("mkdocs.yml")
    site_dir: str = SITE
    nav: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """All options as plain values, for fingerprints."""
        options = {name: getattr(self, name) for name in OPTIONS}
        return {**msgspec.to_builtins(options), "outputs": sorted(self.outputs)}

    @property
    def first_url(self) -> str:
        """The site's first address, which is part of the ids in feeds, or an empty string."""
        return self.first_site_url or self.site_url

    @property
    def root(self) -> Path:
        """The folder of ``mkdocs.yml``, to which paths are relative."""
        return self.file.parent

    @property
    def claims_folder(self) -> Path:
        """The folder of claim files."""
        return self.root / self.claims_dir

    @property
    def docs_folder(self) -> Path:
        """The folder of written pages."""
        return self.root / self.docs_dir

    @property
    def site_folder(self) -> Path:
        """The folder to which the site is published."""
        return self.root / self.site_dir

    def require_claims_folder(self) -> None:
        """Require the folder of claims: with a typing error, an empty site would be published.

        Raises:
            ConfigError: the folder does not exist.
        """
        _require("claims_dir", self.claims_folder)

    def require_docs_folder(self) -> None:
        """Require the folder of written pages.

        Raises:
            ConfigError: the folder does not exist.
        """
        _require("docs_dir", self.docs_folder)


#: The names of all options, in order.
OPTIONS = tuple(
    name for name in SiteConfig.__struct_fields__ if name not in ("file", "site_dir", "nav")
)


def _require(option: str, folder: Path) -> None:
    if not folder.is_dir():
        raise ConfigError(
            tr(
                "folder '{folder}' does not exist: create it or change '{option}'",
                folder=folder,
                option=option,
            )
        )
