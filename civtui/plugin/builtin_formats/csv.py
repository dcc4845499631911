"""A report as CSV that Excel opens rightly: UTF-8 with a mark, one table after the other."""

from __future__ import annotations

import csv
import io
from typing import Any

from civtui.plugin.builtin_formats.shown import cell


def render(report: dict[str, Any]) -> bytes:
    """Return the report as the file's bytes.

    Args:
        report: `{title, lang, stamp: {...}, sections: [{title, text?, table?: {columns, rows}}]}`.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")

    def line(*values: object) -> None:
        writer.writerow([cell(value) for value in values])

    line(report["title"])
    for section in report["sections"]:
        writer.writerow([])
        line(section.get("title", ""))
        for text in section.get("text", ()):
            line(text)
        table = section.get("table")
        if table:
            line(*(column["title"] for column in table["columns"]))
            for row in table["rows"]:
                line(*row)
    writer.writerow([])
    for key, value in report["stamp"].items():
        line(key, value)
    return out.getvalue().encode("utf-8-sig")
