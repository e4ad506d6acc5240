"""Compiled templates, kept where Python keeps the program's compiled modules.

Compiling the templates of a site takes a fifth of a second, most of a small build. What is kept is
code, so it stands beside other code, in ``__pycache__``: whoever can write there can change the
program itself. For the same reason only templates that come with the program and its theme are
kept, and not those of a site.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from factdesk.cache.fingerprint import edition


class KeptBytecode(FileSystemBytecodeCache):
    """The compiled templates of one environment.

    An entry counts for the same text only, compiled by the same program in the same way.
    """

    def __init__(self, environment: Environment, *folders: Path) -> None:
        """Keep what is compiled of the templates in these folders."""
        super().__init__(str(Path(cache_from_source(__file__)).parent), "template-%s.pyc")
        self._environment = environment
        self._folders = folders

    @cached_property
    def _way(self) -> str:
        env = self._environment
        return f"{edition()} {sorted(env.extensions)} {sorted(env.filters)} {env.trim_blocks}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name under which a template is kept; an empty one for one that is not."""
        comes_along = filename and any(map(Path(filename).is_relative_to, self._folders))
        return super().get_cache_key(name, filename) if comes_along else ""

    def get_source_checksum(self, source: str) -> str:
        """Return a digest of everything that the compiled template is made of."""
        return sha256(f"{self._way}\n{source}".encode("utf-8", "surrogatepass")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template, if it is kept and can be read."""
        if bucket.key:
            with suppress(Exception):  # a torn file says so in many ways
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where Python may keep modules and the disk allows it."""
        if bucket.key and not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)
