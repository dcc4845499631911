"""Which sessions on a sheet still live: each holds the system's lock on a small file of its own.

The lock is gone with its process, however that ended, and a number that the system gives to another
process later, or another machine's, does not matter. Where locks do not work nobody counts as
living: then what a window keeps may show in a second one, too, and nothing is lost.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from pathlib import Path

SUFFIX = ".live"
# place of a sheet -> the name that this process keeps under, and the open file that holds its lock
_HELD: dict[Path, tuple[str, int]] = {}


def is_of(place: Path, stem: str) -> bool:
    """Return whether a file with this stem belongs to a sheet, by whichever session."""
    begin, _, session = stem.rpartition("@")
    return stem == place.stem or (begin == place.stem and bool(session))


def own_name(place: Path) -> str | None:
    """Return the name that this session keeps under, None where it keeps nothing."""
    held = _HELD.get(place)
    return held[0] if held else None


def name_of(place: Path) -> str:
    """Return the name that this session keeps under; from now on it counts as living.

    Raises:
        OSError: nothing can be written there.
    """
    if place not in _HELD:
        name = f"{place.stem}@{secrets.token_hex(4)}"
        handle = os.open(
            place.with_name(name + SUFFIX), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
        with contextlib.suppress(OSError):  # no locks there
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _HELD[place] = name, handle
    return _HELD[place][0]


def leave(place: Path) -> None:
    """Take this session's files away: it keeps nothing."""
    name, handle = _HELD.pop(place, ("", -1))
    if name:
        place.with_name(f"{name}.draft").unlink(missing_ok=True)
        place.with_name(name + SUFFIX).unlink(missing_ok=True)
        os.close(handle)


def claimed(draft: Path, claims: contextlib.ExitStack) -> bool:
    """Return whether a draft is of no living session; then no other one takes it meanwhile.

    Args:
        claims: holds it, and at its end takes away the file that said who lived.
    """
    live = draft.with_suffix(SUFFIX)
    try:
        handle = os.open(live, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return True  # of a release that had none, or its session is through with it
    claims.callback(os.close, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # no locks there
        return True
    claims.callback(_tidy, draft, live)
    return draft.exists()


def _tidy(draft: Path, live: Path) -> None:
    if not draft.exists():
        with contextlib.suppress(OSError):
            live.unlink(missing_ok=True)
