"""The addresses of our style sheets and scripts; most contain a hash of their content.

So a browser never uses an outdated style sheet or script from its cache with a new page.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

#: The folder where they are published, and their folder in this package.
_FOLDER = "assets/factdesk"
_SOURCE = Path(__file__).parent.parent / "theme" / _FOLDER

#: Files whose names contain a hash. Stored feeds link to ``feed.css``, and a script that another
#: script loads by name must keep its name, so these have no hash.
_HASHED = frozenset(
    {
        *(f"{name}.css" for name in ("factdesk", "print", "shell", "tokens")),
        *(f"{name}.js" for name in ("early", "page", "search", "shell")),
        *(f"{name}.js" for name in ("data", "fulltext", "hit", "results", "words")),
        *(f"{name}.js" for name in ("claim", "claims", "cite", "explorer", "facet", "moved")),
        *(f"{name}.js" for name in ("capture-link", "checker", "verify")),
        *(
            f"{name}.css"
            for name in ("article", "checker", "edit", "explorer", "history", "verify")
        ),
        *(f"{name}.js" for name in ("edit", "form", "form-glance", "form-panels", "form-problems")),
        *(f"{name}.js" for name in ("form-serve", "form-site", "form-text", "form-yaml")),
    }
)


@cache
def asset_address(name: str) -> str:
    """Return the address of a style sheet or script of ours: ``assets/factdesk/page.1a2b3c4d.js``.

    ``name`` is its file name in the package.
    """
    if name not in _HASHED:
        return f"{_FOLDER}/{name}"
    stem, _, suffix = name.rpartition(".")
    digest = sha256((_SOURCE / name).read_bytes()).hexdigest()[:8]
    return f"{_FOLDER}/{stem}.{digest}.{suffix}"


def asset_addresses() -> dict[str, str]:
    """Return the addresses with a hash, by the path in the theme."""
    return {f"{_FOLDER}/{name}": asset_address(name) for name in sorted(_HASHED)}
