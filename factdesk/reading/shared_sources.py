"""Sources that several claims share: one file each, in ``claims/_sources``.

A claim names such a file under ``use``. Its fields are added to the source of the claim before the
checks; fields of the claim take precedence.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from factdesk.claims.file_names import is_claim_path
from factdesk.claims.vocabulary import LOCAL_SOURCE_FIELDS
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile, as_claim_file
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import name_in
from factdesk.reading.nodes import MappingNode, ScalarNode

#: The folder of shared sources, below the folder of claims.
SHARED = "_sources"

_WORDS = re.compile(rb"[A-Za-z0-9_-]+")


class SharedSources:
    """The shared sources of a site, by file name without ``.yml``."""

    def __init__(self, files: Iterable[ClaimFile] = (), problem: str = "") -> None:
        """Store the files; ``problem`` says why the folder was not read, if so."""
        self.files: Mapping[str, ClaimFile] = {file.slug: file for file in files}
        self.problem = problem
        self._names = {name.encode() for name in self.files}

    @classmethod
    def read(cls, claims_folder: Path, root: Path) -> SharedSources:
        """Read all files of the folder; messages name them relative to ``root``."""
        folder = claims_folder / SHARED
        if folder.is_symlink():
            return cls(problem=tr("this is a symbolic link, and links are not followed"))
        if not folder.is_dir():
            return cls()
        names = sorted(os.listdir(folder))  # noqa: PTH208  # only the names are needed
        wanted = filter(is_claim_path, names)
        return cls(
            as_claim_file(read_bytes(folder / name), name_in(root, folder / name))
            for name in wanted
        )

    def resolve(self, file: ClaimFile) -> None:
        """Add the fields of shared sources to the sources of a claim that use them.

        The added values have the position of ``use`` in the claim file. So that the analysis can
        cite it, such a source has the name of its file as id, unless the claim gives another.
        """
        if not self.files:
            return
        for source in file.root.mappings("sources"):
            use = source.scalar("use")
            shared = self.files.get(use.value) if use else None
            if use is None or shared is None:
                continue
            added = {"id": use.value, **_scalars(shared.root)}
            file.texts.update(added)
            for name, value in added.items():
                if name not in source.values:
                    source.values[name] = use.with_value(value)

    def digest_of_named(self, raw: bytes) -> str:
        """Return a digest of all shared sources that a file may use, without parsing it.

        It is empty if there are none.
        """
        if not self._names or b"use" not in raw:
            return ""
        found = self._names & set(_WORDS.findall(raw))
        # A name may contain escapes.
        names = sorted(self.files if b"\\" in raw else map(bytes.decode, found))
        digests = " ".join(self.files[name].digest for name in names)
        return hashlib.sha256(digests.encode()).hexdigest() if digests else ""


def _scalars(fields: MappingNode) -> dict[str, str]:
    return {
        name: node.value
        for name, node in fields.values.items()
        if isinstance(node, ScalarNode) and name not in LOCAL_SOURCE_FIELDS
    }


NO_SHARED_SOURCES = SharedSources()
