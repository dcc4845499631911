"""The fields of a verb: each checked on Enter, references picked, records asked one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.width import fit
from civtui.model.digits import whole
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.tui.looks import BOLD, DIM, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.form import Form, as_shown, options, plain_place
from civtui.tui.ways import in_the_form
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs.verb import Verb, beside
from civtui.workspace.answers import Foreseen
from civtui.workspace.building.evidence import piece_name
from civtui.workspace.finding.places import Place, ranked
from civtui.workspace.performing import forming, performing, record_text
from civtui.workspace.references import OPEN
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

BETWEEN = re.compile(r"[,，、;；\n]+")
BETWEEN_RECORDS = re.compile(r"[;；\n]+")  # a record may name several
MOST = 40  # candidates shown at once


class VerbFields(Form):
    """The fields of a verb to fill in; what F8 does with them is its heir's.

    Args:
        verb: what is to be done.
        given: field id -> value that stands already, as the row it is called from fills it.
        home: the digit's mode it belongs to.
    """

    def __init__(
        self,
        ws: Workspace,
        verb: Verb,
        given: Mapping[str, Any],
        *,
        home: str,
    ) -> None:
        self.verb = verb
        self.given, self.fresh = frozenset(given), True
        known = performing.form_fields(ws, verb, given)
        fields = tuple(f for f in known if f.type != "settings" or not verb.more)
        stood = performing.standing(ws, verb, given)
        values = {**stood, **given}
        for field in fields:
            if field.new_id and field.id not in values:
                values[field.id] = performing.named(field.new_id)(ws)
        self.chosen_for = dict(values)  # before a choice brought anything
        values = forming.begun(ws, fields, values)
        # a reason is asked for once something is changed
        stored = [field for field in fields if field.late or field.id in given]
        super().__init__(
            ws,
            render(performing.heading(ws, verb, given)),
            fields,
            self._perform,
            options=options(ws, fields),
            values=values,
            home=home,
            several=[f.id for f in fields if f.several and (f.choices or f.type == "evidence")],
            at_once=not (verb.stands and performing.filled(stored, values)),
        )
        if self.asks:
            self.keys_said = "verbs.form-shows-first"
        # what is stored, as its user knows it; what a new record begins with is stored nowhere yet
        self.stood = stood if verb.row else {}
        self.typing = ""
        self.open: Field | None = None
        self.asked = ""  # the field whose records were looked at last
        # what was said before it is done, of which values; of None where nothing would come of it
        self.told: tuple[dict[str, Any] | None, Foreseen] | None = None
        self.names: dict[str, str] = {}

    @property
    def asks(self) -> bool:
        """Whether F8 first shows what will be; without it the first F8 stores."""
        return bool(self.verb.preview or self.verb.confirm)

    # --- what it shows ---

    def _shown(self, id_: str) -> str:
        field = self._field(id_)
        if field.record:
            texts = (record_text.said(self.ws, field, one) for one in self.records(field))
            return t("common.joint").join(texts)
        if field.type == "subjects" and field.catalogue:
            parts = BETWEEN.split(str(self.values.get(id_) or ""))
            return t("common.separator").join(self._name(field, one.strip()) for one in parts)
        if field.type == "evidence":
            held = self.values.get(id_) or ()
            pieces = held if isinstance(held, list | tuple) else BETWEEN.split(str(held))
            return t("common.separator").join(piece_name(self.ws, one.strip()) for one in pieces)
        if field.type != "reference":  # a file's path says its name itself
            return super()._shown(id_)
        value = self.values.get(id_, "")
        many = value if isinstance(value, list | tuple) else [value] if value else []
        return t("common.separator").join(self._name(field, one) for one in many)

    def _name(self, field: Field, id_: str) -> str:
        """Return what a thing is called; whose it is too where another one is called the same."""
        key = f"{field.catalogue}/{id_}"
        if key not in self.names:
            known = self._known(field)
            found = next((place for place in known if place.id == id_), Place("", id_, id_))
            alike = [place.under for place in known if place.name == found.name]
            apart = found.under if alike.count(found.under) == 1 else id_
            self.names[key] = f"{found.name} {apart}" if len(alike) > 1 else found.name
        return self.names[key]

    def _known(self, field: Field) -> list[Place]:
        return candidates(self.ws, field.catalogue, self._so_far(before=bool(field.brings)))

    def _so_far(self, before: bool = False) -> dict[str, Any]:
        """Return what the fields hold; `before` a choice brought any of it."""
        held = self.chosen_for if before else self.values
        return forming.by_keyword(self.fields, held)

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what the field takes and its candidates; before storing, what will happen."""
        # who opens a field reads what it takes, not what an F8 before it said
        if self.told is not None and self.open is None:
            said = [part for text in self.told[1].lines for part in self._said(text, cells)]
            again = paragraph(t("verbs.f8-again"), cells, BOLD)
            return [*self.why(cells), *said, line(), *([] if self.told[0] is None else again)]
        return super().pane(row, cells)

    def _said(self, text: str, cells: int) -> list[Spans]:
        return paragraph(in_the_form(text, self.verb), cells, WARN)

    def _about(self, row: Row, cells: int) -> list[Spans]:
        field = self._field(row.id)
        if field.record:
            return self._about_records(field, cells)
        if not forming.picks(field):
            return super()._about(row, cells)
        how = t("verbs.pick-file" if field.type == "file" else "verbs.pick")
        lines = [line(render(field.title), BOLD), *paragraph(how, cells, NOTE)]
        for text in self._beside(field):
            lines += paragraph(text, cells, DIM)
        if self._wanted(field):
            lines.append(line(t("tui.field-required"), WARN))
        elif self.values.get(row.id):
            lines.append(line(t("tui.form-empties"), DIM))
        if not self._known(field):
            why = forming.none_listed(self.ws, field, self._so_far())
            lines += paragraph(render(why), cells, WARN) if why else []
        for number, place in enumerate(self._fitting(field), 1):
            text = f"{number:>2} {place.name}"
            lines.append([Span(fit(text, cells - 14)), Span(" "), Span(fit(place.under, 13), DIM)])
        return [*lines, line(), *paragraph(t(self.keys_said), cells, DIM)]

    def _about_records(self, field: Field, cells: int) -> list[Spans]:
        """Return what each record of a field asks, and those that it holds."""
        asked = [render(one.title) for one in field.record if one.title]
        lines = [line(render(field.title), BOLD), *paragraph(t("verbs.record-enter"), cells, NOTE)]
        lines += paragraph(t("verbs.record-asks", fields=asked), cells, DIM)
        for one in self.records(field):
            lines += paragraph(f"· {record_text.said(self.ws, field, one)}", cells)
        return [*lines, line(), *paragraph(t(self.keys_said), cells, DIM)]

    def _beside(self, field: Field) -> list[str]:
        if field.default and field.type == "reference":
            id_ = str(field.default)
            field = field._replace(default=self._name(field, id_) or id_)
        typed = field.id not in self.several  # else its kind says so
        said = [render(said) for said in beside(field, typed=typed)]
        value = forming.proposal(self.ws, field, self._so_far())
        return said if value is None else [*said, t("verbs.left-empty", value=value)]

    def _wanted(self, field: Field) -> bool:
        """Return whether a field must be filled in: one that is left empty may be proposed."""
        return field.required and forming.proposal(self.ws, field, self._so_far()) is None

    def _fitting(self, field: Field) -> list[Place]:
        """Return the candidates that what is typed of the last name leaves."""
        last = BETWEEN.split(self.typing)[-1].strip()
        return ranked("" if whole(last) is not None else last, self._known(field))[:MOST]

    # --- what is typed ---

    def entered(self, host: Host) -> None:
        """Open the first field that is empty; in a filled form stand on what may be changed."""
        if self.asked:  # back from its records
            host.grid.go(host.grid.place_of(self.asked))
            self.asked = ""
        if self.fresh and self.fields:
            self.fresh = False
            own = (n for n, f in enumerate(self.fields) if f.id not in self.given)
            empty = (n for n, f in enumerate(self.fields) if not self.values.get(f.id))
            place = next(empty if self.at_once else own, None)
            host.grid.go(place or 0)
            if self.at_once and place is not None:  # where nothing is left to fill in, F8 is next
                self.arrive(host)

    def arrive(self, host: Host) -> None:
        """Open the field that the cursor has come to; one of records waits for its Enter."""
        row = host.grid.current
        if row is not None and self._field(row.id).record:
            host.show_pane()
        else:
            super().arrive(host)

    def records(self, field: Field) -> list[str]:
        """Return the records that a field holds, each as its text."""
        value = self.values.get(field.id) or []
        return [value] if isinstance(value, str) else [*value]

    def hold(self, field: Field, records: list[str]) -> None:
        """Put records in the place of those that a field holds."""
        self.values[field.id] = self.chosen_for[field.id] = records
        self.told = self.fault = None

    def _edit(self, host: Host, more: str) -> None:
        row = host.grid.current
        if row is None:
            return
        self.fault = None
        field = self._field(row.id)
        if field.record:
            from civtui.tui.modes.records import RecordForm, Records

            self.asked = field.id
            many = self.records(field) or field.catalogue
            mode = Records(self, field) if many else RecordForm(self, field)
            host.push(mode)
            if more:  # it begins the next record
                mode.typed(host, more)
            return
        self.open = field
        if not forming.picks(field):
            super()._edit(host, more)
            host.show_pane()
            return
        self.typing, self.begun, self.cleared = more, "", False

        def type_on(text: str) -> None:
            self.typing = text
            host.show_pane()

        host.ask(
            row.cells[0],
            more,
            type_on,
            live=True,
            done=lambda: self._take(host, field.id, self.typing),
            go_on=bool(more),
            given_up=lambda: self._shut(host),
            keys=t("tui.keys-field"),
        )
        host.show_pane()

    def _shut(self, host: Host) -> None:
        self.open = None
        super()._shut(host)

    def _take(self, host: Host, id_: str, typed: str) -> None:
        """Keep what was typed, once it is checked; a fault stays in its field."""
        self._check(host, id_, typed)
        self.typing, self.told, self.fault, self.open = "", None, None, None
        self._go_on(host)

    def _leave(self, host: Host) -> None:
        row, typed = host.grid.current, host.input.value if host.input else ""
        host.end_ask()
        self.open = None
        if row is not None:
            self._check(host, row.id, typed)
        self.typing, self.told, self.fault = "", None, None
        host.reload()

    def _check(self, host: Host, id_: str, typed: str) -> None:
        """Take a typed text into its field, or say what is wrong with it and open it anew."""
        field = self._field(id_)
        if not typed.strip():
            if id_ not in self.options and not forming.picks(field):
                self.values[id_] = ""
            elif self.empties(field):
                self.values[id_] = [] if field.several else ""
            return
        try:
            value = self._value(field, typed)
        except CivtuiError as error:
            plain_place(error, id_)
            as_shown(error, self.options.get(id_, ()))
            host.grid.go(next(n for n, f in enumerate(self.fields) if f.id == id_))
            self._edit(host, typed)
            self._refused(host, error)
            raise
        if self._stands_on(field) and value != self.values.get(id_):
            self.values = {f.id: self.values.get(f.id) for f in self.fields if not f.late}
            self.stood = performing.standing(self.ws, self.verb, {id_: value})
            self.values |= self.stood
            self.before = dict(self.values)
        self.values[id_] = value
        if field.brings:
            self.values |= forming.brought(
                self.ws, self.fields, field, {**self.chosen_for, id_: value}
            )
        else:
            self.chosen_for[id_] = value

    def _stands_on(self, field: Field) -> bool:
        """Return whether what stands in the form is of what this field points to."""
        verb = self.verb
        return bool(verb.stands and verb.row) and field.catalogue == verb.row

    def _value(self, field: Field, typed: str) -> Any:
        if field.id in self.options:
            chosen = self._chosen(field.id, typed)
            performing.valued(self.ws, field, chosen, self._so_far())
            return chosen
        if not forming.picks(field):
            between = BETWEEN_RECORDS if field.parts else BETWEEN
            parts = between.split(typed) if field.several else [typed]
            given = [part.strip() for part in parts if part.strip()]
            performing.valued(
                self.ws, field, given if field.several else typed.strip(), self._so_far()
            )
            return given if field.several else typed.strip()
        named = field.type == "file" and any(typed == place.name for place in self._known(field))
        parts = BETWEEN.split(typed) if field.several and not named else [typed]
        numbers = BETWEEN.sub(" ", typed).split()
        if field.several and all(whole(word) is not None for word in numbers):
            parts = numbers
        elif field.parts:
            parts = BETWEEN_RECORDS.split(typed)
        if field.type == "subjects":
            return self._subjects(field, typed)
        found = [self._picked(field, part.strip()) for part in parts if part.strip()]
        if field.type == "file":
            found = [forming.at_hand(self.ws, field, path) for path in found]
        return found if field.several else found[0]

    def _subjects(self, field: Field, typed: str) -> str:
        """Return subjects as one text: listed ones by id, filters and others as they are typed."""
        alone = all(whole(word) is not None for word in typed.split())
        parts = typed.split() if alone else BETWEEN.split(typed)
        found = "、".join(self._picked(field, part.strip()) for part in parts if part.strip())
        performing.valued(self.ws, field, found, self._so_far())
        return found

    def _picked(self, field: Field, word: str) -> str:
        """Return the candidate that a number or a name means; an unknown name is refused."""
        number, known = whole(word), self._known(field)
        if any(place.id == word for place in known):
            return word
        if number is not None and 1 <= number <= len(known):
            return known[number - 1].id
        if field.catalogue in OPEN:
            return next((p.id for p in known if word in (p.name, *p.also)), word)
        near = ranked(word, known)
        if len(near) == 1:
            return near[0].id
        value = performing.valued(self.ws, field._replace(several=False), word, self._so_far())
        if known and not any(place.id == value for place in known):
            raise BadInput(
                msg("verbs.none-such", field=field.title),
                value=word,
                allowed=[p.name for p in (near or known)[:5]],
            )
        return str(value)

    def _stand_on(self, host: Host, error: CivtuiError) -> None:
        """Go to the field that an error is of."""
        place = next((n for n, f in enumerate(self.fields) if f.id == error.field), -1)
        if place >= 0:
            plain_place(error, error.field)
            as_shown(error, self.options.get(error.field, ()))
            if error.message.key != "verbs.needed":
                error.where = {"field": render(self.fields[place].title), **error.where}
            host.grid.go(place)
        else:
            super()._stand_on(host, error)

    def _perform(self, host: Host, values: dict[str, Any]) -> None:
        """Do with the values what the form is for."""
        # fields alone are never opened: `VerbForm` does the verb, `RecordForm` keeps a record
        raise NotImplementedError
