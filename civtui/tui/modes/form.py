"""A form: one row a field; Enter takes what is typed and goes on to the next, F8 stores it all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.locale.width import fit, width
from civtui.model.digits import digits, whole
from civtui.model.errors import CivtuiError
from civtui.model.fields import Field
from civtui.tui.doing import does
from civtui.tui.fitting import refusal
from civtui.tui.keys.registry import FULL_WIDTH
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NO, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.building import inbox
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

Options = Sequence[tuple[str, str]]
FEW = 9
WIDEST = 22  # cells of the names of fields, where they are long


class Form(Mode):
    """Fields to fill in.

    Args:
        name: what the head line says.
        fields: records with `id`, `title`, `type`, `required`.
        store: called with what was typed, by field id; refuses by an error, and nothing is lost.
        options: field id -> (value, title) of what may be chosen by number.
        several: fields that take more than one of their options.
        values: what stands in the fields to begin with.
        home: the digit's mode it belongs to.
        at_once: open the first field as the form comes up.
    """

    id = "form"
    keys_said = "tui.form-edit"

    def __init__(
        self,
        ws: Workspace,
        name: str,
        fields: Sequence[Any],
        store: Callable[[Host, dict[str, Any]], None],
        *,
        options: Mapping[str, Options] | None = None,
        several: Sequence[str] = (),
        values: Mapping[str, Any] | None = None,
        home: str = "building",
        at_once: bool = True,
    ) -> None:
        super().__init__(ws)
        self.name, self.fields, self.store = name, fields, store
        self.options = {
            field.id: [(choice.id, render(choice.title)) for choice in field.choices]
            for field in fields
            if getattr(field, "choices", ())
        } | dict(options or {})
        self.several = several
        self.values: dict[str, Any] = dict(values or {})
        self.before = dict(self.values)
        self.at_once = at_once
        self.cleared = False  # the open line was emptied by its own key
        self.begun = ""  # what the open line began with
        self.fault: CivtuiError | None = None  # why the last text, or the whole, was refused
        self.home = home

    def title(self) -> str:
        """Return the form's name."""
        return self.name

    def load(self) -> None:
        """List the fields with what is entered."""
        self.rows = [
            Row(f.id, (render(f.title), self._shown(f.id)), (BOLD, GOOD)) for f in self.fields
        ]

    def _shown(self, id_: str) -> str:
        value, titles = self.values.get(id_, ""), dict(self.options.get(id_, ()))
        many = value if isinstance(value, list) else [value]
        return t("common.separator").join(titles.get(one, str(one)) for one in many if one != "")

    def columns(self) -> list[Column]:
        """Return field and value."""
        names = max((width(render(field.title)) for field in self.fields), default=0)
        return [
            Column(t("tui.column-field"), min(max(16, names), WIDEST)),
            Column(t("tui.column-value"), 0),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return what the field takes, and what may be chosen by number."""
        if row is None:
            return []
        return [*self.why(cells), *self._about(row, cells)]

    def why(self, cells: int) -> list[Spans]:
        """Return the whole refusal with its way on, which the status line may have to cut."""
        if self.fault is None:
            return []
        return [*paragraph(f"{NO} {refusal(self.fault)}", cells, BAD), line()]

    def _about(self, row: Row, cells: int) -> list[Spans]:
        """Return what the field of a row takes."""
        field = self._field(row.id)
        options = self.options.get(row.id, ())
        kind = "several" if row.id in self.several else "choice" if options else field.type
        if field.type == "evidence":
            kind = "evidence-listed" if options else "evidence"
        lines = [line(render(field.title), BOLD), *paragraph(t(f"tui.field-{kind}"), cells, NOTE)]
        for said in self._beside(field):
            lines += paragraph(said, cells, DIM)
        if self._wanted(field):
            lines.append(line(t("tui.field-required"), WARN))
        elif options and self.values.get(row.id):
            lines.append(line(t("tui.form-empties"), DIM))
        half = cells // 2 - 1 if len(options) > FEW else cells
        shown = [f"{n:>2} {title}" for n, (_, title) in enumerate(options, 1)]
        if half == cells:
            lines += [[Span(fit(text, cells))] for text in shown]
        else:
            middle = (len(shown) + 1) // 2
            for left, right in zip(shown[:middle], [*shown[middle:], ""], strict=False):
                lines.append([Span(fit(left, half)), Span("  "), Span(fit(right, half))])
        return [*lines, line(), *paragraph(t(self.keys_said), cells, DIM)]

    def _wanted(self, field: Any) -> bool:
        """Return whether a field must be filled in."""
        return bool(getattr(field, "required", False))

    def _beside(self, field: Any) -> list[str]:
        """Return what is said of a field beside its title."""
        return [render(field.hint)] if getattr(field, "hint", None) else []

    def _field(self, id_: str) -> Any:
        return next(f for f in self.fields if f.id == id_)

    def entered(self, host: Host) -> None:
        """Open the first field."""
        if self.at_once:
            self.at_once = False
            host.grid.go(0)  # not where the form before this one was left
            self.arrive(host)

    def arrive(self, host: Host) -> None:
        """Open the field that the cursor has come to from another one."""
        self.do_edit(host)

    @does("edit")
    def do_edit(self, host: Host) -> None:
        """Edit the field under the cursor."""
        self._edit(host, "")

    def typed(self, host: Host, key: str) -> bool:
        """Open the field under the cursor by what is typed; a digit leaves no form half filled."""
        if len(key) != 1:  # a key that has a name types nothing
            return False
        self._edit(host, key)
        return True

    def _edit(self, host: Host, more: str) -> None:
        """Open the line of a field; a key typed on it begins anew, as in a spreadsheet."""
        self.fault, row = None, host.grid.current
        if row is not None:
            value, self.cleared = self.values.get(row.id, ""), False
            text = self.begun = "" if row.id in self.options else str(value)
            host.ask(
                row.cells[0],
                more or text,
                lambda typed: self._take(host, row.id, typed),
                go_on=bool(more),
                given_up=lambda: self._shut(host),
                keys=t("tui.keys-field"),
            )

    def _shut(self, host: Host) -> None:
        """Note that the open line was given up."""
        self.fault = None
        host.show_pane()

    def _take(self, host: Host, id_: str, typed: str) -> None:
        """Keep what was typed and go on to the next field."""
        if typed.strip() or id_ not in self.options:
            self.values[id_] = self._chosen(id_, typed)
        elif self.empties(self._field(id_)):
            self.values[id_] = [] if id_ in self.several else ""
        self._go_on(host)

    def empties(self, field: Any) -> bool:
        """Return whether the open line, which begins empty, was emptied to empty its field."""
        return self.cleared and not getattr(field, "required", False)

    def _go_on(self, host: Host) -> None:
        """Go on to the next field."""
        last = host.grid.row == len(self.rows) - 1
        host.reload()
        host.grid.move(1)
        if not last:
            self.arrive(host)

    def _chosen(self, id_: str, typed: str) -> Any:
        options = self.options.get(id_)
        if options is None:
            return typed
        plain = typed.translate(FULL_WIDTH)
        if id_ not in self.several:
            number = whole(plain)
            if number is not None and 1 <= number <= len(options):
                return options[number - 1][0]
            return plain.strip()
        few = len(options) <= FEW
        words = "".join(c if digits(c) else " " for c in plain)
        numbers = list(words.replace(" ", "")) if few else words.split()
        if not numbers or any(not digits(c) and c not in " ,，、.。" for c in plain):
            return [part for part in typed.replace("，", ",").split(",") if part.strip()]
        chosen = [n for n in map(whole, numbers) if n is not None]
        # a number that is not in the list stays as it is, to be refused
        return [options[n - 1][0] if 1 <= n <= len(options) else str(n) for n in chosen]

    def over_input(self, host: Host, key: str) -> bool:
        """Take a key while a field is open: F8 stores, arrows and Tab go to another field."""
        if key in ("f8", "ctrl+s"):
            self._leave(host)
            self.do_save(host)
        elif key in ("up", "down", "tab", "shift+tab"):
            self._leave(host)
            host.grid.move(-1 if key in ("up", "shift+tab") else 1)
            self.arrive(host)
        else:
            self.cleared = self.cleared or key == "ctrl+u"
            return False
        return True

    def _leave(self, host: Host) -> None:
        row, typed = host.grid.current, host.input.value if host.input else ""
        host.end_ask()
        if row is not None and (typed.strip() or row.id not in self.options):
            self.values[row.id] = self._chosen(row.id, typed)
        elif row is not None and self.empties(self._field(row.id)):
            self.values[row.id] = [] if row.id in self.several else ""
        host.reload()

    @does("save")
    def do_save(self, host: Host) -> None:
        """Store it all; what is wrong is said, nothing is lost."""
        given = {id_: value for id_, value in self.values.items() if value not in ("", [])}
        emptied = {id_: "" for id_ in self.before if id_ not in given}
        self.fault = None
        try:
            self.store(host, {**given, **emptied})
        except CivtuiError as error:
            self._stand_on(host, error)
            self._refused(host, error)
            raise

    def _refused(self, host: Host, error: CivtuiError) -> None:
        """Keep why something was refused in sight, whole."""
        self.fault = error
        host.show_pane()

    def _stand_on(self, host: Host, error: CivtuiError) -> None:
        """Go to the field that an error is of, and call it by its title."""
        id_ = error.where.get("field", error.where.get("key"))
        place = next((n for n, f in enumerate(self.fields) if f.id == id_), -1)
        if place >= 0:
            plain_place(error, self.fields[place].id)  # a plugin's check says the title itself
            if "field" in error.where:
                error.where["field"] = render(self.fields[place].title)
            as_shown(error, self.options.get(self.fields[place].id, ()))
            host.grid.go(place)

    @does("back")
    def do_back(self, host: Host) -> None:
        """Leave; what is not stored yet is given up by a second Esc only."""
        lost = self.unsaved(host)
        if lost is None or host.twice.again("unsaved", [lost]):
            host.pop()
        else:
            host.say(t("tui.form-unsaved"), WARN)

    def unsaved(self, host: Host) -> object:
        """Return what is typed and not stored, None where all is as it was."""
        open_line = host.input.value if host.input is not None and host.mode is self else None
        typed = open_line if open_line not in (None, self.begun) else None
        held = (_filled(self.values), typed)
        return None if held == (_filled(self.before), None) else held


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {id_: value for id_, value in values.items() if value not in (None, "", [], ())}


def options(ws: Workspace, fields: tuple[Field, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return what may be chosen by number in fields that are no references."""
    answers = [("yes", t("finding.yes")), ("no", t("finding.no"))]
    found = {field.id: answers for field in fields if field.type in ("yes-no", "flag")}
    for field in fields:
        if field.type == "evidence":
            found[field.id] = [(str(path), path.name) for path in inbox.files(ws)]
    return found


def as_shown(error: CivtuiError, shown: Options) -> None:
    """Say what a field allows as its list shows it: by number and title, not by stored id."""
    if shown and isinstance(error.allowed, list | tuple):
        said = {id_: f"{number} {title}" for number, (id_, title) in enumerate(shown, 1)}
        error.allowed = [said.get(str(one), str(one)) for one in error.allowed]
        error.told = []
        error.nearest = said.get(error.nearest, error.nearest) if error.nearest else None


def plain_place(error: CivtuiError, id_: str) -> None:
    """Leave the field's key out of what an error says: the form names the field by its title."""
    if error.where.get("key") == id_:
        error.where = {name: part for name, part in error.where.items() if name != "key"}
