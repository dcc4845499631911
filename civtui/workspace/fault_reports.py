"""What a face says of an exception: a fault of the machine in words, a fault of ours as a report.

A report holds where in the program it happened and what it was: no values of variables, no
arguments of the call, nothing of the ledger.
"""

from __future__ import annotations

import platform
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from civtui.model.errors import CivtuiError
from civtui.model.faults import translated
from civtui.model.text import msg

MOST_REPORTS = 20


class Bug(CivtuiError):
    """The program failed at something that it should have told apart (exit 4)."""

    code = "bug"


def told(error: BaseException, path: Path | None = None) -> CivtuiError:
    """Return what a user is told of any exception; one that nobody foresaw is reported in a file.

    Args:
        error: as it was raised.
        path: the file that was worked on, where the error does not name one itself.
    """
    found = translated(error, path)
    if found is not None:
        return found
    report = kept(error)
    hint = msg("machine.bug-kept", path=report) if report else msg("machine.bug-unkept")
    return Bug(msg("machine.bug", what=_name(error)), hint=hint)


def kept(error: BaseException) -> Path | None:
    """Write a report of `error` and return its path, None where that cannot be done."""
    from platformdirs import user_log_path

    from civtui import __version__

    now = datetime.now(UTC)
    steps = traceback.StackSummary.from_list(
        [f for part in _chain(error) for f in traceback.extract_tb(part.__traceback__)]
    )
    lines = [
        f"civtui {__version__}, Python {platform.python_version()}, {platform.platform()}",
        now.isoformat(timespec="seconds"),
        *(f"{_name(part)}" for part in _chain(error)),
        *(f"  {f.filename}:{f.lineno} {f.name}: {f.line}" for f in steps),
        "",
    ]
    with suppress(OSError, RuntimeError):
        folder = user_log_path("civtui")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in sorted(folder.glob("fault-*.txt"))[: -MOST_REPORTS + 1]:
            old.unlink(missing_ok=True)
        path = folder / f"fault-{now:%Y%m%dT%H%M%S%f}.txt"
        path.touch(mode=0o600)
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
        return path
    return None


def _chain(error: BaseException) -> list[BaseException]:
    """Return `error` and what it came of, the first cause last."""
    found: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in found:
        found.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return found


def _name(error: BaseException) -> str:
    """Return the kind of an exception; its words may quote data and are left out."""
    return type(error).__qualname__
