"""The page as a browser reads it: well nested, closed in itself, every text only text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from civtui_html.charts import chart_column
from civtui_html.page import render

from civtui.conformance import samples
from civtui.conformance.testing import conformance_of

test_conformance = conformance_of(str(Path(__file__).parents[1]))
VOID = {"meta", "rect"}


class Reader(HTMLParser):
    """Reads a page and notes tags, links and texts; a tag out of order is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(report: dict[str, Any]) -> Reader:
    reader = Reader()
    reader.feed(render(report).decode("utf-8"))
    assert reader.open == []
    return reader


@pytest.mark.parametrize("size", samples.SIZES)
def test_the_page_is_well_nested_and_closed_in_itself(size: str) -> None:
    page = read(samples.reports()[size])
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)


@pytest.mark.parametrize("text", ["<script>x</script>", "&lt;", '"><img src=x>', "[b]", "</style>"])
def test_a_text_is_only_ever_text(text: str) -> None:
    report = samples.reports()["one"]
    report["title"] = text
    report["sections"][0]["table"]["rows"] = [[text, "1"]]
    page = read(report)
    assert page.text.count(text) == 3
    assert "img" not in page.tags


def test_control_and_direction_characters_are_shown() -> None:
    report = samples.reports()["one"]
    report["title"] = "a\x1b[31m\u202eb"
    assert "a\\u001b[31m\\u202eb" in read(report).text


def table(*rows: list[Any]) -> dict[str, Any]:
    columns = [{"title": "名称", "align": "left"}, {"title": "得分", "align": "right"}]
    return {"columns": columns, "rows": list(rows)}


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        ([["甲", "1"], ["乙", "2.5"]], 1),
        ([["甲", "1"], ["乙", "1"]], None),
        ([["甲", "1"], ["乙", "?"]], None),
        ([["甲", "-1"], ["乙", "1"]], None),
        ([["甲", "nan"], ["乙", "1"]], None),
        ([["甲", "1"]], None),
        ([], None),
    ],
)
def test_only_a_column_of_numbers_is_drawn(rows: list[Any], drawn: int | None) -> None:
    assert chart_column(table(*rows)) == drawn


def test_the_longest_bar_belongs_to_the_highest_number() -> None:
    report = samples.reports()["one"]
    report["sections"][0]["table"] = table(["甲", "10"], ["乙", "40"])
    page = render(report).decode()
    assert 'width="170.0"' in page
    assert 'width="680.0"' in page
