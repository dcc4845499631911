"""Reward links: what building, study and targets come to, through the profile's gates, as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.figures import shown
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.agencies.lineage import Lineage, standing, unmarked
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.scores import round_scores
from civtui.workspace.reading.names import round_name
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.titles.gates import Shut


class Figure(NamedTuple):
    """One subject's figure under a link.

    Args:
        link: id of the profile's rule; `yields` the list it fills.
        subject: id of the agency or office.
        value: its figure; `at_least` what the gate wants.
        reason: the figure, the gate and where it comes from.
        was: id of the agency or office whose figure it was, where it was merged into this one.
        key: what tells it from the other figures of its link.
    """

    link: str
    title: Bilingual
    yields: str
    subject: str
    name: str
    value: Fraction
    at_least: Fraction
    reason: Message
    was: str = ""
    key: str = ""


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


class Given(NamedTuple):
    """What an input says of one subject; the fields are those of a `Figure`.

    Args:
        source: where the value comes from.
    """

    subject: str
    name: str
    value: Fraction
    source: Message
    key: str
    was: str = ""


Input = Iterator[Given]
# the list whose entries may become civilized offices
OFFICE_LIST = "office-candidates"


def figures(ws: Workspace, year: int) -> list[Figure]:
    """Return the figure of every subject that a link of the profile judges, link by link.

    What was merged since goes to the successor, each predecessor's once; who is no more and goes
    on in nobody has none.

    Raises:
        BadInput: a link of the profile names an input that there is not.
    """
    found: list[Figure] = []
    there = standing(ws)
    for link in ws.profile().reward:
        if link.input not in INPUTS:
            raise BadInput(
                msg("building.no-input"),
                where={"key": f"reward.{link.id}.input"},
                value=link.input,
                allowed=list(INPUTS),
            )
        least = Fraction(link.at_least)
        title = Bilingual(link.title.zh, link.title.en)
        for subject, name, value, source, key, was in INPUTS[link.input](ws, year):
            if subject not in there:
                continue
            reason = msg(
                "building.reward-reason", source=source, value=shown(value), at_least=shown(least)
            )
            whose = (subject, name, value, least, reason, was, key)
            found.append(Figure(link.id, title, link.yields, *whose))
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


def _building_score(ws: Workspace, year: int) -> Input:
    """Yield the building result of each agency: by its round of the year, else as typed."""
    counted = round_scores(ws, date(year, 1, 1), date(year, 12, 31))
    names = {row.id: row.called for row in agency_rows(ws)}
    line = Lineage(ws)
    for by, score in counted.items():
        source = msg("building.from-round", round=round_name(ws, score.round))
        now = line.now(by)
        name = line.called(by, names.get(now, now))
        yield Given(now, name, score.value, source, by, by if now != by else "")
    for row in record_rows(ws, "result", year=year):
        if row.by not in counted:
            source, value = msg("building.from-result", year=year), row.values["building"]
            yield Given(row.agency, row.agency_name, Fraction(value), source, row.by, row.was)


def _study_score(ws: Workspace, year: int) -> Input:
    line = Lineage(ws)
    offices = line.offices_called({office.id: office.name for office in office_rows(ws)})
    for row in record_rows(ws, "study", year=year):
        held = row.values["office"]
        id_, was = line.now(held), held if line.now(held) != held else ""
        name = f"{row.agency_name}/{offices.get(held, held)}"
        score = Fraction(row.values["score"])
        yield Given(id_, name, score, msg("building.from-study"), row.id, was)


def _target_state(ws: Workspace, year: int) -> Input:
    """Yield each office's share of its posts in which both targets are met, in percent."""
    offices = {office.id: office for office in office_rows(ws)}
    names = {row.id: row.called for row in agency_rows(ws)}
    posts: dict[str, list[bool]] = {}
    line = Lineage(ws)
    for row in record_rows(ws, "post", year=year):
        both = row.values["business-met"] == row.values["building-met"] == "met"
        posts.setdefault(line.now(row.values["office"]), []).append(both)
    for id_, met in posts.items():
        office = offices.get(id_)
        name = f"{names.get(office.agency, '')}/{office.name}" if office else id_
        source = msg("building.from-posts", met=sum(met), of=len(met))
        yield Given(id_, name, Fraction(100 * sum(met), len(met)), source, id_)


INPUTS: dict[str, Callable[[Workspace, int], Input]] = {
    "building-score": _building_score,
    "study-score": _study_score,
    "target-state": _target_state,
}
