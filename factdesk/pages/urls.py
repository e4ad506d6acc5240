"""The addresses of the site, relative to its root, and links between them."""

from __future__ import annotations

import datetime as dt

import msgspec

#: The address of the form for writing and editing claims.
EDIT_ADDRESS = "edit/"


def claim_address(slug: str) -> str:
    """Return ``claims/<slug>/``."""
    return f"claims/{slug}/"


def history_address(slug: str) -> str:
    """Return the address of a claim's history."""
    return f"claims/{slug}/history/"


def version_address(slug: str, on: dt.date) -> str:
    """Return the address of the fixed version of a day."""
    return f"claims/{slug}/versions/{on}/"


def list_address(folder: str, page: int = 1) -> str:
    """Return the address of a list's page: ``topics/bridges/``, ``topics/bridges/page/2/``."""
    return f"{folder}/" if page == 1 else f"{folder}/page/{page}/"


class Linker(msgspec.Struct, frozen=True):
    """Makes links from one page of the site to others.

    ``depth`` is the number of folders between the root and the page. Links are relative, so that
    the site works under a path and from a folder; with ``offline``, they end in ``index.html``.
    """

    depth: int
    offline: bool = False

    @classmethod
    def at(cls, address: str, *, offline: bool = False) -> Linker:
        """Return the linker for the page at an address such as ``claims/bridge/``."""
        return cls(address.count("/"), offline)

    def __call__(self, address: str) -> str:
        """Return the link to an address relative to the root, including its fragment."""
        path, hash_, fragment = address.partition("#")
        if self.offline and (not path or path.endswith("/")):
            path += "index.html"
        link = "../" * self.depth + path
        return (link or "./") + hash_ + fragment
