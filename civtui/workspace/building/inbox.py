"""The workspace's inbox: files that were copied there, to be taken by number."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import Literal, NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.files.folders import make_lacking
from civtui.workspace.kept import kept as kept_while
from civtui.workspace.session import Workspace

MOST = 60
KILOBYTE = 1024
HIDDEN = (".", "~$")  # the latter beside a workbook that somebody has open


def files(ws: Workspace) -> list[Path]:
    """Return the files in `inbox/` that may be evidence, the newest first."""
    return files_in(folder(ws), [f".{kind}" for kind in ws.profile().evidence.kinds])


class Waiting(NamedTuple):
    """A file of the inbox.

    Args:
        size: bytes.
        day: the day it was last changed on.
    """

    path: Path
    size: int
    day: date

    @property
    def shown_size(self) -> str:
        """Its size as people read it."""
        if self.size < KILOBYTE:
            return f"{self.size} B"
        if self.size < KILOBYTE**2:
            return f"{self.size / KILOBYTE:.0f} KB"
        return f"{self.size / KILOBYTE**2:.1f} MB"


def folder(ws: Workspace) -> Path:
    """Return where files go that are to be taken in."""
    return ws.dir / "inbox"


def in_the_way(ws: Workspace) -> Message | None:
    """Make the folder where it lacks; return what stands in its place, where a file does.

    A copy of one file to a folder that is not there makes a file of that name.
    """
    make_lacking(ws)
    place = folder(ws)
    return msg("inbox.a-file", folder=str(place)) if place.is_file() else None


def waiting(ws: Workspace) -> list[Waiting]:
    """Return all files of the inbox but hidden ones, the newest first."""
    found: list[tuple[int, Waiting]] = []
    with suppress(OSError):  # there is no such folder, or it is not for this user to read
        for path in folder(ws).iterdir():
            with suppress(OSError, ValueError, OverflowError):  # gone by now, or of no year
                if path.is_file() and not path.name.startswith(HIDDEN):
                    stat = path.stat()
                    day = datetime.fromtimestamp(stat.st_mtime, ws.zone).date()
                    found.append((stat.st_mtime_ns, Waiting(path, stat.st_size, day)))
    return [one for _, one in sorted(found, key=lambda each: (-each[0], each[1].path.name))]


def kept(ws: Workspace, there: Iterable[Waiting]) -> set[str]:
    """Return the names of those files of the inbox that are in the store of evidence already.

    Only a file of the same size as a piece is read.
    """
    pieces: dict[int, set[str]] = {}
    for sha256, size in queries.rows(ws.ledger, "building", "evidence-sizes"):
        pieces.setdefault(size, set()).add(sha256)
    found = set[str]()
    for one in there:
        with suppress(OSError):  # gone by now, or not for this user to read
            if one.size in pieces and digest_of(one.path) in pieces[one.size]:
                found.add(one.path.name)
    return found


class Imported(NamedTuple):
    """An import of a file, or of one of the same name, that stands.

    Args:
        fact: the first of its entries.
        day: when.
        how: `same` content; `changed` since, under the same name; `name` is all that is on record.
    """

    fact: int
    day: str
    how: Literal["same", "changed", "name"]

    def said(self) -> Message:
        """Return that it was imported."""
        return msg(f"inbox.imported-{self.how}", fact=self.fact, day=self.day)


def imported(ws: Workspace, there: Iterable[Waiting]) -> dict[str, Imported]:
    """Return which files of the inbox were imported already, by name.

    Facts of registers hold the name of their file and no digest of it.
    """
    rows = kept_while(ws, "imported-files", lambda: _imports(ws))
    named = {source: (seq, day, sha256) for seq, day, source, sha256 in rows}
    whole = {sha256: (seq, day) for seq, day, _, sha256 in rows if sha256}
    endings = {Path(source).suffix.lower() for _, _, source, sha256 in rows if sha256}
    found: dict[str, Imported] = {}
    for path in (one.path for one in there):
        digest, name = "", path.name
        if path.suffix.lower() in endings:
            with suppress(OSError):  # gone by now, or not for this user to read
                stat = path.stat()
                digest = _digest_of(path, stat.st_mtime_ns, stat.st_size)
        if digest in whole:
            found[name] = Imported(*whole[digest], "same")
        elif name in named:
            seq, day, sha256 = named[name]
            found[name] = Imported(seq, day, "changed" if digest and sha256 else "name")
    return {name: one._replace(fact=_first(ws, one.fact)) for name, one in found.items()}


def _imports(ws: Workspace) -> list[tuple[int, str, str, str]]:
    return queries.rows(ws.ledger, "building", "imported-files")


def _first(ws: Workspace, seq: int) -> int:
    """Return the first fact of the import that a fact is a slice of."""
    found = queries.rows(ws.ledger, "voiding", "deed", {"seq": seq})
    return min(int(number) for (number,) in found)


@lru_cache(maxsize=MOST)
def _digest_of(path: Path, _changed: int, _size: int) -> str:
    """Return the SHA-256 of a file, read again once it was changed."""
    return digest_of(path)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def files_in(folder: Path, endings: Iterable[str]) -> list[Path]:
    """Return the files of a folder with one of `endings`, the newest first; none where it is not.

    Args:
        endings: in small letters, each with its dot.
    """
    kinds = set(endings)
    with suppress(OSError):  # there is no such folder, or it is not for this user to read
        found = [p for p in folder.iterdir() if p.suffix.lower() in kinds and p.is_file()]
        return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))[:MOST]
    return []
