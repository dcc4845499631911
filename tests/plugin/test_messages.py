"""Every fault that the worker can name has its sentence, with the places that it fills."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import civtui.plugin
from civtui.locale import t

ROOM = Path(civtui.plugin.__file__).parent


def faults() -> Iterator[tuple[str, set[str]]]:
    """Yield the key and the values of every `Fault(...)`, `raised(...)` and `_fault(...)`."""
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func
            name = getattr(function, "id", getattr(function, "attr", ""))
            first = node.args[0]
            if name not in ("Fault", "raised", "_fault") or not isinstance(first, ast.Constant):
                continue
            values = {keyword.arg for keyword in node.keywords if keyword.arg}
            yield str(first.value), values | ({"what"} if name == "raised" else set())


def test_every_fault_has_its_sentence() -> None:
    found = dict(faults())
    assert len(found) > 25
    for key in found:
        for lang in ("zh", "en"):
            assert t(f"plugin.{key}", lang) != f"plugin.{key}", key  # type: ignore[arg-type]  # the two languages


def test_every_place_of_a_fault_is_filled() -> None:
    for key, values in faults():
        places = set(re.findall(r"\{(\w+)\}", t(f"plugin.{key}", "en")))
        starred = key == "out-of-bounds"  # its bounds come as a table
        assert starred or places <= values, (key, places - values)
