"""What is known of a plugin, and what a measure comes to, is told in lines, not as Python."""

import json
import re
from pathlib import Path

import pytest

from civtui.locale.tables import told
from civtui.model.text import Lang
from civtui.workspace.answers import plugin
from civtui.workspace.answers.scheme import measured
from civtui.workspace.results.calculators import agreement, trend
from tests.titles.city import City
from tests.titles.small import small_city

RAW = re.compile(r"[\\[({]['\"{\\[]|True|False|None")
PLUGINS = ("civtui", "civtui-schemes", "civtui-html", "civtui-culture-festival")


@pytest.mark.parametrize("id_", PLUGINS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plugin_is_told_in_lines(tmp_path: Path, id_: str, language: Lang) -> None:
    from civtui import locale

    ws = small_city(tmp_path / "w")
    locale.use(language)
    try:
        answer = plugin.info(ws, id=id_)
        text = "\n".join(answer.lines())
    finally:
        locale.use("zh")
        ws.close()
    assert id_ in text and not RAW.search(text), text


def test_a_measure_is_told_in_lines(tmp_path: Path) -> None:
    small_city(tmp_path / "w").close()
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"ratings": [[1, 2, 3], [1, 2, 2]]}), encoding="utf-8")
    _, text = City(tmp_path / "w").said("agreement", "--input", str(file), "--measure", "kendall-w")
    assert "rank_sums  2, 4.5, 5.5" in text and not RAW.search(text)
    for found in (
        agreement("icc-1", {"ratings": [[1, 2, 3], [1, 2, 2]]}),
        trend("mann-kendall", {"series": [1, 3, 2, 5, 4]}),
    ):
        assert not RAW.search("\n".join(measured(found).lines()))


def test_what_is_nested_stands_below() -> None:
    value = {"a": [{"b": 1.5, "c": []}, {"b": True}], "d": ["x", "y"], "e": {}}
    assert list(told("n", value)) == [
        "n",
        "  a",
        "    1.",
        "      b  1.5",
        "      c  —",
        "    2.",
        "      b  是",
        "  d  x、y",
        "  e  —",
    ]
