"""Cache compiled templates next to the compiled modules of the program.

Compiling the templates takes 0.2 s, most of a small build. Compiled templates are code, so they are
stored in ``__pycache__``: anyone who can write there can change the program itself. For the same
reason, only templates of the program and its theme are cached, never those of a site.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from factdesk.cache.fingerprint import fingerprint, program_fingerprint


class TemplateCache(FileSystemBytecodeCache):
    """Cache the compiled templates of one environment.

    An entry is valid for the same source, compiled by the same program with the same options.
    """

    def __init__(self, environment: Environment, *folders: Path) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), "template-%s.pyc")
        self._environment = environment
        self._folders = folders

    @cached_property
    def _options(self) -> str:
        env = self._environment
        names = (set(env.extensions), set(env.filters))
        return fingerprint(program_fingerprint(), *names, env.trim_blocks)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template, or an empty string if it is not cached."""
        is_ours = filename and any(map(Path(filename).is_relative_to, self._folders))
        return super().get_cache_key(name, filename) if is_ours else ""

    def get_source_checksum(self, source: str) -> str:
        """Return the fingerprint of all inputs of the compiled template."""
        return fingerprint(self._options, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a compiled template if it is cached and readable."""
        if bucket.key:
            with suppress(Exception):  # a damaged file can raise many types of errors
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store a compiled template if Python may write modules and the disk allows it."""
        if bucket.key and not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
