"""An agenda as it is decided on: those whom a merger ended are there as who goes on with them."""

from __future__ import annotations

from civtui.model.text import Message, msg
from civtui.workspace.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.group import Item, SittingRow
from civtui.workspace.titles.holders import names_of

# what was decided of one that a reform merged is not done to the successor, whose titles it was not
OWN_ALONE = ("delist", "withdraw", "expire")


def with_heirs(ws: Workspace, sitting: SittingRow, item: Item) -> Item:
    """Return an item with who goes on with those whom a merger ended by the day of the sitting.

    What is meant for the former one alone stays as it is, and so does all that a sitting of
    before the merger had before it.
    """
    line = Lineage(ws)
    if not line.heirs or item.matter in OWN_ALONE:
        return item
    now = {
        one: heir.now for one in item.subjects
        if (heir := line.heirs.get(one)) and heir.day <= sitting.on
    }  # fmt: skip
    subjects = tuple(dict.fromkeys(now.get(one, one) for one in item.subjects))
    rounds = {now.get(one, one): made for one, made in item.rounds.items()}
    heir = line.heirs.get(item.agency)
    agency = heir.now if heir and heir.day <= sitting.on else item.agency
    return item._replace(subjects=subjects, rounds=rounds, agency=agency)


def followed(ws: Workspace, sitting: SittingRow, item: Item) -> list[Message]:
    """Return sentences that say on whom is decided in the place of whom the agenda names."""
    stood = next(one for one in sitting.agenda if one.item == item.item)
    line = Lineage(ws)
    gone = [one for one in stood.subjects if one not in item.subjects]
    return [
        msg("titles.decided-on-heir", name=line.heirs[one].name, day=line.heirs[one].day,
            heir=names_of(ws, [line.now(one)])[0])
        for one in gone
    ]  # fmt: skip
