"""Reads what a terminal sends as keys, pastes and reports: Esc and a character are two keys.

Textual reads Esc and the character behind it as one key with Alt, wherever both arrive together:
typed fast, or over a line that gathers them. Nothing here is bound to Alt, so both would be lost.
Two characters behind Esc begin what a terminal itself sends, `[` and `O`. What they begin is read
by its grammar (ECMA-48, 5.4), so that it ends where it ends, known or not, and takes no key with
it. What they begin and is none is given out as the keys that it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator

from textual import constants, events, messages
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import ParseEOF, ParseTimeout, Peek1, Read1
from textual._xterm_parser import IS_ITERM, XTermParser
from textual.keys import Keys
from textual.message import Message

Out = Callable[[Message], None]
ESC = "\x1b"
BEGINS = "[O"
# the rest of a sequence is on its way, however slow the line; a person's `[` behind Esc waits for
# the next key, or for as long
REST_SECONDS = 1.0
LONGEST = 64
PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"
# whole, by the grammar; the console of Linux has a `[` more, an old mouse report three characters
WHOLE = re.compile(
    r"\x1b\[(?:[0-?]*[ -/]*[@-LN-Z\\-~]|[0-?]+[ -/]*[M\[]|<[-0-9;]+[mM]|\[[A-E]|M...)"
    r"|\x1bO(?:[0-9;]*[A-DFHP-S]|[ -/:-~])",
    re.DOTALL,
)
BEGUN = re.compile(r"\x1b\[(?:[0-?]*[ -/]*|<[-0-9;]*|\[|M.{0,2})|\x1bO[0-9;]*", re.DOTALL)
BARE = re.compile(r"\x1b(?:\[[@-~]|O[ -~])")
CURSOR = re.compile(r"\x1b\[([0-9]+);([0-9]+)R")
MOUSE = re.compile(r"\x1b\[(?:<?[-0-9;]+[mM]|M...)", re.DOTALL)
RESIZE = re.compile(r"\x1b\[48;([0-9]+)[0-9:]*;([0-9]+)[0-9:]*;([0-9]+)[0-9:]*;([0-9]+)[0-9:]*t")
MODE = re.compile(r"\x1b\[\?([0-9]+);([0-9])\$y")
MODIFIED = re.compile(r"\x1bO(?:1;)?([0-9]+)([A-DFHP-S])")  # F1 to F4 of some terminals
# a terminal may report in the middle of a long paste
IN_PASTE = re.compile(r"\x1b\[(?:[0-9]+;[0-9]+R|[IO]|<[-0-9;]+[mM])")


class KeyParser(XTermParser):
    """Textual's parser with another grammar; what its words mean is left to it."""

    def parse(self, token_callback: Out) -> Generator[Read1 | Peek1, str, None]:
        """Read characters, and give out keys, pastes and reports.

        Args:
            token_callback: takes what was read.

        Yields:
            What is awaited: a character, for how long.
        """
        while True:
            try:
                character = yield self.read1()
                while character == ESC:
                    character = yield from self._behind_esc(token_callback)
            except ParseEOF:
                return
            if character:
                self._keys(character, token_callback)

    def _behind_esc(self, out: Out) -> Generator[Read1 | Peek1, str, str]:
        """Read what follows an Esc; return the character that begins something else, or none."""
        text, wait = ESC, constants.ESCAPE_DELAY
        while True:
            try:
                character = yield self.read1(wait)
            except ParseTimeout:
                self._as_keys(text, out)
                return ""
            except ParseEOF:
                self._as_keys(text, out)
                raise
            text += character
            wait = REST_SECONDS
            if text == PASTE:
                yield from self._paste(out)
                return ""
            if text[1] in BEGINS and (text in ANSI_SEQUENCES_KEYS or WHOLE.fullmatch(text)):
                self._sequence(text, out)
                return ""
            if not BEGUN.fullmatch(text) or len(text) > LONGEST:
                self._as_keys(text[:-1], out)
                return character

    def _paste(self, out: Out) -> Generator[Read1 | Peek1, str, None]:
        pasted: list[str] = []
        while not pasted or pasted[-1] != "~" or "".join(pasted[-6:]) != PASTE_END:
            pasted.append((yield self.read1()))
        text = "".join(pasted[: -len(PASTE_END)]).replace("\x00", "")
        for report in IN_PASTE.finditer(text):
            self._sequence(report[0], out)
        out(events.Paste(IN_PASTE.sub("", text)))

    def _as_keys(self, text: str, out: Out) -> None:
        out(events.Key("escape", ESC))
        for character in text[1:]:
            self._keys(character, out)

    def _keys(self, text: str, out: Out) -> None:
        for key in self._sequence_to_key_events("\r" if text == "\n" else text):
            if key.key != Keys.Ignore:
                out(key)

    def _sequence(self, text: str, out: Out) -> None:
        """Give out what a whole sequence means; what a terminal sends and nobody knows is none."""
        if MOUSE.fullmatch(text):
            mouse = self.parse_mouse_code(text)
            if mouse is not None:
                out(mouse)
            return
        reported = list(self._reported(text))
        for message in reported:
            out(message)
        if reported or MODE.fullmatch(text):
            return
        if modified := MODIFIED.fullmatch(text):
            text = f"{ESC}[1;{modified[1]}{modified[2]}"
        if BARE.fullmatch(text) and text not in ANSI_SEQUENCES_KEYS:
            self._as_keys(text, out)
            return
        if text in ANSI_SEQUENCES_KEYS or not getattr(constants, "DISABLE_KITTY_KEY", False):
            self._keys(text, out)

    def _reported(self, text: str) -> Iterator[Message]:
        """Yield what a terminal reports of itself: focus, cursor, size, what it can."""
        if text == "\x1b[I":
            yield events.AppFocus()
        elif text == "\x1b[O":
            yield events.AppBlur()
        elif at := CURSOR.fullmatch(text):
            yield events.CursorPosition(int(at[2]) - 1, int(at[1]) - 1)
        elif size := RESIZE.fullmatch(text):
            high, wide, pixels_high, pixels_wide = map(int, size.groups())
            resize = events.Resize.from_dimensions((wide, high), (pixels_wide, pixels_high))
            self.terminal_size, self.terminal_pixel_size = resize.size, resize.pixel_size
            self.mouse_pixels = True
            yield resize
        elif mode := MODE.fullmatch(text):
            if mode[1] == "2026" and int(mode[2]) > 0:
                yield messages.TerminalSupportsSynchronizedOutput()
            elif mode[1] == "2048" and constants.SMOOTH_SCROLL and not IS_ITERM:
                yield messages.InBandWindowResize.from_setting_parameter(int(mode[2]))
