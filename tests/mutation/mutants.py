"""Generate mutants of a module: its text with one small change, such as a typing error.

Docstrings, types, decorators and names are not changed, because no test can or should detect this.
"""

from __future__ import annotations

import ast
import copy
import difflib
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
}  # fmt: skip
#: In regular expressions: a range loses its last character, a repetition or an anchor changes.
_PATTERN = re.compile(
    r"(?P<from>\\x..|\\u....|\\U.{8}|[a-zA-Z0-9])-(?P<to>\\x..|\\u....|\\U.{8}|[a-zA-Z0-9])"
    r"|(?P<look>\(\?<?[=!])|(?P<many>(?<=[\])\w.])[+*?](?!\?))|(?P<anchor>\\b|(?<!\[)\^|\$)"
)
_OTHER = {"=": "!", "!": "=", "+": "*", "*": "+", "?": ""}


class Mutant(NamedTuple):
    """A module's text with one change, and the change as a diff."""

    text: str
    diff: str


class _Change(NamedTuple):
    node: ast.expr | ast.stmt
    new: str


def mutants(source: str) -> list[Mutant]:
    """Return all mutants of a module, in the order of its text; none is equal to another."""
    raw = source.encode()
    starts = [0]
    for line in raw.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[str, tuple[int, Mutant]] = {}
    for change in _changes(ast.parse(source)):
        node = change.node
        begin = starts[node.lineno - 1] + node.col_offset
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        end = starts[node.end_lineno - 1] + node.end_col_offset
        text = (raw[:begin] + change.new.encode() + raw[end:]).decode()
        if _compiles(text) and ast.unparse(ast.parse(text)) != ast.unparse(ast.parse(source)):
            found.setdefault(text, (begin, Mutant(text, _diff(source, text))))
    return [mutant for _, mutant in sorted(found.values())]


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _diff(old: str, new: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(list(lines)[2:])


def _changes(node: ast.AST) -> Iterator[_Change]:
    """Yield the changes of a node and of all nodes below it."""
    for kind, change in _OPERATORS.items():
        if isinstance(node, kind) and isinstance(node, ast.expr | ast.stmt):
            yield from (_Change(node, new) for new in change(node))
    if isinstance(node, ast.If):  # its test is still evaluated, and may assign a name
        yield _Change(node.test, f"({ast.unparse(node.test)}) and False")
        yield _Change(node.test, f"({ast.unparse(node.test)}) or True")
    for child in _below(node):
        yield from _changes(child)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    # Before Python 3.12, parts of an f-string have no position; its pattern is changed as a whole,
    # with its node.
    if isinstance(node, ast.JoinedStr) or _is_for_types(node):
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield child


def _is_for_types(node: ast.AST) -> bool:
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _compare(node: ast.Compare) -> Iterator[str]:
    for n, operator in enumerate(node.ops):
        new = copy.deepcopy(node)
        new.ops[n] = _COMPARED[type(operator)]()
        yield f"({ast.unparse(new)})"


def _bool_op(node: ast.BoolOp) -> Iterator[str]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"({ast.unparse(ast.BoolOp(other, node.values))})"
    for n in range(len(node.values)):
        rest = node.values[:n] + node.values[n + 1 :]
        yield f"({ast.unparse(ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0])})"


def _unary_op(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield f"({ast.unparse(node.operand)})"


def _bin_op(node: ast.BinOp) -> Iterator[str]:
    other = _COMPUTED.get(type(node.op))
    if other is not None:
        yield f"({ast.unparse(ast.BinOp(node.left, other(), node.right))})"


def _constant(node: ast.Constant) -> Iterator[str]:
    value = node.value
    if isinstance(value, bool):
        yield repr(not value)
    elif isinstance(value, int):
        yield repr(value + 1)
    elif isinstance(value, str | bytes) and value:
        yield repr(value[:-1])
        if len(value) > 1:
            yield repr(value[1:])
        if isinstance(value, str):
            yield from map(repr, _patterns(value))


def _joined(node: ast.JoinedStr) -> Iterator[str]:
    for n, part in enumerate(node.values):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            for value in ("", *_patterns(part.value)):
                new = copy.deepcopy(node)
                new.values[n] = ast.Constant(value)
                try:
                    yield ast.unparse(new)
                except ValueError:  # a backslash where Python 3.11 does not allow one
                    continue


def _patterns(text: str) -> Iterator[str]:
    """Yield a regular expression with one change; other texts rarely match the patterns."""
    if not re.search(r"[\\\[(^$]", text):
        return
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup
        if kind == "to":
            new = match["from"]
        elif kind == "look":
            new = match[0][:-1] + _OTHER[match[0][-1]]
        else:
            new = _OTHER[match[0]] if kind == "many" else ""
        yield text[: match.start()] + new + text[match.end() :]


def _if_expression(node: ast.IfExp) -> Iterator[str]:
    yield f"({ast.unparse(node.body)})"
    yield f"({ast.unparse(node.orelse)})"


def _return(node: ast.Return) -> Iterator[str]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield "return None"


def _statement(node: ast.stmt) -> Iterator[str]:
    yield "pass"


def _jump(node: ast.stmt) -> Iterator[str]:
    yield "break" if isinstance(node, ast.Continue) else "continue"


def _call(node: ast.Call) -> Iterator[str]:
    """Yield the call without one of its keyword arguments."""
    named = node.keywords
    for n in range(len(named)):
        yield ast.unparse(ast.Call(node.func, node.args, named[:n] + named[n + 1 :]))


_OPERATORS: dict[type[ast.AST], Callable[..., Iterator[str]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _bool_op,
    ast.UnaryOp: _unary_op,
    ast.BinOp: _bin_op,
    ast.Constant: _constant,
    ast.JoinedStr: _joined,
    ast.IfExp: _if_expression,
    ast.Return: _return,
    ast.Raise: _statement,
    ast.Expr: _statement,
    ast.AugAssign: _statement,
    ast.Continue: _jump,
    ast.Break: _jump,
    ast.Call: _call,
}
