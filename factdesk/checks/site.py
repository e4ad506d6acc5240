"""FD506, FD509, FD516, FD517: what the configuration requires of the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.checks.check import check
from factdesk.checks.codes import CODES
from factdesk.checks.collection_context import CollectionContext, FindingAt
from factdesk.checks.lenient import is_address
from factdesk.claims.problem import Place, Problem
from factdesk.claims.vocabulary import Status
from factdesk.config.mkdocs_yml import PLUGIN
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr, tr_list
from factdesk.site_texts.own_texts import missing_texts
from factdesk.site_texts.texts import text_languages
from factdesk.text.documents import document_key
from factdesk.text.urls import (
    is_example_address,
    is_example_host,
    is_public_address,
    parse_url,
)

#: The name of the configuration file in messages.
CONFIGURATION = Place("mkdocs.yml")


@check("FD506")
def featured_claims_are_there(context: CollectionContext) -> Iterator[FindingAt]:
    for slug in context.config.featured:
        file = context.by_slug.get(slug)
        if file is not None and file.status is not Status.DRAFT:
            continue
        place = _option_place(context.config, "featured", slug)
        if file is None:
            yield FindingAt(place, tr("featured: there is no claim '{slug}'", slug=slug))
        else:
            hint = tr("publish it, or delete it here")
            yield FindingAt(
                place, tr("featured: '{slug}' is a draft and has no page", slug=slug), hint
            )


@check("FD509")
def articles_have_claims(context: CollectionContext) -> Iterator[FindingAt]:
    if not context.config.articles:
        return
    addresses = {
        document_key(appearance.url)
        for file in context.files
        for appearance in file.summary.appearances
        if appearance.url
    }
    for article in context.config.articles:
        if not article.documents & addresses:
            place = _option_place(context.config, "articles", article.slug)
            yield FindingAt(place, tr("articles: no claim appeared in '{slug}'", slug=article.slug))


def check_publisher(config: SiteConfig) -> Iterator[Problem]:
    """Yield a note if no responsible person and contact are named."""
    missing = [name for name in ("contact", "responsible") if not getattr(config.publisher, name)]
    if missing:
        message = tr("publisher: {missing} missing", missing=tr_list(missing))
        yield CODES["FD516"].problem(message, _option_place(config, "publisher"))


def check_language(config: SiteConfig) -> Iterator[Problem]:
    """Yield a warning if a site in another language would have English interface texts."""
    if config.language.partition("-")[0] in text_languages():
        return
    missing = missing_texts(config.words)
    option = "words" if config.words else "language"
    if not config.words:
        message = tr(
            "language: the interface has no texts in '{language}'; English is used",
            language=config.language,
        )
    elif missing:
        names = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
        message = tr("words: {n} texts are missing: {names}", n=len(missing), names=names)
    else:
        return
    yield CODES["FD517"].problem(message, _option_place(config, option))


def _option_place(config: SiteConfig, option: str, value: str = "") -> Place:
    """Return the location of an option, or of a value below it; without one, of the plugin."""
    text = config.file.read_text("utf-8", "replace") if config.file.is_file() else ""
    found = re.search(rf"^[ \t]*(?:- )?({option}):", text, re.MULTILINE)
    if found and value:
        word = re.compile(rf"(?<![\w-])({re.escape(value)})(?![\w-])")
        found = word.search(text, found.end()) or found
    found = found or re.search(rf"^[ \t]*- ({PLUGIN})\b", text, re.MULTILINE)
    if found is None:  # it is inherited from another file
        return CONFIGURATION
    line_start = text.rfind("\n", 0, found.start(1)) + 1
    line = text.count("\n", 0, line_start) + 1
    return Place(CONFIGURATION.path, line, found.start(1) - line_start + 1, len(found[1]))


def has_real_address(config: SiteConfig) -> bool:
    """Return whether a site has a real address or contact, so that it is not just a trial."""
    if config.site_url and is_address(config.site_url):
        url = parse_url(config.site_url)
        if is_public_address(url) and not is_example_address(url):
            return True
    mailbox, at, host = (config.publisher.contact or "").rpartition("@")
    return bool(mailbox and at) and not is_example_host(host)
