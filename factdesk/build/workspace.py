"""The resources of one build: staging directory, cache, claim store, and a count of warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from factdesk.build.fragments import FragmentStore
from factdesk.build.options import BuildOptions
from factdesk.build.warning_log import WarningCounter, counted_warnings
from factdesk.cache.store import Cache
from factdesk.checks.claim_store import ClaimStore
from factdesk.config.mkdocs_yml import ConfigError, read_mkdocs_yml
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.cards.fonts import FontError, Fonts
from factdesk.outputs.cards.logo import Logo, LogoError, read_logo
from factdesk.publish.staging import Staging


class Workspace(msgspec.Struct, frozen=True):
    """The resources of one build. Everything in it is removed when the build ends."""

    config: SiteConfig
    options: BuildOptions
    cache: Cache
    staging: Staging
    claims: ClaimStore
    fragments: FragmentStore
    warnings: WarningCounter
    fonts: Fonts
    logo: Logo | None


@contextmanager
def open_workspace(config: SiteConfig, options: BuildOptions) -> Iterator[Workspace]:
    """Lock the site and create the resources of a build.

    If the block ends without publishing, the published site is unchanged.

    Raises:
        ConfigError: a font or the logo of the configuration cannot be used.
        PublishError: another build is running, the site's folder may not be replaced, or writing
            fails.
    """
    fonts, logo = _card_fonts(config), _card_logo(config)
    cache = open_cache(config, options)
    with (
        TemporaryDirectory(prefix="factdesk-") as folder,
        Staging(config.site_folder, durable=not options.preview, cache=cache) as staging,
        counted_warnings() as warnings,
    ):
        fragments = Path(folder) / "fragments"
        fragments.mkdir()
        yield Workspace(
            config,
            options,
            cache,
            staging,
            ClaimStore(Path(folder) / "claims"),
            FragmentStore(fragments, cache),
            warnings,
            fonts,
            logo,
        )


def open_cache(config: SiteConfig, options: BuildOptions) -> Cache:
    """Return the cache of a site; a preview has its own, because it renders other pages."""
    name = "preview" if options.preview else "cache"
    return Cache.of_site(config.root, name, ignore_existing=options.ignore_cache)


def _card_fonts(config: SiteConfig) -> Fonts:
    try:
        return Fonts(tuple(config.root / font for font in config.cards.fonts))
    except FontError as error:
        raise ConfigError(f"{config.file}: cards › fonts: {error}") from error


def _logo_option(config: SiteConfig) -> str:
    """Return the name of the option that sets the logo; for the cards, the theme's is used."""
    theme = read_mkdocs_yml(config.file).mapping.get("theme")
    logo = theme.get("logo") if isinstance(theme, Mapping) else None
    is_theme = config.cards.logo == f"{config.docs_dir}/{logo}"
    return "theme › logo" if is_theme else "cards › logo"


def _card_logo(config: SiteConfig) -> Logo | None:
    if config.cards.logo is None:
        return None
    try:
        return read_logo(config.root / config.cards.logo)
    except LogoError as error:
        raise ConfigError(f"{config.file}: {_logo_option(config)}: {error}") from error
