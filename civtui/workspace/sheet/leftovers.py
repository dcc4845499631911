"""What stands unstored when a session wants to end, or when an office leaves its hands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.workspace.marks.holds import ChangedMeanwhile
from civtui.workspace.sheet import drafts, steps
from civtui.workspace.sheet.entries import Cell, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import SheetModel


def unstored(sheet: SheetModel, subjects: Collection[str] | None = None) -> CivtuiError | None:
    """Return that cells wait, to whom gives the sheet out of hand; None where none do.

    What a window that is gone left behind is taken up first: nobody could store it there.

    Args:
        subjects: only those of these offices; all of the judge's own where None.
    """
    among = sheet.sheet.mine if subjects is None else subjects
    if drafts.elsewhere(sheet.ws, sheet.round_id, sheet.sheet.assessor.id):
        sheet.take_up()
    cells = [cell for cell in sheet.entries if cell[0] in among]
    if not cells:
        return _elsewhere(sheet, among)
    faults = [cell for cell in sheet.entries.faults() if cell[0] in among]
    counts = {"staged": len(cells) - len(faults), "faults": len(faults)}
    kinds = [kind for kind, count in counts.items() if count]
    parts = [msg(f"sheet.unstored-{kind}", count=counts[kind]) for kind in kinds]
    ways = "sheet.unstored-ways" + (f"-{kinds[0]}" if len(kinds) == 1 else "")
    first = sheet.place_of((faults or cells)[0])
    return Refused(msg("sheet.unstored", first=first, parts=parts), hint=msg(ways))


def _elsewhere(sheet: SheetModel, among: Collection[str]) -> CivtuiError | None:
    """Return that another window of the same user keeps cells unstored, None where none does."""
    there = drafts.elsewhere(sheet.ws, sheet.round_id, sheet.sheet.assessor.id)
    cells = [cell for cell in there if sheet.holds(cell) and cell[0] in among]
    if not cells:
        return None
    at = sheet.place_of(cells[0])
    return Refused(msg("sheet.unstored-elsewhere", count=len(cells), first=at))


def foreign(sheet: SheetModel) -> list[Cell]:
    """Return the cells that wait in an office of others: they can only be given up."""
    return [cell for cell in sheet.entries if cell[0] not in sheet.sheet.mine]


def let_go(sheet: SheetModel) -> Counter[str]:
    """Let nothing be stored of an office that went to somebody else; return how much stands there.

    A staged cell there would keep its whole block from being stored.
    """
    for cell in [cell for cell in sheet.entries if not sheet.holds(cell)]:
        dropped = sheet.entries.pop(cell).text  # the office has left the round: no row is there
        sheet.say("sheet.left-round", "warn", text=dropped)
    found: Counter[str] = Counter()
    for cell in foreign(sheet):
        entry = sheet.entries[cell]
        if entry.state in (State.STAGED, State.HELD):
            reason = sheet.closed(cell[0])
            if reason is not None:
                sheet.entries[cell] = entry._replace(state=State.REFUSED, fault=reason)
        found[cell[0]] += cell[0] in sheet.was_mine
    return +found


def come_back(sheet: SheetModel) -> int:
    """Let what a closed office kept out be stored after all, where it is open again; how much."""
    shut = {
        cell: entry
        for cell, entry in sheet.entries.items()
        if entry.state in (State.REFUSED, State.UNWRITTEN)
        and isinstance(entry.fault, Refused)
        and not isinstance(entry.fault, ChangedMeanwhile)
        and not entry.rivals
    }
    subjects = {cell[0] for cell in shut}
    free = {subject for subject in subjects if sheet.closed(subject) is None}
    cells = [cell for cell in shut if cell[0] in free]
    sheet.stage([(c, shut[c].text) for c in cells], {c: shut[c].over for c in cells})
    return len(cells)


def tell(sheet: SheetModel, left: Counter[str], again: int) -> None:
    """Say what waits in offices that went to somebody else just now, and what may be stored."""
    for subject, count in left.items():
        sheet.say("sheet.left-behind", "warn", office=sheet.name_of(subject), count=count)
    if again:
        sheet.say("sheet.may-store", "note", count=again)


def row_gone(sheet: SheetModel, before: list[str]) -> None:
    """Go on to what wants a mark next: the office of the cursor has left the round.

    The next key must not land in the filled cell of whatever row moved up.

    Args:
        before: the offices that were shown.
    """
    assert sheet.at is not None
    subject, shown = sheet.at[0], {line.id for line in sheet.shown.subjects}
    sheet.typist.give_up()
    place = before.index(subject) if subject in before else 0
    above = next((id_ for id_ in reversed(before[:place]) if id_ in shown), None)
    steps.begin_behind(sheet, (above, list(sheet.items)[-1]) if above else None)
    sheet.astray = True
    whither: Message = msg("sheet.row-onward" if sheet.at else "sheet.row-nowhere")
    sheet.say("sheet.row-gone", "warn", to=whither)
