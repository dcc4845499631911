"""Figures of reward links: what building, study and targets come to, and what a gate wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from civtui.model.errors import BadInput
from civtui.model.figures import shown
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.agencies.lineage import Lineage, standing
from civtui.workspace.building.judged import posts_of, studied
from civtui.workspace.building.records import RecordRow, record_rows
from civtui.workspace.building.scores import scores_of_year
from civtui.workspace.reading.names import round_name
from civtui.workspace.session import Workspace


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


def figures(ws: Workspace, year: int, *, list_: str = "", last: bool = False) -> list[Figure]:
    """Return the figure of every subject that a link of the profile judges, link by link.

    What was merged since goes to the successor, each predecessor's once; who is no more and goes
    on in nobody has none.

    Args:
        list_: only of the links that yield this list.
        last: of an office without a study result of the year the last one before counts, as a
            gate asks (see `studied`).

    Raises:
        BadInput: a link of the profile names an input that there is not.
    """
    found: list[Figure] = []
    there = standing(ws)
    for link in ws.profile().reward:
        if list_ and link.yields != list_:
            continue
        if link.input not in INPUTS:
            raise BadInput(
                msg("building.no-input"),
                where={"key": f"reward.{link.id}.input"},
                value=link.input,
                allowed=list(INPUTS),
            )
        least = Fraction(link.at_least)
        title = Bilingual(link.title.zh, link.title.en)
        for subject, name, value, source, key, was in INPUTS[link.input](ws, year, last):
            if subject not in there:
                continue
            reason = msg(
                "building.reward-reason", source=source, value=shown(value), at_least=shown(least)
            )
            whose = (subject, name, value, least, reason, was, key)
            found.append(Figure(link.id, title, link.yields, *whose))
    return found


def _building_score(ws: Workspace, year: int, _last: bool) -> Input:
    """Yield the building result of each agency: by its round of the year, else as typed."""
    counted = scores_of_year(ws, year)
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


def _study_score(ws: Workspace, year: int, last: bool) -> Input:
    line = Lineage(ws)
    offices = line.offices_called({office.id: office.name for office in office_rows(ws)})
    for id_, row in studied(ws, year, last=last):
        held = row.values["office"]
        name = f"{row.agency_name}/{offices.get(held, held)}"
        source, was = msg("building.from-study", year=str(row.year)), held if held != id_ else ""
        yield Given(id_, name, Fraction(row.values["score"]), source, row.id, was)


def _target_state(ws: Workspace, year: int, _last: bool) -> Input:
    """Yield each office's share of the posts that count in which both targets are met, in percent.

    They are those judged last up to the year (see `posts_of`), so a list says what the gate says.
    """
    offices = {office.id: office for office in office_rows(ws)}
    names = {row.id: row.called for row in agency_rows(ws)}
    posts: dict[str, list[RecordRow]] = {}
    for id_, row in posts_of(ws, year):
        posts.setdefault(id_, []).append(row)
    for id_, own in posts.items():
        office = offices.get(id_)
        name = f"{names.get(office.agency, '')}/{office.name}" if office else id_
        met = sum(r.values["business-met"] == r.values["building-met"] == "met" for r in own)
        years = sorted({str(row.year) for row in own})
        source = msg("building.from-posts", met=met, of=len(own), year=years)
        yield Given(id_, name, Fraction(100 * met, len(own)), source, id_)


INPUTS: dict[str, Callable[[Workspace, int, bool], Input]] = {
    "building-score": _building_score,
    "study-score": _study_score,
    "target-state": _target_state,
}
