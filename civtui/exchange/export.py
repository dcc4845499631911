"""Puts a finished file in place: written beside it, synced, then renamed, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from civtui.model.errors import BadInput
from civtui.model.text import msg


def write_atomically(path: Path, content: bytes) -> None:
    """Write `content` to `path`; an older file stays as it was until the new one is complete.

    Raises:
        BadInput: the folder is missing or cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise BadInput(
            msg("exchange.no-write", reason=error.strerror or error), where={"file": str(path)}
        ) from error
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
        raise BadInput(
            msg("exchange.no-write", reason=error.strerror or error), where={"file": str(path)}
        ) from error
