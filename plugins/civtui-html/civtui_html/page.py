"""Writes a report as one page: no script, no link to anywhere, every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from civtui_html.charts import bars

STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60em;margin:2em auto;
padding:0 1em;color:#1c2733}
h1{font-size:1.5em}
h2{font-size:1.2em;margin-top:2em;border-bottom:2px solid #b23;padding-bottom:.2em}
table{border-collapse:collapse;width:100%;margin:1em 0}
th,td{border-bottom:1px solid #ccd4dc;padding:.3em .6em;text-align:left;vertical-align:top}
thead th{background:#eef2f6;position:sticky;top:0}
.right{text-align:right;font-variant-numeric:tabular-nums}
.stamp{font-size:.8em;color:#555;word-break:break-all}
svg{width:100%;height:auto}svg text{font-size:12px}
@media print{body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
@media(prefers-color-scheme:dark){body{background:#12171c;color:#dde3e9}thead th{background:#222b34}
th,td{border-color:#38434e}.stamp{color:#a5afb9}svg text{fill:#dde3e9}}
"""
# what the parts of a stamp are called in Chinese; one that is not here goes by its key
STAMP = {
    "workspace": "工作区",
    "ledger": "登记簿",
    "as_of": "截至",
    "written": "写出时间",
    "plugin": "插件",
    "version": "版本",
    "sha256": "校验值",
}
# control and direction characters: shown by their number, never obeyed
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def text(value: object) -> str:
    """Return a value as page text: escaped, control characters shown by number."""
    plain = "" if value is None else str(value)
    return escape(CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", plain))


def render(report: dict[str, Any]) -> bytes:
    """Return the report as the page's bytes.

    Args:
        report: `{title, lang, stamp, sections: [{title, text?, table?: {columns, rows}}]}`.
    """
    return "\n".join(_page(report)).encode("utf-8", "replace")


def _page(report: dict[str, Any]) -> Iterator[str]:
    lang = "en" if report.get("lang") == "en" else "zh-CN"
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{text(report['title'])}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{text(report['title'])}</h1>"
    if len(report["sections"]) > 1:
        yield "<nav><ul>"
        for number, section in enumerate(report["sections"], 1):
            yield f'<li><a href="#s{number}">{text(section.get("title", ""))}</a></li>'
        yield "</ul></nav>"
    for number, section in enumerate(report["sections"], 1):
        yield f'<section id="s{number}"><h2>{text(section.get("title", ""))}</h2>'
        for line in section.get("text") or []:
            yield f"<p>{text(line)}</p>"
        if section.get("table"):
            yield bars(section["table"], text)
            yield from _table(section["table"])
        yield "</section>"
    yield '<footer class="stamp"><dl>'
    for key, value in report["stamp"].items():
        head = STAMP.get(key, key) if report.get("lang") != "en" else key
        yield f"<dt>{text(head)}</dt><dd>{text(value)}</dd>"
    yield "</dl></footer>\n</body>\n</html>\n"


def _table(table: dict[str, Any]) -> Iterator[str]:
    sides = [' class="right"' if c.get("align") == "right" else "" for c in table["columns"]]
    heads = "".join(
        f'<th scope="col"{side}>{text(column["title"])}</th>'
        for column, side in zip(table["columns"], sides, strict=True)
    )
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in table["rows"]:
        cells = zip(row, sides, strict=True)
        yield "<tr>" + "".join(f"<td{side}>{text(v)}</td>" for v, side in cells) + "</tr>"
    yield "</tbody>\n</table>"
