"""What each list of the screen says of each of its rows, and each form that a row begins."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from civtui import locale
from civtui.locale import render
from civtui.model.text import Lang
from civtui.tables import every_name, table_of
from civtui.tui.looks import Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.modes.verb_form import VerbForm
from civtui.workspace.performing import performing, row_deeds
from civtui.workspace.session import Workspace, open_workspace
from tests.words.heard import ROUNDS, Heard

WIDE = 400  # cells: no paragraph of a pane is broken
MOST = 400  # rows of a long list
FEW = 2  # rows of a list whose deeds are asked for
# lists that no screen shows
PRINTED = frozenset({"decisions", "reforms", "titles", "users", "formats", "evidence"})
# places that show a list and are no declared one, with what their rows are of
OTHERS = {
    "overview": "",
    "culture": "",
    "uneven": "",
    "share": "agency",
    "rung": "agency",
    "results": "round",
    "fairness": "round",
    "severity": "round",
    "agreement": "round",
    "panel": "round",
}


def listed(ws: Workspace) -> Iterator[tuple[str, Mode]]:
    """Yield each list as the screen opens it, once for each thing whose rows it shows alone."""
    sittings = opened(ws, "sittings")
    of = {"": ("",), "round": ROUNDS, "agency": ("", "a-1"), "sitting": tuple(sittings.found)}
    for name in [one for one in every_name() if one not in PRINTED]:
        for id_ in of[table_of(name).of]:
            yield name, opened(ws, name, *[id_] if id_ else ())
    for name, kind in OTHERS.items():
        for id_ in of[kind]:
            if id_ or not kind:
                yield name, opened(ws, name, *[id_] if id_ else ())


def opened(ws: Workspace, name: str, *of: str) -> Mode:
    """Return a place with its rows read."""
    mode = place(ws, name, *of)
    mode.load()
    return mode


def panes(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield each row of each list with what the pane says of it, and the list's head."""
    locale.use(lang)
    with contextlib.closing(open_workspace(city)) as ws:
        for name, mode in listed(ws):
            yield f"list {name}", "\n".join((mode.title(), *(one.title for one in mode.columns())))
            for row in islice(mode.rows, MOST):
                yield f"list {name}", "  ".join(row.cells)
                yield f"list {name} pane", written(mode.pane(row, WIDE))
            if not len(mode.rows):
                yield f"list {name} pane", written(mode.pane(None, WIDE))
    locale.use("zh")


def forms(city: Path, lang: Lang) -> Iterator[Heard]:
    """Yield each deed of each kind of row: what it is called, why not, and its form."""
    locale.use(lang)
    seen = set[tuple[str, str, bool]]()
    with contextlib.closing(open_workspace(city)) as ws:
        for _, mode in listed(ws):
            for row in islice(mode.rows, FEW):
                for kind, id_ in mode.stands_for(row):
                    yield from begun(ws, kind, id_, seen)
    locale.use("zh")


def begun(ws: Workspace, kind: str, id_: str, seen: set[tuple[str, str, bool]]) -> Iterator[Heard]:
    """Yield what can be done with a row, and the forms of those verbs that none was seen of."""
    for deed in row_deeds.deeds(ws, kind, id_):
        refused = deed.refused is not None
        if (kind, deed.verb.id, refused) in seen:
            continue
        seen.add((kind, deed.verb.id, refused))
        name = f"form {deed.verb.id} of {kind}"
        yield name, render(deed.title)
        if deed.refused is not None:
            yield name, render(deed.refused)
            continue
        field = performing.row_field(deed.verb)
        given = {field.id: id_} if deed.given is None and field else dict(deed.given or {})
        form = VerbForm(ws, deed.verb, given, home="overview")
        form.load()
        for row in form.rows:
            yield name, "  ".join(row.cells)
            yield name, written(form.pane(row, WIDE))


def written(lines: list[Spans]) -> str:
    """Return lines of a pane as text."""
    return "\n".join("".join(piece.text for piece in line) for line in lines)
