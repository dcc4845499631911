"""Reward links: what building, study and targets come to, through the profile's gates, as lists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.model.figures import shown
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import unmarked
from civtui.workspace.building.reward_figures import Figure, figures
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.titles.gates import Shut


class RewardRow(NamedTuple):
    """One entry of a list: a figure that is listed, or held back with each reason.

    Args:
        listed: whether it passes and nothing holds it back.
        held_back: why it is held back: below the line, or by a shut gate.
        noted: gates that are shut, and by the profile's policy only noted.
    """

    figure: Figure
    listed: bool
    held_back: tuple[Message, ...] = ()
    noted: tuple[Message, ...] = ()

    def why(self) -> Message:
        """Return the figure, why it is held back, and what is only noted, told apart."""
        texts = [self.figure.reason, *self.held_back]
        if not self.noted:
            return msg("building.several", texts=texts)
        return msg("building.and-noted", texts=texts, noted=list(self.noted))

    def document(self) -> dict[str, Any]:
        """Return the entry for `--json`: whose it was is said where a reform gave it over."""
        own = {"listed": self.listed, "held_back": self.held_back, "noted": self.noted}
        found = unmarked({**self.figure._asdict(), **own})
        del found["key"]
        return found


def reward_rows(ws: Workspace, year: int | None = None) -> list[RewardRow]:
    """Return every subject that a link judges, link by link, those listed first.

    Who passes and is held back by a shut gate (a card, a veto, a duty not done, a post with one
    target missed) is told with that reason (与奖惩和升降相挂钩).

    Args:
        year: the building year; the one of today where None.

    Raises:
        BadInput: a link of the profile names an input that there is not.
    """
    from civtui.workspace.titles.gates import shut_gates

    today = ws.today()
    when = year or today.year
    day = today if when == today.year else date(when, 12, 31)
    found = figures(ws, when)
    shut: dict[str, list[Shut]] = {}
    for gate in shut_gates(ws, "reward", list(dict.fromkeys(f.subject for f in found)), day):
        shut.setdefault(gate.holder, []).append(gate)
    rows: dict[str, list[RewardRow]] = {}
    for one in found:
        gates = shut.get(one.subject, [])
        held = [gate.why for gate in gates if gate.barred]
        if one.value < one.at_least:
            held.insert(0, msg("building.below", at_least=shown(one.at_least)))
        noted = tuple(gate.why for gate in gates if not gate.barred)
        rows.setdefault(one.link, []).append(RewardRow(one, not held, tuple(held), noted))
    return [
        row
        for own in rows.values()
        for row in sorted(
            own,
            key=lambda row: (
                *(not row.listed, -row.figure.value),
                *(row.figure.subject, row.figure.key),
            ),
        )
    ]
