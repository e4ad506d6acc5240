"""The validated configuration of a site: the options in ``mkdocs.yml`` that the program reads.

It needs no MkDocs, so that ``check`` and ``list`` start quickly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    field_validator,
    model_validator,
)

from factdesk.claims.problem import Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.config.history_options import HistoryOptions
from factdesk.config.mkdocs_yml import CLAIMS, DOCS, SITE, ConfigError
from factdesk.config.option_types import (
    LanguageOption,
    PartialOption,
    SlugOption,
    TextOption,
    UrlOption,
    labels_by_language,
)
from factdesk.text.documents import document_key
from factdesk.text.urls import parse_url


class _Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) or hasattr(value, "isoformat") else value


class Publisher(_Options):
    """The fact-checking organisation that answers for the reviews.

    ``contact`` is an e-mail address, a full address, or the address of a page of this site;
    ``responsible`` a named person or body; ``disclosure`` one sentence for every review.
    """

    name: TextOption
    url: UrlOption | None = None
    corrections_policy: TextOption | None = "corrections-policy/"
    ethics_policy: TextOption | None = "methodology/"
    contact: TextOption | None = None
    address: TextOption | None = None
    responsible: TextOption | None = None
    funding: TextOption | None = None
    disclosure: TextOption | None = None

    @property
    def is_answerable(self) -> bool:
        """Whether the site names a responsible person or body and a way to reach them."""
        return bool(self.contact and self.responsible)


class License(_Options):
    """The licence of the site's content."""

    name: TextOption
    url: UrlOption


class Article(_Options):
    """A checked article. Claims with an appearance at one of its addresses belong to it.

    Links to the article use the first address.
    """

    slug: SlugOption
    title: TextOption
    addresses: tuple[UrlOption, ...] = Field(min_length=1)
    publisher: TextOption | None = None
    published_on: Annotated[PartialOption | None, BeforeValidator(_as_text)] = None
    language: LanguageOption | None = None
    note: TextOption | None = None

    @property
    def documents(self) -> frozenset[str]:
        """The keys of the documents at its addresses, for comparison."""
        return frozenset(map(document_key, self.addresses))


class Output(StrEnum):
    """The outputs in addition to the pages, which a site can leave out."""

    SEARCH = "search"
    CARDS = "cards"
    EMBEDS = "embeds"
    DATA = "data"
    LOG = "log"
    EDIT = "edit"
    HISTORY = "history"


class Cards(_Options):
    """How social cards are drawn: fonts for scripts that the bundled ones lack, and the logo."""

    fonts: tuple[TextOption, ...] = ()  # names of files, relative to mkdocs.yml
    logo: TextOption | None = None


class Evidence(_Options):
    """How strictly quotations are compared: ``required`` makes one without a record an error."""

    required: bool = False

    def severity_of_unrecorded(self, *, has_records: bool) -> Severity:
        """Return how a quotation is reported whose source has no evidence record."""
        if self.required:
            return Severity.ERROR
        return Severity.WARNING if has_records else Severity.NOTE


class LogRestart(_Options):
    """A published log that the site's log does not continue, and the public reason for it.

    ``size`` and ``root`` are those of the last checkpoint of the published log.
    """

    restarted_on: Annotated[PartialOption, BeforeValidator(_as_text)]
    size: int = Field(ge=1)
    root: TextOption
    reason: TextOption


class Log(_Options):
    """The transparency log. ``restarts`` say when and why it began again."""

    restarts: tuple[LogRestart, ...] = ()


class SiteConfig(_Options):
    """The immutable configuration of a site.

    ``site_url`` ends in a slash. It is empty when the site's address is not known: then absolute
    addresses and ClaimReview are left out. ``first_site_url`` is the address that the site had
    first, if it has moved. ``repository`` is the web address of the repository.
    ``checker`` is the folder with the runtime of the checker in the browser, empty for none.
    ``words`` is the content of the file with the site's own texts of the interface.

    Where the site is on disk and what its navigation links to are no part of its value, so that
    they are in no fingerprint of a page.
    """

    _file: Path = PrivateAttr(Path("mkdocs.yml"))
    _site_dir: str = PrivateAttr(SITE)
    _nav: tuple[str, ...] = PrivateAttr(())

    site_name: TextOption
    site_url: str = ""
    first_site_url: str = ""
    site_description: str = ""
    language: LanguageOption = "en"
    repository: str = ""
    edit_uri: str = ""
    docs_dir: str = DOCS

    claims_dir: str = CLAIMS
    publisher: Publisher
    license: License | None = None
    scale: Scale = DEFAULT_SCALE
    articles: tuple[Article, ...] = ()
    featured: tuple[SlugOption, ...] = ()
    page_size: int = Field(50, ge=5, le=500)
    outputs: frozenset[Output] = frozenset(Output)
    cards: Cards = Cards()
    evidence: Evidence = Evidence()
    log: Log = Log()
    history: HistoryOptions = HistoryOptions()
    words: str = ""
    checker: str = ""

    @model_validator(mode="before")
    @classmethod
    def _publisher_is_the_site_by_default(cls, options: Any) -> Any:
        if isinstance(options, Mapping) and not options.get("publisher"):
            return {**options, "publisher": {"name": options.get("site_name") or "?"}}
        return options

    @field_validator("scale", mode="before")
    @classmethod
    def _scale_is_a_list(cls, value: object) -> object:
        if not isinstance(value, list | tuple):
            return value
        return {"verdicts": [labels_by_language(each) for each in value]}

    @field_validator("repository")
    @classmethod
    def _repository_is_a_url(cls, url: str) -> str:
        if url:
            parse_url(url)
        return url

    @field_validator("site_url", "first_site_url")
    @classmethod
    def _site_url_ends_in_a_slash(cls, url: str) -> str:
        if not url:
            return ""
        address = parse_url(url).replace("%7E", "~").replace("%7e", "~")
        if "?" in address or "#" in address:
            raise ValueError(f"a site's address has no query and no fragment: '{url}'")
        if re.search(r"/(?:index|default)\.\w+/?$", address):
            raise ValueError(f"this is the address of a page: delete the file name in '{url}'")
        return address if address.endswith("/") else f"{address}/"

    def located(
        self, file: Path, *, site_dir: str | None = None, nav: Iterable[str] = ()
    ) -> SiteConfig:
        """Return this configuration as that of ``file``, with what it says about the build.

        ``nav`` are the targets of the navigation.
        """
        copy = self.model_copy()
        copy.__pydantic_private__ = {
            "_file": file,
            "_site_dir": site_dir or SITE,
            "_nav": tuple(nav),
        }
        return copy

    @property
    def first_url(self) -> str:
        """The site's first address, which ids in feeds contain; empty if none is known."""
        return self.first_site_url or self.site_url

    @property
    def file(self) -> Path:
        """The path of ``mkdocs.yml``."""
        return self._file

    @property
    def root(self) -> Path:
        """The folder of ``mkdocs.yml``, to which the names of files are relative."""
        return self._file.parent

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
        """The folder that the site is published to."""
        return self.root / self._site_dir

    @property
    def nav(self) -> tuple[str, ...]:
        """The pages and addresses that the navigation links to."""
        return self._nav

    def require_claims_folder(self) -> None:
        """Require the folder of claims: a typing error would publish a site without any.

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


def _require(option: str, folder: Path) -> None:
    if not folder.is_dir():
        raise ConfigError(f"folder '{folder}' does not exist: create it or change '{option}'")
