"""The lists of agencies and offices."""

from __future__ import annotations

from civtui.locale import t
from civtui.model.text import msg
from civtui.workspace.agencies import agencies as known
from civtui.workspace.agencies.agencies import TitleRow
from civtui.workspace.agencies.people import people_of
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.building.evenness import STAGES
from civtui.workspace.lists.listing import Bar, Go, Line, Lines, Listing, Said, Text, title_line
from civtui.workspace.lists.signs import held
from civtui.workspace.reading import tables
from civtui.workspace.reading.windows import Table
from civtui.workspace.results.wording import Topic
from civtui.workspace.titles.card_board import open_cards_said


def whose(here: Listing) -> Text:
    """Return what the agency of a list is called in its title; the city where it is of none."""
    if not here.of:
        return msg("tui.whole-city")
    return known.agency(here.ws, here.of).called


# --- agencies ---


def agency_pane(here: Listing, row: AgencyRow) -> Lines:
    """Return the agency in full: name, sector, honors, share of civilized offices."""
    titles = known.titles_of(here.ws, row.id)
    stage = f"tui.stage-{row.stage}" if row.stage in STAGES else "tui.stage-other"
    found = people_of(here.ws, row.id).get(row.id)
    persons = [(key, found.said(key)) for key in ("chief", "reporter") if found]
    said = [Said(msg(f"building.person-{key}", who=who)) for key, who in persons if who]
    return [
        title_line(row.name),
        Said(row.sector, "quiet"),
        Said(),
        *map(_held, titles),
        *([] if titles else [Said(msg("cli.honor-none"), "quiet")]),
        Said(),
        Said(msg("tui.share", part=row.civilized, whole=row.offices)),
        Bar(row.civilized, row.offices),
        Said(msg("tui.model-count", count=row.model)),
        *(Said(said, "warn") for said in (open_cards_said(here.ws, row.id) if row.card else ())),
        Said(),
        Said(msg(f"tui.runs-{row.runs_program}")),
        *([Said(msg(stage, stage=row.stage), "quiet")] if row.stage else []),
        *([Said(), *said] if said else []),
    ]


def _held(title: TitleRow) -> Line:
    stands = title.ended is None
    return [
        Said(held(title.ended), "good"),
        Said(title.said(t(f"cli.honor-{title.honor}")), "strong" if stands else "quiet"),
        Said(f"  {title.since} – {title.ended or title.until or ''}", "quiet"),
    ]


def agency_topics(here: Listing, row: AgencyRow | None) -> list[Topic]:
    """Return the agency's title, then those of its columns."""
    own = (row.honor if row else "") or "agency-level"
    offices = (Topic("honor", "civilized-office"), Topic("honor", "model-office"))
    return [Topic("honor", own), *offices, Topic("advanced")]


# --- offices ---


def offices(here: Listing) -> Table[OfficeRow]:
    """Return the offices of the agency, or of the whole city."""
    return tables.offices(here.ws, here.of or None)


def offices_title(here: Listing) -> Text:
    """Return whose offices they are."""
    return known.agency(here.ws, here.of).name if here.of else msg("grid.all-offices")


def highest(here: Listing, row: OfficeRow) -> str:
    """Return the highest honor of an office."""
    return row.honors[-1] if row.honors else ""


def office_pane(here: Listing, row: OfficeRow) -> Lines:
    """Return the office's titles and the rounds that judge it."""
    lines: Lines = [title_line(f"{row.agency_name} / {row.name}"), Said()]
    for title in known.titles_of(here.ws, row.id):
        basis = title.decision or t("cli.opening-balance")
        lines.append(
            [
                Said(held(title.ended), "good"),
                Said(title.said(t(f"cli.honor-{title.honor}")), "bad" if title.ended else "strong"),
                Said(f"  {title.since} {basis}", "quiet"),
            ]
        )
    rounds = known.rounds_of(here.ws, row.id)
    judged = [Said(f"{name}  {t('cli.state-' + state)}") for _, name, state in rounds]
    return [*lines, *([Said(), Said(msg("tui.judged-in"), "quiet"), *judged] if judged else [])]


def new_office(here: Listing, row: OfficeRow | None) -> Go:
    """Put a new office on record: of the agency that is shown, or of that under the cursor."""
    owner = here.of or (row.agency if row else "")
    return Go("office.add", given={"agency": owner} if owner else {})
