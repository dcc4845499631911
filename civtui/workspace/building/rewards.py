"""Reward links: what building, study and targets come to, through the profile's gates, as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.agencies import agency_rows, office_rows
from civtui.workspace.building.registers import record_rows
from civtui.workspace.lineage import Lineage, unmarked
from civtui.workspace.session import Workspace


class RewardRow(NamedTuple):
    """One entry of a list.

    Args:
        link: id of the profile's rule; `yields` the list it fills.
        subject: id of the agency or office.
        value: its figure; `at_least` what the gate wants.
        listed: whether it passes.
        reason: the figure, the gate and where it comes from.
        was: id of the agency or office whose figure it was, where it was merged into this one.
    """

    link: str
    title: Bilingual
    yields: str
    subject: str
    name: str
    value: Fraction
    at_least: Fraction
    listed: bool
    reason: Message
    was: str = ""

    def document(self) -> dict[str, Any]:
        """Return the entry for `--json`: whose it was is said where a reform gave it over."""
        return unmarked(self._asdict())


Input = Iterator[tuple[str, str, Fraction, Message, str]]


def reward_rows(ws: Workspace, year: int | None = None) -> list[RewardRow]:
    """Return every subject that a link judges, those that pass first.

    Args:
        year: the building year; the one of today where None.

    Raises:
        BadInput: a link of the profile names an input that there is not.
    """
    when = year or ws.today().year
    rows: list[RewardRow] = []
    for link in ws.profile().reward:
        if link.input not in INPUTS:
            raise BadInput(msg("building.no-input"), where={"key": f"reward.{link.id}.input"},
                           value=link.input, allowed=list(INPUTS))  # fmt: skip
        least = Fraction(link.at_least)
        title = Bilingual(link.title.zh, link.title.en)
        own = []
        for subject, name, value, source, was in INPUTS[link.input](ws, when):
            reason = msg("building.reward-reason", source=source, value=_text(value),
                         at_least=_text(least))  # fmt: skip
            own.append(RewardRow(link.id, title, link.yields, subject, name, value, least,
                                 value >= least, reason, was))  # fmt: skip
        rows += sorted(own, key=lambda row: (not row.listed, -row.value, row.subject))
    return rows


def _text(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _building_score(ws: Workspace, year: int) -> Input:
    for row in record_rows(ws, "result", year=year):
        source = msg("building.from-result", year=year)
        yield row.agency, row.agency_name, Fraction(row.values["building"]), source, row.was


def _study_score(ws: Workspace, year: int) -> Input:
    line = Lineage(ws)
    offices = line.offices_called({office.id: office.name for office in office_rows(ws)})
    for row in record_rows(ws, "study", year=year):
        held = row.values["office"]
        id_, was = line.now(held), held if line.now(held) != held else ""
        name = f"{row.agency_name}/{offices[held]}" if held in offices else held
        yield id_, name, Fraction(row.values["score"]), msg("building.from-study"), was


def _target_state(ws: Workspace, year: int) -> Input:
    """Yield each office's share of its posts in which both targets are met, in percent."""
    offices = {office.id: office for office in office_rows(ws)}
    names = {row.id: row.short or row.name for row in agency_rows(ws)}
    posts: dict[str, list[bool]] = {}
    line = Lineage(ws)
    for row in record_rows(ws, "post", year=year):
        both = row.values["business-met"] == row.values["building-met"] == "met"
        posts.setdefault(line.now(row.values["office"]), []).append(both)
    for id_, met in posts.items():
        office = offices.get(id_)
        name = f"{names.get(office.agency, '')}/{office.name}" if office else id_
        source = msg("building.from-posts", met=sum(met), of=len(met))
        yield id_, name, Fraction(100 * sum(met), len(met)), source, ""


INPUTS: dict[str, Callable[[Workspace, int], Input]] = {
    "building-score": _building_score,
    "study-score": _study_score,
    "target-state": _target_state,
}
