"""A new record in a register, from the register itself, a board, or the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.registers import REGISTERS, Register
from civtui.tui.looks import WARN
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.verbs.registers import verb_id

if TYPE_CHECKING:
    from civtui.tui.host import Host

# board -> what a row of it stands for; of the others, a row is of several things
ROWS_OF = {
    "chart": "agency", "dossier": "agency", "leads": "agency", "coverage": "agency",
    "organs": "agency", "leaders": "agency",
    "gate": "record:post", "together": "record:together", "results": "record:result",
    "heard": "record:report", "guarantees": "record:guarantee", "self": "record:self",
    "revisions": "record:institution", "findings": "record:finding",
    "oversight": "record:complaint",
    "bulletin": "record:inspection", "spread": "record:exemplar", "evidence": "evidence",
}  # fmt: skip


def add(desk: Host, kind: Register, agency: str | None) -> None:
    """Open the form of a new record, of an agency where one is shown."""
    own = {"agency": agency} if agency and kind.whose == "agency" else {}
    begin(desk, verb_of(verb_id(kind, "add")), own)


def add_to(desk: Host, id_: str, agency: str | None = None) -> None:
    """Put a record down in the register that a row of `Registers` is of, or say it takes none."""
    kind, _, name = id_.partition(":")
    if kind == "board":
        of, _, name = ROWS_OF.get(name, "").partition(":")
        kind = "register" if of == "record" else of
    if kind == "register":
        add(desk, REGISTERS[name], agency)
    elif kind == "log":
        begin(desk, verb_of("activity.add"), {"agency": agency} if agency else {})
    else:
        desk.say(t("tui.board-takes-none"), WARN)
