"""Plain-text tables, aligned in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; columns are as wide as their widest cell.

    Args:
        heads: column titles.
        rows: cells as text; what is no plain character is shown as a visible sign.
    """
    from civtui.locale.width import fit, width

    widths = [max([width(h), *(width(r[i]) for r in rows)]) for i, h in enumerate(heads)]
    for row in [heads, *rows]:
        cells = [fit(text, wide) for text, wide in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()
