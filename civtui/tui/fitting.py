"""What the status line says, in one line: names are shortened in their middle before it is cut.

What to press comes first in a sentence. Of an error the places of the machine (round, rule, item,
ids) are left out: the cursor shows the cell, the sentence names what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from civtui.locale import error_line, render, t
from civtui.locale.width import MARK, char_width, clean, width
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.tui.ways import on_screen

# the values of a message that are names of offices, items or people
NAMES = frozenset(
    {
        "agency",
        "assessor",
        "first",
        "item",
        "last",
        "name",
        "office",
        "on",
        "one",
        "other",
        "subject",
        "title",
        "two",
    }
)
FEWEST = 12  # cells that are left of a name: a cell must be known by it
TIGHT = 9  # fewer, down to these, only where the sentence then fits whole
MACHINE = frozenset({"item", "round", "rule"})
ID = re.compile(r"[a-z][a-z0-9]*([._-][a-z0-9]+)*")
# a way on that is a command of the command line -> what does it on the screen
ON_SCREEN = {
    "panel.unlock": "sheet.way-unlock",
    "panel.hand-over": "sheet.way-hand-over",
    "panel.undo-first": "sheet.way-undo",
    "panel.skip-or-partial": "sheet.way-skip",
    "panel.other-choice": "sheet.way-links",
    "panel.assign-first": "sheet.way-deal",
    "workspace.reopen": "sheet.way-reopen",
    "workspace.way-round-over": "sheet.way-reopen",
}
KEY = re.compile(r"Ctrl\+|Esc|Enter|Tab|F[0-9]")


def middle(text: str, cells: int) -> str:
    """Return `text` in at most `cells` cells: its beginning and its end, a visible mark between."""
    shown = clean(text)
    if width(shown) <= cells:
        return shown
    room = max(0, cells - char_width(MARK))
    tail = _head(shown[::-1], room // 2)[::-1]
    return _head(shown, room - width(tail)) + MARK + tail


def _head(text: str, cells: int) -> str:
    used = 0
    for place, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return text[:place]
    return text


def sentence(message: Message, cells: int) -> str:
    """Return a message for a line of `cells` cells, its names as long as they fit."""
    return _fitted(message, cells, lambda most: render(shortened(message, most)))


def refusal(error: CivtuiError, cells: int | None = None) -> str:
    """Return an error for the screen: in a line of `cells` cells, whole where None.

    What does not fit is cut in its middle, so that the end says how to go on; a way on by a key
    stands first, and the end goes.
    """
    if cells is None:
        return _line(error, None)
    text = _fitted(error.message, cells, lambda most: _line(error, most))
    if width(text) <= cells or _by_key(error):
        return text
    tail = f"{t('common.joint')}{way_on(error)}"
    end = cells // 3  # what is wrong comes first, and takes the most
    if not text.endswith(tail) or width(tail) > end:
        tail = _head(text[::-1], end)[::-1]
    return _head(text, cells - width(tail) - char_width(MARK)) + MARK + tail


def _by_key(error: CivtuiError) -> bool:
    """Return whether the way on is a key of the screen, which stands first."""
    known = isinstance(error.hint, Message) and error.hint.key in ON_SCREEN
    return bool(error.hint and KEY.search(render(error.hint))) and not known


def way_on(error: CivtuiError) -> str:
    """Return how to go on, as it is done on the screen; empty where nothing is known."""
    hint = error.hint
    if isinstance(hint, Message) and hint.key in ON_SCREEN:
        return render(msg(ON_SCREEN[hint.key]))
    return on_screen(render(hint)) if hint else ""


def _fitted(message: Message, cells: int, said: Callable[[int | None], str]) -> str:
    text = said(None)
    if width(text) <= cells:
        return text
    longest = max((width(render(name)) for name in _names(message)), default=0)
    for most in range(longest - 1, TIGHT - 1, -1):
        text = said(most)
        if width(text) <= cells:
            return text
    return said(FEWEST)  # its end is cut; what is long stands whole in the pane


def shortened(value: object, most: int | None) -> object:
    """Return a message whose names take at most `most` cells each; all of them where None."""
    if isinstance(value, list | tuple):
        return [shortened(part, most) for part in value]
    if most is None or not isinstance(value, Message):
        return value
    values = {
        key: middle(render(part), most)
        if key in NAMES and not isinstance(part, Message)
        else shortened(part, most)
        for key, part in value.values.items()
    }
    return Message(value.key, values)


def _names(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        for part in value:
            yield from _names(part)
    elif isinstance(value, Message):
        for key, part in value.values.items():
            if key in NAMES and not isinstance(part, Message):
                yield part
            else:
                yield from _names(part)


def _line(error: CivtuiError, most: int | None) -> str:
    """Return an error without the places of the machine; a way on by a key comes first."""
    message = shortened(error.message, most)
    assert isinstance(message, Message)
    way = way_on(error)
    first = _by_key(error)
    allowed, value = error.allowed, error.value
    if isinstance(error, Refused):  # what a rule names of itself are ids
        value = None if _is_id(value) else value
        if isinstance(allowed, list) and not error.told:
            allowed = [one for one in allowed if not _is_id(one)]
    if isinstance(value, str) and value == error.message.values.get("stands"):
        value = None
    line = error_line(
        CivtuiError(
            message,
            where={key: at for key, at in error.where.items() if key not in MACHINE},
            value=value,
            allowed=allowed,
            told=error.told,
            nearest=error.nearest,
            named=error.named,
        )
    )
    line = on_screen(line)
    if way and not first:
        return f"{line}{t('common.joint')}{way}"
    return f"{way}{t('common.joint')}{line}" if first else line


def _is_id(value: object) -> bool:
    return isinstance(value, str) and ID.fullmatch(value) is not None
