"""What a site says about itself: the options of the ``factdesk`` plugin in ``mkdocs.yml``, typed.

Usable without MkDocs, so that ``check`` and ``list`` need not start it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from factdesk.claims.problem import Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.config.mkdocs_yml import CLAIMS, DOCS, ConfigError
from factdesk.config.option_types import (
    LanguageOption,
    PartialOption,
    SlugOption,
    TextOption,
    UrlOption,
)
from factdesk.text.documents import document_key
from factdesk.text.urls import parse_url


class _Options(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) or hasattr(value, "isoformat") else value


class Publisher(_Options):
    """The fact-checking organisation that answers for the reviews."""

    name: TextOption
    url: UrlOption | None = None
    corrections_policy: TextOption | None = "corrections-policy/"
    ethics_policy: TextOption | None = "methodology/"


class License(_Options):
    """The licence of the site's content."""

    name: TextOption
    url: UrlOption


class Article(_Options):
    """A checked article. Claims with an appearance at one of its addresses belong to it.

    The first address is where "the article" leads.
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
    """What a site may do without: full-text search, social cards, embeds, a claim's own data."""

    SEARCH = "search"
    CARDS = "cards"
    EMBEDS = "embeds"
    DATA = "data"


class Cards(_Options):
    """How social cards are drawn: ``fonts`` are files, for scripts that ours do not cover."""

    fonts: tuple[TextOption, ...] = ()


class Evidence(_Options):
    """How strictly quotations are compared: ``required`` makes one without a record an error."""

    required: bool = False

    def severity_of_unrecorded(self, *, has_records: bool) -> Severity:
        """Return how a quotation is reported whose source has no evidence record."""
        if self.required:
            return Severity.ERROR
        return Severity.WARNING if has_records else Severity.NOTE


class SiteConfig(_Options):
    """The whole configuration of a site, as far as the program reads it.

    ``site_url`` ends in a slash; it is empty when the site's address is not known, and then
    absolute addresses and ClaimReview are left out. ``repository`` is the repository's web address.
    """

    site_name: TextOption
    site_url: str = ""
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

    @model_validator(mode="before")
    @classmethod
    def _the_site_publishes_unless_named(cls, options: Any) -> Any:
        if isinstance(options, Mapping) and not options.get("publisher"):
            return {**options, "publisher": {"name": options.get("site_name") or "?"}}
        return options

    @field_validator("scale", mode="before")
    @classmethod
    def _scale_is_a_list(cls, value: object) -> object:
        return {"verdicts": value} if isinstance(value, list | tuple) else value

    @field_validator("repository")
    @classmethod
    def _repository_is_an_address(cls, url: str) -> str:
        if url:
            parse_url(url)
        return url

    @field_validator("site_url")
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


def require_folder(option: str, folder: Path) -> None:
    """Refuse a folder that is not there: a slip in its name would publish a site without claims.

    Raises:
        ConfigError: the message names the option and the folder.
    """
    if not folder.is_dir():
        raise ConfigError(f"{option}: there is no folder '{folder}'; make it, or mend its name")
