"""The requirements of a site: the versions that the program was tested with, and the program."""

from __future__ import annotations

import re

from factdesk.scaffold.wheel import Wheel

#: The folder of a site in which the program itself lies.
VENDOR = "vendor"

_HEADER = """\
# What builds this site, in exactly these versions: every file is compared with its hash before it
# is installed. Written by `factdesk init` and `factdesk upgrade`, and renewed with the program.
"""
# A requirement: its own line, and the indented ones that belong to it.
_REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==.*\n(?:[ \t].*\n)*", re.MULTILINE)
# What only the program's own repository needs: the backend of its editable installation.
_NOT_FOR_SITES = ("flit-core",)


def site_requirements(pinned: str, wheel: Wheel) -> str:
    """Return a site's requirements; ``pinned`` are those of the program's own repository.

    The wheel is named by its path from the site's folder, in which installers are run.
    """
    kept = [
        match[0] for match in _REQUIREMENT.finditer(pinned) if match["name"] not in _NOT_FOR_SITES
    ]
    program = f"./{VENDOR}/{wheel.name} \\\n    --hash=sha256:{wheel.digest}\n"
    return "".join([_HEADER, *kept, "# The program itself, from this repository.\n", program])
