"""Write everything except claim pages and lists: data, written pages, search, sitemap."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping
from functools import partial

from factdesk.build.file_records import FileRecords
from factdesk.build.listings import Listings
from factdesk.build.pictures import PICTURE_KIND, picture_paths
from factdesk.build.results import PathAndHash
from factdesk.build.search_index import write_search_index
from factdesk.build.site_build import SiteBuild
from factdesk.checks.codes import CODES
from factdesk.checks.run import check_context
from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.site_config import Output, SiteConfig
from factdesk.messages.catalogue import tr
from factdesk.outputs.cards.files import CARD_KIND
from factdesk.outputs.checker import checker_files
from factdesk.outputs.data_files import NEED_ADDRESS, collection_files, other_files
from factdesk.outputs.edit_data import edit_files
from factdesk.outputs.embed import stylesheet
from factdesk.outputs.feeds import feed_files
from factdesk.outputs.log import log_files
from factdesk.outputs.sitemap import ROBOTS, sitemap_files
from factdesk.pages.aliases import render_aliases
from factdesk.pages.articles import article_title, render_article_claims
from factdesk.pages.explorer_data import explorer_files
from factdesk.pages.fragments import render_checks, render_scale
from factdesk.pages.home import render_home
from factdesk.pages.repository import offers_form
from factdesk.pages.written import fill_directives, link_claims, unlink
from factdesk.text.html import Html, escape
from factdesk.transparency.checkpoint import origin_of
from factdesk.transparency.signed_note import KEY_VARIABLE, NoteError, NoteKey, parse_note_key


def write_outputs(build: SiteBuild, listings: Listings) -> None:
    """Write data, feeds, the explorer's data, redirects, and the card of the site."""
    site, fragments = build.site, build.workspace.fragments
    inputs, records = fragments.keep(), FileRecords("data", build.keys.shared, build.workspace)
    for path, make in collection_files(site.collection.claims, fragments.of_field, site.config):
        records.write(f"{path} {inputs}", partial(_file, path, make))
    records.keep()
    build.write(other_files(site.collection, build.workspace.claims.load))
    if not listings.current:
        listings.add(_write_explorer(build))
        listings.add(_write_feeds(build))
    build.write(render_aliases(site))
    if Output.EMBEDS in build.config.outputs:
        build.write([stylesheet()])
    if offers_form(build.config) and not site.preview:
        build.write(edit_files(site.collection.claims, build.config, build.workspace.cache))
    if site.log:
        build.write(log_files(site.log, build.config, _log_key(build.config)))
    if build.config.checker:
        context = check_context(build.config, ())
        build.write(checker_files(build.config, context))
    cards = build.claim_pages.page_cards
    build.write(cards.values())
    build.workspace.cache.retain(CARD_KIND, [*cards, *site.collection.by_slug])
    build.workspace.cache.retain(PICTURE_KIND, picture_paths(site))


def _file(path: str, make: Callable[[], bytes]) -> tuple[str, bytes]:
    return path, make()


def _write_explorer(build: SiteBuild) -> list[PathAndHash]:
    """Write the explorer's data, and keep the parts whose claims have not changed."""
    records = FileRecords("explorer", build.keys.shared, build.workspace)
    entry = build.write(
        explorer_files(build.site, build.facets, records.write, build.keys.summaries)
    )
    return [*entry, *records.keep()]


def _write_feeds(build: SiteBuild) -> list[PathAndHash]:
    """Write the feeds, and keep those whose claims have not changed."""
    records = FileRecords("feeds", build.keys.shared, build.workspace)
    has_address = bool(build.config.site_url)
    for feed in feed_files(build.site.collection, build.site.texts) if has_address else ():
        records.write(build.keys.of_feed(feed), feed.file)
    return records.keep()


def _log_key(config: SiteConfig) -> NoteKey | None:
    """Return the key that signs the checkpoint, or None.

    Raises:
        ConfigError: the key cannot be used, or belongs to another site.
    """
    text = os.environ.get(KEY_VARIABLE)
    if not text:
        return None
    try:
        key = parse_note_key(text)
    except NoteError as error:
        raise ConfigError(f"{KEY_VARIABLE}: {error}") from error
    origin = origin_of(config.site_url)
    if key.name != origin:
        raise ConfigError(
            tr(
                "{key_variable}: the key is for '{name}', but this is '{origin}'",
                key_variable=KEY_VARIABLE,
                name=key.name,
                origin=origin,
            )
        )
    return key


def write_written_pages(build: SiteBuild) -> None:
    """Write the written pages, with their directives and links to claims filled in."""
    site = build.site
    # Without an address, these files are left out, and links to them become plain text.
    left_out = frozenset() if build.config.site_url else NEED_ADDRESS
    for path, page in build.theme.written.items():
        title = article_title(page.address, site) or page.title
        tags = build.preview_tags(page.address, title)
        html = fill_directives(page.html, _fragments(build, page.address, title, tags))
        html = link_claims(html, page.address, site)
        html = unlink(html, page.address, left_out)
        build.shells.links.search(page.address, html)
        build.workspace.staging.finish(path, html.encode())


def _fragments(
    build: SiteBuild, address: str, title: str, head: Html
) -> Mapping[str, Callable[[], Html]]:
    return {
        "home": partial(render_home, build.site, address=address),
        "claims": partial(render_article_claims, build.site, address),
        "scale": partial(render_scale, build.site),
        "checks": partial(render_checks, CODES.values(), build.site),
        "title": lambda: escape(title),
        "head": lambda: head,
    }


def write_index(build: SiteBuild) -> None:
    """Write the full-text index; a preview has none."""
    if Output.SEARCH in build.config.outputs and not build.site.preview:
        write_search_index(build)


def write_sitemap(
    build: SiteBuild, addresses: Mapping[str, dt.date | None], listings: Listings
) -> None:
    """Write ``sitemap.xml``, and ``robots.txt`` if the site has none of its own."""
    if listings.current:
        return
    written = {page.address: None for page in build.theme.written.values()}
    files = sitemap_files({**addresses, **written}.items(), build.config.site_url)
    theirs = build.workspace.staging.files.of_mkdocs
    ours = ((path, text) for path, text in files if path != ROBOTS or ROBOTS not in theirs)
    listings.add(build.write(ours))
