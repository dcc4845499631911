"""A report as Markdown in which data is never markup: every sign that could be is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from civtui.plugin.builtin_formats.shown import seen, stamped

# the last ones: what is read as an address (`//1.1`, `www.`, `name.org`) and would become a link
SIGNS = re.compile(
    r"[\\`*_{}\[\]<>|~#&$@^!]|(?<=http):(?=//)|(?<=https):(?=//)|/(?=/)|(?<=www)\.|(?<=\w)\.(?=[^\W0-9_])"
)
# what begins a list or a numbered item, or underlines a heading
START = re.compile(
    r"^([0-9]{0,9})"
    r"((?<![0-9])[-+](?=\s|$)|(?<![0-9])[-=](?=[-=\s]*$)|(?<=[0-9])[.)](?=\s|$))"
)
RULES = {"left": ":---", "right": "---:", "center": ":---:"}


def escaped(value: object) -> str:
    """Return `value` as text that Markdown shows as it is."""
    text = SIGNS.sub(lambda sign: "\\" + sign[0], seen(value).strip())
    return START.sub(r"\1\\\2", text)


def render(report: dict[str, Any]) -> bytes:
    """Return the report as the file's bytes.

    Args:
        report: `{title, lang, stamp: {...}, sections: [{title, text?, table?: {columns, rows}}]}`.
    """
    return ("\n".join(_lines(report)) + "\n").encode("utf-8")


def _lines(report: dict[str, Any]) -> Iterator[str]:
    yield f"# {escaped(report['title'])}"
    for section in report["sections"]:
        yield ""
        yield f"## {escaped(section.get('title', ''))}"
        for text in section.get("text", ()):
            yield ""
            yield escaped(text)
        if section.get("table"):
            yield ""
            yield from _table(section["table"])
    yield ""
    yield "---"
    yield ""
    for key, value in stamped(report):
        yield f"- {escaped(key)}: {escaped(value)}"


def _table(table: dict[str, Any]) -> Iterator[str]:
    columns = table["columns"]
    yield _row(column["title"] for column in columns)
    yield (
        "| " + " | ".join(RULES.get(c.get("align", "left"), RULES["left"]) for c in columns) + " |"
    )
    for row in table["rows"]:
        yield _row(row)


def _row(values: Any) -> str:
    return "| " + " | ".join(escaped(value) for value in values) + " |"
