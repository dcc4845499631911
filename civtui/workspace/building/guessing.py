"""What a file could be: a registry, marks, a register or evidence, the best guess first."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

from civtui.exchange.columns import Header, Named
from civtui.exchange.described import described
from civtui.exchange.headers import KINDS
from civtui.exchange.hidden import shown_only
from civtui.exchange.mark_table import find_table
from civtui.exchange.registers import find_columns
from civtui.exchange.registry import How, headers_of, read_registry
from civtui.exchange.tables import TEXTS, WORKBOOKS, Sheet, read_tables
from civtui.model.errors import BadInput, CivtuiError, Stopped
from civtui.model.progress import Tell, silent
from civtui.model.registers import ACTIVITY, REGISTERS
from civtui.model.text import Message, msg
from civtui.verbs import verb_of
from civtui.verbs.registers import verb_id
from civtui.workspace.building import inbox
from civtui.workspace.building.evidence import MEGABYTE, PICTURES
from civtui.workspace.files.column_memory import remembered
from civtui.workspace.files.matching import known
from civtui.workspace.session import Workspace

MOST_SECONDS = 10.0
HEAD = 256 * 1024  # bytes of a text that its header is looked for in
MOST_NAMED = 6
MOST_ROWS = 500  # of a registry, that say whose a column is
LEAST = 2  # columns that two kinds of table may well share
SPECIAL = re.compile(r"[^\w@%+=:,./-]")  # what a shell reads; letters of every script stay
TABLES = (*TEXTS, *WORKBOOKS)


class Guess(NamedTuple):
    """One thing that a file could be.

    Args:
        verb: id of the verb that takes it in.
        given: field of that verb -> its value, the file among them.
        title: what is done, in words.
        reasons: why it could be that, a line a sheet.
        fits: how many of its columns are known.
        refused: why the acting user cannot take it in, None where he can.
    """

    verb: str
    given: Mapping[str, Any]
    title: Message
    reasons: tuple[Message, ...]
    fits: int = 0
    refused: Message | None = None

    @property
    def command(self) -> str:
        """The command line that takes it in."""
        verb = verb_of(self.verb)
        words = ["civtui", *verb.noun.split(), verb.name]
        for field in verb.fields:
            value = self.given.get(field.id, ())
            for one in value if isinstance(value, list | tuple) else (value,):
                words += [] if field.argument else [f"--{field.id}"]
                text = str(one)
                words.append(shlex.quote(text) if SPECIAL.search(text) else text)
        return " ".join(words)


class Looked(NamedTuple):
    """What a file could be.

    Args:
        guesses: the best first.
        trouble: why it is no table that can be taken in, None where it is one or need not be.
    """

    guesses: tuple[Guess, ...]
    trouble: CivtuiError | None = None


class _Late(Exception):
    """The time to look into a file is over."""


def looks_like(
    ws: Workspace, path: Path, tell: Tell = silent, *, seconds: float = MOST_SECONDS
) -> Looked:
    """Return what a file could be; why nothing is known of it stands in the answer.

    Args:
        tell: is told that the file is being read, and may stop it.
        seconds: how long it may take to read it.

    Raises:
        Stopped: `tell` has stopped it.
    """
    found: list[Guess] = []
    trouble: CivtuiError | None = None
    suffix = path.suffix.lower()
    if suffix in TABLES:
        try:
            found = _tables(ws, path, _read(path, tell, seconds))
            if not found:
                trouble = BadInput(msg("inbox.no-columns"), hint=msg("inbox.name-columns"))
        except Stopped:
            raise
        except CivtuiError as error:
            trouble = error
        except _Late:
            trouble = BadInput(msg("inbox.late"), hint=msg("inbox.take-it-by-hand"))
    elif _by_plugin(ws, suffix):
        found.append(_guess(ws, "import.registry", {"file": str(path)}, msg("inbox.by-plugin")))
    elif suffix == ".toml":
        given = {"file": path.name if path.parent == inbox.folder(ws) else str(path)}
        found.append(_guess(ws, "standard.take", given, msg("inbox.a-standard")))
    evidence = _evidence(ws, path, suffix)
    if isinstance(evidence, Guess):
        found.append(evidence)
    elif not found:
        trouble = trouble or evidence
    return Looked(tuple(found), trouble)


def _read(path: Path, tell: Tell, seconds: float) -> list[Sheet]:
    """Return the sheets of a file, of a long text its beginning, as people see them."""
    end = monotonic() + seconds

    def until(step: str, done: int, of: int) -> None:
        tell(step, done, of)
        if monotonic() > end:
            raise _Late

    try:
        sheets = read_tables(path, until, head=HEAD)
    except BadInput:  # a text may be cut within quotes, or it is not one of the likely encodings
        if path.suffix.lower() not in TEXTS:
            raise
        sheets = read_tables(path, until)
    return [shown_only(sheet, hidden=False)[0] for sheet in sheets]


def _tables(ws: Workspace, path: Path, sheets: list[Sheet]) -> list[Guess]:
    """Return what tables could be: what knows most of their columns first."""
    found: dict[tuple[str, str], Guess] = {}
    kept = {one: remembered(ws, one) for one in KINDS}
    registry = headers_of(sheets, known(ws), kept)
    of_both = _of_registry(ws, path, sheets, kept) if any(registry) else {}
    for sheet, of_registry in zip(sheets, registry, strict=True):
        for verb, round_, header in _headers(ws, sheet, of_registry):
            guess, read = found.get((verb, round_)), _read_columns(sheet, header)
            if verb == "import.registry":  # of offices, whose agencies have columns there, too
                read = of_both.get(sheet.name) or read
            if guess is None:
                given = {"file": str(path), **({"round": round_} if round_ else {})}
                guess = _guess(ws, verb, given)
            found[verb, round_] = guess._replace(
                reasons=(*guess.reasons, _reason(sheet, header, read)),
                fits=guess.fits + len(read),
            )
    return sorted(found.values(), key=lambda guess: -guess.fits)


def _headers(
    ws: Workspace, sheet: Sheet, of_registry: Header | None
) -> Iterator[tuple[str, str, Header]]:
    """Yield (verb, round, header) of every kind of table that a sheet could be.

    Args:
        of_registry: its header as a registry's, found among all sheets of the file.
    """
    from civtui.exchange.round_view import RoundView
    from civtui.workspace.building.intake import columns_of, needed_of
    from civtui.workspace.rounds import rounds

    def kept(kind: str) -> Named:
        return Named(kept=remembered(ws, kind))

    for one in rounds.round_rows(ws):
        if one.state == "open":
            items = {item.id: item for item in rounds.items_of(ws, one)}
            table = find_table(sheet, RoundView({}, items, {}), kept("marks"))
            if table is not None:
                yield "import.marks", one.id, table.header
    if of_registry is not None:
        yield "import.registry", "", of_registry
    for kind in REGISTERS.values():
        needed = needed_of(kind)
        found = find_columns(sheet, kind.id, columns_of(kind), needed, kept(kind.id))
        if found is None:  # one that lacks a column is this register's all the same, not a registry
            named = needed & {"agency", kind.fields[0].id}
            found = find_columns(sheet, kind.id, columns_of(kind), named, kept(kind.id))
            known = len(of_registry.columns) if of_registry is not None else LEAST
            if found is not None and len(found.columns) <= max(known, LEAST):
                found = None
        if found is not None:
            yield verb_id(kind, "import"), "", found
    header = find_columns(
        sheet, ACTIVITY.id, columns_of(ACTIVITY), needed_of(ACTIVITY), kept(ACTIVITY.id)
    )
    if header is not None:
        yield "activity.import", "", header


def _of_registry(
    ws: Workspace, path: Path, sheets: Sequence[Sheet], kept: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Return the titles of the columns of each sheet that an import of a registry would read."""
    heads = [sheet._replace(rows=sheet.rows[:MOST_ROWS]) for sheet in sheets]
    try:
        seen = read_registry(path, known(ws), sheets=heads, how=How(kept=kept)).seen
    except BadInput:
        return {}
    found: dict[str, dict[str, str]] = {}
    for one in seen:
        titles = {column.place: column.title for column in one.columns if column.field}
        found.setdefault(one.sheet, {}).update(titles)
    return {
        name: [titles[at] for at in sorted(titles, key=lambda at: (len(at), at))]
        for name, titles in found.items()
    }


