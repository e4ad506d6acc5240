"""Read the YAML tables of the program, such as the codes of checks and translated messages.

Parsing them takes up to 50 ms, a tenth of the time of a small build. So parsed tables are stored
next to the compiled modules of the program, and are as trustworthy: anyone who can write there can
change the program itself.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

_DIGEST_SIZE = 20


def read_table(package: str, name: str, *, only_texts: bool = False) -> Any:
    """Return the content of a YAML file in a package of the program.

    With ``only_texts``, all values are read as texts.
    """
    file = files(package).joinpath(name)
    source = file.read_bytes()
    stored = Path(cache_from_source(f"{file}.py"))
    kind = b"texts" if only_texts else b"values"
    digest = blake2b(source, digest_size=_DIGEST_SIZE, salt=kind).digest()
    with suppress(OSError, ValueError, EOFError, TypeError):
        content = stored.read_bytes()
        if content.startswith(digest):
            return marshal.loads(content[_DIGEST_SIZE:])  # noqa: S302  # as safe as a module
    table = _parse(source, only_texts=only_texts)
    if not sys.dont_write_bytecode:
        with suppress(OSError, ValueError):
            stored.parent.mkdir(parents=True, exist_ok=True)
            temporary = stored.with_name(f"{stored.name}.{os.getpid()}")
            temporary.write_bytes(digest + marshal.dumps(table))
            temporary.replace(stored)
    return table


def _parse(source: bytes, *, only_texts: bool) -> Any:
    import yaml  # slow

    kind = "BaseLoader" if only_texts else "SafeLoader"
    # libyaml is ten times as fast; if it is missing, as in a browser, the result is the same.
    loader = getattr(yaml, f"C{kind}", getattr(yaml, kind))
    return yaml.load(source, Loader=loader)  # noqa: S506  # both loaders are safe
