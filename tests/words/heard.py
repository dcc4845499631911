"""Everything that civtui says of the demo city in a language: `(place, text)`, place by place."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from civtui import locale
from civtui.cli.main import run
from civtui.model.fields import Field
from civtui.model.text import Lang
from civtui.tui.keys.registry import DIGITS, MODES
from civtui.verbs import every_verb
from civtui.verbs.verb import Verb
from civtui.workspace.fact_words import sentence
from civtui.workspace.fact_words.details import details
from civtui.workspace.files.reports import exported
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.reading.names import Names
from civtui.workspace.session import open_workspace
from tests.tui.session import Session, session
from tests.tui.test_goldens import BEHIND

Heard = tuple[str, str]

# what a reference points to -> the command that lists such things, and the key of their ids there
LISTED = {
    "agency": ("agency list", "id"),
    "office": ("office list", "id"),
    "holder": ("agency list", "id"),
    "round": ("round list", "id"),
    "card": ("card list", "id"),
    "case": ("apply list", "id"),
    "notice": ("notice list", "id"),
    "sitting": ("group sittings", "id"),
    "decision": ("decide list", "id"),
    "evidence": ("evidence list", "sha256"),
    "activity": ("activity list", "id"),
    "format": ("export list", "id"),
    "plugin": ("plugin list", "id"),
}
# how many of a list are shown one by one: its kinds differ more than its rows
MOST = 4
# how far the cursor goes down a list of the screen
ROWS = 3
# commands that read, filled in by hand; () where nothing of a city is read, or a file is needed
GIVEN: dict[str, tuple[str, ...]] = {
    "honor.circular": ("honor circular 2026", "honor circular 2025"),
    "apply.rank": ("apply rank provincial", "apply rank municipal"),
    "notice.period": ("notice period 2026-01-05",),
    "ledger.asof": ("ledger asof 2026-01-05",),
    "ledger.log": ("ledger log -n 400",),
    "profile.diff": ("profile diff standard standard",),
    "explain": (
        "explain {round} {subject}",
        "explain {round} {subject} --calibrated",
        "explain {round} {subject} --scheme median",
    ),
    "standard.check": ("standard check civilized-office",),
    "standard.burden": ("standard burden civilized-office",),
    "standard.diff": ("standard diff civilized-office office-100-six",),
    "standard.rerun": ("standard rerun model-2026 civilized-office",),
    "results": ("results {round}", "results {round} --scheme topsis", "results {round} --draws 5"),
    "round.fairness": ("round fairness {round} --draws 5",),
    "agreement": ("agreement --round {round}",),
    "calibrate": ("calibrate --round {round}",),
    "scheme.run": (),
    "trend": (),
    "inbox.show": (),
    "agency.reform-plan": (),
    "agency.reform-template": (),
    "agency.bundle": (),
    "export": (),
    "plugin.check": (),
    "plugin.dev": (),
    "plugin.new": (),
    "profile.new": (),
    "restore": (),
    "demo": (),
    "init": (),
    "tui": (),
}
# one round of each sort: an agency's own, a selection, one over agencies, the city's open one
ROUNDS = ("city-2026", "trade-2026", "model-2026", "units-2026")


def told(city: Path, lang: Lang, *words: str) -> tuple[int, str]:
    """Return the status of a command and what it prints for people, its errors with it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        status = run(["-w", str(city), "--lang", lang, *words])
    return status, out.getvalue()


def said(city: Path, lang: Lang, *words: str) -> str:
    """Return what a command prints for people, its errors with it."""
    return told(city, lang, *words)[1]


@cache
def rows(city: Path, words: str) -> list[Any]:
    """Return the rows of a command that lists."""
    found = json.loads(said(city, "zh", *words.split(), "--json"))
    return list(next(iter(found.values()))) if isinstance(found, dict) else list(found)


def asked(city: Path, verb: Verb) -> Iterator[str]:
    """Yield a verb that reads as commands, once for each of the things that it can be asked of."""
    words = " ".join((*verb.noun.split(), verb.name)).strip()
    needed = [field for field in verb.fields if field.required and field.only != "form"]
    if verb.id in GIVEN:
        for given in GIVEN[verb.id]:
            for round_id in ROUNDS if "{" in given else ("",):
                yield given.format(round=round_id, subject=_first(city, round_id))
    elif not needed:
        yield words
    elif verb.id == "culture.show":
        taking = json.loads(said(city, "zh", "culture", "list", "--json"))["participations"]
        for program, agency in {row["program"]: row["agency"] for row in taking}.items():
            yield f"{words} {program} {agency}"
    else:
        above = " ".join((*verb.noun.split(), "list"))
        place, key = LISTED.get(needed[0].catalogue, (above, "id"))
        for row in rows(city, place)[:MOST]:
            yield f"{words} {row[key]}"


def _first(city: Path, round_id: str) -> str:
    """Return the first subject of a round."""
    if not round_id:
        return ""
    return str(json.loads(said(city, "zh", "round", "sheet", round_id, "--json"))["subjects"][0])


