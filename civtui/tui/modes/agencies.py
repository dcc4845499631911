"""Mode 2: agencies, the offices of one, and what each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import t
from civtui.model.text import Message
from civtui.tui import links
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, YES, Span, Spans, bar, line
from civtui.tui.modes.base import Mode
from civtui.tui.modes.begin import begin
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace import agencies, tables
from civtui.workspace.agencies import AgencyRow, OfficeRow
from civtui.workspace.evenness import STAGES
from civtui.workspace.finding.fields import AGENCY, OFFICE, agency_record, office_record
from civtui.workspace.finding.query import Fields
from civtui.workspace.people import people_of
from civtui.workspace.session import Workspace
from civtui.workspace.wording import Topic

if TYPE_CHECKING:
    from civtui.tui.host import Host

HONOR_STYLE = {"provincial": GOOD, "municipal": NOTE, "agency-level": NOTE, "": DIM}


class Agencies(Mode):
    """The agencies in official order."""

    id = "agencies"
    row_of = "agency"
    adds = "agency.add"
    filters = True

    def filter_fields(self) -> Fields:
        """Return the fields of an agency."""
        return AGENCY

    def load(self) -> None:
        """Read the agencies that the filter finds."""
        rows = self.window(tables.agencies(self.ws), _agency, agency_record)
        self.rows, self.found = rows, rows.found

    def columns(self) -> list[Column]:
        """Return name, honor, offices, civilized, model, card."""
        return [
            Column(t("tui.column-agency"), 0, "left", "agency"),
            Column(t("tui.column-honor"), 8, "left", "honor"),
            Column(t("tui.column-offices"), 4, "right", "offices"),
            Column(t("tui.column-civilized"), 4, "right", "civilized"),
            Column(t("tui.column-model"), 4, "right", "model"),
            Column("", 1),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the agency in full: name, sector, honors, share of civilized offices."""
        if row is None:
            return []
        a = self.found[row.id]
        return [
            *paragraph(a.name, cells, BOLD),
            line(a.sector, DIM),
            line(),
            *self._honors(a),
            line(),
            [Span(t("tui.share", part=a.civilized, whole=a.offices))],
            [Span(bar(a.civilized, a.offices, min(30, cells)), GOOD)],
            line(t("tui.model-count", count=a.model)),
            *([line(t("tui.card-here"), WARN)] if a.card else []),
            line(),
            line(t(f"tui.runs-{a.runs_program}")),
            *([line(self._stage(a.stage), DIM)] if a.stage else []),
            *self._people(a.id, cells),
        ]

    def _people(self, agency: str, cells: int) -> list[Spans]:
        """Return the agency's chief and reporter, where the user sees them."""
        found = people_of(self.ws, agency).get(agency)
        said = [(key, str(getattr(found, key))) for key in ("chief", "reporter") if found]
        lines = [one for key, who in said if who
                 for one in paragraph(t(f"building.person-{key}", who=who), cells)]  # fmt: skip
        return [line(), *lines] if lines else []

    def _stage(self, stage: str) -> str:
        """Return a stage in words; one that older releases let in as it was written."""
        known = stage in STAGES
        return t(f"tui.stage-{stage}") if known else t("tui.stage-other", stage=stage)

    def _honors(self, a: AgencyRow) -> list[Spans]:
        titles = agencies.titles_of(self.ws, a.id)
        if not titles:
            return [line(t("cli.honor-none"), DIM)]
        return [
            [
                Span(f"{YES} " if title.ended is None else "  ", GOOD),
                Span(
                    title.said(t(f"cli.honor-{title.honor}")), BOLD if title.ended is None else DIM
                ),
                Span(f"  {title.since}" + (f" – {title.ended or title.until or ''}"), DIM),
            ]
            for title in titles
        ]

    def do_open(self, desk: Host) -> None:
        """Go to the agency's offices."""
        row = desk.grid.current
        if row is not None:
            desk.push(Offices(self.ws, self.found[row.id]))

    def do_add(self, desk: Host) -> None:
        """Put a new agency on record."""
        begin(desk, verb_of(self.adds), {})

    def do_offices(self, desk: Host) -> None:
        """Go to the offices of the whole city."""
        desk.push(Offices(self.ws))

    def do_explain_share(self, desk: Host) -> None:
        """Open how the agency's share came about."""
        if desk.grid.current is not None:
            desk.push(place(self.ws, "share", agency=desk.grid.current.id))

    def topics(self, desk: Host) -> list[Topic]:
        """Return the agency's title, then those of its columns."""
        row = desk.grid.current
        held = self.found[row.id].honor if row else ""
        offices = [Topic("honor", "civilized-office"), Topic("honor", "model-office")]
        return [Topic("honor", held or "agency-level"), *offices, Topic("advanced")]


