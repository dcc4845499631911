"""Blocks of cells as text: lines of cells between tabs, as spreadsheets put them on a clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.model.digits import digits, folded

FORMULA = ("=", "+", "-", "@")


def written(lines: Sequence[Sequence[str]]) -> str:
    """Return a block as text.

    A blank stands for a tab or a line's end within a cell; what a spreadsheet would take for a
    formula is quoted.
    """
    return "".join("\t".join(map(_plain, cells)) + "\n" for cells in lines)


def _plain(cell: str) -> str:
    text = " ".join(cell.split())
    if text.startswith(FORMULA) and not _is_number(text):
        text = "'" + text
    if text.startswith('"'):
        text = '"' + text.replace('"', '""') + '"'
    return text


def _is_number(text: str) -> bool:
    return digits(text[1:].replace(".", "", 1))


def parsed(text: str) -> list[list[str]]:
    """Return the cells of a pasted block, line by line.

    Quoted cells (a spreadsheet quotes those with a tab, a quote or a line's end) are read as one;
    full-width digits and signs count as their ASCII forms. The empty line behind the last one is
    none.
    """
    lines: list[list[str]] = [[]]
    cell, place, quoted = "", 0, False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    while place < len(text):
        char = text[place]
        place += 1
        if quoted:
            if char != '"':
                cell += char
            elif text[place : place + 1] == '"':
                cell, place = cell + '"', place + 1
            else:
                quoted = False
        elif char == '"' and not cell and '"' in text[place:]:
            quoted = True
        elif char in "\t\n":
            lines[-1].append(_read(cell))
            cell = ""
            if char == "\n":
                lines.append([])
        else:
            cell += char
    lines[-1].append(_read(cell))
    if lines[-1] == [""]:
        lines.pop()
    return lines


def _read(cell: str) -> str:
    return " ".join(folded(cell).split())
