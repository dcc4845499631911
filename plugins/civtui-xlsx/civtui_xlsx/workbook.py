"""Writes a report as a workbook: a sheet a section, frozen heads, numbers as numbers."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

# what a sheet's name may not hold, and how long it may be
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
# control characters that XML cannot hold
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
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
MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
WIDEST, NARROWEST = 60, 6


def render(report: dict[str, Any]) -> bytes:
    """Return the report as the bytes of a workbook; the same report gives the same bytes.

    Args:
        report: `{title, lang, stamp, sections: [{title, text?, table?: {columns, rows}}]}`.
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    # every cell is written as text or number, so no cell can become a formula or a link
    book = Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    book.set_properties({"title": clean(report["title"])[:255], "created": MADE})
    looks = {
        "head": book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True, "valign": "top"}
        ),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"italic": True, "font_color": "#555555"}),
        "cell": book.add_format({"valign": "top", "text_wrap": True}),
        "number": book.add_format({"valign": "top", "align": "right"}),
    }
    taken: set[str] = set()
    for section in report["sections"]:
        name = sheet_name(section.get("title", ""), taken)
        _section(book.add_worksheet(name), section, looks)
    stamp = "来源" if report.get("lang") != "en" else "Source"
    _stamp(book.add_worksheet(sheet_name(stamp, taken)), report, looks)
    book.close()
    return buffer.getvalue()


def clean(value: object) -> str:
    """Return a value as text without what a workbook cannot hold; such characters are shown."""
    text = "" if value is None else str(value)
    return UNWRITABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)[:32_000]


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that a sheet may bear and no other sheet has; note it as taken."""
    base = cut(FORBIDDEN.sub(" ", title).strip().strip("'")) or "1"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        ending = f" {number}"
        name = cut(base, LONGEST_NAME - len(ending)) + ending
    taken.add(name.lower())
    return name


def cut(text: str, most: int = LONGEST_NAME) -> str:
    """Return the start of a text that is at most so long as a workbook counts, in UTF-16 units."""
    units = text.encode("utf-16-le", "replace")[: 2 * most]
    return units.decode("utf-16-le", "ignore")


def _section(sheet: Any, section: dict[str, Any], looks: dict[str, Any]) -> None:
    row = 0
    sheet.write_string(row, 0, clean(section.get("title", "")), looks["title"])
    for text in section.get("text") or []:
        row += 1
        sheet.write_string(row, 0, clean(text), looks["note"])
    table = section.get("table")
    if not table:
        return
    row += 2
    columns, rows = table["columns"], table["rows"]
    for at, column in enumerate(columns):
        sheet.write_string(row, at, clean(column["title"]), looks["head"])
    sheet.freeze_panes(row + 1, 1)
    if rows:
        sheet.autofilter(row, 0, row + len(rows), len(columns) - 1)
    for number, cells in enumerate(rows, row + 1):
        for at, value in enumerate(cells):
            _cell(sheet, number, at, value, columns[at].get("align") == "right", looks)
    for at, column in enumerate(columns):
        widths = [cells_wide(clean(cells[at])) for cells in rows[:500]]
        widest = max([cells_wide(clean(column["title"])), *widths]) + 2
        sheet.set_column(at, at, min(max(widest, NARROWEST), WIDEST))


def _cell(
    sheet: Any, row: int, column: int, value: Any, right: bool, looks: dict[str, Any]
) -> None:
    text = clean(value)
    if right and NUMBER.fullmatch(text):
        sheet.write_number(row, column, float(text), looks["number"])
    else:
        sheet.write_string(row, column, text, looks["number" if right else "cell"])


def cells_wide(text: str) -> int:
    """Return how wide a text is in a column: a Chinese character counts two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text.split("\n")[0])


def _stamp(sheet: Any, report: dict[str, Any], looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, clean(report["title"]), looks["title"])
    for row, (key, value) in enumerate(report["stamp"].items(), 2):
        head = STAMP.get(key, key) if report.get("lang") != "en" else key
        sheet.write_string(row, 0, clean(head), looks["head"])
        sheet.write_string(row, 1, clean(value), looks["cell"])
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, WIDEST)
