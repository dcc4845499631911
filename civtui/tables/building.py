"""The building year: registers with their records, boards, the log."""

from __future__ import annotations

from civtui.model.registers import REGISTERS
from civtui.tables.table import Column, Table

HERE = "civtui.workspace.lists.building:"
KEPT = "civtui.workspace.lists.registers:"
FIELDS = "civtui.workspace.finding.records:"

# board -> what a row of it stands for; of the others, a row is of several things
BOARDS = {
    "chart": "agency",
    "gate": "record:post",
    "together": "record:together",
    "results": "record:result",
    "leads": "agency",
    "heard": "record:report",
    "chase": "",
    "self": "record:self",
    "guarantees": "record:guarantee",
    "coverage": "agency",
    "revisions": "record:institution",
    "findings": "record:finding",
    "bulletin": "record:inspection",
    "oversight": "record:complaint",
    "organs": "agency",
    "leaders": "agency",
    "uneven": "",
    "spread": "record:exemplar",
    "rewards": "",
    "dossier": "agency",
    "evidence": "evidence",
}

YEAR = Table(
    "building",
    "",
    (
        Column("agency", "tui.column-agency", "{0.agency.called}", meaning="strong"),
        Column("heat", "tui.column-heat", width=12, meaning=HERE + "busy"),
        Column("total", "tui.column-count", width=4, align="right", meaning=HERE + "busy"),
        Column("newest", "tui.column-newest", width=4, align="right", meaning="quiet"),
    ),
    rows=HERE + "year",
    key="{0.agency.id}",
    pane=HERE + "year_pane",
    row="agency",
    fields=FIELDS + "BUILDING",
    enter="registers",
    leads={"add": HERE + "held_by"},
    views={"registers": "registers"},
)

LOG = Table(
    "log",
    "building",
    (
        Column("id", "cli.column-id", face="print"),
        Column("day", "tui.column-day", "held", width=10, meaning="quiet", face="screen"),
        Column("day", "cli.column-day", "held", face="print"),
        Column(
            "agency", "tui.column-agency", "agency_name", width=10, meaning="note", face="screen"
        ),
        Column("agency", "cli.column-agency", "agency_name", face="print"),
        Column("title", "grid.column-activity", meaning="strong", face="screen"),
        Column("title", "cli.column-title", face="print"),
        Column("venue", "cli.column-venue", face="print"),
        Column(
            "people",
            "grid.column-people",
            width=4,
            align="right",
            meaning="quiet",
            blank=True,
            face="screen",
        ),
        Column("people", "cli.column-people", blank=True, face="print"),
    ),
    rows=HERE + "log",
    of="agency",
    title="grid.log",
    fields=FIELDS + "ACTIVITY",
    asked=FIELDS + "activity_record",
    pane=HERE + "activity_pane",
    row="activity",
    leads={"add": HERE + "new_activity"},
    beside_from=100,
)

REGISTER_LIST = Table(
    "registers",
    "building",
    (
        Column("title", "tui.column-register", meaning=KEPT + "title_means"),
        Column("records", "tui.column-records", width=7, align="right", meaning="quiet"),
        Column(
            "open",
            "tui.column-open",
            width=6,
            align="right",
            meaning={"": "plain", "*": "warn"},
            blank=True,
        ),
    ),
    rows=KEPT + "registers",
    of="agency",
    title="tui.registers",
    pane=KEPT + "register_pane",
    hint="tui.registers-keys",
    enter=KEPT + "opened",
    leads={"add": KEPT + "added"},
    topics=KEPT + "register_topics",
)

RECORDS = Table(
    "records",
    "building",
    KEPT + "record_columns",
    rows=KEPT + "records",
    of="agency",
    fields=KEPT + "record_fields",
    pane=KEPT + "record_pane",
    hint="tui.records-keys",
    enter=KEPT + "changed",
    leads={"add": KEPT + "new_record"},
    beside_from=100,
)

BOARD = Table(
    "board",
    "building",
    KEPT + "board_columns",
    rows=KEPT + "board",
    of="agency",
    title="building.board-{}",
    pane=KEPT + "board_pane",
    notes=KEPT + "board_notes",
    stands=KEPT + "board_stands",
    empty=KEPT + "board_empty",
    leads={"add": KEPT + "board_added"},
    meaning=KEPT + "tone",
    layout="below",
)

SIGNALS = Table(
    "signals",
    "building",
    (
        Column("state", "tui.column-state", "word", "{}", width=8, meaning=HERE + "alarm"),
        Column("agency", "tui.column-agency", "agency_name", width=10, meaning="strong"),
        Column("signal", "tui.column-signal", "title", width=16, meaning="note"),
        Column("seen", "tui.column-seen", HERE + "seen"),
    ),
    rows=HERE + "signals",
    of="agency",
    key="{0.signal} {0.agency} {0.text}",
    title="tui.signals",
    pane=HERE + "signal_pane",
    stands=HERE + "warned",
    enter=HERE + "warned_agency",
    called=HERE + "signal_called",
    layout="below",
)

INBOX = Table(
    "inbox",
    "building",
    (
        Column("name", "inbox.column-file", "{0.path.name}", meaning=HERE + "waits"),
        Column(
            "kind",
            "inbox.column-kind",
            HERE + "file_kind",
            "inbox.kind-{}",
            width=7,
            meaning="note",
        ),
        Column("size", "inbox.column-size", "shown_size", width=8, align="right", meaning="quiet"),
        Column("day", "inbox.column-day", width=10, meaning="quiet"),
    ),
    rows=HERE + "inbox",
    key="{0.path.name}",
    title="inbox.title",
    heading=HERE + "inbox_title",
    pane=HERE + "file_pane",
    row="inbox-file",
    beside_from=100,
)

EVIDENCE = Table(
    "evidence",
    "building",
    title="tables.evidence",
    key="sha256",
    reads="civtui.workspace.building.evidence:evidence_rows",
    columns=(
        Column("hash", "cli_building.column-hash", "{0.sha256:.12}"),
        Column("file", "cli_building.column-file", "name"),
        Column("size", "cli_building.column-size"),
        Column("taken", "cli_building.column-taken"),
        Column("uses", "cli_building.column-uses", counted=True),
    ),
    row="evidence",
)

TABLES = {
    one.id: one for one in (YEAR, LOG, REGISTER_LIST, RECORDS, BOARD, SIGNALS, INBOX, EVIDENCE)
}
KINDS = {
    "records": {
        kind.id: {
            "home": kind.mode,
            "row": f"record:{kind.id}",
            "title": kind.title,
            "topics": (f"register:{kind.id}",),
        }
        for kind in REGISTERS.values()
    },
    "board": {
        name: {"home": "culture" if name == "spread" else "building", "row": row}
        for name, row in BOARDS.items()
    },
}
