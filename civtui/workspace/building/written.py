"""Writes a board's table as a file that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from civtui.exchange.export import write_atomically
from civtui.plugin.builtin_formats.shown import cell
from civtui.workspace.files.outputs import output


def write_csv(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table as CSV in UTF-8 with a mark, so that spreadsheets read its Chinese.

    A cell that a spreadsheet would take for a formula is neutralized.

    Raises:
        Refused: no output may go there (see `outputs`).
    """
    write_atomically(output(path), csv_bytes(heads, rows))


def csv_bytes(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Return what `write_csv` writes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in [heads, *rows]:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")
