"""Plain-text tables for the command line, aligned in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; columns are as wide as their widest cell.

    Args:
        heads: column titles.
        rows: cells as text; control characters are shown as blanks.
    """
    from wcwidth import wcswidth

    def width(text: str) -> int:
        return max(wcswidth(text), 0)

    clean = [["".join(c if c.isprintable() else " " for c in cell) for cell in r] for r in rows]
    widths = [max([width(h), *(width(r[i]) for r in clean)]) for i, h in enumerate(heads)]
    for row in [list(heads), *clean]:
        cells = [text + " " * (w - width(text)) for text, w in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()
