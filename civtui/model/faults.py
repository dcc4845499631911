"""One place that turns what files, disks, locks and encodings raise into errors of the family.

It knows an error of the operating system by its number and one of SQLite by its code, never by
its words. What it does not know it leaves alone: that is a fault of the program.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any, ClassVar

from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import msg

# number of the operating system -> kind of fault (`machine.<kind>` says it, `hint-<kind>` the way)
NUMBERS = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "quota",
    errno.EFBIG: "too-large",
    errno.EROFS: "read-only",
    errno.EACCES: "no-access",
    errno.EPERM: "no-access",
    errno.ENOENT: "gone",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
    errno.ESTALE: "stale",
    errno.EHOSTDOWN: "stale",
    errno.ETIMEDOUT: "stale",
    errno.EIO: "io",
    errno.ENOTDIR: "no-folder",
    errno.EISDIR: "is-folder",
    errno.EEXIST: "exists",
    errno.EMFILE: "too-many",
    errno.ENFILE: "too-many",
    errno.ENOMEM: "memory",
    errno.EBUSY: "busy",
    errno.EAGAIN: "busy",
    errno.ETXTBSY: "busy",
    errno.ENOLCK: "no-locks",
    errno.ENAMETOOLONG: "bad-name",
    errno.EINVAL: "bad-name",
    errno.ELOOP: "bad-name",
    errno.EXDEV: "other-disk",
}
# SQLite's primary codes
CODES = {
    sqlite3.SQLITE_PERM: "no-access",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_SCHEMA: "busy",
    sqlite3.SQLITE_NOMEM: "memory",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_CORRUPT: "garbage",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_CANTOPEN: "no-open",
    sqlite3.SQLITE_PROTOCOL: "no-locks",
    sqlite3.SQLITE_NOLFS: "too-large",
    sqlite3.SQLITE_NOTADB: "no-database",
}
# its extended ones, where they say more
EXTENDED = {
    sqlite3.SQLITE_READONLY_DBMOVED: "moved",
    sqlite3.SQLITE_IOERR_LOCK: "no-locks",
    sqlite3.SQLITE_IOERR_UNLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_RDLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_SHMLOCK: "no-locks",
    sqlite3.SQLITE_IOERR_SHMMAP: "no-locks",
    sqlite3.SQLITE_IOERR_NOMEM: "memory",
    sqlite3.SQLITE_CANTOPEN_ISDIR: "is-folder",
}
# with less room than this a file that could not be made or lengthened says: the disk is full
LEAST_ROOM = 65_536


class MachineFault(CivtuiError):
    """The machine failed: a disk, a folder, a lock (exit 4); nothing was half stored.

    Args:
        kind: which fault, a name in the catalogue's area `machine`.
        where: as in `CivtuiError`.
        values: what the catalogue's sentence has places for.
    """

    code = "machine"

    def __init__(self, kind: str, *, where: dict[str, object], **values: object) -> None:
        super().__init__(
            msg(f"machine.{kind}", **values), where=where, hint=msg(f"machine.hint-{kind}")
        )
        self.kind = kind


class Busy(MachineFault):
    """Somebody else holds the lock (exit 4): the same again in a moment may succeed."""

    code = "busy"


class Damaged(MachineFault, BadInput):
    """The content of a file is not what it should be (exit 4), whatever the disk says."""

    code = "bad-input"


MADE: dict[str, type[MachineFault]] = {"busy": Busy, "garbage": Damaged, "no-database": Damaged}


def fault(kind: str, *, where: dict[str, object], reason: object = "") -> MachineFault:
    """Return the fault of a kind."""
    return MADE.get(kind, MachineFault)(kind, where=where, reason=reason)


def translated(error: BaseException, path: Path | None = None) -> CivtuiError | None:
    """Return what a user is told instead of `error`, None where it is no fault of the machine.

    Args:
        error: as it was raised; an error of the family comes back as it is.
        path: the file that was worked on, where the error does not name one itself.
    """
    if isinstance(error, CivtuiError):
        return error
    if isinstance(error, sqlite3.Error):
        return _of_database(error, path)
    if isinstance(error, UnicodeError):
        return _of_text(error, path)
    if isinstance(error, OSError):
        named = error.filename if isinstance(error.filename, str | os.PathLike) else path
        kind = NUMBERS.get(error.errno or 0)
        reason = error.strerror or type(error).__name__
        return fault(kind or "other", where=_where(named), reason=reason)
    if isinstance(error, MemoryError):
        return fault("memory", where=_where(path))
    return None


def _of_database(error: sqlite3.Error, path: Path | None) -> CivtuiError | None:
    code: int = getattr(error, "sqlite_errorcode", 0)
    kind = EXTENDED.get(code) or CODES.get(code & 0xFF)
    if kind is None:
        return None
    if kind in ("io", "no-open", "no-locks") and path is not None:
        kind = _nearer(kind, path)
    return fault(kind, where=_where(path), reason=getattr(error, "sqlite_errorname", error))


def _nearer(kind: str, path: Path) -> str:
    """Return what the file's folder tells about a fault that SQLite knows no better."""
    try:
        room = os.statvfs(path.parent)
        if room.f_bavail * room.f_frsize < LEAST_ROOM:
            return "disk-full"
        if kind == "io":
            return kind
        path.stat()
        if room.f_flag & os.ST_RDONLY:
            return "read-only"
    except OSError as error:
        return NUMBERS.get(error.errno or 0, kind)
    return kind


def _of_text(error: UnicodeError, path: Path | None) -> CivtuiError:
    if isinstance(error, UnicodeDecodeError):
        value = error.object[error.start : error.start + 4].hex(" ")
        return BadInput(
            msg("machine.no-text", at=error.start + 1, encoding=error.encoding),
            where=_where(path),
            value=value,
            hint=msg("machine.hint-no-text"),
        )
    return BadInput(
        msg("machine.no-sign", reason=getattr(error, "encoding", "")),
        where=_where(path),
        hint=msg("machine.hint-no-sign"),
    )


def _where(path: object) -> dict[str, object]:
    if path is None:
        return {}
    text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
    return {"file": text.encode("utf-8", "replace").decode("utf-8")}


class Translating:
    """`with` this around work on a file, what the machine raises is of the family.

    One object may be used again and again, also within itself.

    Args:
        path: the file that is worked on.
    """

    __slots__ = ("path",)
    KINDS: ClassVar[tuple[type[BaseException], ...]] = (
        OSError,
        sqlite3.Error,
        UnicodeError,
        MemoryError,
    )

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: Any, error: BaseException | None, __: Any) -> None:
        if isinstance(error, self.KINDS) and not isinstance(error, BrokenPipeError):
            told = translated(error, self.path)
            if told is not None:
                raise told from error
