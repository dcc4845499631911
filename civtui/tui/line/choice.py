"""Chooses the driver: this one where everything it counts on is there, else textual's own."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from civtui.model.digits import digits

if TYPE_CHECKING:
    from textual.driver import Driver

# releases of textual that the tests of this package were run with
TESTED_FROM, TESTED_BELOW = (6, 0), (9, 0)
# what the driver overrides or calls, with the parameters it counts on
COUNTED_ON: dict[str, tuple[str, ...]] = {
    "write": ("self", "data"),
    "flush": ("self",),
    "process_message": ("self", "message"),
    "start_application_mode": ("self",),
    "stop_application_mode": ("self",),
    "disable_input": ("self",),
    "run_input_thread": ("self",),
}
COUNTED_ON_IN_PARSER: dict[str, tuple[str, ...]] = {
    "feed": ("self", "data"),
    "tick": ("self",),
    "parse": ("self", "token_callback"),
    "parse_mouse_code": ("self", "code"),
    "_sequence_to_key_events": ("self", "sequence", "alt"),
}


def why_stock(choice: str | None = None) -> str | None:
    """Return why textual's own driver is used, None where this one is.

    Args:
        choice: `stock` asks for textual's own.
    """
    if choice == "stock":
        return "asked for"
    if os.environ.get("TERM", "") in ("", "dumb"):
        return "terminal without cursor"
    return why_strange()


def why_strange() -> str | None:
    """Return why nothing of textual's driver can be replaced here, None where it can."""
    if sys.platform not in ("linux", "darwin"):
        return f"platform {sys.platform}"
    release = textual_release()
    if not TESTED_FROM <= release < TESTED_BELOW:
        return f"textual {'.'.join(map(str, release))} is not tested"
    return missing()


def textual_release() -> tuple[int, ...]:
    """Return the first two numbers of textual's release.

    Read off the name of the folder that pip leaves beside it: `importlib.metadata` loads e-mail
    and zip files, which the first screen would wait for.
    """
    import textual

    beside = Path(textual.__file__).parent.parent.glob("textual-*.dist-info")
    names = [folder.name.removesuffix(".dist-info").partition("-")[2] for folder in beside]
    if len(names) != 1:
        from importlib.metadata import version

        names = [version("textual")]
    parts = names[0].split(".")[:2]
    return tuple(int(part) if digits(part) else 0 for part in parts)


def missing() -> str | None:
    """Return what textual's driver lacks of what this one counts on."""
    try:
        from rich.cells import get_character_cell_size, split_graphemes
        from textual._xterm_parser import XTermParser
        from textual.drivers.linux_driver import LinuxDriver
    except ImportError as error:
        return str(error)
    del get_character_cell_size, split_graphemes
    for kind, counted in ((LinuxDriver, COUNTED_ON), (XTermParser, COUNTED_ON_IN_PARSER)):
        for name, parameters in counted.items():
            method = getattr(kind, name, None)
            if method is None:
                return f"no {name}"
            if tuple(inspect.signature(method).parameters) != parameters:
                return f"{name} has other parameters"
    return None


def driver_class(choice: str | None = None) -> type[Driver] | None:
    """Return the driver for `App(driver_class=...)`; None is textual's own.

    Textual's own way to the screen keeps our way of keys, wherever that can be had.

    Args:
        choice: `stock` asks for textual's own way to the screen; None takes this one where it can.
    """
    if why_stock(choice) is None:
        from civtui.tui.line.driver import LineDriver

        return LineDriver
    if why_strange() is not None:
        return None
    from civtui.tui.line.listening import ListeningDriver

    return ListeningDriver
