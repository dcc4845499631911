"""The titles that a registry's rows name beside those on record: what is new, what is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from civtui.exchange import honors
from civtui.exchange.headers import HONORS, field_said
from civtui.exchange.held import ticked
from civtui.exchange.plan import CorrectedTitle, Known, Plan, PlannedTitle
from civtui.exchange.rows import MONTHS, Row
from civtui.model.text import Message, msg


class Titles:
    """Plans the titles of a file's rows.

    Args:
        known: what the workspace has.
        plan: takes what there is to write.
        today: the day from which a title without one stands.
    """

    def __init__(self, known: Known, plan: Plan, today: date) -> None:
        self.plan, self.today = plan, today
        self.held: dict[str, set[str]] = {}
        for holder, honor in known.titles:
            self.held.setdefault(holder, set()).add(honor)
        self.opened, self.gone = known.opened, known.gone
        self.by_hand = known.corrected

    def hold(self, row: Row, holder: str, titles: list[PlannedTitle]) -> None:
        """Plan the titles that do not stand yet, and the days of those that an import corrects.

        A decision alone removes one: a title that the file does not name is asked about.
        """
        held = self.held.get(holder, set())
        before = len(self.plan.corrected)
        new = self._not_gone(row, holder, [one for one in titles if one.honor not in held])
        if new and held and row.header.kind == "agency":
            row.warn("honor", msg("exchange.other-honor"))
        self._say_from_today(row, new)
        self.plan.titles += [title._replace(holder=holder) for title in new]
        for title in titles:
            stands = self.opened.get((holder, title.honor))
            if stands and (not title.brought or self._came_along(holder, title.honor)):
                self._corrected(row, title._replace(holder=holder), *stands)
        self._ask_after(row, holder, {title.honor for title in titles})
        self._forget_vague(row, [*new, *self.plan.corrected[before:]])

    def _not_gone(self, row: Row, holder: str, titles: list[PlannedTitle]) -> list[PlannedTitle]:
        """Return those of a row's titles that the ledger does not say are over, and say of each.

        One that comes with another one goes, and stays, with that.
        """
        found: list[PlannedTitle] = []
        for title in sorted(titles, key=lambda one: one.brought):
            over = self.gone.get((holder, title.honor))
            if over is None or (title.brought and any(not one.brought for one in found)):
                found.append(title)
            elif title.since is not None and title.since > over.last:
                said = msg("exchange.title-anew", said=over.said, day=title.since.isoformat())
                row.warn(self._says_held(row), said)
                found.append(title)
            elif not title.brought:
                row.warn(self._says_held(row), over.left)
        return [one for one in titles if one in found]

    @staticmethod
    def _says_held(row: Row) -> str:
        """Return the column that says which titles are held, the name's where a sub-head does."""
        own = HONORS[row.header.kind]
        says = ("honor", *own, *(f"{one}-since" for one in own))
        return next((one for one in says if one in row.header.columns), "name")

    def _say_from_today(self, row: Row, new: list[PlannedTitle]) -> None:
        """Warn, at the cell that says so, of titles that have no day and so begin today."""
        kind = row.header.kind
        marks = {h: ticked(row, h, kind) for h in HONORS[kind] if h in row.header.columns}
        cells: dict[str, list[str]] = {}
        says = "honor" if "honor" in row.header.columns else "name"  # a sub-head above it
        for title in new:
            if title.since is None:
                own = title.honor if marks.get(title.honor) else None
                by = own or next((h for h in marks if title.honor in marks[h]), says)
                cells.setdefault(by, []).append(title.honor)
        day = self.today.isoformat()
        for field, many in cells.items():
            # a civilized office's title comes with the model office's
            brought = {low for high in many for low in honors.BRINGS.get(high, ()) if low != high}
            said = [msg(f"rules.honor-{honor}") for honor in many if honor not in brought]
            row.warn(
                field, msg("exchange.from-today", honors=said, day=day, at=_where(row, many[-1]))
            )

    def _came_along(self, holder: str, honor: str) -> bool:
        """Return whether a title stands by an import since the day of the one that brings it."""
        above = [high for high, lows in honors.BRINGS.items() if honor in lows and high != honor]
        return any(self.opened.get((holder, high)) == self.opened[holder, honor] for high in above)

    def _corrected(self, row: Row, title: PlannedTitle, since: date, until: date | None) -> None:
        """Plan that a title which stands by an import has other days; a blank cell says nothing.

        Nor does a month, or year, that holds the day on record, nor a day that somebody corrected
        since a file last said one.
        """
        day, last = title.since or since, title.until or until
        if self._stays(row, title, day, since, ends=False):
            day = since
        if last and self._stays(row, title, last, until, ends=True):
            last = until
        if (day, last) != (since, until):
            self.plan.corrected.append(
                CorrectedTitle(title.holder, title.honor, day, last, since, until)
            )

    def _stays(
        self, row: Row, title: PlannedTitle, day: date, stands: date | None, *, ends: bool
    ) -> bool:
        """Return whether a day says no more than what stands, or only what stood before."""
        span = row.vague.get((ends, day))
        if day == stands or (span and span.holds(stands)):
            return True
        field = "until" if ends else "since"
        one = self.by_hand.get((f"{title.holder} {title.honor}", field))
        before = map(date.fromisoformat, filter(None, one.before)) if one else ()
        if one is None or not any(was == day or (span and span.holds(was)) for was in before):
            return False
        if not title.brought:
            row.warn(field if field in row.header.columns else self._says_held(row), one.said)
        return True

    @staticmethod
    def _forget_vague(row: Row, taken: Sequence[PlannedTitle | CorrectedTitle]) -> None:
        """Take back that a month was read as a day which no title has by this row."""
        used = {(False, one.since) for one in taken} | {(True, one.until) for one in taken}
        for ends, day in row.vague:
            for field in row.vague_in[ends, day] if (ends, day) not in used else ():
                for key in ("exchange.year-alone", "exchange.year-in-cell", *MONTHS):
                    row.forget(field, key)

    def _ask_after(self, row: Row, holder: str, named: set[str]) -> None:
        """Warn of titles that stand by an import and that the row does not name."""
        if (field := self._says_held(row)) == "name":
            return
        gone = (self.gone.get((holder, honor)) for honor in named)
        named = named | {one.now for one in gone if one}  # that was said of the one it was
        for honor in HONORS[row.header.kind]:
            if (holder, honor) in self.opened and honor not in named:
                since = self.opened[holder, honor][0]
                row.warn(
                    field,
                    msg("exchange.title-gone", honor=msg(f"rules.honor-{honor}"), since=since),
                )


def _where(row: Row, honor: str) -> Message:
    """Return in which column the day of a title may stand: its own, or one that there is not."""
    for field in ("since", f"{honor}-since"):
        if row.header.columns.get(field, -1) not in (-1, *(row.elses or ())):
            return msg("exchange.day-in-column", column=row.header.titles[field])
    return msg("exchange.day-in-named", column=field_said(f"{honor}-since"))
