"""What awaits a decision, put on an agenda: a form says first on which, of which day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.text import msg
from civtui.tui.looks import GOOD, NOTE
from civtui.tui.modes.begin import begin
from civtui.tui.places import place
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.titles.agenda import placed, standing
from civtui.workspace.titles.holders import names_of

if TYPE_CHECKING:
    from civtui.tui.host import Host


def to_agenda(desk: Host, matter: str, holders: Sequence[str], honor: str | None = None) -> None:
    """Open the form that puts holders on the next agenda; the sitting, where they stand on one.

    Args:
        matter: what is to be decided (see `rules.group.MATTERS`).
        holders: ids of those whom it is about.
        honor: the honor it is about, if any.
    """
    if not placed(desk.ws, {matter: holders}, honor=honor).added:
        row = standing(desk.ws, {matter: holders}, honor=honor)
        desk.push(place(desk.ws, "sitting", sitting=row.id))
        names = names_of(desk.ws, holders)
        said = msg("titles.on-agenda-already", holders=names, sitting=row.id, on=row.on)
        desk.say(render(said), NOTE)
        return

    def put(desk: Host, answer: Answer) -> None:
        names = t("common.joint").join(names_of(desk.ws, holders))
        desk.grid.unselect()
        desk.reload()
        desk.say(t("tui.on-agenda-which", sitting=answer.document()["id"], names=names), GOOD)

    given = {"matter": matter, "holders": list(holders), **({"honor": honor} if honor else {})}
    begin(desk, verb_of("group.put"), given, then=put)
