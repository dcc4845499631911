"""The records of a form's field: each asked field by field, none typed with signs between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.fields import Field
from civtui.tui.keys.actions import DIGITS
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.modes.verb_fields import VerbFields
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.finding.places import Place
from civtui.workspace.performing import performing, record_text
from civtui.workspace.performing.references import candidates

if TYPE_CHECKING:
    from civtui.tui.host import Host

NEW = "new"


class RecordForm(VerbFields):
    """Asks the fields of one record.

    Args:
        form: the form whose field it is.
        field: that field.
        place: of the record among those that stand, None for a new one.
    """

    def __init__(self, form: VerbFields, field: Field, place: int | None = None) -> None:
        self.form, self.of, self.place = form, field, place
        verb = form.verb._replace(
            fields=field.record, stands="", preview="", confirm="", more="", heading="", row="",
            some=(), fixed={}, long=False, said=None,
        )  # fmt: skip
        held = [] if place is None else form.records(field)
        given = record_text.read(field, held[place]) if place is not None else {}
        super().__init__(form.ws, verb, {}, home=form.home)
        self.values |= given
        self.before = dict(self.values)
        self.name = render(field.title)

    def _perform(self, desk: Host, values: dict[str, Any]) -> None:
        given = {id_: value for id_, value in values.items() if value}
        performing.collected(self.ws, self.verb, given)
        text, held = record_text.written(self.of, given), self.form.records(self.of)
        if self.place is None:
            held.append(text)
        else:
            held[self.place] = text
        self.form.hold(self.of, held)
        desk.pop()


class Records(Mode):
    """The records of a field: Enter opens one, or adds one, a digit takes a known one.

    Delete takes one away.

    Args:
        form: the form whose field it is.
        field: that field.
    """

    id = "entries"
    layout = "below"

    def __init__(self, form: VerbFields, field: Field) -> None:
        super().__init__(form.ws)
        self.form, self.field, self.home = form, field, form.home
        self.known: list[Place] = []

    def title(self) -> str:
        """Return what they are records of."""
        return f"{self.form.title()} · {render(self.field.title)}"

    def load(self) -> None:
        """List those that stand, the way to a new one, and those known that may be taken."""
        held = self.form.records(self.field)
        ws, field = self.ws, self.field
        known = candidates(ws, field.catalogue, {}) if field.catalogue else []
        self.rows = [
            *(Row(str(n), (str(n + 1), record_text.said(ws, field, text)), (NOTE, BOLD))
              for n, text in enumerate(held)),
            Row(NEW, ("+", t("verbs.record-add")), (NOTE, GOOD)),
        ]  # fmt: skip
        self.known = [one for one in known if one.id not in held]
        self.rows += [
            Row(one.id, (DIGITS[n : n + 1], t("verbs.record-take", name=one.name)), (NOTE, DIM))
            for n, one in enumerate(self.known)
        ]

    def columns(self) -> list[Column]:
        """Return number and record."""
        return [Column("", 2), Column(render(self.field.title), 0)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return how to go on."""
        return paragraph(t("verbs.record-keys"), cells, DIM)

    def do_open(self, desk: Host) -> None:
        """Open the record under the cursor, begin a new one, or take one that is known."""
        held, place, row = self.form.records(self.field), desk.grid.row, desk.grid.current
        if row is None or place <= len(held):
            new = row is None or place == len(held)
            desk.push(RecordForm(self.form, self.field, None if new else place))
            return
        self._take(desk, row.id)

    def _take(self, desk: Host, known: str) -> None:
        self.form.hold(self.field, [*self.form.records(self.field), known])
        desk.reload()

    def typed(self, desk: Host, key: str) -> bool:
        """Take the known one of a digit."""
        place = DIGITS.find(key)
        if len(key) != 1 or not 0 <= place < len(self.known):
            return False
        self._take(desk, self.known[place].id)
        return True

    def do_add(self, desk: Host) -> None:
        """Begin a new record."""
        desk.push(RecordForm(self.form, self.field))

    def do_remove(self, desk: Host) -> None:
        """Take the record under the cursor away."""
        held, place = self.form.records(self.field), desk.grid.row
        if place < len(held):
            del held[place]
            self.form.hold(self.field, held)
            desk.reload()
