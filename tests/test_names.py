"""One name means one thing: public names of the package are defined once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "factdesk"

#: Names that several modules define on purpose, each with the interface that they implement.
SHARED = {
    "command": "the click command of a module in factdesk/commands",
}


def public_names(file: Path) -> Iterator[str]:
    """Yield the classes, functions and constants that a module defines without an underscore."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def test_a_public_name_is_defined_once():
    modules = defaultdict(set)
    for file in PACKAGE.rglob("*.py"):
        for name in public_names(file):
            modules[name].add(file.relative_to(PACKAGE).as_posix())

    twice = {name: sorted(files) for name, files in modules.items() if len(files) > 1}
    assert {n: files for n, files in twice.items() if n not in SHARED} == {}


def test_a_duplicate_is_found(tmp_path):
    """A test of the test: classes, functions, constants and annotated constants count."""
    file = tmp_path / "module.py"
    file.write_text("class A: ...\ndef b(): ...\nC = 1\nD: int = 2\n_E = 3\nimport f\n", "utf-8")

    assert list(public_names(file)) == ["A", "b", "C", "D"]
