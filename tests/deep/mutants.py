"""Small faults put into a source text one at a time: a bound moved, a raise left out."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import NamedTuple

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
NAMED = {"max": "min", "min": "max", "any": "all", "all": "any"}
Change = Callable[[ast.AST], None]


class Mutant(NamedTuple):
    """A source text with one fault.

    Args:
        line: where it is.
        what: what was changed, as `old -> new`.
        source: the whole text.
    """

    line: int
    what: str
    source: str


def mutants(source: str) -> list[Mutant]:
    """Return every mutant of `source`, in the order of its lines."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    idle = _idle(tree)
    found = []
    for place, node in enumerate(nodes):
        if id(node) in idle:
            continue
        for change in _changes(node):
            whole = copy.deepcopy(tree)
            changed = list(ast.walk(whole))[place]
            before = _shown(node)
            change(changed)
            ast.fix_missing_locations(whole)
            what = f"{before} -> {_shown(changed)}"
            found.append(Mutant(getattr(node, "lineno", 0), what, ast.unparse(whole)))
    return sorted(found, key=lambda one: (one.line, one.what))


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 70 else f"{text[:67]}..."


def _idle(tree: ast.Module) -> set[int]:
    """Return the nodes that do nothing at run time: annotations, docstrings, blocks for typing."""
    roots: list[ast.AST | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            roots.append(node.returns)
        elif isinstance(node, ast.arg | ast.AnnAssign):
            roots.append(node.annotation)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            roots.append(node)
    return {id(node) for root in roots if root is not None for node in ast.walk(root)}


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield lambda n, at=place, op=operator: n.ops.__setitem__(at, COMPARED[type(op)]())  # type: ignore[misc]  # its type cannot be inferred
    elif isinstance(node, ast.BoolOp):
        other = ast.And if isinstance(node.op, ast.Or) else ast.Or
        yield lambda n: setattr(n, "op", other())
    elif isinstance(node, ast.BinOp) and type(node.op) in COUNTED:
        kind = COUNTED[type(node.op)]
        yield lambda n: setattr(n, "op", kind())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        turned = not node.value
        yield lambda n: setattr(n, "value", turned)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        more = node.value + 1
        yield lambda n: setattr(n, "value", more)
    elif isinstance(node, ast.Name) and node.id in NAMED:
        name = NAMED[node.id]
        yield lambda n: setattr(n, "id", name)
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(
        node.test, ast.Compare
    ):
        yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield lambda n: n.ifs.pop()
    elif isinstance(node, ast.Return) and node.value is not None and not _empty(node.value):
        yield lambda n: setattr(n, "value", ast.Constant(None))
    yield from _statements(node)


def _statements(node: ast.AST) -> Iterator[Change]:
    """Yield changes that leave one statement out: a `raise`, a bare call, a sum that goes on."""
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        for place, line in enumerate(block if isinstance(block, list) else ()):
            called = isinstance(line, ast.Expr) and isinstance(line.value, ast.Call)
            if called or isinstance(line, ast.Raise | ast.AugAssign | ast.Continue):
                yield lambda n, f=field, at=place: getattr(n, f).__setitem__(at, ast.Pass())  # type: ignore[misc]  # its type cannot be inferred


def _empty(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
