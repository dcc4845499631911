"""A building log taken in again: each row beside what the log has of that agency, day and title."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.exchange.names import saying
from civtui.exchange.plan import Change, Problem
from civtui.exchange.registers import Given
from civtui.model.errors import BadInput, Refused
from civtui.model.registers import ACTIVITY
from civtui.model.text import Message, msg
from civtui.workspace.agencies.taken_out import Out, activities_out
from civtui.workspace.building.activities import ActivityRow, activity_rows
from civtui.workspace.building.activity_corrections import correction, standing
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.corrected import WHOSE, activities_corrected
from civtui.workspace.building.moved import Entry, Moved, activities_brought
from civtui.workspace.building.sameness import plain
from civtui.workspace.building.vague_days import spans_of
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.building import Activity, ActivityCorrected

Key = tuple[str, str, str]
MOST_ROWS = 1_000_000
COMPARED = ("kind", "venue", "people", "leaders", "items", "organ")


class LogAgain:
    """Parts the activities of a file into new ones, corrected ones, and those that stand as said.

    A row of the same agency, day and title (see `sameness`) is the activity that stands, as with
    other registers: its cells are the activity's values, a column that the file has not says
    nothing of them.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws, self.once = ws, Catalogues(ws)
        self.before = activity_rows(ws, most=MOST_ROWS)
        self.there: dict[Key, list[ActivityRow]] = {}
        for one in self.before:
            self.there.setdefault((one.agency, one.held, saying(one.title)), []).append(one)
        self.seen: dict[Key, tuple[Given, Activity]] = {}
        self.fresh: list[Activity] = []
        self.corrected: list[ActivityCorrected] = []
        self.cells: list[Change] = []
        self.out = activities_out(ws)
        self.overturned = activities_corrected(ws)
        self.former = self.overturned.former(ws)  # what corrected ones were known by
        self.stays: list[tuple[Given, str, Message]] = []  # cells that say what stood before
        self.left: list[tuple[Given, Out]] = []  # rows of what was taken out, which stays out
        self.anew: dict[int, list[tuple[Given, Out]]] = {}  # taken back by a fact, logged anew
        self.alike: list[tuple[Given, str]] = []  # rows that write a title on record otherwise
        self.settled: set[tuple[str, int]] = set()  # rows whose day on record stays
        self.same = 0  # rows that say what stands
        self._said: list[Entry] = []  # what the rows are, be it new or on record

    def take(self, made: Activity, row: Given) -> Given | None:
        """Take a row, and return the earlier one of the file that it repeats, if any.

        Raises:
            BadInput: an earlier row, or several activities on record, bear its day and title, and
                say something else.
        """
        made = self._on_record(made, row)
        key = (made.agency, made.on.isoformat(), saying(made.title))
        first, other = self.seen.setdefault(key, (row, made))
        if first is not row:
            self._hold_alike(first, other, made)
            return first
        logged = self._logged(key, made, row)
        self._said += [_entry(one) for one in logged]
        found = [self._differing(one, made, row) for one in logged]
        gone = self.out.get(key) if key not in self.there else None
        if gone and gone.alone:
            self.left.append((row, gone))
        elif not logged and self._adds(key, made):
            self.fresh.append(made)
            known_by = {"on": made.on.isoformat(), "title": made.title}
            self._said.append(Entry(made.id, made.agency, known_by, row))
            if gone:
                self.anew.setdefault(gone.by, []).append((row, gone))
        elif not all(found):  # one says it all, or an entry of a culture program does
            self.same += 1
        elif len(logged) > 1:
            ids = [one.id for one in logged]
            raise BadInput(msg("building.several-logged", ids=ids), where={"key": "title"})
        elif logged:
            body, _ = correction(self.ws, logged[0], found[0])
            self.corrected.append(body)
            self.cells += self._changes(row, logged[0], found[0])
        else:
            self.same += 1
        return None

    def moved(self) -> list[Problem]:
        """Return which new rows are likely to be an activity that the file lacks (see `Moved`)."""
        standing = [_entry(one) for one in self.before if not one.by_entry]
        return Moved(ACTIVITY, self._said, standing).said(lambda: activities_brought(self.before))

    def _logged(self, key: Key, made: Activity, row: Given) -> list[ActivityRow]:
        """Return the activities on record that a row may be: one to the letter before others."""
        logged = [one for one in self.there.get(key, ()) if not one.by_entry]
        if not logged and key in self.former:
            return self._by_former(key, row)
        exact = [one for one in logged if one.title == made.title]
        if logged and not exact:
            self.alike.append((row, logged[0].title))
        return exact or logged

    def _by_former(self, key: Key, row: Given) -> list[ActivityRow]:
        """Return the activity that a row calls as it was called before it was corrected."""
        found = [one for one in self.before if one.id == self.former[key]]
        for one in found:
            own = {"agency": one.agency, "on": one.held, "title": saying(one.title)}
            for field, said in zip(WHOSE, key, strict=True):
                if said != own[field]:
                    self._keep(row, one, field)
        return found

    def _keep(self, row: Given, one: ActivityRow, field: str) -> None:
        """Note that a cell says what stood before a correction, which stays."""
        if field == "agency":
            now = one.agency_name
        else:
            fields = {each.id: each for each in ACTIVITY.fields}
            now = self.once.shown(fields[field], _text(standing(one)[field]))
        self.stays.append((row, field, self.overturned.said(one.id, field, now)))

    def _differing(self, one: ActivityRow, made: Activity, row: Given) -> dict[str, Any]:
        """Return what a row says otherwise than an activity on record: field -> value."""
        stood, found = standing(one), {}
        for field in COMPARED:
            new = getattr(made, field)
            if field not in row.titles or new == stood[field]:
                continue
            if self.overturned.held(one.id, field, new):
                self._keep(row, one, field)
            else:
                found[field] = new
        return found

    def _on_record(self, made: Activity, row: Given) -> Activity:
        """Return an activity on the day that the log has within the month which alone a row says.

        So a vaguer row is the activity that stands, and logs no second one.
        """
        span = spans_of(ACTIVITY, row).get("on")
        if span is None:
            return made
        known = [(one.agency, one.held, saying(one.title)) for one in self.before]
        own = (made.agency, saying(made.title))
        days = [day for by, day, title in (*known, *self.former, *self.out) if (by, title) == own]
        exact = next((day for day in days if span.holds(day)), None)
        if exact is None:
            return made
        self.settled.add((row.sheet, row.row))
        return made.model_copy(update={"on": date.fromisoformat(exact)})

    def unchanged(self, _connection: sqlite3.Connection) -> None:
        """Hold that the log is what the file was compared with.

        Two people who import at once would else log the same activity twice, or under the same id.

        Raises:
            Refused: it was changed meanwhile.
        """
        if activity_rows(self.ws, most=MOST_ROWS) != self.before:
            raise Refused(msg("exchange.changed-meanwhile"), hint=msg("exchange.import-again"))

    def _adds(self, key: Key, made: Activity) -> bool:
        """Return whether a row says more than the entry of a culture program that is it, if any.

        What is logged then is linked to the entry, and counts once.
        """
        entries = self.there.get(key, ())
        said = {field: value for field in COMPARED[1:] if (value := getattr(made, field))}
        return not any(
            all(plain(getattr(one, field)) == plain(value) for field, value in said.items())
            for one in entries
        )

    @staticmethod
    def _hold_alike(first: Given, other: Activity, made: Activity) -> None:
        for field in COMPARED:
            if plain(getattr(other, field)) != plain(getattr(made, field)):
                reason = msg("building.same-activity", sheet=first.sheet, row=first.row)
                raise BadInput(reason, where={"key": field})

    def _changes(self, row: Given, before: ActivityRow, now: Mapping[str, Any]) -> list[Change]:
        fields = {field.id: field for field in ACTIVITY.fields}
        found = []
        for id_, new in now.items():
            old, field = getattr(before, id_), fields[id_]
            texts = (_text(old), _text(new))
            said = (self.once.shown(field, texts[0]), self.once.shown(field, texts[1]))
            title = row.titles.get(id_, locale.render(field.title))
            what = f"{before.agency_name} {before.held} {before.title}"
            found.append(Change(row.sheet, row.row, what, title, *texts, said))
        return found


def _entry(one: ActivityRow) -> Entry:
    return Entry(one.id, one.agency, {"on": one.held, "title": one.title})


def _text(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
