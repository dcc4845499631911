"""Draws the little Markdown that guides use: headings, paragraphs, lists, inline code."""

from __future__ import annotations

from rich.style import Style

from civtui.locale.width import wrap
from civtui.tui.looks import BOLD, HEAD, NOTE, PLAIN, Span, Spans, line

INDENT = 2


def rendered(text: str, cells: int) -> list[Spans]:
    """Return a text as lines of at most `cells` cells; a list's lines hang below their sign."""
    lines: list[Spans] = []
    for block in text.splitlines():
        if block.startswith("# "):
            lines.append(line(block[2:], HEAD))
        elif block.startswith("## "):
            lines.append(line(block[3:], BOLD))
        elif block.startswith("- "):
            first, *rest = _paragraph(block[2:], max(8, cells - INDENT))
            lines.append([Span("- ", NOTE), *first])
            lines += [[Span(" " * INDENT), *spans] for spans in rest]
        else:
            lines += _paragraph(block, cells)
    return lines


def _paragraph(text: str, cells: int) -> list[Spans]:
    """Return a paragraph; what stands between backticks looks like code, over lines too."""
    lines: list[Spans] = []
    code = False
    for part in wrap(text, cells):
        spans: Spans = []
        for place, piece in enumerate(part.split("`")):
            code = code != bool(place)
            style: Style = NOTE if code else PLAIN
            if piece:
                spans.append(Span(piece, style))
        lines.append(spans)
    return lines
