"""A backup: the whole workspace in one zip file, read back and compared before it has its name."""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from civtui.ledger.ledger import Head, Ledger
from civtui.ledger.migrating import copy_to, sync_folder
from civtui.ledger.soundness import Fault
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.files.identity import identity_of
from civtui.workspace.files.outputs import output
from civtui.workspace.session import Workspace

MANIFEST = "manifest.json"
LEDGER = "civtui.db"
FORMAT = "civtui-backup-1"
CHUNK = 1 << 20
DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
# made again by whoever needs it, or of a moment: not part of a backup
LEFT_OUT = frozenset({"out", "places"})
# files that a restore replaced and kept (`ledger.swapping.stamp`)
KEPT = re.compile(r"\.[0-9]{8}T[0-9]{6}Z-([0-9]+-[0-9a-f]{8}|unreadable)(\.[0-9]+)?$")


class Backup(NamedTuple):
    """A backup that was written.

    Args:
        file: the archive.
        head: of the ledger in it.
        faults: of the ledger in it; none where it is sound.
    """

    file: Path
    head: Head
    faults: list[Fault]


def backup(ws: Workspace, path: Path) -> Backup:
    """Write the workspace to the archive `path` while others may go on writing.

    Ledger, evidence, profile, settings, plugins and their lock; no output, no copies that were
    kept. A ledger that is not sound is copied too, and its faults are told.

    Raises:
        Refused: the role does not allow it, or the file exists.
        BadInput: what was read back is not what was written.
        OSError, MachineFault: it cannot be written there; nothing is left behind.
    """
    ws.require(Right.BACKUP)
    if path.exists() or path.is_symlink():
        raise Refused(msg("workspace.file-exists"), where={"file": str(path)})
    output(path)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    copy = path.with_name(f"{path.name}.{os.getpid()}.ledger")
    try:
        copy_to(ws.ledger.connection, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            made = Ledger(connection)
            head, faults, who = made.head(), verify(made), identity_of(made)
        about = {
            "format": FORMAT,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "ledger": {"id": who.id, "name": who.name, "seq": head.seq, "head": head.hash},
        }
        _write(part, copy, about, _files(ws, {path, part, copy}))
        check(part)
        part.rename(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    return Backup(path, head, faults)


def _files(ws: Workspace, beside: set[Path]) -> Iterator[tuple[str, Path]]:
    """Yield (name in the archive, file) of all that belongs to the workspace but its ledger."""
    own = {one.resolve() for one in beside}
    ledger = ws.ledger_path.resolve()
    for folder, folders, files in os.walk(ws.dir):
        here = Path(folder)
        at = here.relative_to(ws.dir)
        left_out = LEFT_OUT if at == Path() else frozenset()
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in left_out)
        for name in sorted(files):
            file = here / name
            if file.is_symlink() or not file.is_file() or KEPT.search(name):
                continue
            full = file.resolve()
            if name.endswith(".part") or full in own:
                continue
            if full.parent == ledger.parent and name.startswith(ledger.name):
                continue
            yield (at / name).as_posix(), file


def _write(
    part: Path, ledger: Path, about: dict[str, Any], files: Iterator[tuple[str, Path]]
) -> None:
    sums: dict[str, dict[str, object]] = {}
    with part.open("xb") as out:
        part.chmod(0o600)  # it holds names and phones
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, file in [(LEDGER, ledger), *files]:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                stored = name.startswith("evidence/")  # pictures and papers are packed already
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                with file.open("rb") as source, archive.open(info, "w", force_zip64=True) as to:
                    digest, size = pour(source, to)
                sums[name] = {"sha256": digest, "size": size}
            archive.writestr(MANIFEST, json.dumps({**about, "files": sums}, ensure_ascii=False))
        out.flush()
        os.fsync(out.fileno())


def pour(source: IO[bytes], target: IO[bytes] | None) -> tuple[str, int]:
    """Copy a stream piece by piece; return its SHA-256 and its size in bytes.

    Args:
        target: None only to count.
    """
    digest, size = sha256(), 0
    while piece := source.read(CHUNK):
        digest.update(piece)
        size += len(piece)
        if target is not None:
            target.write(piece)
    return digest.hexdigest(), size


def check(path: Path) -> dict[str, Any]:
    """Read an archive to the end and return its manifest.

    Raises:
        BadInput: it is no backup, or a file in it is not what the manifest says.
    """
    with opened(path) as archive:
        manifest = manifest_of(archive, path)
        for name in manifest["files"]:
            with reading(path, name), archive.open(name) as source:
                hold(manifest, name, pour(source, None), path)
    return manifest


@contextmanager
def reading(path: Path, what: str) -> Iterator[None]:
    """Turn whatever a damaged archive makes its reader raise into one error that names the place.

    Raises:
        BadInput: it is damaged at `what`.
    """
    try:
        yield
    except DAMAGES as error:
        raise not_whole(path, what) from error
    except OSError as error:
        if error.errno != errno.EINVAL:  # a place before the beginning or behind the end
            raise
        raise not_whole(path, what) from error


def opened(path: Path) -> zipfile.ZipFile:
    """Open an archive.

    Raises:
        BadInput: it is no zip file.
    """
    with reading(path, path.name):
        return zipfile.ZipFile(path)


def manifest_of(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """Return the manifest of an archive, whose names are all below the workspace.

    Raises:
        BadInput: it is no backup of ours, or holds other files than it says.
    """
    with reading(path, MANIFEST):
        found = json.loads(archive.read(MANIFEST))
        files = set(found["files"])
        right = found["format"] == FORMAT and LEDGER in files
    if not right or files | {MANIFEST} != set(archive.namelist()):
        raise not_whole(path, MANIFEST)
    for name in files:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
            raise not_whole(path, name)
    manifest: dict[str, Any] = found
    return manifest


def hold(manifest: dict[str, Any], name: str, read: tuple[str, int], path: Path) -> None:
    """Hold what was read of a file to the manifest.

    Raises:
        BadInput: they differ.
    """
    said = manifest["files"][name]
    if not isinstance(said, dict) or (said.get("sha256"), said.get("size")) != read:
        raise not_whole(path, name)


def not_whole(path: Path, what: str) -> BadInput:
    """Return the error of an archive that is damaged at `what`."""
    return BadInput(
        msg("workspace.bad-archive", what=what),
        where={"file": str(path)},
        hint=msg("workspace.other-backup"),
    )
