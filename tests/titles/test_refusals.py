"""Every refusal of the life of titles says rule, reason and way out."""

import ast
from pathlib import Path

import pytest

import civtui.workspace.titles as room

FILES = sorted(Path(room.__path__[0]).glob("*.py"))


def refusals(path: Path) -> list[ast.Call]:
    """Return every `Refused(...)` that a file makes."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_says_rule_reason_and_way_out(path: Path) -> None:
    for call in refusals(path):
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        assert call.args, f"{path.name}:{call.lineno} gives no reason"
        assert "hint" in given, f"{path.name}:{call.lineno} shows no way out"
        where = given.get("where")
        rules = [k.value for k in getattr(where, "keys", []) if isinstance(k, ast.Constant)]
        assert "rule" in rules, f"{path.name}:{call.lineno} names no rule"
