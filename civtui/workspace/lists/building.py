"""The lists of the building year: by month, the log, the signals, the inbox."""

from __future__ import annotations

from typing import NamedTuple

from civtui.locale import render, t
from civtui.model.text import msg
from civtui.tables.table import Meaning
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building import activities
from civtui.workspace.building.activities import ActivityRow, organ_title
from civtui.workspace.building.guessing import kind_of
from civtui.workspace.building.inbox import Waiting, folder, imported, waiting
from civtui.workspace.building.inbox import kept as taken_in
from civtui.workspace.building.signals import SignalRow, signal_call, told_once
from civtui.workspace.finding.records import building_record
from civtui.workspace.lists.listing import Go, Lines, Listing, Said, Text, title_line
from civtui.workspace.lists.signs import heat
from civtui.workspace.performing.row_deeds import WARNED
from civtui.workspace.performing.told_things import things_of_agency
from civtui.workspace.reading import tables
from civtui.workspace.reading.windows import Table

MONTHS = 12
NEWEST = 40  # activities beside an agency
FEW, DARK = 2, 3  # activities of a year; of a month, from where on it is as dark as it gets


# --- the year ---


class Year(NamedTuple):
    """The activities of an agency this year: shaded by month, how many, the newest month."""

    agency: AgencyRow
    heat: str
    total: int
    newest: str


def year(here: Listing) -> list[Year]:
    """Return the log by agency and month; keep the months of the city."""
    counts = activities.months(here.ws)
    months = [f"{here.ws.today().year}-{month:02d}" for month in range(1, MONTHS + 1)]
    here.about = [sum(by.get(month, 0) for by in counts.values()) for month in months]
    here.asked = lambda one: building_record(
        one.agency, sum(counts.get(one.agency.id, {}).values())
    )
    found = []
    for agency in agency_rows(here.ws):
        own = [counts.get(agency.id, {}).get(month, 0) for month in months]
        newest = max((m for m, count in zip(months, own, strict=True) if count), default="")
        found.append(Year(agency, heat(own, DARK), sum(own), newest[5:]))
    return found


def busy(here: Listing, one: Year) -> Meaning:
    """Return what a number of activities means."""
    return "bad" if not one.total else "warn" if one.total <= FEW else "good"


def year_pane(here: Listing, one: Year) -> Lines:
    """Return the agency's newest activities, then what the shades mean."""
    lines: Lines = [title_line(one.agency.name)]
    newest = activities.activity_rows(here.ws, one.agency.id, NEWEST)
    for a in newest:
        place = "  ".join(part for part in (a.venue, f"{a.people or ''}") if part)
        marks = [t("building.pieces", count=len(a.evidence))] if a.evidence else []
        marks += [t("tui.serves", count=len(a.items))] if a.items else []
        about = f"      {'  '.join([place, *marks]).strip()}"
        lines += [[Said(f"{a.held[5:]} ", "quiet"), Said(a.title)], [Said(about, "quiet")]]
    lines += [] if newest else [Said(), Said(msg("tui.no-activity"), "warn")]
    shades = "  ".join(f"{heat([n], DARK)} {n}" for n in range(DARK + 1))
    most = max(here.about, default=0)
    legend = (
        msg("home.heat", shades=shades),
        msg("home.heat-city", shades=heat(here.about, most), count=most),
        msg("tui.building-keys"),
    )
    return [*lines, Said(), *(Said(text, "quiet") for text in legend)]


def held_by(here: Listing, one: Year | None) -> Go | None:
    """Record an activity of the agency under the cursor."""
    return one and Go("activity.add", given={"agency": one.agency.id})


# --- the log ---


def log(here: Listing) -> Table[ActivityRow]:
    """Return the building log, newest first."""
    return tables.activities(here.ws, find_agency(here.ws, here.of).id if here.of else None)


def activity_pane(here: Listing, row: ActivityRow) -> Lines:
    """Return the activity in full."""
    texts = (row.venue, row.leaders, organ_title(row.organ))
    notes = {
        "building.of-entry": row.entry and {"entry": row.entry},
        "building.pieces": row.evidence and {"count": len(row.evidence)},
        "tui.serves": row.items and {"count": len(row.items)},
    }
    return [
        title_line(row.title),
        Said(f"{row.held}  {row.agency_name}", "quiet"),
        Said(),
        *(Said(text) for text in texts if text),
        *(Said(msg(key, **values), "note") for key, values in notes.items() if values),
    ]


def new_activity(here: Listing, row: ActivityRow | None) -> Go | None:
    """Record an activity of the agency that is shown, or of that under the cursor."""
    agency = here.of or (row.agency if row else "")
    return Go("activity.add", given={"agency": agency}) if agency else None


# --- signals ---


def signals(here: Listing) -> list[SignalRow]:
    """Return what the signals say, warnings first; what the screen was told, or asked now."""
    told = signal_call(here.ws, here.of or None)() if here.about is None else here.about
    told = told_once(told)
    return [s for s in sorted(told, key=lambda s: s.state != "warning") if s.state != "clear"]


def alarm(here: Listing, row: SignalRow) -> Meaning:
    """Return what the state of a signal means."""
    return "bad" if row.state == "warning" else "quiet"


def seen(here: Listing, row: SignalRow) -> Text:
    """Return what was seen, or why it could not be looked for."""
    return row.text or row.reason or ""


def signal_pane(here: Listing, row: SignalRow) -> Lines:
    """Return what was seen, in full."""
    return [Said(seen(here, row))]


def warned(here: Listing, row: SignalRow) -> list[tuple[str, str]]:
    """Return what answers a warning, then the open card of the agency, then that itself."""
    if not row.agency:
        return []
    return [(WARNED, row.agency), *things_of_agency(here.ws, row.agency)]


def warned_agency(here: Listing, row: SignalRow | None) -> Go | None:
    """Go to the agency that a signal is about."""
    return Go("agencies", at=row.agency) if row and row.agency else None


def signal_called(here: Listing, row: SignalRow) -> str:
    """Return the agency and what is looked for."""
    return f"{row.agency_name} {render(row.title)}"


# --- the inbox ---


def inbox(here: Listing) -> list[Waiting]:
    """Return the files; what is in them is looked at on Enter, and which are evidence."""
    files = waiting(here.ws)
    here.about = taken_in(here.ws, files), imported(here.ws, files)
    return files


def inbox_title(here: Listing) -> Text:
    """Return its name and folder."""
    return f"{t('inbox.title')} · {folder(here.ws)}"


def waits(here: Listing, row: Waiting) -> Meaning:
    """Return whether a file still waits."""
    return "quiet" if file_kind(here, row) in ("kept", "imported") else "strong"


def file_kind(here: Listing, row: Waiting) -> str:
    """Return what kind of file it is, by its name, or that it was taken in."""
    name, (evidence, before) = row.path.name, here.about
    if name in evidence:
        return "kept"
    how = before[name].how if name in before else ""
    return {"same": "imported", "changed": "changed"}.get(how) or kind_of(here.ws, row.path)


def file_pane(here: Listing, row: Waiting) -> Lines:
    """Return the file's place, and whether it was imported."""
    lies = Said(msg("inbox.lies-in", path=str(row.path)), "quiet")
    before = here.about[1].get(row.path.name)
    told = [Said(before.said(), "strong")] if before else []
    return [title_line(row.path.name), lies, *told, Said()]
