"""Packages import only packages before them in the order, and modules stay short."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factdesk"

#: Every package, and every module next to the packages, in the order of imports.
ORDER = (
    "__init__",
    "tables",
    "messages",
    "cache",
    "workers",
    "timings",
    "files",
    "text",
    "claims",
    "reading",
    "site_texts",
    "config",
    "pictures",
    "git",
    "transparency",
    "evidence",
    "editing",
    "checks",
    "reports",
    "collection",
    "versions",
    "pages",
    "outputs",
    "search",
    "scaffold",
    "importing",
    "publish",
    "build",
    "mkdocs_adapter",
    "lazy_group",
    "cli",
    "commands",
    "__main__",
)

# Files that `init` copies into a new site are not modules of the program.
MODULES = [
    file
    for file in sorted(PACKAGE.rglob("*.py"))
    if not file.is_relative_to(PACKAGE / "scaffold" / "files")
]


def package_of(file: Path) -> str:
    """Return the package of a module, or the module's own name if it is in none."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(file: Path) -> Sequence[tuple[int, str]]:
    """Return the modules that a module imports, anywhere in it, each with its line."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: name the whole module"
            found.append((node.lineno, node.module or ""))
            found += ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return found


def own(name: str) -> str | None:
    """Return the package of an imported name; None if it is not one of the program's."""
    package, _, rest = name.partition(".")
    return (rest.partition(".")[0] or "__init__") if package == "factdesk" else None


def test_every_package_has_its_place_in_the_order() -> None:
    assert {package_of(file) for file in MODULES} == set(ORDER)


def test_the_handbook_lists_the_packages_in_this_order() -> None:
    page = (ROOT / "docs/handbook/architecture.md").read_text("utf-8")
    rows = page.partition("| package | purpose |")[2].partition("\n\n")[0].splitlines()[2:]
    names = [name for row in rows for name in re.findall(r"`(\w+)(?:\.py)?`", row.split("|")[1])]

    assert names == [name for name in ORDER if not name.startswith("__")]


def test_a_module_imports_nothing_to_its_right() -> None:
    back = [
        f"{file.relative_to(ROOT)}:{line}: {package_of(file)} imports {name}"
        for file in MODULES
        for line, name in imported(file)
        if (package := own(name)) in ORDER and ORDER.index(package) > ORDER.index(package_of(file))
    ]
    assert back == []


def test_only_the_host_knows_mkdocs() -> None:
    """If MkDocs must be replaced one day, only one package changes."""
    knowing = {
        package_of(file)
        for file in MODULES
        for _, name in imported(file)
        if name.partition(".")[0] in ("mkdocs", "material")
    }
    assert knowing == {"mkdocs_adapter"}


def test_a_module_has_at_most_300_lines() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text("utf-8").splitlines())
        for file in [*MODULES, *PACKAGE.glob("theme/assets/**/*.js")]
    }
    assert {file: length for file, length in lengths.items() if length > 300} == {}


def test_what_is_imported_is_required() -> None:
    """A package that is installed only because another one needs it may disappear."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    runtime = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    extra = project["optional-dependencies"]["test"]
    optional = project["optional-dependencies"]
    named = [line for name in optional if name != "test" for line in optional[name]]
    runtime |= {canonicalize_name(Requirement(line).name) for line in named}
    tests = runtime | {canonicalize_name(Requirement(line).name) for line in extra}

    assert [name for name in _packages(MODULES) if name not in runtime] == []
    assert [name for name in _packages((ROOT / "tests").rglob("*.py")) if name not in tests] == []


def _packages(files: Iterable[Path]) -> list[str]:
    """The installed packages that files import, without the standard library and our own."""
    installed = packages_distributions()
    modules = {name.partition(".")[0] for file in files for _, name in imported(file)}
    found = {canonicalize_name(name) for module in modules for name in installed.get(module, ())}
    # The build backend is in a separate group.
    return sorted(found - {"factdesk", "flit-core"})


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
    # Modules implicitly import their package; this is not an edge.
    for name, others in graph.items():
        others.discard(name.rpartition(".")[0])
    TopologicalSorter(graph).prepare()
