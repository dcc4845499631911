"""Draws a plugin's views, which are data, as plain lines for any face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from civtui.locale.width import fit, width

BAR = 20
SHORTEST = 6
GAP = 2
TONES = {"good": "✓ ", "bad": "✗ ", "notice": "! ", "plain": ""}


def text_lines(made: dict[str, Any], cells: int | None = None) -> Iterator[str]:
    """Yield the lines of what `culture.view` returns: its title, then each view.

    Args:
        cells: what a line may take; tables and bars are made to fit, as far as they can be.
    """
    if made.get("title"):
        yield str(made["title"])
    for view in made.get("views", ()):
        yield ""
        if view.get("title"):
            yield f"— {view['title']} —"
        yield from DRAW[view["kind"]](view, cells or 10_000)
        if view.get("foot"):
            yield str(view["foot"])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _table(view: dict[str, Any], cells: int) -> Iterator[str]:
    heads = [str(column["title"]) for column in view["columns"]]
    right = [column.get("align") == "right" for column in view["columns"]]
    rows = [[_cell(value) for value in row] for row in view["rows"]]
    widths = [max([width(h), *(width(r[i]) for r in rows)]) for i, h in enumerate(heads)]
    while sum(widths) + GAP * (len(widths) - 1) > cells and max(widths) > SHORTEST:
        widths[widths.index(max(widths))] -= 1
    for row in [heads, *rows]:
        shown = []
        for text, wide, to_right in zip(row, widths, right, strict=True):
            shown.append(fit(text, wide, "right" if to_right else "left"))
        yield (" " * GAP).join(shown).rstrip()


def _form(view: dict[str, Any], cells: int) -> Iterator[str]:
    yield f"[{view['form']}]"


def _bars(parts: list[tuple[str, float, float, str]], cells: int) -> Iterator[str]:
    """Yield a line a part (label, value, whole, figures), its bar as long as there is room."""
    labels = max((width(label) for label, *_ in parts), default=0)
    figures = max((width(said) for *_, said in parts), default=0)
    bar = max(SHORTEST, min(BAR, cells - labels - figures - 2 * GAP))
    for label, value, whole, said in parts:
        filled = round(bar * min(1.0, abs(value) / whole)) if whole else 0
        gap = " " * (labels - width(label) + GAP)
        yield f"{label}{gap}{'█' * filled}{'·' * (bar - filled)}  {said}"


def _progress(view: dict[str, Any], cells: int) -> Iterator[str]:
    parts = []
    for one in view["bars"]:
        done, whole = float(one["done"]), float(one["whole"])
        note = f"  {one['note']}" if one.get("note") else ""
        parts.append((str(one["label"]), done, whole, f"{_cell(done)}/{_cell(whole)}{note}"))
    yield from _bars(parts, cells)


def _moments(view: dict[str, Any], cells: int) -> Iterator[str]:
    for moment in view["moments"]:
        until = f" – {moment['until']}" if moment.get("until") else ""
        note = f"  {moment['note']}" if moment.get("note") else ""
        yield f"{moment['on']}{until}  {TONES[moment.get('tone', 'plain')]}{moment['label']}{note}"


def _chart(view: dict[str, Any], cells: int) -> Iterator[str]:
    values = [float(point["value"]) for point in view["points"]]
    most = max(map(abs, values), default=0.0)
    parts = [
        (str(point["label"]), value, most, f"{_cell(value)} {view['unit']}".rstrip())
        for point, value in zip(view["points"], values, strict=True)
    ]
    yield from _bars(parts, cells)


def _text(view: dict[str, Any], cells: int) -> Iterator[str]:
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
