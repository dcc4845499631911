"""What can be done with a row, by digit; what cannot be done now, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.tui.doing import does
from civtui.tui.looks import BOLD, DIM, NO, NOTE, WARN, Spans, line
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.showing import SMALL
from civtui.tui.ways import on_screen
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.performing.performing import row_field
from civtui.workspace.performing.row_deeds import Deed, deeds
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

PAGE = 9
AROUND = 5  # lines of the screen that are none of a list's rows
PANES = (2, 9)  # lines of a pane below the rows, on a low screen and on any other
TAKES_BACK = "civtui.workspace.answers.voiding:last"


class Deeds(Mode):
    """The deeds of a row.

    Args:
        name: what the row is called.
        own: what the mode itself offers.
        rows: (kind, id) of what the row stands for; of several of a kind first the one with the
            latest step.
        last: what is offered on the whole list.
        selected: the same of all rows that are selected: a verb that takes several takes them.
        home: the digit's mode it belongs to.
        kinds: of what alone deeds are offered; of all that the row stands for where empty.
    """

    id = "deeds"
    layout = "page"

    def __init__(
        self,
        ws: Workspace,
        name: str,
        own: Sequence[Choice],
        rows: Sequence[tuple[str, str]],
        *,
        home: str,
        last: Sequence[Choice] = (),
        selected: Sequence[tuple[str, str]] = (),
        kinds: Sequence[str] = (),
    ) -> None:
        super().__init__(ws)
        self.kinds = kinds
        self.selected = selected
        self.name, self.own, self.stands, self.last, self.home = name, own, rows, last, home
        self.first, self.fresh = 0, True
        self.turning = False
        self.page = PAGE  # entries that have a digit: no more than there is room for

    def title(self) -> str:
        """Return what the row is called."""
        return t("verbs.deeds-of", name=self.name)

    def entered(self, host: Host) -> None:
        """Begin at the first, wherever the cursor stood in the list of another row."""
        if self.fresh:
            self.fresh = False
            host.grid.go(0)

    def sized(self, host: Host) -> None:
        """Foresee how many entries there is room for: keys may come before they are painted."""
        if self.fresh:
            wide, height = host.size
            pane = 0 if wide >= self.beside_from else PANES[height >= SMALL[1]]
            self._cut(height - AROUND - pane)

    def roomed(self, host: Host) -> None:
        """Give digits to as many entries as can be seen at once."""
        if self._cut(host.grid.page):
            self._show(host)
        if host.grid.page >= self.page:
            self._turn(host, host.grid.row // self.page * self.page)

    def moved(self, host: Host) -> None:
        """Turn to the page of the cursor where an entry of the page is out of sight."""
        page = self.found[self.first : self.first + self.page]
        seen = (host.grid.in_window(str(self.first + n)) for n in range(len(page)))
        if not (self.fresh or self.turning) and host.grid.size.height and not all(seen):
            self._turn(host, host.grid.row // self.page * self.page)

    def _cut(self, room: int) -> bool:
        """Make pages of as many entries as there is room for; return whether others have digits."""
        was, self.page = (self.page, self.first), max(1, min(PAGE, room))
        self.first = self.first // self.page * self.page
        self.rows = [self._row(place, one) for place, one in enumerate(self.found)]
        return was != (self.page, self.first)

    def _turn(self, host: Host, first: int) -> None:
        """Turn to a page, the cursor on its first entry unless it stands on it, and show it all."""
        last = min(first + self.page, len(self.found)) - 1
        changed, self.first, self.turning = first != self.first, first, True
        try:
            if not first <= host.grid.row <= last:
                host.grid.go(first)
            host.grid.bring(first, last)
            if changed:
                self._show(host)
        finally:
            self.turning = False

    def _show(self, host: Host) -> None:
        """Show the same deeds with other digits: why one cannot be done is long to find out."""
        was, self.turning = self.turning, True
        try:
            host.reload()
        finally:
            self.turning = was

    def load(self) -> None:
        """List the deeds, each once and always by the same digit.

        First comes what the mode itself offers on this line, as to enter something new or to put
        those at the line on the agenda, then the other verbs of what the row stands for, those
        done often before those that are rare (`row_deeds.ORDER`). What cannot be done now keeps
        its place: a digit that a hand has learned would else do another deed.
        """
        if not self.turning:
            self._read()
        self.rows = [self._row(place, one) for place, one in enumerate(self.found)]

    def _read(self) -> None:
        offered = self._offered()
        own = {one.command for one in self.own if one.command}  # the mode fills in more
        found = [*self.own, *(one for one in offered if one.command not in own), *self.last]
        self.found = list({one.command or id(one): one for one in found}.values())

    def _offered(self) -> list[Choice]:
        """Return the deeds of all that the row stands for, each once, in the order of their use.

        Of several of a kind the first is the one with the latest step, which alone is taken back;
        any other deed is of the first of them with which it can be done.
        """
        found: dict[object, tuple[int, Choice]] = {}
        for kind, id_ in self.stands:
            if self.kinds and kind not in self.kinds:
                continue
            for deed in deeds(self.ws, kind, id_):
                command = f"civtui {deed.command}" if deed.command else ""
                one = Choice(
                    render(deed.title), self._beginner(deed, kind, id_), deed.refused, command
                )
                key: object = command or id(one)
                before = found.get(key)
                if before is None or (before[1].refused and deed.verb.call != TAKES_BACK):
                    found[key] = deed.rank, one
        return [one for _, one in sorted(found.values(), key=lambda place: place[0])]

    def _row(self, place: int, one: Choice) -> Row:
        digit = str(place - self.first + 1) if 0 <= place - self.first < self.page else ""
        why = on_screen(render(one.refused)) if one.refused else ""
        styles = (DIM if why else NOTE, DIM if why else BOLD, WARN)
        return Row(str(place), (f"{digit}{NO}" if why else digit, one.name, why), styles)

    def columns(self) -> list[Column]:
        """Return the digit, the deed, why it cannot be done now."""
        return [
            Column("", 2),
            Column(t("verbs.column-deed"), 0, least=20),
            Column(t("verbs.column-why-not"), 30),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the deed, why not, and its command."""
        if row is None:
            return []
        one = self.found[int(row.id)]
        lines = paragraph(one.name, cells, BOLD)
        if one.refused:
            lines += paragraph(on_screen(render(one.refused)), cells, WARN)
        for text in one.more:
            lines += paragraph(text, cells)
        if one.command:
            lines += [line(), *paragraph(one.command, cells, DIM)]
        more = len(self.found) > self.page
        return [
            *lines,
            line(),
            *paragraph(t("verbs.digits-more" if more else "verbs.digits"), cells),
        ]

    def typed(self, host: Host, key: str) -> bool:
        """Do the deed of a digit that can be seen; 0 turns to the next page."""
        digit = whole(key) if len(key) == 1 else None
        if digit is None:
            return False
        place = self.first + digit - 1
        if digit == 0:
            first = self.first + self.page
            self._turn(host, first if first < len(self.found) else 0)
            host.grid.go(self.first)
        elif digit > self.page or place >= len(self.found):
            host.say(msg("verbs.no-digit", digit=digit), WARN)
        elif not host.grid.in_window(str(place)):
            host.grid.go(place)
        else:
            host.grid.go(place)
            host.attempt(lambda: self._do(host, self.found[place]))
        return True

    @does("open")
    def do_open(self, host: Host) -> None:
        """Do the deed under the cursor."""
        row = host.grid.current
        if row is not None:
            self._do(host, self.found[int(row.id)])

    def _do(self, host: Host, one: Choice) -> None:
        if one.refused is not None:
            raise Refused(one.refused)
        one.do(host)

    def _beginner(self, deed: Deed, kind: str, id_: str) -> Callable[[Host], object]:
        """Return what begins a verb with all that the row stands for, and the rows selected."""

        def do(host: Host) -> None:
            from civtui.tui.modes.begin import begin

            verb, stands = deed.verb, dict(self.stands)
            if deed.given is not None:
                begin(host, verb, deed.given, deep=2)
                return
            field = row_field(verb)
            given = {
                f.id: stands[f.catalogue]
                for f in verb.fields
                if f.type == "reference" and f.catalogue in stands and not f.several
            }
            whom: str | list[str] = id_
            if field and field.several and (kind, id_) in self.selected:
                whom = [one for of, one in self.selected if of == kind]
            begin(host, verb, {**given, **({field.id: whom} if field else {})}, deep=2)

        return do
