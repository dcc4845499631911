"""What `doctor` sees of the machine: disk, clock, zone, encodings, logs; each with its remedy."""

from __future__ import annotations

import locale as system
import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace

# with less room than this, or than twice the ledger, the next commits or copies may fail
LEAST_ROOM = 64 * 2**20
NETWORK = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "lustre",
    "glusterfs",
    "davfs",
    "beegfs",
)
MOUNTS = Path("/proc/self/mounts")
# a clock may run this far behind the newest fact: machines differ by seconds
SLACK = timedelta(minutes=5)


class Seen(NamedTuple):
    """One thing looked at: its id, whether it is sound, and what was seen, with the remedy."""

    id: str
    ok: bool
    detail: Message


def looked_at(ws: Workspace) -> list[Seen]:
    """Return what was seen of the machine that the workspace stands on."""
    return [_space(ws), _file_system(ws), _clock(ws), _zone(ws), _encodings(), _logs(ws)]


def _space(ws: Workspace) -> Seen:
    free = shutil.disk_usage(ws.dir).free
    needed = max(LEAST_ROOM, 2 * ws.ledger_path.stat().st_size)
    values = {"free": free // 2**20, "needed": needed // 2**20}
    if ws.ledger.unwritable:
        return Seen("space", False, ws.ledger.unwritable.message)
    return Seen("space", free >= needed, msg(f"machine.space-{_ok(free >= needed)}", **values))


def _file_system(ws: Workspace) -> Seen:
    kind = file_system(ws.ledger_path)
    ok = kind not in NETWORK
    return Seen("file-system", ok, msg(f"machine.file-system-{_ok(ok)}", kind=kind or "?"))


def file_system(path: Path, mounts: Path = MOUNTS) -> str:
    """Return the kind of file system that `path` lies on, "" where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    real, best, kind = str(path.resolve()), "", ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        at = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = real == at or real.startswith(at.rstrip("/") + "/")
        if inside and len(at) >= len(best):
            best, kind = at, parts[2]
    return kind


def _clock(ws: Workspace) -> Seen:
    now, built = datetime.now(UTC), datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    newest = ws.ledger.fact(ws.head())
    last = datetime.fromisoformat(newest.recorded) if newest else now
    ok = now + SLACK >= last and now + timedelta(days=1) >= built
    shown = msg(
        f"machine.clock-{_ok(ok)}", now=f"{now:%Y-%m-%d %H:%M}", last=f"{last:%Y-%m-%d %H:%M}"
    )
    # the demo city has a day of its own
    return Seen("clock", ok or "today" in ws.settings, shown)


def _zone(ws: Workspace) -> Seen:
    named = ws.zone is not None
    key = "machine.zone-ok" if named else "machine.zone-system"
    return Seen(
        "zone", True, msg(key, zone=datetime.now(ws.zone).astimezone(ws.zone).tzname() or "?")
    )


def _encodings() -> Seen:
    names = (
        getattr(sys.stdout, "encoding", None) or "?",
        sys.getfilesystemencoding(),
        system.getpreferredencoding(False),
    )
    sound = [name.lower().replace("-", "") in ("utf8", "cp65001") for name in names]
    said = dict(zip(("out", "files", "texts"), names, strict=True))
    # an output of another encoding gets substitutes; names of files must be right
    return Seen("encodings", sound[1], msg(f"machine.encodings-{_ok(all(sound))}", **said))


def _logs(ws: Workspace) -> Seen:
    """Look for logs without their database, and databases copied without their log."""
    here = ws.ledger_path
    alone = [
        log.name
        for log in sorted(here.parent.glob("*-wal"))
        if log.stat().st_size and not Path(str(log).removesuffix("-wal")).exists()
    ]
    if alone:
        return Seen("logs", False, msg("machine.logs-alone", logs=alone))
    bare = [
        copy.name
        for copy in sorted(here.parent.glob("*.db*"))
        if copy != here and _a_copy(copy) and not Path(f"{copy}-wal").exists()
    ]
    if bare:
        return Seen("logs", False, msg("machine.logs-bare", copies=bare))
    return Seen("logs", True, msg("machine.logs-ok"))


def _a_copy(path: Path) -> bool:
    """Return whether a file is a database that keeps a log, copied by hand without it."""
    if path.name.endswith(("-wal", "-shm", "-journal", ".part")) or ".schema-" in path.name:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(20)
    except (OSError, CivtuiError):
        return False
    return head.startswith(b"SQLite format 3\0") and head[18:20] == b"\x02\x02"


def _ok(ok: bool) -> str:
    return "ok" if ok else "bad"
