"""A screen as text, cells and styles, kept as goldens: `CIVTUI_GOLDENS=write` writes them anew.

A golden shows each line of the screen between bars, behind it its styles run by run: `a12 .68` is
twelve cells in style `a`, then 68 plain ones; the legend below says what the letters mean. The
last line says where the terminal's own cursor stands.
"""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from functools import cache
from pathlib import Path
from string import ascii_letters

from rich.segment import Segment
from rich.style import Style

from tests.tui.session import Session

FOLDER = Path(__file__).with_name("goldens")
WRITE = os.environ.get("CIVTUI_GOLDENS") == "write"
ATTRIBUTES = ("bold", "dim", "italic", "underline", "blink", "reverse", "strike")


@cache
def looks(style: Style | None) -> str:
    """Return a style as words: attributes, color, `on` background; empty where it is plain."""
    if style is None:
        return ""
    words = [name for name in ATTRIBUTES if getattr(style, name)]
    words += [style.color.name] if style.color and not style.color.is_default else []
    ground = style.bgcolor
    words += [f"on {ground.name}"] if ground and not ground.is_default else []
    words += [f"link {style.link}"] if style.link else []
    return " ".join(words)


def strips(user: Session) -> list[list[tuple[str, str]]]:
    """Return the screen's lines as pieces of text with their looks."""
    made = user.desk._compositor.render_strips()
    width = user.pilot.app.size.width
    assert [strip.cell_length for strip in made] == [width] * len(made)
    return [[(piece.text, looks(piece.style)) for piece in strip] for strip in made]


def painted(user: Session) -> str:
    """Return the screen as the text of a golden."""
    letters: dict[str, str] = {"": "."}
    lines = []
    for pieces in strips(user):
        runs: list[tuple[str, int]] = []
        for text, look in pieces:
            letter = letters.setdefault(look, ascii_letters[len(letters) - 1])
            cells = Segment.get_line_length([Segment(text)])
            if runs and runs[-1][0] == letter:
                cells += runs.pop()[1]
            if cells:
                runs.append((letter, cells))
        styles = " ".join(f"{letter}{cells}" for letter, cells in runs)
        lines.append(f"|{''.join(text for text, _ in pieces)}| {styles}")
    legend = [f"{letter} {look}" for look, letter in letters.items() if look]
    at = user.pilot.app.cursor_position
    return "\n".join([*lines, *legend, f"cursor {at.x},{at.y}", ""])


def matches(user: Session, name: str, *, measured: str | None = None) -> None:
    """Check the screen against the golden `name`; a difference shows as lines.

    Args:
        name: path below `goldens/`, without `.txt`.
        measured: a pattern of what is another on each run (milliseconds), of steady width.
    """
    found, path = painted(user), FOLDER / f"{name}.txt"
    if measured:
        found = re.sub(measured, lambda match: "#" * len(match[0]), found)
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, "utf-8")
    assert path.exists(), f"no golden {path.name}; write it by CIVTUI_GOLDENS=write"
    kept = path.read_text("utf-8")
    differs = "\n".join(unified_diff(kept.splitlines(), found.splitlines(), lineterm="", n=0))
    assert not differs, f"{name}: write it by CIVTUI_GOLDENS=write\n{differs}"
