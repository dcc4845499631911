"""The one way by which a file of settings is changed: locked, read, written beside, put in place.

The lock is the system's own on the folder, so it leaves no file behind and is gone with whoever
held it. It works between the processes of one machine; a network folder whose locks do not work
is said as such.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from civtui.ledger.migrating import sync_folder
from civtui.model.faults import Translating, fault

PATIENCE_SECONDS = 15.0
ASK_AGAIN_SECONDS = 0.02
# what a file system says that has no such lock
NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EINVAL)


@contextmanager
def locked(folder: Path, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Keep every other change of the settings in `folder` out meanwhile.

    Args:
        patience: seconds to wait for another one.

    Raises:
        Busy: another one takes too long.
        MachineFault: locks do not work there, or the folder is gone.
    """
    with Translating(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _take(handle, folder, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path, until: float) -> None:
    where: dict[str, object] = {"file": str(folder)}
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise fault("busy", where=where) from None
            time.sleep(ASK_AGAIN_SECONDS)
        except OSError as error:
            if error.errno in NO_LOCKS:
                raise fault("no-locks", where=where, reason=error.strerror) from error
            raise


def change(path: Path, edit: Callable[[str], str]) -> None:
    """Change a file of settings under the lock of its folder; on disk when this returns.

    Args:
        path: the file; "" is edited where there is none.
        edit: from the text that stands there now to the wanted one.

    Raises:
        Busy: another change takes too long.
        MachineFault: it cannot be locked, read or written; the old file stands.
    """
    with locked(path.parent), Translating(path):
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        wanted = edit(text)
        if wanted != text or not path.exists():
            write_whole(path, wanted.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside and put it in place, on disk when this returns.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
