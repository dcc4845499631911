"""Brings a backup back: checked first, put in place whole, what it replaces kept under a name."""

from __future__ import annotations

import getpass
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from civtui.ledger.ledger import Ledger
from civtui.ledger.swapping import HELD, free_name, held_log, swap
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.faults import Busy
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.files import archive
from civtui.workspace.files.folders import FOLDERS
from civtui.workspace.files.identity import SETTING, Identity, identify, identity_of, new_id
from civtui.workspace.files.settings_file import put_setting, with_setting
from civtui.workspace.forced_command import forced_session
from civtui.workspace.session import SETTINGS, Workspace, ledger_file, read_settings

STAGE = ".restoring"
Agree = Callable[[Identity, Identity], bool]


class Restored(NamedTuple):
    """What came back.

    Args:
        ledger: who the ledger is now.
        kept: files that were replaced, under the names they are kept under.
    """

    ledger: Identity
    kept: list[Path]


def restore(folder: Path, path: Path, *, agree: Agree, user: str | None = None) -> Restored:
    """Put the backup `path` in place of the workspace in `folder`.

    An archive brings ledger, evidence, profile, settings and plugins; a bare database, as earlier
    releases made them, the ledger alone. Neither a sound ledger nor any has to be there, and the
    backup may lie where nothing can be written.

    Args:
        agree: asked before another city's ledger goes in: (the backup's, the workspace's).
        user: who acts; the operating system's user where None.

    Raises:
        BadInput: the backup is not whole, or its ledger not sound.
        Refused: the role does not allow it, or it is another city's and nobody agreed.
        Busy: somebody holds the ledger for too long; nothing was changed.
    """
    if not path.is_file():
        raise BadInput(msg("workspace.no-backup"), where={"file": str(path)})
    packed = zipfile.is_zipfile(path)
    settings = _settings(folder, packed)
    folder.mkdir(parents=True, exist_ok=True)
    with _stage(folder) as stage:
        files = (
            _unpack(path, stage) if packed else _copy(path, stage, ledger_file(folder, settings))
        )
        target = ledger_file(folder, settings)
        fresh = _fresh(stage / archive.LEDGER, target)
        try:
            log = held_log(target, fresh)
            who, live = _admitted(fresh, target, path, folder, settings, agree, user)
            try:
                _put_evidence(folder, stage, files)
                # one that could only be opened to read holds no lock
                held = None if live is not None and live.unwritable else live
                mark, kept = swap(fresh, target, held, log)
            finally:
                if live is not None:
                    live.close()
            kept += _put_files(folder, stage, files, mark, settings, who)
        finally:
            _remove(fresh)
    for part in FOLDERS:  # what is put into them is no part of a backup, where it goes is
        with suppress(OSError):  # a file has its name
            (folder / part).mkdir(exist_ok=True)
    return Restored(who, kept)


def _settings(folder: Path, packed: bool) -> dict[str, Any]:
    """Return the settings of the workspace; empty where only the backup can bring them."""
    try:
        return read_settings(folder)
    except BadInput:
        if packed:
            return {}
        raise


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """Make a folder to check things in; what a killed restore left there goes first."""
    for left in folder.glob(f"{STAGE}-*"):
        if not _alive(left.name.rpartition("-")[2]):
            shutil.rmtree(left, ignore_errors=True)
    stage = folder / f"{STAGE}-{os.getpid()}"
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def _unpack(path: Path, stage: Path) -> list[str]:
    """Read an archive into the stage, each file held to the manifest; return their names."""
    with archive.opened(path) as found:
        manifest = archive.manifest_of(found, path)
        for name in manifest["files"]:
            target = stage / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with (
                archive.reading(path, name),
                found.open(name) as source,
                target.open("xb") as to,
            ):
                archive.hold(manifest, name, archive.pour(source, to), path)
                to.flush()
                os.fsync(to.fileno())
    return [name for name in manifest["files"] if name != archive.LEDGER]


def _copy(path: Path, stage: Path, target: Path) -> list[str]:
    """Copy a bare database, with its log where it has one, into the stage."""
    if target.exists() and path.samefile(target):
        raise BadInput(msg("workspace.own-ledger"), where={"file": str(path)})
    copy = stage / archive.LEDGER
    # bytes, not SQLite: that would have to write beside the backup
    shutil.copyfile(path, copy)
    log = path.with_name(path.name + "-wal")
    if log.is_file():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    return []


