"""What awaits a decision, put on an agenda: a form says first on which, of which day."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.locale import t
from civtui.model.text import msg
from civtui.workspace.answers import Answer
from civtui.workspace.lists.listing import Go, Told
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda import placed, standing
from civtui.workspace.titles.holders import names_of


def to_agenda(
    ws: Workspace,
    matter: str,
    holders: Sequence[str],
    honor: str | None = None,
    cards: Sequence[str] = (),
) -> Go:
    """Go to the form that puts holders on the next agenda; the sitting, where they stand on one.

    Args:
        matter: what is to be decided (see `rules.group.MATTERS`).
        holders: ids of those whom it is about.
        honor: the honor it is about, if any.
        cards: which of the holders' cards it is about, if any.
    """
    names = names_of(ws, holders)
    if not placed(ws, {matter: holders}, honor=honor, cards=cards).added:
        row = standing(ws, {matter: holders}, honor=honor, cards=cards)
        said = msg("titles.on-agenda-already", holders=names, sitting=row.id, on=row.on)
        return Go("sitting", (row.id,), told=Told(said, "note"))

    def put(answer: Answer) -> Told:
        called, joint = Names(ws).sitting(answer.document()["id"]), t("common.joint").join(names)
        return Told(msg("tui.on-agenda-which", sitting=called, names=joint))

    more = {**({"honor": honor} if honor else {}), **({"card": list(cards)} if cards else {})}
    given = {"matter": matter, "holders": list(holders), **more}
    return Go("group.put", given=given, then=put)
