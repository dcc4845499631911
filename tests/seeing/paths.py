"""Every path on which something of a round could get out to a user."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from civtui import locale
from civtui.cli.main import civtui as cli
from civtui.model.registers import REGISTERS, register_of
from civtui.plugin.host import CORE
from civtui.verbs.registers import noun_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.building import signals
from civtui.workspace.building.records import record_rows
from civtui.workspace.fact_words import sentence
from civtui.workspace.fact_words.details import details
from civtui.workspace.files.reports import Format, report
from civtui.workspace.marks import remarks
from civtui.workspace.marks import score_card as cards
from civtui.workspace.overview import day
from civtui.workspace.people import visits
from civtui.workspace.reading import history, tables
from civtui.workspace.reading.destinations import destinations
from civtui.workspace.reading.names import Names
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_drafts import known_judges
from civtui.workspace.session import Workspace
from civtui.workspace.titles.next_title import rung
from tests.seeing.worlds import ROUND, SUBJECTS, USERS, Made, Seat

Path = Callable[[Made, Seat], str]

# commands that read something of a round
READS = {
    "round list": "round list",
    "round show": f"round show {ROUND}",
    "round links": f"round links {ROUND}",
    "round sheet": f"round sheet {ROUND}",
    "round fairness": f"round fairness {ROUND}",
    "results": f"results {ROUND}",
    "results --scheme": f"results {ROUND} --scheme median",
    "results --draws": f"results {ROUND} --draws 5",
    "results --calibrated": f"results {ROUND} --calibrated",
    "explain": f"explain {ROUND} {SUBJECTS[0]}",
    "explain ITEM": f"explain {ROUND} {SUBJECTS[0]} study",
    "explain --calibrated": f"explain {ROUND} {SUBJECTS[0]} --calibrated",
    "agreement": f"agreement --round {ROUND}",
    "standard rerun": f"standard rerun {ROUND} other",
    "ledger log": "ledger log -n 500",
    "ledger log --kind": "ledger log -n 500 --kind marked",
    "ledger verify": "ledger verify",
    "report self list": "report self list",
    "report self show": f"report self show a-1/{ROUND}/o-1-1/study",
    "report compare": "report compare",
    "honor rung": "honor rung a-1",
    "status": "status",
}
# what is refused, or done on one's own sheet, tells no more than before
TRIES = {
    "mark undo": f"mark undo {ROUND}",
    "mark set": f"mark set {ROUND} o-1-1 study 2",
    "mark set --assessor": f"mark set {ROUND} o-1-1 study 2 --assessor k3",
    "mark undo --assessor": f"mark undo {ROUND} --assessor k3",
    "mark redo --assessor": f"mark redo {ROUND} --assessor k3",
    "mark note": f"mark note {ROUND} o-1-1 study x --assessor k2",
    "mark skip": f"mark skip {ROUND} o-1-1 style --why x --assessor k3",
    "mark unskip": f"mark unskip {ROUND} o-1-1 style --assessor k4",
    "mark self": f"mark self {ROUND} o-1-1 study 3",
    "round submit": f"round submit {ROUND}",
    "round submit --assessor": f"round submit {ROUND} --assessor k5",
    "round unlock": f"round unlock {ROUND} k1 --why x",
    "round recuse": f"round recuse {ROUND} k3 a-1 --why x",
    "round hand-over": f"round hand-over {ROUND} k3 k4 --all-open --why x",
    "round assign": f"round assign {ROUND} --per-subject 2 --dry-run",
    "import marks": f"import marks W/none.csv --round {ROUND}",
    "backup": "backup W/out/never.zip",
}
# commands that read, of which nothing is a round's; with the list of every register but the one of
# self-assessments
ELSEWHERE = (
    "agency+reforms doctor keys+list agency+list agency+show+a-1 office+list office+show+o-1-1 "
    "scheme+list eligibility eligibility+a-1 honor+circular+2026 honor+due honor+list "
    "honor+timeline+a-1 apply+list group+list group+sittings decide+list notice+list "
    "notice+period+2026-01-05 card+list duty+chart duty+gate duty+matrix duty+results duty+leads "
    "institution+coverage institution+revisions inspection+bulletin inspection+findings "
    "inspection+oversight activity+organs activity+leaders agency+people agency+dossier "
    "activity+list activity+items activity+uneven inbox+list evidence+list evidence+check "
    "guarantee+compare reward+list report+chase report+heard exemplar+spread year+show "
    "culture+list culture+score+a-1 profile+show profile+check standard+burden+small "
    "standard+list standard+check+small standard+diff+small+other "
    "ledger+asof+2026-01-05 ledger+checkpoint user+list user+me "
    "plugin+list plugin+signals plugin+trace plugin+doctor plugin+lock"
)
# commands that open a face or work without a workspace: their bare input is the caller's own
BARE = frozenset(
    {
        "tui",
        "practice",
        "demo",
        "init",
        "restore",
        "scheme run",
        "calibrate",
        "trend",
        "keys check",
        "plugin check",
        "plugin dev",
        "plugin new",
        "plugin info",
        "profile diff",
        "profile new",
        "agency reform-template",
    }
)
# the last word of a command that writes; who may not is told so before anything is read
WRITES = frozenset(
    [
        "add",
        "take",
        "copy",
        "seat",
        "change",
        "set",
        "remove",
        "import",
        "correct",
        "correct-people",
        "unlink",
        "move",
        "reform",
        "restructure",
        "unreform",
        "reform-plan",
        "reforms-or-file",
        "close",
        "open",
        "new",
        "appeal",
        "delist",
        "expire",
        "grant",
        "keep",
        "restore",
        "veto",
        "waive",
        "withdraw",
        "check",
        "rank",
        "result",
        "submit",
        "call",
        "put",
        "hold",
        "inside",
        "handle",
        "take-part",
        "propose",
        "object",
        "clear",
        "evidence",
        "inspect",
        "plan",
        "prolong",
        "remind",
        "roll",
        "disable",
        "enable",
        "sync",
        "registry",
        "redo",
        "undo",
        "void",
        "void-member",
        "void-objection",
    ]
)


def commands() -> Iterator[str]:
    """Yield every command of the command line."""

    def walk(group: click.Group, words: tuple[str, ...]) -> Iterator[str]:
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if isinstance(found, click.Group):
                yield from walk(found, (*words, name))
            else:
                yield " ".join((*words, name))

    return walk(cli, ())


def _sheet(ws: Workspace, judge: str | None) -> object:
    sheet = rounds.sheet(ws, ROUND, judge)
    beside = cards.card(ws, sheet, SUBJECTS[0])
    past = cards.History(ROUND, sheet.assessor.id).of(ws, SUBJECTS[0], "study")
    text = {"/".join(cell): value for cell, value in sheet.marks.items()}
    said = [{"/".join(c): v for c, v in of.items()} for of in (sheet.notes, sheet.skips)]
    return [text, said, beside, past, sheet.assessor.id]


def _every_sheet(ws: Workspace) -> object:
    from civtui.model.errors import CivtuiError

    found: list[object] = []
    for judge in (None, *USERS):
        try:
            found.append(_sheet(ws, judge))
        except CivtuiError as error:
            found.append(locale.error_line(error))
    return found


def _log(ws: Workspace) -> object:
    titles = {kind: kind for kind in history.kinds(ws)}
    table = tables.facts(ws, titles, lambda fact: sentence(ws, fact))
    orders = [table, *(table.sorted(by) for by in ("number", "kind", "day", "who"))]
    names = Names(ws)
    return [
        [
            (row, sentence(ws, row, names), [*details(names, row)])
            for _, row in one.read(None, most=500)
        ]
        for one in orders
    ]


def _found(ws: Workspace) -> object:
    """What a filter of the log finds, by words that may stand in what is hidden."""
    from civtui.workspace.finding.query import parse

    table = tables.facts(ws, {}, lambda fact: sentence(ws, fact))
    found: dict[str, int] = {}
    for word in ("k3", "mei", "丙", "评", '"value":"3"', "3000", "批", "别", "salt"):
        wanted = table.filter(parse(word), lambda row: row._asdict())
        found[word] = table.count(wanted, None, 1000).number if wanted else -1
    return found


def _marks(ws: Workspace) -> object:
    table = tables.marks(ws, rounds.round_row(ws, ROUND))
    return [row for _, row in table.read(None, most=500)]


def _selves(ws: Workspace) -> object:
    kind = register_of("self")
    rows = [row for _, row in tables.records(ws, kind).read(None, most=500)]
    return [rows, record_rows(ws, "self", year=None)]


def _payload(ws: Workspace) -> object:
    """What a format is given: the report on a round, and on the city."""
    chosen = Format("civtui:none", "x", "x", CORE, "1")
    made = [report(ws, chosen, ROUND)]
    for one in made:
        one["stamp"] = {}
    return made


def _city_payload(ws: Workspace) -> object:
    chosen = Format("civtui:none", "x", "x", CORE, "1")
    return {**report(ws, chosen), "stamp": {}}


def _remarks(ws: Workspace) -> object:
    row = rounds.round_row(ws, ROUND)
    return [remarks.notes_of(ws, row), remarks.skips_of(ws, row)]


INSIDE: Mapping[str, Callable[[Workspace], Any]] = {
    "sheets, cards, history": _every_sheet,
    "list of marks": _marks,
    "list of facts, in each order": _log,
    "find in the facts": _found,
    "list of self-assessment": _selves,
    "notes and skips": _remarks,
    "export payload of the round": _payload,
    "export payload of the city": _city_payload,
    "signal payload": lambda ws: signals._facts(ws, agency_rows(ws)),
    "news since the last visit": lambda ws: visits.changes(ws, 99),
    "judges of the day": day.judges,
    "steps and dates of the day": lambda ws: [day.steps(ws, 3, 1), day.deadlines(ws)],
    "places to jump to": destinations,
    "judges known from rounds": known_judges,
    "panel": lambda ws: rounds.panel_seen(ws, rounds.round_row(ws, ROUND)),
    "next rung": lambda ws: rung(ws, "a-1"),
}


def _command(words: str) -> Path:
    return lambda made, seat: made.command(seat, words + made.form)


def _tried(words: str) -> Path:
    return lambda made, seat: made.command(seat, words.replace("W/", f"{made.folder}/") + made.form)


def _inside(asked: Callable[[Workspace], Any]) -> Path:
    return lambda made, seat: made.called(seat, asked)


# in the order in which they are walked: what writes comes last
PATHS: dict[str, Path] = {
    **{f"`{name}`": _command(words) for name, words in READS.items()},
    **{name: _inside(asked) for name, asked in INSIDE.items()},
    **{f"`{name}`": _tried(words) for name, words in TRIES.items()},
}
OTHERS: dict[str, Path] = {
    words: _command(words)
    for words in (
        *(words.replace("+", " ") for words in ELSEWHERE.split()),
        *(f"{noun_of(kind)} list" for kind in REGISTERS.values() if kind.id != "self"),
    )
}