def _fresh(staged: Path, target: Path) -> Path:
    """Check a staged ledger, bring it to this release, and lay it beside its target as one file.

    Raises:
        BadInput: it is not sound.
    """
    with closing(Ledger.open(staged)) as ledger:
        faults = verify(ledger)
        if faults:
            first = faults[0]
            raise BadInput(first.message, where={"file": target.name, "table": first.table})
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}{STAGE}-*"):
        if not _alive(left.name.rpartition(f"{STAGE}-")[2].partition("-")[0]):
            left.unlink(missing_ok=True)
    fresh = target.with_name(f".{target.name}{STAGE}-{os.getpid()}")
    _remove(fresh)
    with staged.open("rb") as source, fresh.open("xb") as to:
        archive.pour(source, to)
        to.flush()
        os.fsync(to.fileno())
    return fresh


def _remove(fresh: Path) -> None:
    for end in ("", "-wal", "-shm", HELD):
        fresh.with_name(fresh.name + end).unlink(missing_ok=True)


def _admitted(
    fresh: Path,
    target: Path,
    path: Path,
    folder: Path,
    settings: dict[str, Any],
    agree: Agree,
    user: str | None,
) -> tuple[Identity, Ledger | None]:
    """Return who the ledger will be, and the open old one, where all may go on.

    Who may is said by the old ledger; where it cannot be read, by the backup's own users.
    """
    live = _live(target)
    try:
        with closing(Ledger.open(fresh)) as ledger:
            if live is None and forced_session():
                raise Refused(msg("workspace.restore-forced"), hint=msg("workspace.ask-admin"))
            acting = user or getpass.getuser()
            Workspace(folder, settings, live or ledger, acting).require(Right.MANAGE)
            found = identity_of(ledger)
            wanted = Identity(str(settings.get(SETTING, "")), str(settings.get("name", "")))
            if live is not None and wanted.id in ("", identity_of(live).id):
                wanted = identity_of(live)
            if _other(found, wanted) and not agree(found, wanted):
                raise Refused(
                    msg("workspace.other-city", found=str(found), wanted=str(wanted)),
                    where={"file": str(path)},
                    hint=msg("workspace.other-city-on"),
                )
            if not found.id:  # a backup of an earlier release
                ours = "" if _other(found, wanted) else wanted.id
                identify(ledger, ours or new_id(), found.name or wanted.name)
                found = identity_of(ledger)
            ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except BaseException:
        if live is not None:
            live.close()
        raise
    return found, live


def _other(found: Identity, wanted: Identity) -> bool:
    if found.id and wanted.id:
        return found.id != wanted.id
    return bool(found.name and wanted.name) and found.name != wanted.name


def _live(target: Path) -> Ledger | None:
    """Return the ledger that is to be replaced, None where it cannot be read."""
    try:
        return Ledger.open(target)
    except Busy:
        raise
    except CivtuiError:
        return None


def _put_evidence(folder: Path, stage: Path, files: list[str]) -> None:
    """Add the evidence that is not there, before the ledger that names it."""
    for name in files:
        target = folder / name
        if name.startswith("evidence/") and not _same(stage / name, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            (stage / name).replace(target)


def _put_files(
    folder: Path,
    stage: Path,
    files: list[str],
    mark: str,
    settings: dict[str, Any],
    who: Identity,
) -> list[Path]:
    """Put settings, profile and plugins in place; return the old ones that were kept."""
    kept = []
    if SETTINGS in files:
        text = (stage / SETTINGS).read_text("utf-8")
        database = str(settings.get("database", archive.LEDGER))
        text = with_setting(with_setting(text, "database", database), SETTING, who.id)
        (stage / SETTINGS).write_text(text, "utf-8")
    # the settings last: what they name is there then
    for name in sorted(files, key=lambda name: name == SETTINGS):
        target = folder / name
        if name.startswith("evidence/") or _same(stage / name, target):
            continue
        if target.exists():
            kept.append(free_name(target, mark))
            shutil.copy2(target, kept[-1])
        target.parent.mkdir(parents=True, exist_ok=True)
        (stage / name).replace(target)
    if SETTINGS not in files and settings.get(SETTING) != who.id:
        kept.append(free_name(folder / SETTINGS, mark))
        shutil.copy2(folder / SETTINGS, kept[-1])
        put_setting(folder, SETTING, who.id)
    return kept


def _same(one: Path, other: Path) -> bool:
    if not other.is_file() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as a, other.open("rb") as b:
        return archive.pour(a, None) == archive.pour(b, None)
