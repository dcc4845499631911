"""The building log: what agencies do between two rounds, recorded as easily as a mark."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from civtui import locale
from civtui.exchange.names import saying
from civtui.ledger import queries
from civtui.model.digits import whole
from civtui.model.errors import NotFound, nearest
from civtui.model.registers.common import ORGANS
from civtui.model.roles import Right
from civtui.model.text import Bilingual, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.lineage import Lineage, marked, unmarked
from civtui.workspace.building.sameness import double
from civtui.workspace.days import hold_come
from civtui.workspace.session import Workspace


class ActivityRow(NamedTuple):
    """One activity; `agency_name` is what people call the agency, `held` an ISO date.

    Args:
        leaders: which leading members took part themselves.
        evidence: content addresses of its pictures and papers.
        items: ids of the standard's items that it serves.
        was: id of the agency that held it, where a reform merged that one into this.
        organ: which line or organization ran it, one of `registers.common.ORGANS`, or empty.
        entry: the entry of a culture program that tells of the same, or whose day it is: then it
            has that id itself.
    """

    id: str
    agency: str
    agency_name: str
    held: str
    kind: str
    title: str
    venue: str
    people: int | None
    leaders: str = ""
    evidence: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    was: str = ""
    organ: str = ""
    entry: str = ""

    @property
    def by_entry(self) -> bool:
        """Whether nobody logged it: an entry of a culture program is this activity."""
        return bool(self.entry) and self.entry == self.id

    def document(self) -> dict[str, Any]:
        """Return the activity for `--json`: whose it was is said where a reform gave it over."""
        return unmarked(self._asdict())


def activity_rows(ws: Workspace, agency: str | None = None, most: int = 1000) -> list[ActivityRow]:
    """Return the newest activities, of one agency or of all."""
    owner = find_agency(ws, agency).id if agency else None
    today = ws.today().isoformat()
    given = {"agency": owner, "most": most, "today": today, **Lineage(ws).params}
    found = queries.rows(ws.ledger, "building", "activities", given)
    return [activity_of(row) for row in found]


def activity(ws: Workspace, id_: str) -> ActivityRow:
    """Return one activity.

    Raises:
        NotFound: there is none of that id.
    """
    found = queries.one(ws.ledger, "building", "activity", {"id": id_, **Lineage(ws).params})
    if found is None:
        raise NotFound(
            msg("building.no-record"),
            where={"register": "activity"},
            value=id_,
            hint=msg("building.ids-listed", command="civtui activity list"),
        )
    return activity_of(found)


def activity_of(row: tuple[Any, ...]) -> ActivityRow:
    """Return an activity of a row of `activities` in `queries/building.sql`."""
    evidence, items = (tuple(json.loads(text)) for text in row[9:11])
    made, before, organ, entry = row[11:]
    found = ActivityRow(*(*row[:9], evidence, items, "", organ, entry))
    if made == found.agency:
        return found
    return found._replace(agency_name=marked(found.agency_name, before), was=made)


def months(ws: Workspace) -> dict[str, dict[str, int]]:
    """Return agency -> month (`2026-03`) -> number of activities, for the heat map."""
    found: dict[str, dict[str, int]] = {}
    line = Lineage(ws)
    given = {"today": ws.today().isoformat()}
    for agency, month, count in queries.rows(ws.ledger, "building", "by-month", given):
        by = found.setdefault(line.now(agency), {})
        by[month] = by.get(month, 0) + count
    return found


def log_activity(
    ws: Workspace,
    agency: str,
    title: str,
    *,
    on: date | None = None,
    kind: str = "other",
    venue: str = "",
    people: int | None = None,
    leaders: str = "",
    evidence: Sequence[str] = (),
    items: Sequence[str] = (),
    organ: str = "",
    entry: str = "",
    another: bool = False,
) -> ActivityRow:
    """Record one activity and return it.

    Args:
        evidence: files, which are put into the store, or hashes of what is kept already.
        items: ids (or their place, from 1) of the standard's items that it serves.
        organ: which line or organization ran it.
        entry: the entry of a culture program that tells of the same, so that it counts once.
        another: it is another one than that of the same day and title on record.

    Raises:
        BadInput: the title is empty or too long, people are negative, the day lies ahead, or a
            file is not what is taken as evidence.
        NotFound: no such item, no such evidence, or no such entry of the agency.
        Refused: the user is a reporter of another agency.
    """
    from civtui.model.facts.building import ActivitiesLogged
    from civtui.workspace.agencies.own_agency import own_agency_only
    from civtui.workspace.building.evidence import taken_in

    ws.require(Right.FILE)
    owner = find_agency(ws, agency)
    own_agency_only(ws, owner.id)
    hold_come(day := on or ws.today(), ws.today(), "on")
    if not another:
        _hold_not_logged(ws, owner.id, day, title)
    said = {
        "id": f"act-{ws.head() + 1}-{owner.id}",
        "agency": owner.id,
        "on": day,
        "kind": kind,
        "title": title.strip(),
        "venue": venue,
        "people": people,
        "leaders": leaders,
        "items": chosen_items(ws, items),
        "organ": organ,
        "entry": linked_entry(ws, entry, owner.id),
    }
    body = ActivitiesLogged.model_validate({"activities": [said]})  # refused before files are kept
    if evidence:
        said["evidence"] = taken_in(ws, evidence)
        body = ActivitiesLogged.model_validate({"activities": [said]})
    ws.write(body, right=Right.FILE, effective=day)
    return activity(ws, body.activities[0].id)


def _hold_not_logged(ws: Workspace, agency: str, day: date, title: str) -> None:
    """Refuse an activity of which the log has one of the same day and title.

    A program's entry and the log may tell of one: it counts once.
    """
    for row in activity_rows(ws, agency, most=1_000_000):
        same = row.held == day.isoformat() and saying(row.title) == saying(title)
        if same and not row.by_entry:
            raise double(row.id, "activity correct")


def organ_title(organ: str) -> str:
    """Return what people call a line or organization, in the language in use; empty for none."""
    return next((locale.render(one.title) for one in ORGANS if one.id == organ), organ)


def linked_entry(ws: Workspace, entry: str, agency: str) -> str:
    """Return the id of an entry that tells of an activity of an agency; empty where none is named.

    Raises:
        NotFound: the agency has no entry of that id with a day.
    """
    if not entry:
        return ""
    owned = set(Lineage(ws).owned(agency))
    found = queries.rows(ws.ledger, "culture", "dated-entries")
    known = [id_ for id_, whose, *_ in found if whose in owned]
    if entry not in known:
        raise NotFound(
            msg("workspace.no-entry"),
            value=entry,
            nearest=nearest(entry, known),
            where={"key": "entry"},
            named={"key": ""},
        )
    return entry


def standard_items(ws: Workspace) -> dict[str, str]:
    """Return the items of the city's standard: id -> title, in its order."""
    from civtui.scoring.pipeline.items import flat_items
    from civtui.workspace.rounds.standards import find_standard

    names = ws.profile().standards
    if not names:
        return {}
    document = find_standard(ws, Path(names[0]).stem)[1]
    return {item.id: locale.render(item.title) for item in flat_items(document)}


def chosen_items(
    ws: Workspace, wanted: Sequence[str], known: Mapping[str, Bilingual | str] | None = None
) -> list[str]:
    """Return the ids of items named by id, by their place from 1, or by their title.

    Args:
        known: the standard's items, id -> title, where they were read already.

    Raises:
        NotFound: there is no such item, or several of that title.
    """
    if not wanted:
        return []
    known = standard_items(ws) if known is None else known
    ids = list(known)
    titles: dict[str, list[str]] = {}
    for id_, title in known.items():
        said = (title.zh, title.en) if isinstance(title, Bilingual) else (title,)
        for text in dict.fromkeys(said):
            titles.setdefault(text, []).append(id_)
    found: list[str] = []
    for one in wanted:
        if one in known:
            found.append(one)
        elif (number := whole(one)) is not None and 1 <= number <= len(known):
            found.append(ids[number - 1])
        elif len(named := titles.get(one, [])) == 1:
            found += named
        else:
            allowed = [*ids, *titles]
            raise NotFound(msg("workspace.no-item"), value=one, nearest=nearest(one, allowed))
    return list(dict.fromkeys(found))
