"""Mode 9: the ledger, each fact as a sentence, with its way back on its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.doing import does
from civtui.tui.looks import BAD, GOOD
from civtui.tui.modes.base import Choice
from civtui.tui.modes.begin import begin
from civtui.tui.modes.table import TableMode
from civtui.tui.widgets.grid import Row
from civtui.verbs import verb_of
from civtui.workspace.performing import performing
from civtui.workspace.reading import history

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.verbs.verb import Verb


class Ledger(TableMode):
    """The facts, newest first."""

    def first_row(self, host: Host) -> str | None:
        """Return the newest fact that the user has written since the mode was opened before."""
        newest = history.newest_of(self.ws, host.written_to)
        host.written_to = self.ws.head()
        return str(newest) if newest else None

    def row_deeds(self, host: Host, row: Row) -> list[Choice]:
        """Return the way back that a fact has of its own, filled with what it says."""
        from civtui.workspace.voiding.ways import other_way

        found = other_way(self.ws, int(row.id))
        return [self._choice(verb_of(found[0]), found[1])] if found else []

    def _choice(self, verb: Verb, values: Mapping[str, Any]) -> Choice:
        try:
            refused = performing.refused(self.ws, verb, str(values.get(verb.row, "")))
        except CivtuiError as error:
            refused = error.message
        command = " ".join(("civtui", *verb.noun.split(), verb.name))
        return Choice(
            render(verb.title), lambda host: begin(host, verb, values, deep=2), refused, command
        )

    @does("verify")
    def do_verify(self, host: Host) -> None:
        """Check the whole ledger and say what came of it."""
        faults = history.verify(self.ws)
        if faults:
            first = faults[0]
            host.say(
                t("cli.verify-fault", table=first.table, row=first.row, what=first.message), BAD
            )
        else:
            head = self.ws.ledger.head()
            host.say(t("cli.verify-ok", seq=head.seq, head=head.hash[:12]), GOOD)
