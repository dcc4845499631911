"""Plain-text tables, aligned in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

NESTED = (dict, list, tuple)


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


def told(name: str, value: object, indent: str = "") -> Iterator[str]:
    """Yield a named value as lines: what it is made of stands below it, plain lists in one line.

    Args:
        indent: before each line.
    """
    if isinstance(value, Mapping) and value:
        yield f"{indent}{name}".rstrip()
        for key, own in value.items():
            yield from told(str(key), own, f"{indent}  ")
    elif isinstance(value, list | tuple) and any(isinstance(one, NESTED) for one in value):
        yield f"{indent}{name}".rstrip()
        for place, own in enumerate(value, 1):
            yield from told(f"{place}.", own, f"{indent}  ")
    else:
        empty = value in (None, "") or (isinstance(value, list | tuple | Mapping) and not value)
        yield f"{indent}{name}  {'—' if empty else _plain(value)}"


def _plain(value: object) -> str:
    """Return a figure as it is, and of a list each; anything else as a sentence has it."""
    from civtui.locale import render, t

    if isinstance(value, list | tuple):
        return render([_plain(one) for one in value])
    if isinstance(value, bool):
        return t("reading.yes" if value else "reading.no")
    return str(value) if isinstance(value, float) else render(value)
