"""The requirements of a site: the versions that the program was tested with, and its wheel."""

from __future__ import annotations

import re

from factdesk.scaffold.wheel import Wheel

#: The folder of a site that holds the program's wheel.
VENDOR = "vendor"

_HEADER = """\
# The packages that build this site, in exactly these versions. Installers compare every file with
# its hash. `factdesk upgrade` rewrites this file: list packages of your own in
# requirements-site.txt.
"""
# A requirement: its line, and the indented lines that belong to it.
_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==.*\n(?:[ \t].*\n)*", re.MULTILINE)
# A requirement of any kind, with its indented lines.
_BLOCK = re.compile(r"^[^\s#].*\n?(?:[ \t].*\n?)*", re.MULTILINE)
# Only the program's own repository needs the backend of its editable installation.
_NOT_FOR_SITES = ("flit-core",)


def site_requirements(pinned: str, wheel: Wheel) -> str:
    """Return a site's requirements; ``pinned`` are those of the program's own repository.

    The path of the wheel is relative to the site's folder, in which installers run.
    """
    kept = [
        match[0] for match in _REQUIREMENT.finditer(pinned) if match["name"] not in _NOT_FOR_SITES
    ]
    program = f"./{VENDOR}/{wheel.name} \\\n    --hash=sha256:{wheel.digest}\n"
    return "".join([_HEADER, *kept, "# The program itself, from this repository.\n", program])


def with_own_packages(newer: str, current: str) -> str:
    """Return the newer requirements with the packages that a site has added to the current ones."""
    known = {_package(block) for block in _BLOCK.findall(newer)}
    own = [block for block in _BLOCK.findall(current) if _package(block) not in known]
    if not own:
        return newer
    blocks = [block if block.endswith("\n") else f"{block}\n" for block in own]
    return "".join([newer, "# Better in requirements-site.txt:\n", *blocks])


def replaced_lines(newer: str, current: str) -> list[str]:
    """Return the lines that a site added for packages that the newer requirements pin."""
    pinned = {_package(block) for block in _BLOCK.findall(newer)}
    return [
        block.splitlines()[0]
        for block in _BLOCK.findall(current)
        if "--hash=" not in block and _package(block) in pinned and block not in newer
    ]


def _package(block: str) -> str:
    """Return the package name of a requirement; the program's is the same for every wheel."""
    name = re.split(r"[^\w.-]", block.removeprefix(f"./{VENDOR}/"), maxsplit=1)[0]
    name = "factdesk" if name.startswith("factdesk-") else name
    return re.sub(r"[-_.]+", "-", name).lower()