def _agency(a: AgencyRow) -> Row:
    cells = (a.short or a.name, t(f"tui.short-{a.honor or 'none'}"), str(a.offices),
             str(a.civilized), str(a.model), "!" if a.card else "")  # fmt: skip
    return Row(a.id, cells, (BOLD, HONOR_STYLE[a.honor], DIM, DIM, DIM, WARN))


class Offices(Mode):
    """The offices of one agency, or of the whole city.

    Args:
        agency: the agency they belong to, None for all.
    """

    id = "offices"
    row_of = "office"
    adds = "office.add"
    home = "agencies"
    filters = True

    def __init__(self, ws: Workspace, agency: AgencyRow | None = None) -> None:
        super().__init__(ws)
        self.agency = agency

    def title(self) -> str:
        """Return whose offices they are."""
        return self.agency.name if self.agency else t("grid.all-offices")

    def filter_fields(self) -> Fields:
        """Return the fields of an office."""
        return OFFICE

    def load(self) -> None:
        """Read the offices that the filter finds."""
        agency = self.agency.id if self.agency else None
        rows = self.window(tables.offices(self.ws, agency), self._office, office_record)
        self.rows, self.found = rows, rows.found

    def _office(self, o: OfficeRow) -> Row:
        titles = t(f"tui.short-{o.honors[-1]}") if o.honors else ""
        style = GOOD if "model-office" in o.honors else NOTE
        cells = (o.name, *(() if self.agency else (o.agency_name,)), titles, str(o.staff or ""))
        return Row(o.id, cells, (BOLD, *(() if self.agency else (DIM,)), style, DIM))

    def columns(self) -> list[Column]:
        """Return name, honor, staff."""
        return [
            Column(t("tui.column-office"), 0, "left", "office"),
            *(() if self.agency else (Column(t("tui.column-agency"), 12, "left", "agency"),)),
            Column(t("tui.column-honor"), 8, "left", "honor"),
            Column(t("tui.column-staff"), 4, "right", "staff"),
        ]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the office's titles and the rounds that judge it."""
        if row is None:
            return []
        o: OfficeRow = self.found[row.id]
        lines = [*paragraph(f"{o.agency_name} / {o.name}", cells, BOLD), line()]
        for title in agencies.titles_of(self.ws, o.id):
            ended = title.ended is not None
            basis = title.decision or t("cli.opening-balance")
            lines.append(
                [
                    Span(f"{'  ' if ended else YES + ' '}", GOOD),
                    Span(title.said(t(f"cli.honor-{title.honor}")), BAD if ended else BOLD),
                    Span(f"  {title.since} {basis}", DIM),
                ]
            )
        rounds = agencies.rounds_of(self.ws, o.id)
        if rounds:
            lines += [line(), line(t("tui.judged-in"), DIM)]
            lines += [line(f"{name}  {t('cli.state-' + state)}") for _, name, state in rounds]
        return lines

    def do_add(self, desk: Host) -> None:
        """Put a new office on record: of the agency that is shown, or of that under the cursor."""
        row = desk.grid.current
        owner = self.agency.id if self.agency else self.found[row.id].agency if row else None
        begin(desk, verb_of(self.adds), {"agency": owner} if owner else {})

    def may_open(self, desk: Host) -> Message | None:
        """Return why there is nothing to open: no round judges the office."""
        return links.may_go_score(desk)

    def do_open(self, desk: Host) -> None:
        """Go to the office in the newest round that judges it: its marks, or its result."""
        links.do_go_score(desk)

    def topics(self, desk: Host) -> list[Topic]:
        """Return the titles of offices, and what decides on the model title."""
        policies = ("model-title-when-civilized-lost", "model-title-term")
        offices = [Topic("honor", "civilized-office"), Topic("honor", "model-office")]
        return [*offices, *(Topic("policy", id_) for id_ in policies)]
