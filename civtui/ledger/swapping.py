"""Puts a checked copy in the place of a ledger, and keeps what it replaces under another name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from civtui.ledger.ledger import Head, Ledger
from civtui.ledger.migrating import copy_to, sync_folder
from civtui.ledger.presence import look
from civtui.model.faults import Damaged, fault

# ends the second name of a log
HELD = "-log"
# each waits as long as a lock is waited for
TRIES = 3


def stamp(head: Head | None) -> str:
    """Return what tells a replaced file from others: the moment, and the ledger's head then.

    Args:
        head: None where the ledger could not be read.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"{moment}-{head.seq}-{head.hash[:8]}" if head else f"{moment}-unreadable"


def free_name(path: Path, mark: str) -> Path:
    """Return the name under which a replaced file is kept: its own, and `mark`."""
    kept, count = path.with_name(f"{path.name}.{mark}"), 1
    while kept.exists():
        count += 1
        kept = path.with_name(f"{path.name}.{mark}.{count}")
    return kept


def held_log(target: Path, fresh: Path) -> Path | None:
    """Give the log of the ledger at `target` a second name, beside `fresh`.

    SQLite removes a log that it can make nothing of when the ledger is tried and closed.
    """
    log, held = target.with_name(target.name + "-wal"), fresh.with_name(fresh.name + HELD)
    held.unlink(missing_ok=True)
    if not log.exists():
        return None
    _link(log, held, lambda: shutil.copy2(log, held))
    return held


def swap(
    fresh: Path, target: Path, live: Ledger | None, log: Path | None
) -> tuple[str, list[Path]]:
    """Put the file `fresh` in the place of the ledger at `target`.

    Killed at any moment, the old ledger or the new one lies at the path; where the old one cannot
    be read, for a moment none. Sessions that hold the old one are told that it was replaced.

    Args:
        fresh: a whole ledger without a log, in the folder of `target`; gone afterwards.
        live: the ledger at `target`, where it can be opened; closed afterwards.
        log: its log under a second name (see `held_log`).

    Returns:
        What the kept files are marked with, and the kept files.

    Raises:
        Busy: somebody reads or writes for too long; nothing was changed.
        OSError: a file cannot be put in place.
    """
    if live is not None:
        try:
            _hold(live, target)
        except Damaged:
            live.close()
        else:
            return _swap_held(fresh, target, live)
    return _swap_unread(fresh, target, log)


def _hold(live: Ledger, target: Path) -> None:
    """Keep every other writer out, with nothing left in the log."""
    for _ in range(TRIES):
        live.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        live.connection.execute("BEGIN IMMEDIATE")
        log = look(f"{target}-wal")
        if log is None or not log.size:
            return
        live.connection.execute("ROLLBACK")
    raise fault("busy", where={"file": str(target)})


def _swap_held(fresh: Path, target: Path, live: Ledger) -> tuple[str, list[Path]]:
    try:
        mark = stamp(live._head())
        kept = free_name(target, mark)
        _link(target, kept, lambda: copy_to(live.connection, kept))
        sync_folder(target.parent)
        fresh.replace(target)
        # empty, but sessions of the old file would share it with those of the new one
        _forget_log(target)
        sync_folder(target.parent)
    finally:
        if live.connection.in_transaction:
            live.connection.execute("ROLLBACK")
        live.close()
    return mark, [kept]


def _swap_unread(fresh: Path, target: Path, log: Path | None) -> tuple[str, list[Path]]:
    mark = stamp(None)
    kept, found = free_name(target, mark), []
    # the log first: without it an old ledger would open and lack its newest facts
    if log is not None and log.stat().st_size:
        found.append(kept.with_name(kept.name + "-wal"))
        log.rename(found[0])
    if target.exists():
        target.rename(kept)
        found.insert(0, kept)
    _forget_log(target)
    sync_folder(target.parent)
    fresh.replace(target)
    sync_folder(target.parent)
    return mark, found


def _forget_log(target: Path) -> None:
    for end in ("-shm", "-wal"):
        target.with_name(target.name + end).unlink(missing_ok=True)


def _link(old: Path, new: Path, copy: Callable[[], object]) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without links
        copy()
