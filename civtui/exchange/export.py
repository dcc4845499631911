"""Puts a finished file in place: written beside it, synced, then renamed, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from civtui.model.errors import CivtuiError
from civtui.model.faults import translated


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; an older file stays as it was until the new one is complete.

    Raises:
        MachineFault: the folder is missing, or the disk is full, or may not be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _told(error, path) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        part.chmod(0o666 & ~mask)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _told(error, path) from error


def _told(error: OSError, path: Path) -> CivtuiError:
    """Return the fault of the file that was asked for, not of the one beside it."""
    error.filename = str(path)
    told = translated(error)
    assert told is not None  # every error of the system is told
    return told
