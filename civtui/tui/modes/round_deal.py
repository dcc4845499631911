"""Mode 3, deeper: who judges what, as it stands or as it is proposed, before it is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.tui.doing import does, refuses
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Span, Spans, line
from civtui.tui.modes.base import Mode
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.results.wording import Topic
from civtui.workspace.rounds import rounds, shares
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.workspace.rounds.shares import Deal

LEVELS = {
    "sound": GOOD,
    "thin": WARN,
    "bridge": WARN,
    "lacking": BAD,
    "disconnected": BAD,
    "unjudged": BAD,
}
NAMED = 6


def number_of_judges(typed: str, most: int) -> int:
    """Return the number of judges for each office that was typed.

    Raises:
        BadInput: it is none of 1 to `most`.
    """
    number = whole(typed)
    if number is None or not 1 <= number <= most:
        raise BadInput(msg("panel.per-subject"), value=typed, allowed=f"1–{most}")
    return number


def links_lines(deal: Deal, cells: int) -> list[Spans]:
    """Return how the judges are linked, as lines of at most `cells` cells."""
    *nobody, linked = deal.said()
    return [
        *(one for said in nobody for one in paragraph(render(said), cells, BAD)),
        *paragraph(render(linked), cells, LEVELS[deal.links.level]),
    ]


class RoundDeal(Mode):
    """The judges with their loads, and the report of their links.

    Args:
        round_id: the round.
        per_subject: judges for each subject of a deal that is proposed; None shows the one that
            stands.
    """

    id = "deal"
    home = "rounds"
    beside_from = 100

    def __init__(self, ws: Workspace, round_id: str, per_subject: int | None = None) -> None:
        super().__init__(ws)
        self.round_id, self.per_subject = round_id, per_subject

    def title(self) -> str:
        """Return the round and whether this is a proposal."""
        key = "roundwork.deal-stands" if self.per_subject is None else "roundwork.deal-proposed"
        return f"{self.round.name} · {t(key, count=self.per_subject)}"

    def load(self) -> None:
        """Work the deal out; nothing is written."""
        self.round = rounds.round_row(self.ws, self.round_id)
        self.judges = {a.id: a.name for a in rounds.assessors_of(self.ws, self.round)}
        self.subjects = {s.id: s for s in rounds.subjects_of(self.ws, self.round)}
        self.stands = shares.deal(self.ws, self.round_id)
        self.deal = self.stands
        if self.per_subject is not None:
            self.deal = shares.assign(self.ws, self.round_id, self.per_subject, dry_run=True)
        self.rows = [
            Row(
                id_,
                (
                    name,
                    str(len(self.stands.shares.get(id_, ()))),
                    "" if self.per_subject is None else str(len(self.deal.shares.get(id_, ()))),
                ),
                (BOLD, DIM, GOOD),
            )
            for id_, name in self.judges.items()
        ]

    def columns(self) -> list[Column]:
        """Return judge, offices as it stands, offices as proposed."""
        made = [
            Column(t("roundwork.column-judge"), 0),
            Column(t("roundwork.column-now"), 8, "right"),
        ]
        if self.per_subject is not None:
            made.append(Column(t("roundwork.column-then"), 8, "right"))
        return made

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the links, what is short, and the offices of the judge under the cursor."""
        lines: list[Spans] = []
        if self.per_subject is not None:
            lines += paragraph(t("roundwork.deal-keys"), cells, NOTE)
        lines += links_lines(self.deal, cells)
        few = self.deal.few()
        for one in few[:NAMED]:
            lines += paragraph(render(one).strip(), cells, WARN)
        if len(few) > NAMED:
            lines.append(line(t("roundwork.more-short", count=len(few) - NAMED), WARN))
        if row is None:
            return lines
        common = self.deal.links.common
        for other, name in self.judges.items():
            if other != row.id:
                both = common.get((row.id, other), common.get((other, row.id), 0))
                said = t("roundwork.in-common", name=name, count=both)
                lines.append([Span(said, DIM if both else WARN)])
        share = [self.deal.names[s] for s in self.deal.shares.get(row.id, ())]
        return [*lines, *paragraph(t("roundwork.share", names=share), cells, DIM)]

    @refuses("assign")
    def may_assign(self, host: Host) -> Message | None:
        """Return why there is nothing to put on record."""
        return msg("roundwork.no-proposal") if self.per_subject is None else None

    @does("assign")
    def do_assign(self, host: Host) -> None:
        """Put the proposed deal on record."""
        assert self.per_subject is not None
        done = shares.assign(self.ws, self.round_id, self.per_subject)
        host.pop()
        loads = [len(share) for share in done.shares.values()]
        said = t(
            "roundwork.dealt-now",
            subjects=len(self.subjects),
            judges=len(loads),
            least=min(loads),
            most=max(loads),
        )
        host.say(said, GOOD)

    def topics(self, host: Host) -> list[Topic]:
        """Return the standard that the round pins."""
        return [Topic("standard", self.round_id)]
