"""Where a line of the overview leads: every row's id names a thing, and the thing its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from civtui.locale import render, t
from civtui.tui.keys.actions import BY_ID
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.tui.modes.base import Mode
    from civtui.workspace.overview.day import Deadline
    from civtui.workspace.people.visits import Change
    from civtui.workspace.session import Workspace

# kind of fact -> the digit's mode that shows what it is about, at the thing's own id
HOME_OF = {
    "round-opened": "rounds",
    "round-closed": "rounds",
    "round-corrected": "rounds",
    "marked": "rounds",
    "mark-taken-back": "rounds",
    "marks-imported": "rounds",
    "recused": "rounds",
    "dealt": "rounds",
    "handed-over": "rounds",
    "skipped": "rounds",
    "noted": "rounds",
    "sheet-submitted": "rounds",
    "sheet-unlocked": "rounds",
    "registered": "agencies",
    "body-removed": "agencies",
    "declared": "agencies",
    "took-part": "agencies",
    "title-corrected": "agencies",
    "reformed": "agencies",
    "activities-logged": "building",
    "program-entered": "culture",
}
# kind of fact -> the place behind a digit
SCREEN_OF = {
    "carded": "all_cards",
    "card-ended": "all_cards",
    "card-stepped": "all_cards",
    "applied": "cases",
    "case-checked": "cases",
    "case-closed": "cases",
    "notice-posted": "cases",
    "objection-received": "cases",
    "objection-handled": "cases",
    "submitted": "cases",
    "result-received": "cases",
    "sitting-called": "sittings",
    "sitting-held": "sittings",
    "recorded": "registers",
    "activity-corrected": "log",
    "activity-removed": "log",
}
APPLICATIONS = frozenset(
    ("applied", "check-failed", "checked", "decided", "noticed", "noticed-over", "submitted")
)
# what has to be begun where nothing is on record yet
BEGUN_BY = {"registry": "import.registry", "round": "round.new", "profile": "profile.check"}


class Lead(NamedTuple):
    """Where a line leads: what the place is called, and what goes there."""

    name: str
    go: Callable[[Host], object]


def follow(host: Host, id_: str) -> None:
    """Go where the row `id_` leads; Esc comes back to the overview."""
    lead_of(host.ws, id_).go(host)


def lead_of(ws: Workspace, id_: str) -> Lead:
    """Return where the row `id_` of the overview leads."""
    kind, _, rest = id_.partition(":")
    first, _, second = rest.partition("/")
    if kind == "due" and first == "round":
        return _digit("rounds", second.rpartition("/")[0])
    if kind == "due" and first == "carrying-out":
        return _carried(ws, second.rpartition("/")[0])
    if kind == "due":
        return _digit("cards", rest)
    if kind in ("round", "judge"):
        return _digit("rounds", first)
    if kind == "late":
        return _register(ws, rest)
    if kind == "change":
        return _changed(ws, first, *second.split("/", 1))
    if kind in ("uneven", "laggards"):
        return _screen(ws, "uneven", rest)
    if kind == "step":
        return _step(ws, first, second)
    return _digit(rest)


def _carried(ws: Workspace, decision: str) -> Lead:
    """Return the way to the form that carries a decision out."""
    from civtui.tui.modes.begin import begin
    from civtui.verbs import verb_of
    from civtui.workspace.performing.carried_by import hold_next

    verb, given = hold_next(ws, decision)
    return Lead(render(verb_of(verb).title), lambda host: begin(host, verb_of(verb), given))


def _digit(mode: str, at: str | None = None) -> Lead:
    return Lead(t(f"tui.mode-{mode}"), lambda host: host.switch(mode, at=at))


def _screen(ws: Workspace, screen: str, at: str = "") -> Lead:
    return _pushed(place(ws, screen), at)


def _pushed(mode: Mode, at: str = "") -> Lead:
    return Lead(mode.title(), lambda host: host.push(mode, at))


def _register(ws: Workspace, register: str) -> Lead:
    from datetime import timedelta

    from civtui.workspace.lists.due import records_due

    to = records_due(ws, register, ws.today() - timedelta(days=1))
    return _pushed(place(ws, to.to, text=to.text))


def _changed(ws: Workspace, kind: str, seq: str, about: str) -> Lead:
    if kind in HOME_OF:
        return _digit(HOME_OF[kind], about)
    if kind in SCREEN_OF:
        return _screen(ws, SCREEN_OF[kind], about)
    if int(seq) < 1:  # it came about by itself and is not on record yet
        return _digit("agencies", about)
    return _digit("ledger", seq)


def _step(ws: Workspace, what: str, about: str) -> Lead:
    if what in APPLICATIONS:
        return _screen(ws, "cases")
    if what in ("mine", "submit"):
        return Lead(
            t("tui.mode-rounds"), lambda host: host.push(place(ws, "sheet", round_id=about))
        )
    if what == "full":
        return _digit("rounds", about)
    if what == "lapsed":
        return _digit("cards")
    if what in ("guides", "practice"):
        action = BY_ID[what]
        return Lead(render(action.title), lambda host: host.perform(action))
    from civtui.tui.modes.begin import begin
    from civtui.verbs import verb_of

    verb = verb_of(BEGUN_BY[what])
    return Lead(render(verb.title), lambda host: begin(host, verb, {}))


def led(ws: Workspace, id_: str) -> Choice:
    """Return the deed that goes where the row `id_` leads; it says that Enter goes there too."""
    lead = lead_of(ws, id_)

    def do(host: Host) -> None:
        host.pop()
        lead.go(host)

    return Choice(t("home.lead", place=lead.name), do, more=(t("home.lead-key"),))


def stands_for(
    ws: Workspace, id_: str, due: Sequence[Deadline], changes: Sequence[Change]
) -> list[tuple[str, str]]:
    """Return (kind, id) of what the row `id_` of the overview tells of."""
    from civtui.workspace.performing.told_things import things_changed, things_due

    kind, _, rest = id_.partition(":")
    first, _, second = rest.partition("/")
    if kind == "due":
        one = next((d for d in due if d.key == rest), None)
        return things_due(ws, one.what, one.subject) if one and one.much == 1 else []
    if kind == "change":
        seq = second.partition("/")[0]
        found = next((c for c in changes if (c.kind, str(c.seq)) == (first, seq)), None)
        return things_changed(ws, found) if found else []
    if kind == "step":
        return [("round", second)] if second else []
    return [("round", first)] if kind in ("round", "judge") else []
