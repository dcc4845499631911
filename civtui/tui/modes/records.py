"""The records of a form's field: each asked field by field, none typed with signs between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.fields import Field
from civtui.tui.doing import does
from civtui.tui.keys.actions import DIGITS
from civtui.tui.looks import BOLD, DIM, GOOD, NOTE, Spans
from civtui.tui.modes.base import Mode
from civtui.tui.modes.verb_fields import VerbFields
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.finding.places import Place
from civtui.workspace.lists.signs import YES
from civtui.workspace.performing import performing, record_text
from civtui.workspace.references.meant import candidates

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
            fields=field.record,
            stands="",
            preview="",
            confirm="",
            more="",
            heading="",
            row="",
            some=(),
            fixed={},
            long=False,
            said=None,
        )
        held = [] if place is None else form.records(field)
        given = record_text.read(field, held[place]) if place is not None else {}
        super().__init__(form.ws, verb, {}, home=form.home)
        self.values |= given
        self.before = dict(self.values)
        self.name = render(field.title)

    def _perform(self, host: Host, values: dict[str, Any]) -> None:
        given = {id_: value for id_, value in values.items() if value}
        performing.collected(self.ws, self.verb, given)
        text, held = record_text.written(self.of, given), self.form.records(self.of)
        if self.place is None:
            held.append(text)
        else:
            held[self.place] = text
        self.form.hold(self.of, held)
        host.pop()


class Records(Mode):
    """The records of a field: Enter opens one, or adds one; Delete takes one away.

    Known ones keep their place and digit, which takes one, or leaves one that is taken.

    Args:
        form: the form whose field it is.
        field: that field.
    """

    id = "entries"
    layout = "below"

    def __init__(self, form: VerbFields, field: Field) -> None:
        super().__init__(form.ws)
        self.form, self.field, self.home = form, field, form.home
        known = candidates(self.ws, field.catalogue, {}) if field.catalogue else []
        self.known = {one.id: one for one in known}

    def title(self) -> str:
        """Return what they are records of."""
        return f"{self.form.title()} · {render(self.field.title)}"

    def load(self) -> None:
        """List those that were added, the way to a new one, and the known, taken or not."""
        held = self.form.records(self.field)
        self.rows = [
            *(
                Row(str(n), ("·", record_text.said(self.ws, self.field, text)), (NOTE, BOLD))
                for n, text in enumerate(held)
                if text not in self.known
            ),
            Row(NEW, ("+", t("verbs.record-add")), (NOTE, GOOD)),
            *(
                Row(
                    one.id,
                    (DIGITS[n : n + 1], self._called(one, one.id in held)),
                    (NOTE, BOLD if one.id in held else DIM),
                )
                for n, one in enumerate(self.known.values())
            ),
        ]

    def _called(self, one: Place, taken: bool) -> str:
        return f"{YES} {one.name}" if taken else t("verbs.record-take", name=one.name)

    def columns(self) -> list[Column]:
        """Return digit and record."""
        return [Column("", 2), Column(render(self.field.title), 0)]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what is taken, and how to go on."""
        held = self.form.records(self.field)
        texts = (record_text.said(self.ws, self.field, one) for one in held)
        said = t("common.joint").join(texts) or t("verbs.record-none")
        return [*paragraph(said, cells, BOLD), *paragraph(t("verbs.record-keys"), cells, DIM)]

    @does("open")
    def do_open(self, host: Host) -> None:
        """Open the record under the cursor, begin a new one, or take one that is known."""
        row = host.grid.current
        if row is not None and row.id in self.known:
            self._turn(host, row.id)
        else:
            place = None if row is None or row.id == NEW else int(row.id)
            host.push(RecordForm(self.form, self.field, place))

    def _turn(self, host: Host, known: str) -> None:
        """Take a known one, or leave it where it is taken."""
        held = self.form.records(self.field)
        left = [one for one in held if one != known]
        self.form.hold(self.field, left if len(left) < len(held) else [*held, known])
        host.reload()

    def typed(self, host: Host, key: str) -> bool:
        """Take, or leave, the known one of a digit; what else is typed begins a new record."""
        place, known = DIGITS.find(key), [*self.known]
        if len(key) != 1:
            return False
        if 0 <= place < len(known):
            self._turn(host, known[place])
        else:
            form = RecordForm(self.form, self.field)
            host.push(form)
            form.typed(host, key)
        return True

    @does("add")
    def do_add(self, host: Host) -> None:
        """Begin a new record."""
        host.push(RecordForm(self.form, self.field))

    @does("remove")
    def do_remove(self, host: Host) -> None:
        """Take the record under the cursor away."""
        held, row = self.form.records(self.field), host.grid.current
        gone = row.id if row is not None and row.id in self.known else None
        if row is not None and gone is None and row.id != NEW:
            gone = held[int(row.id)]
        if gone in held:
            self.form.hold(self.field, [one for one in held if one != gone])
            host.reload()