def _read_columns(sheet: Sheet, header: Header) -> list[str]:
    """Return the titles of the columns that an import would read: of marks those of items, too."""
    columns, _ = described(sheet, header, {})
    return [column.title for column in columns if column.field]


def _reason(sheet: Sheet, header: Header, titles: Sequence[str]) -> Message:
    more = "-more" if len(titles) > MOST_NAMED else ""
    return msg(
        f"inbox.fits{more}",
        sheet=sheet.name,
        row=header.row,
        fits=len(titles),
        of=max(len(header.words), len(titles)),
        titles=titles[:MOST_NAMED],
    )


def _guess(ws: Workspace, verb_: str, given: Mapping[str, Any], *reasons: Message) -> Guess:
    from civtui.workspace.performing.performing import permitted
    from civtui.workspace.rounds import rounds

    verb = verb_of(verb_)
    title: Message = verb.title
    if "round" in given:
        name = rounds.round_row(ws, given["round"]).name
        title = msg("inbox.marks-of", verb=verb.title, round=name)
    return Guess(verb_, given, title, reasons, refused=permitted(ws, verb))


def explained(error: CivtuiError) -> list[Message]:
    """Return what an error says: what is wrong, what is allowed, how to go on."""
    said = [error.message]
    if error.allowed:
        said.append(msg("common.allowed", allowed=error.allowed))
    return [*said, *([error.hint] if error.hint else [])]


def kind_of(ws: Workspace, path: Path) -> str:
    """Return what a file is by its name: `table`, `picture`, `paper` (evidence) or `other`."""
    suffix = path.suffix.lower()
    if suffix in TABLES and suffix != ".txt":  # which holds words more often than columns
        return "table"
    if suffix in PICTURES:
        return "picture"
    return "paper" if suffix.removeprefix(".") in ws.profile().evidence.kinds else "other"


def _by_plugin(ws: Workspace, suffix: str) -> bool:
    """Return whether the importer of an enabled plugin reads files of this kind."""
    return ws.plugins_allowed and any(
        suffix in (extension.lower() for extension in importer.record.extensions)
        for importer in ws.host.importers()
    )


def _evidence(ws: Workspace, path: Path, suffix: str) -> Guess | CivtuiError:
    """Return a file as evidence, or why it cannot be kept as such."""
    rule = ws.profile().evidence
    if suffix.removeprefix(".") not in rule.kinds:
        return BadInput(msg("building.bad-kind"), value=suffix, allowed=[*rule.kinds])
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if not 0 < size <= rule.most_megabytes * MEGABYTE:
        return BadInput(
            msg("building.bad-size"),
            value=f"{size} B",
            allowed=msg("building.size", most=rule.most_megabytes),
        )
    reason = msg("inbox.picture" if suffix in PICTURES else "inbox.paper")
    return _guess(ws, "evidence.add", {"files": [str(path)]}, reason)