def commands(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield what each command that reads says."""
    for verb in every_verb():
        if not verb.writes and not verb.hidden:
            for words in asked(city, verb):
                yield f"civtui {words}", said(city, lang, *words.split())


# what no field takes, by its type; a text takes any
WRONG = {
    "reference": "无此物",
    "subjects": "无此物",
    "choice": "无此项",
    "date": "某日",
    "moment": "某时",
    "count": "许多",
    "number": "许多",
    "percent": "许多",
    "mark": "许多",
}
OTHER = "某物"  # a text like any other
# what is asked for beside the command line, or makes something where it stands
USAGE = 2
UNTRIED = frozenset({"demo", "init", "tui", "score", "practice", "restore", "plugin.dev"})


def refusals(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield what each verb says where one of its fields cannot be taken, field by field.

    Not where the command line itself is put together wrongly (2): that names what is typed.
    """
    for verb in every_verb():
        fields = [field for field in verb.fields if field.only != "form"]
        for wrong in [field for field in fields if field.type in WRONG]:
            words = " ".join((*verb.noun.split(), verb.name)).split()
            if verb.id in UNTRIED:
                continue
            for field in fields:
                if field.required or field is wrong:
                    value = WRONG[wrong.type] if field is wrong else _right(city, field)
                    flag = field.flags[-1] if field.flags else f"--{field.id}"
                    words += [value] if field.argument else [flag, value]
            status, text = told(city, lang, *words)
            if status != USAGE:
                yield f"refusal {verb.id}", text


def _right(city: Path, field: Field) -> str:
    """Return a value that a field takes, as far as one is known without its deed."""
    if field.choices:
        return field.choices[0].id
    if field.catalogue in LISTED:
        place, key = LISTED[field.catalogue]
        return str(rows(city, place)[0][key])
    return {"date": "2026-10-01", "count": "1", "number": "1", "percent": "1"}.get(
        field.type, "某物"
    )


def helps(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield what the help of every command explains, without how it and its options are typed."""
    for verb in every_verb():
        words = verb.id.replace(".", " ")
        page = said(city, lang, *words.split(), "--help").partition("\n\n")[2]
        page = re.sub(r"(?<=[a-z]-)\n\s+(?=[a-z])", "", page)  # an id that a line was broken in
        yield f"civtui {words} --help", "\n".join(map(explained, page.splitlines()))


def explained(line: str) -> str:
    """Return what stands behind an option in a line of help; another line as it is."""
    option = re.match(r"  -\S.*?(?:  |$)", line)
    return line[option.end() :] if option else line


def facts(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield each fact of the ledger as the log tells it, with what its pane says."""
    locale.use(lang)
    with contextlib.closing(open_workspace(city)) as ws:
        names = Names(ws)
        for row in fact_rows(ws, limit=100_000):
            pane = [f"{title}  {text}" for title, text in details(names, row)]
            yield f"fact {row.kind}", "\n".join((sentence(ws, row, names), *pane))
    locale.use("zh")


def reports(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield each report of the city and of rounds as people read it."""
    locale.use(lang)
    with contextlib.closing(open_workspace(city)) as ws:
        for round_id in (None, *ROUNDS):
            made = exported(ws, "markdown", round_id).decode("utf-8")
            yield f"export {round_id or 'city'}", re.sub(r"\\(?=[^\w\s]|_)", "", made)
    locale.use("zh")


async def screens(city: Path, folder: Path, lang: Lang) -> AsyncIterator[Heard]:
    """Yield each screen: the modes row by row, what lies behind them, registers, deeds, forms."""
    async with session(city, folder, size=(170, 60), lang=lang) as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press("ctrl+g", digit)
            for _ in range(ROWS):
                yield f"screen {mode}", shown(user)
                await user.press("down")
            for key, name in (
                ("f7", "deeds"),
                ("f6", "beside"),
                ("f12", "wording"),
                ("f1", "help"),
            ):
                await user.press("ctrl+g", digit, key)
                yield f"screen {mode} {name}", shown(user)
                await back(user)
        for name, keys in BEHIND.items():
            await user.press("ctrl+g", *keys)
            yield f"screen {name}", shown(user)
            await back(user)
        await user.press("ctrl+g", DIGITS[MODES.index("building")], "f6", "1")
        for place in range(len(user.desk.mode.rows)):
            name = f"screen register {user.desk.mode.rows[place].id}"
            await user.press(*["down"] * bool(place))
            yield name, shown(user)
            await user.press("enter")
            yield name, shown(user)
            if user.desk.grid.current is not None:
                await user.press("f7")
                yield f"{name} deeds", shown(user)
                await user.press("escape", "enter")
                yield f"{name} record", shown(user)
            while len(user.desk.stack) > 2:
                await user.press("escape")


def shown(user: Session) -> str:
    """Return the screen without its head, which names the user."""
    return "\n".join(user.lines()[1:])


async def back(user: Session) -> None:
    """Leave what was opened."""
    while user.desk.input is not None or user.desk.stack[1:]:
        await user.press("escape")
