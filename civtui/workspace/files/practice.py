"""A practice workspace: one round of three offices and six items, thrown away afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from civtui.ledger import queries
from civtui.locale import current
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.files.creating import init
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import Workspace

ROUND = "practice"
JUDGE = "p1"
STANDARD = Path(__file__).with_name("practice.toml")
# the same names in every language: they are data, as in a real city
OFFICES = ("办公室", "人事处", "行政审批处")


class Practised(NamedTuple):
    """What a user has really done so far.

    Args:
        facts: facts on the practice ledger since it began, by kind.
        actions: actions that were run.
        given, expected: marks of the sheet.
    """

    facts: Mapping[str, int]
    actions: frozenset[str]
    given: int
    expected: int


class Step(NamedTuple):
    """A step of the practice: the action whose key it teaches, and what shows that it was done.

    Args:
        id: names its texts.
        action: id of an action of the score sheet; "" for plain typing.
        fact: kind of fact that must be on the ledger, "" where running the action is enough.
        times: how many of them.
        all: every cell must hold a mark.
    """

    id: str
    action: str = ""
    fact: str = ""
    times: int = 1
    all: bool = False

    def done(self, practised: Practised) -> bool:
        """Return whether the user has done it."""
        if self.all:
            return practised.given >= practised.expected
        if self.action and self.action not in practised.actions:
            return False
        return not self.fact or practised.facts.get(self.fact, 0) >= self.times


STEPS = (
    Step("mark", fact="marked"),
    Step("band", "band", "marked", 2),
    Step("undo", "undo", "mark-taken-back"),
    Step("next", "next"),
    Step("note", "note", "noted"),
    Step("rest", "repeat", all=True),
    Step("submit", "submit", "sheet-submitted"),
)


def begin(user: str, name: str) -> Workspace:
    """Return a practice workspace in a temporary folder, with its round open.

    Args:
        user: who practises; the round's only judge.
        name: what the workspace is called.
    """
    folder = Path(tempfile.mkdtemp(prefix="civtui-practice-"))
    ws = init(folder / "w", name=name, lang=current(), user=user)
    ws.write(
        Registered(
            agencies=(AgencyRecord(id="a-1", name="样例局", short="样例局"),),
            offices=tuple(
                OfficeRecord(id=f"o-1-{n}", agency="a-1", name=office)
                for n, office in enumerate(OFFICES, 1)
            ),
        ),
        right=Right.KEEP,
    )
    round_life.open_round(
        ws,
        ROUND,
        name=name,
        standard=str(STANDARD),
        subjects=[f"o-1-{n}" for n in range(1, len(OFFICES) + 1)],
        assessors=[{"id": JUDGE, "name": user, "agency": None, "related": []}],
    )
    return ws


def practised(ws: Workspace, actions: frozenset[str]) -> Practised:
    """Return what was done in a practice workspace, by its ledger and the actions run."""
    facts = {str(kind): int(n) for kind, n in queries.rows(ws.ledger, "day", "kinds")}
    round_ = rounds.round_row(ws, ROUND)
    return Practised(facts, actions, round_.given, round_.expected)


def end(ws: Workspace) -> None:
    """Close a practice workspace and throw its folder away."""
    ws.close()
    shutil.rmtree(ws.dir.parent, ignore_errors=True)
