"""The rooms of the program know only those to their left, and a module fits a few screens."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factdesk"

#: Every room, and every module that stands beside the rooms, in the order of imports.
ORDER = (
    "__init__",
    "text",
    "claims",
    "settings",
    "configuration",
    "words",
    "reading",
    "checks",
    "reports",
    "collection",
    "render",
    "reuse",
    "search",
    "starter",
    "publish",
    "crew",
    "press",
    "host",
    "cli",
    "commands",
    "__main__",
)

# What `init` copies into a new site is no module of the program.
MODULES = [
    file
    for file in sorted(PACKAGE.rglob("*.py"))
    if not file.is_relative_to(PACKAGE / "starter" / "files")
]
every_module = pytest.mark.parametrize(
    "file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix()
)


def room_of(file: Path) -> str:
    """The room that a module stands in, or the module's own name where it stands beside them."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """The modules that a module imports, anywhere in it, each with its line."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: name the whole module"
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def own(name: str) -> str | None:
    """The room that a module's name leads to; None for what is not the program's."""
    package, _, rest = name.partition(".")
    return (rest.partition(".")[0] or "__init__") if package == "factdesk" else None


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room_of(file) for file in MODULES} == set(ORDER)


@every_module
def test_a_module_imports_nothing_to_its_right(file: Path) -> None:
    place = ORDER.index(room_of(file))
    back = [
        f"{file.relative_to(ROOT)}:{line}: {room_of(file)} imports {name}"
        for line, name in imported(file)
        if (room := own(name)) in ORDER and ORDER.index(room) > place
    ]
    # The command group names its commands; it imports one when it is called.
    assert back == []


@every_module
def test_only_the_host_knows_mkdocs(file: Path) -> None:
    """Should the host have to change one day, one room changes."""
    names = [name for _, name in imported(file) if name.split(".")[0] in ("mkdocs", "material")]
    assert not names or room_of(file) == "host"


@every_module
def test_a_module_is_no_longer_than_300_lines(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 300


def test_no_two_modules_import_each_other_even_by_a_detour() -> None:
    """Raises ``CycleError``, which names them."""
    names = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in MODULES
    }
    graph = {
        name: {other for _, other in imported(file) if other in names and other != name}
        for name, file in names.items()
    }
    # Modules import their package by being in it; that is no edge of ours.
    for name, others in graph.items():
        others.discard(name.rpartition(".")[0])
    TopologicalSorter(graph).prepare()
