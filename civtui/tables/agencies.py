"""Agencies and offices."""

from __future__ import annotations

from civtui.tables.table import Column, Meaning, Table

HERE = "civtui.workspace.lists.agencies:"
FIELDS = "civtui.workspace.finding.fields:"

ID = Column("id", "cli.column-id", face="print")
HONORS: dict[str, Meaning] = {
    "provincial": "good",
    "municipal": "note",
    "agency-level": "note",
    "": "quiet",
}

AGENCIES = Table(
    "agencies",
    "",
    (
        ID,
        Column("agency", "tui.column-agency", "called", meaning="strong", face="screen"),
        Column("name", "cli.column-name", "called", face="print"),
        Column(
            "honor",
            "tui.column-honor",
            said="tui.short-{}",
            none="none",
            width=8,
            meaning=HONORS,
            face="screen",
        ),
        Column("honor", "cli.column-honor", said="cli.honor-{}", none="none", face="print"),
        Column(
            "offices", "tui.column-offices", width=4, align="right", meaning="quiet", face="screen"
        ),
        Column("offices", "cli.column-offices", face="print"),
        Column(
            "civilized",
            "tui.column-civilized",
            width=4,
            align="right",
            meaning="quiet",
            face="screen",
        ),
        Column("civilized", "cli.column-civilized", face="print"),
        Column("model", "tui.column-model", width=4, align="right", meaning="quiet", face="screen"),
        Column("model", "cli.column-model", face="print"),
        Column("card", said="!", blank=True, width=1, meaning="warn", face="screen"),
    ),
    reads="civtui.workspace.reading.tables:agencies",
    fields=FIELDS + "AGENCY",
    asked=FIELDS + "agency_record",
    pane=HERE + "agency_pane",
    row="agency",
    enter="offices",
    leads={"explain_share": "share"},
    views={"offices": "offices"},
    adds="agency.add",
    topics=HERE + "agency_topics",
)

OFFICES = Table(
    "offices",
    "agencies",
    (
        ID,
        Column("office", "tui.column-office", "name", meaning="strong", face="screen"),
        Column(
            "agency",
            "tui.column-agency",
            "agency_name",
            width=12,
            meaning="quiet",
            whole=True,
            face="screen",
        ),
        Column("agency", "cli.column-agency", "agency_name", face="print"),
        Column("name", "cli.column-name", face="print"),
        Column(
            "honor",
            "tui.column-honor",
            HERE + "highest",
            "tui.short-{}",
            width=8,
            meaning={"model-office": "good", "*": "note"},
            face="screen",
        ),
        Column("honors", "cli.column-honor", said="cli.honor-{}", face="print"),
        Column(
            "staff",
            "tui.column-staff",
            width=4,
            align="right",
            meaning="quiet",
            blank=True,
            face="screen",
        ),
    ),
    rows=HERE + "offices",
    of="agency",
    title="grid.all-offices",
    heading=HERE + "offices_title",
    fields=FIELDS + "OFFICE",
    asked=FIELDS + "office_record",
    pane=HERE + "office_pane",
    row="office",
    enter="go_score",
    adds="office.add",
    leads={"add": HERE + "new_office"},
    topics=(
        "honor:civilized-office",
        "honor:model-office",
        "policy:model-title-when-civilized-lost",
        "policy:model-title-term",
    ),
)

TABLES = {"agencies": AGENCIES, "offices": OFFICES}
