"""The built-in formats: data stays data, whatever opens the file."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from civtui.plugin.builtin_formats import csv as csv_format
from civtui.plugin.builtin_formats import json as json_format
from civtui.plugin.builtin_formats import markdown as markdown_format
from civtui.plugin.builtin_formats.shown import FORMULA_STARTS, NUMBER, cell, seen

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MARKUP = st.text("\\`*_{}[]()<>#+-.!|~&$@=:/1a wh tp\t", max_size=30)


def report(*cells: str, title: str = "总览") -> dict[str, Any]:
    """Return a report with one table of one row."""
    columns = [
        {"id": f"c{n}", "title": f"列{n}", "align": "right" if n else "left"}
        for n in range(len(cells))
    ]
    table = {"columns": columns, "rows": [list(cells)]}
    return {
        "title": title,
        "lang": "zh",
        "stamp": {"workspace": "样例市", "plugin": "civtui", "sha256": "0" * 64},
        "sections": [{"title": "节", "text": ["一行说明"], "table": table}],
    }


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_title_sections_table_and_stamp_in_order() -> None:
    content = csv_format.render(report("市贸发局", "82"))
    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_rows(content) == [
        ["总览"],
        [],
        ["节"],
        ["一行说明"],
        ["列0", "列1"],
        ["市贸发局", "82"],
        [],
        ["workspace", "样例市"],
        ["plugin", "civtui"],
        ["sha256", "0" * 64],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("x")']
)
def test_no_cell_of_a_csv_starts_a_formula(text: str) -> None:
    row = csv_rows(csv_format.render(report(text, "1")))[5]
    assert row[0].startswith("'")


@pytest.mark.parametrize("text", ["-3", "+0.5", "-12.50", "-3 %", "99"])
def test_plain_numbers_stay_numbers(text: str) -> None:
    assert cell(text) == text


@given(ANY_TEXT)
def test_a_cell_never_starts_a_formula_nor_holds_what_cannot_be_seen(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(FORMULA_STARTS) or NUMBER.fullmatch(shown)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]


def test_unseen_characters_are_named_not_dropped() -> None:
    assert seen("市\x1b[31m局") == "市␛[31m局"
    assert seen("a\u202eb\u200dc\x7f\x85") == "a<U+202E>b<U+200D>c␡<U+0085>"
    assert seen("\ud800") == "<U+D800>"
    assert seen(None) == ""


@given(ANY_TEXT, ANY_TEXT)
def test_json_is_the_report_itself_and_plain_to_see(one: str, two: str) -> None:
    given_ = report(one, two, title=one)
    content = json_format.render(given_)
    assert json.loads(content) == given_
    text = content.decode("utf-8").removesuffix("\n")
    assert not [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")]


def test_json_does_not_depend_on_the_order_of_keys() -> None:
    one = report("a", "b")
    other = dict(reversed(one.items()))
    assert json_format.render(one) == json_format.render(other)
    assert b" " not in json_format.render(report("a"))


def test_json_survives_half_a_surrogate_pair() -> None:
    assert json.loads(json_format.render(report("\ud83d"))) == report("\ud83d")


def rendered(content: bytes) -> list[Token]:
    return MarkdownIt("gfm-like").parse(content.decode("utf-8"))


def shown_text(tokens: list[Token]) -> list[str]:
    """Return the text of each inline run; anything but text and escapes in it fails."""
    runs = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}, token.content
            runs.append("".join(child.content for child in children))
    return runs


@given(st.one_of(MARKUP, ANY_TEXT), st.one_of(MARKUP, ANY_TEXT))
def test_markdown_shows_data_as_it_is(one: str, two: str) -> None:
    words = [seen(text).split() for text in (one, two)]
    assume(all(words))
    runs = shown_text(rendered(markdown_format.render(report(one, two, title=one))))
    # a run of blanks is one to a reader; the words must be there, signs and all
    assert [run.split() for run in runs][-7:-3] == [["列0"], ["列1"], *words]


@pytest.mark.parametrize("text", ["0.AL", "city.gov.cn 网站", "名册.xlsx", "www.city.cn", "//1.1"])
def test_markdown_makes_no_link_of_what_looks_like_an_address(text: str) -> None:
    runs = shown_text(rendered(markdown_format.render(report(text, "x"))))
    assert text in runs


def test_markdown_has_heading_table_and_stamp() -> None:
    text = markdown_format.render(report("[2024]", "-3")).decode("utf-8")
    assert text.splitlines()[:9] == [
        "# 总览",
        "",
        "## 节",
        "",
        "一行说明",
        "",
        "| 列0 | 列1 |",
        "| :--- | ---: |",
        "| \\[2024\\] | -3 |",
    ]
    assert f"- 校验值: {'0' * 64}" in text


@pytest.mark.parametrize(
    "text", ["# 标题", "- 项", "1. 项", "---", "> 引", "<script>", "a|b", "&lt;"]
)
def test_markdown_text_lines_stay_text(text: str) -> None:
    made = report("x")
    made["sections"][0]["text"] = [text]
    assert text in shown_text(rendered(markdown_format.render(made)))
