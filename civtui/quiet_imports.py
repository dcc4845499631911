"""Loads libraries that write words of their own on stderr, which is for what civtui has to say.

exifread is the one that logs today; a workbook's native reader speaks in its own process, whose
stderr goes nowhere (`civtui.exchange.workbook`), and plugins in theirs, into their logs.
"""

from __future__ import annotations

import importlib
from types import ModuleType


def quietly(name: str) -> ModuleType:
    """Return the library `name`; what it logs is kept from stderr.

    A handler that somebody sets on the library's logger still hears it.
    """
    import logging

    log = logging.getLogger(name)
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    return importlib.import_module(name)
