"""Ends a round or takes it up again, from wherever a round is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.tui.doing import does
from civtui.tui.looks import GOOD, WARN
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.titles import result_dependents

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Ending(Mode):
    """A mode from which a round is ended: a first press says what it means, a second does it."""

    def round_here(self, host: Host) -> str | None:
        """Return the id of the round that is meant: that under the cursor."""
        return host.grid.current.id if host.grid.current else None

    @does("end")
    def do_end(self, host: Host) -> None:
        """End the round, or take an ended one up again; who has not submitted is said first.

        A round with marks missing ends in a form, which wants the reason why it counts.
        """
        id_ = self.round_here(host)
        if id_ is None:
            return
        round_ = rounds.round_row(self.ws, id_)
        if round_.state == "open" and round_.missing:
            begin(host, verb_of("round.close"), {"round": id_})
            host.say(self._before(round_), WARN)
            return
        if not host.twice.again("end", id_, round_.state):
            host.say(self._before(round_), WARN)
            return
        done = round_life.close_round(self.ws, id_, reopen=round_.state != "open")
        changed = (
            result_dependents.changes_said(self.ws, id_, self.ws.today()) if done.closed else []
        )
        host.reload()
        said = [t(f"roundwork.now-{done.state}", name=done.name), *map(render, changed)]
        host.say(t("common.joint").join(said), WARN if changed else GOOD)

    def _before(self, round_: rounds.RoundRow) -> str:
        if round_.state != "open":
            rests = result_dependents.reopening_said(self.ws, round_.id)
            again = t("roundwork.reopen-again", name=round_.name)
            return t("common.joint").join([render(rests), again] if rests else [again])
        waiting = [a.name for a in rounds.assessors_of(self.ws, round_) if not a.submitted]
        if waiting:
            return t(
                "roundwork.end-waiting",
                names=waiting,
                count=len(waiting),
                given=round_.given,
                expected=round_.expected,
            )
        return t("roundwork.end-again", name=round_.name)
