"""What the score sheet says of texts that are not stored: held, refused, left from last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render
from civtui.model.text import Message, msg
from civtui.tui.fitting import refusal
from civtui.tui.looks import NO, SAVED
from civtui.workspace.marks.holds import ChangedMeanwhile, Held
from civtui.workspace.rounds.rounds import spoken
from civtui.workspace.sheet.entries import STORABLE, Cell, Entries, Entry, State

if TYPE_CHECKING:
    from civtui.workspace.sheet.model import Said, SheetModel

TO_THE_MINUTE = 16
# what is on disk carries its sign
ON_DISK = ("sheet.stored", "sheet.changed", "sheet.repeated", "sheet.committed")


def sign_of(message: Message) -> str:
    """Return the sign before a message: of what is on disk its own."""
    return f"{SAVED} " if message.key in ON_DISK else ""


def told_line(said: Said) -> str:
    """Return whole, as a line of text, what a session tells."""
    if said.error is not None:
        return f"{NO} {refusal(said.error)}"
    return sign_of(said.message) + render(said.message) if said.message is not None else ""


def _held(entry: Entry, cell: Cell) -> Held | None:
    """Return what holds a cell's mark, None where nothing does."""
    if not isinstance(entry.fault, ChangedMeanwhile):
        return None
    return next((h for h in entry.fault.cells if (h.subject, h.item) == cell), None)


def _values(model: SheetModel, cell: Cell, held: Held) -> dict[str, object]:
    item, writer = model.item_of(cell), held.writer
    return {
        "standing": msg("cli.empty") if held.standing is None else spoken(item, held.standing),
        "who": writer.who if writer else "",
        "by": msg(f"deeds.by-{writer.by if writer else 'mark'}"),
        "wanted": spoken(item, held.wanted),
    }


def why_unstored(model: SheetModel, cell: Cell, entry: Entry) -> str:
    """Return whole, for the pane, why a text is not stored and which keys go on."""
    held = _held(entry, cell)
    if held is None:
        return refusal(entry.fault) if entry.fault else ""
    seen = msg("cli.empty") if held.seen is None else spoken(model.item_of(cell), held.seen)
    when = model.ws.shown(held.writer.recorded)[:TO_THE_MINUTE] if held.writer else ""
    return render(
        msg(
            "sheet.held-here" if held.writer else "sheet.held-here-nobody",
            seen=seen,
            when=when,
            **_values(model, cell, held),
        )
    )


def kept_said(model: SheetModel) -> Message:
    """Return what is said on leaving of cells that are not stored, and what bars them if any."""
    count = len(model.entries)
    if model.sheet.round.state != "open":
        return msg("sheet.kept-round-over", count=count, way=msg("sheet.way-reopen"))
    if model.sheet.submitted:
        return msg("sheet.kept-submitted", count=count, way=msg("sheet.way-unlock"))
    return msg("sheet.kept-on-leaving", count=count)


def _and_store(rest: Message, count: int) -> Message:
    """Return a message with how many can be stored, where any can."""
    return msg("sheet.kept-and-store", rest=rest, count=count) if count else rest


def left_unstored(entries: Entries) -> Message | None:
    """Return what the last session left in cells, and what can be done; None where nothing."""
    count, faults = len(entries.of(*STORABLE)), len(entries.faults())
    if rivals := sum(bool(entry.rivals) for entry in entries.values()):
        return _and_store(msg("sheet.kept-rivals", rivals=rivals), count)
    if held := len(entries.of(State.HELD)):
        return _and_store(msg("sheet.kept-held", faults=faults, held=held), count)
    if count and faults:
        return msg("sheet.kept-both", count=count, faults=faults)
    if faults:
        return msg("sheet.kept-refused", count=faults)
    return msg("sheet.kept-unstored", count=count) if count else None
