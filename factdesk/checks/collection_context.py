"""What the checks across files know, and what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.checks.file import FileResult
from factdesk.claims.problem import Place
from factdesk.config.site_config import SiteConfig


class CollectionContext:
    """All checked files of a site, with look-ups that the checks share."""

    def __init__(
        self, files: Sequence[FileResult], config: SiteConfig, cache: Cache = NO_CACHE
    ) -> None:
        self.files = files
        self.config = config
        self.cache = cache

    @cached_property
    def by_slug(self) -> dict[str, FileResult]:
        """The files by slug; if two have the same slug, the first one."""
        return {file.slug: file for file in reversed(self.files)}

    @cached_property
    def by_alias(self) -> dict[str, FileResult]:
        """The files by their former slugs."""
        return {alias: file for file in reversed(self.files) for alias in file.summary.aliases}

    @cached_property
    def translations(self) -> list[tuple[FileResult, FileResult]]:
        """Each translation, with the claim that it names, if that exists."""
        pairs = ((file, self.by_slug.get(file.summary.translation_of or "")) for file in self.files)
        return [(file, original) for file, original in pairs if original and original is not file]


class At(NamedTuple):
    """A field in a file, by its path: ``related.0``."""

    file: FileResult
    field: str

    @property
    def place(self) -> Place:
        """The place in the file."""
        return self.file.place(self.field)


class FindingAt(NamedTuple):
    """What a check found in a file, and the second place that is involved, if any.

    ``field`` is the path of the field if only its place is given.
    """

    at: At | Place
    message: str
    hint: str | None = None
    also: tuple[At, ...] = ()
    field: str = ""


CollectionCheck: TypeAlias = Callable[[CollectionContext], Iterator[FindingAt]]
