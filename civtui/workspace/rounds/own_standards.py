"""A city's own standards: taken in from a file, or begun as a copy of one that is known.

They lie in `standards/` of the workspace, each under its id. A new version takes the place of the
one before, which stays beside it as `id@version`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from civtui.files import MOST_TOML, read_text
from civtui.model.errors import BadInput, NotFound, Refused
from civtui.model.roles import Right
from civtui.model.standard import Standard
from civtui.model.text import Message, msg
from civtui.workspace.building import inbox
from civtui.workspace.files.changing import locked, write_whole
from civtui.workspace.rounds.standards import check, file_of
from civtui.workspace.session import Workspace

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
ID_LINE = re.compile(r'^id\s*=\s*(?:"[^"\n]*"|\'[^\'\n]*\')', re.MULTILINE)


class Plan(NamedTuple):
    """What taking a file in comes to.

    Args:
        source: the file.
        text: what it holds.
        standard: the standard in it, an overlay composed.
        target: where it goes.
        before: the version whose place it takes; None where there is none.
        same: whether it lies there already, letter by letter.
        hints: what `standard check` says of it and what does not bar it.
    """

    source: Path
    text: str
    standard: Standard
    target: Path
    before: Standard | None
    same: bool
    hints: tuple[Message, ...]

    @property
    def kept(self) -> Path | None:
        """Where the version before goes."""
        if self.before is None or self.same:
            return None
        return self.target.with_name(f"{self.target.stem}@{self.before.version}.toml")


def to_take(ws: Workspace, file: str) -> Plan:
    """Return what taking a file in comes to; nothing is written.

    Args:
        file: the name of a file in the inbox, or a path.

    Raises:
        NotFound, BadInput: there is no such file, or it is no standard.
        Refused: `standard check` finds what bars it, or its version is in use with another text.
    """
    source = _source(ws, file)
    text = read_text(source, MOST_TOML)
    found, findings = check(str(source), ws.dir)
    lines = [
        (one.bars, msg("standard.line", file=source.name, line=one.line or "-", what=one.message))
        for one in findings
    ]
    barring = [line for bars, line in lines if bars]
    if barring:
        raise Refused(
            msg("standard.unsound", name=source.name, count=len(barring), lines=barring),
            where={"rule": "standard-sound"},
            hint=msg("standard.way-mend"),
        )
    target = ws.dir / "standards" / f"{found.id}.toml"
    before = _known(ws, found.id)
    differs = before is not None and before.digest() != found.digest()
    if before is not None and differs and before.version == found.version:
        raise Refused(
            msg("workspace.standard-changed", id=found.id, version=found.version),
            where={"rule": "standard-version"},
            hint=msg("workspace.raise-version"),
        )
    there = target.is_file()
    same = there and read_text(target, MOST_TOML) == text
    hints = tuple(line for bars, line in lines if not bars)
    return Plan(source, text, found, target, before if there else None, same, hints)


def take(ws: Workspace, file: str) -> Plan:
    """Take a standard or an overlay in; the version before stays beside it.

    Raises:
        NotFound, BadInput, Refused: as `to_take`; the user may not.
    """
    ws.require(Right.MANAGE)
    folder = ws.dir / "standards"
    to_take(ws, file)
    folder.mkdir(exist_ok=True)
    with locked(folder):
        plan = to_take(ws, file)
        if plan.kept is not None:
            write_whole(plan.kept, plan.target.read_bytes())
        if not plan.same:
            write_whole(plan.target, plan.text.encode())
    return plan


def begin(ws: Workspace, name: str, id_: str) -> Path:
    """Write a copy of a standard into the inbox, to be edited and taken in from there.

    Args:
        name: of the one that is copied.
        id_: the new one's id.

    Raises:
        NotFound: there is none of that name.
        BadInput: the id is none.
        Refused: the id is taken, or the user may not.
    """
    ws.require(Right.MANAGE)
    if not ID.fullmatch(id_):
        raise BadInput(msg("standard.id-form"), value=id_, hint=msg("standard.way-id-form"))
    text = read_text(file_of(ws, name), MOST_TOML)
    target = inbox.folder(ws) / f"{id_}.toml"
    if _known(ws, id_) is not None or target.exists():
        raise Refused(msg("standard.id-taken"), value=id_, hint=msg("standard.way-id-taken"))
    target.parent.mkdir(exist_ok=True)
    write_whole(target, ID_LINE.sub(f'id = "{id_}"', text, count=1).encode())
    return target


def _source(ws: Workspace, file: str) -> Path:
    waiting = inbox.folder(ws) / file
    path = waiting if Path(file).name == file and waiting.is_file() else Path(file)
    if path.suffix.lower() != ".toml":
        raise BadInput(msg("standard.no-toml"), value=file, hint=msg("standard.way-toml"))
    if not path.is_file():
        raise NotFound(msg("files.missing"), value=file, hint=msg("standard.way-inbox"))
    return path.absolute()


def _known(ws: Workspace, id_: str) -> Standard | None:
    """Return the standard that is known by an id; None where there is none, or none to be read."""
    with suppress(NotFound, BadInput):
        return check(id_, ws.dir)[0]
    return None
