"""Finds anything: agencies, offices, rounds, people, registers, modes, actions; goes there."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.registers import REGISTERS
from civtui.model.text import Message
from civtui.tui.common_actions import filter_by
from civtui.tui.doing import does
from civtui.tui.keys.registry import MODES, actions_of, current, key_text
from civtui.tui.links import push_at, push_holder
from civtui.tui.looks import BOLD, DIM, NOTE, PLAIN, WARN, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import every_verb, verb_of
from civtui.workspace.building import boards
from civtui.workspace.finding.names import pinyin
from civtui.workspace.finding.places import Place, ranked
from civtui.workspace.lists.registers import place_of
from civtui.workspace.people.uses import used, uses
from civtui.workspace.performing import performing
from civtui.workspace.reading.destinations import destinations
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from rich.style import Style

    from civtui.tui.host import Host

SHOWN = 200
NUMBERED = 9  # rows that a digit stands on


class Palette(Mode):
    """Everything there is to go to or to do, the most used first.

    A digit chooses a row, Enter goes there.

    Args:
        about: the mode it was called from.
        refused: id of an action -> why it cannot be done there now.
    """

    id = "palette"
    layout = "below"

    def __init__(self, ws: Workspace, about: Mode, refused: dict[str, Message]) -> None:
        super().__init__(ws)
        self.about, self.refused = about, refused
        self.home = about.home or about.id
        self.places: list[Place] | None = None
        self.uses = uses(ws)
        self.actions = {
            a.id: a
            for a in actions_of(about.id)
            if not (a.quiet or a.prefix or a.id in ("palette", "filter", "unfilter"))
        }

    def title(self) -> str:
        """Return its name."""
        return t("keys.palette")

    def _everything(self) -> list[Place]:
        """Return what can be done, then where one can go."""
        if self.places is None:
            self.places = [
                *(Place("action", a.id, render(a.title)) for a in self.actions.values()),
                *(
                    Place("register", kind.id, render(kind.title), (kind.id,))
                    for kind in REGISTERS.values()
                ),
                *(
                    Place("board", name, t(f"building.board-{name}"), (name,))
                    for name in boards.BOARDS
                ),
                *destinations(self.ws),
                *(
                    Place(
                        "verb",
                        v.id,
                        render(v.title),
                        (v.id.replace(".", " "), *performing.other_words(v)),
                        f"civtui {v.id.replace('.', ' ')}",
                    )
                    for v in every_verb()
                    if not v.hidden and "screen" not in v.by_hand and v.needs != "nothing"
                ),
            ]
        return self.places

    def load(self) -> None:
        """List what fits, the best first."""
        found = ranked("" if self._numbered() else self.text, self._everything(), self.uses)
        self.found = {place.key: place for place in found[:SHOWN]}
        self.rows = [
            Row(id_, (self._digit(n), *cells), (NOTE, *styles))
            for n, (id_, (cells, styles)) in enumerate(
                (id_, self._row(place)) for id_, place in self.found.items()
            )
        ]

    def _digit(self, place: int) -> str:
        """Return the digit that a row goes by; with more typed, digits are a part of a name."""
        return str(place + 1) if place < NUMBERED and (not self.text or self._numbered()) else ""

    def _numbered(self) -> int | None:
        """Return the number of a row, where a digit is all that is typed."""
        number = whole(self.text.strip())
        return number if number is not None and 1 <= number <= NUMBERED else None

    def _row(self, place: Place) -> tuple[tuple[str, ...], tuple[Style, ...]]:
        mode = place.kind == "action" and place.id.removeprefix("go_") in MODES
        kind = t(f"finding.kind-of-{'mode' if mode else place.kind}")
        if place.kind != "action":
            return (place.name, place.under, kind), (BOLD, DIM, NOTE)
        keys = current().shown(self.actions[place.id], self.about.id)
        shown = key_text(keys[0]) if keys else ""
        refused = place.id in self.refused
        return (place.name, shown, kind), (DIM if refused else PLAIN, DIM, NOTE)

    def columns(self) -> list[Column]:
        """Return its digit, what it is called, where it belongs or its key, what it is."""
        return [
            Column("", 1),
            Column(t("finding.column-place"), 0, least=18),
            Column(t("finding.column-under"), 24),
            Column(t("tui.column-kind"), 8),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the whole name, and why an action cannot be done now."""
        if row is None or row.id not in self.found:
            return []
        place = self.found[row.id]
        lines = paragraph("  ".join([place.name, *place.also]), cells, BOLD)
        if place.kind == "action":
            reason, cli = self.refused.get(place.id), self.actions[place.id].cli
            lines += paragraph(f"civtui {cli}", cells, DIM) if cli else []
            lines += paragraph(render(reason), cells, WARN) if reason else []
        elif place.kind == "verb":
            reason = performing.permitted(self.ws, verb_of(place.id))
            lines += paragraph(place.under, cells, DIM)
            lines += paragraph(render(reason), cells, WARN) if reason else []
        elif place.under:
            lines += paragraph(place.under, cells, DIM)
        return lines

    def entered(self, host: Host) -> None:
        """Begin by typing; what is read of pinyin is read meanwhile."""
        Thread(target=pinyin, args=("中",), daemon=True).start()
        host.ask(
            t("finding.ask-place"),
            self.text,
            lambda text: self._typed(host, text),
            live=True,
            done=lambda: self.do_open(host),
            keys=t("tui.keys-palette"),
        )

    def _typed(self, host: Host, text: str) -> None:
        filter_by(host, text)
        if number := self._numbered():
            host.grid.go(number - 1)

    def over_input(self, host: Host, key: str) -> bool:
        """Move in the list while the name is typed."""
        if key not in ("up", "down", "pageup", "pagedown"):
            return False
        page = host.grid.page if key.startswith("page") else 1
        host.grid.move(-page if key.endswith("up") else page)
        return True

    @does("back")
    def do_back(self, host: Host) -> None:
        """Leave."""
        host.pop()

    @does("open")
    def do_open(self, host: Host) -> None:
        """Go to the place, or run the action where it belongs."""
        row = host.grid.current
        if row is None or row.id not in self.found:
            return
        self._go(host, self.found[row.id])

    def _go(self, host: Host, found: Place) -> None:
        used(self.ws, found.key)
        host.pop()
        go(host, found)


def go(host: Host, found: Place) -> None:
    """Go to a place; Esc comes back to where one was, a score sheet to its cell."""
    kind, id_ = found.kind, found.id
    if kind == "action":
        host.perform(next(a for a in actions_of(host.mode.id) if a.id == id_))
    elif kind == "agency":
        push_at(host, "agencies", id_)
    elif kind == "round":
        push_at(host, "rounds", id_)
    elif kind == "verb":
        from civtui.tui.modes.begin import begin

        begin(host, verb_of(id_), {}, asks=True)
    elif kind == "person":
        push_at(host, "rounds", id_.partition("|")[0])
    elif kind == "office":
        push_holder(host, id_)
    else:
        host.push(place(host.ws, place_of(f"{kind}:{id_}").to))
