"""A report as canonical JSON: keys in order, no blanks, unseen characters as escapes."""

from __future__ import annotations

import json
from typing import Any

from civtui.plugin.builtin_formats.shown import is_unseen


def render(report: dict[str, Any]) -> bytes:
    """Return the report as the file's bytes; the same report gives the same bytes.

    Args:
        report: `{title, lang, stamp: {...}, sections: [{title, text?, table?: {columns, rows}}]}`.
    """
    text = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # json escapes what is below a blank; direction marks and the like can only stand in strings
    shown = "".join(_escape(c) if not c.isascii() and is_unseen(c) else c for c in text)
    return (shown.replace("\x7f", "\\u007f") + "\n").encode("utf-8")


def _escape(char: str) -> str:
    return json.dumps(char)[1:-1]
