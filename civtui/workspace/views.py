"""Draws a plugin's views, which are data, as plain lines for any face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wcwidth import wcswidth

BAR = 20
TONES = {"good": "✓ ", "bad": "✗ ", "notice": "! ", "plain": ""}


def text_lines(made: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of what `culture.view` returns: its title, then each view."""
    if made.get("title"):
        yield str(made["title"])
    for view in made.get("views", ()):
        yield ""
        if view.get("title"):
            yield f"— {view['title']} —"
        yield from DRAW[view["kind"]](view)
        if view.get("foot"):
            yield str(view["foot"])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wide(text: str) -> int:
    return max(0, wcswidth(text))


def _table(view: dict[str, Any]) -> Iterator[str]:
    heads = [str(column["title"]) for column in view["columns"]]
    right = [column.get("align") == "right" for column in view["columns"]]
    rows = [[_cell(value) for value in row] for row in view["rows"]]
    widths = [max([_wide(h), *(_wide(r[i]) for r in rows)]) for i, h in enumerate(heads)]
    for row in [heads, *rows]:
        cells = []
        for text, width, to_right in zip(row, widths, right, strict=True):
            gap = " " * (width - _wide(text))
            cells.append(gap + text if to_right else text + gap)
        yield "  ".join(cells).rstrip()


def _form(view: dict[str, Any]) -> Iterator[str]:
    yield f"[{view['form']}]"


def _progress(view: dict[str, Any]) -> Iterator[str]:
    wide = max((_wide(str(bar["label"])) for bar in view["bars"]), default=0)
    for bar in view["bars"]:
        done, whole = float(bar["done"]), float(bar["whole"])
        filled = round(BAR * min(1.0, done / whole)) if whole else 0
        label = str(bar["label"])
        gap = " " * (wide - _wide(label))
        drawn = "█" * filled + "·" * (BAR - filled)
        note = f"  {bar['note']}" if bar.get("note") else ""
        yield f"{label}{gap}  {drawn}  {_cell(done)}/{_cell(whole)}{note}"


def _moments(view: dict[str, Any]) -> Iterator[str]:
    for moment in view["moments"]:
        until = f" – {moment['until']}" if moment.get("until") else ""
        note = f"  {moment['note']}" if moment.get("note") else ""
        yield f"{moment['on']}{until}  {TONES[moment.get('tone', 'plain')]}{moment['label']}{note}"


def _chart(view: dict[str, Any]) -> Iterator[str]:
    wide = max((_wide(str(point["label"])) for point in view["points"]), default=0)
    most = max((abs(float(point["value"])) for point in view["points"]), default=0.0)
    for point in view["points"]:
        value = float(point["value"])
        filled = round(BAR * abs(value) / most) if most else 0
        label = str(point["label"])
        gap = " " * (wide - _wide(label))
        yield f"{label}{gap}  {'█' * filled}{'·' * (BAR - filled)}  {_cell(value)} {view['unit']}"


def _text(view: dict[str, Any]) -> Iterator[str]:
    yield from (str(paragraph) for paragraph in view["paragraphs"])


DRAW = {
    "table": _table,
    "form": _form,
    "progress": _progress,
    "timeline": _moments,
    "calendar": _moments,
    "chart": _chart,
    "text": _text,
}
