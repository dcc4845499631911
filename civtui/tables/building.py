"""The building year: registers with their records, boards, the log."""

from __future__ import annotations

from civtui.model.registers import REGISTERS
from civtui.tables.table import Column, Table

HERE = "civtui.workspace.lists.building:"
FIELDS = "civtui.workspace.finding.fields:"

# board -> what a row of it stands for; of the others, a row is of several things
BOARDS = {
    "chart": "agency", "gate": "record:post", "together": "record:together",
    "results": "record:result", "leads": "agency", "heard": "record:report", "chase": "",
    "self": "record:self", "guarantees": "record:guarantee", "coverage": "agency",
    "revisions": "record:institution", "findings": "record:finding",
    "bulletin": "record:inspection", "oversight": "record:complaint", "organs": "agency",
    "leaders": "agency", "uneven": "", "spread": "record:exemplar", "rewards": "",
    "dossier": "agency", "evidence": "evidence",
}  # fmt: skip

LOG = Table(
    "log", "building", HERE + "log",
    (
        Column("day", "tui.column-day", "held", width=10, meaning="quiet", face="screen"),
        Column("day", "cli.column-day", "held", face="print"),
        Column("agency", "tui.column-agency", "agency_name", width=10, meaning="note",
               face="screen"),
        Column("agency", "cli.column-agency", "agency_name", face="print"),
        Column("title", "grid.column-activity", meaning="strong", face="screen"),
        Column("title", "cli.column-title", face="print"),
        Column("venue", "cli.column-venue", face="print"),
        Column("people", "grid.column-people", width=4, align="right", meaning="quiet", blank=True,
               face="screen"),
        Column("people", "cli.column-people", blank=True, face="print"),
    ),
    of="agency", title=HERE + "log_title", fields=FIELDS + "ACTIVITY", pane=HERE + "activity_pane",
    row="activity", adds=HERE + "new_activity", beside_from=100,
)  # fmt: skip

REGISTER_LIST = Table(
    "registers", "building", HERE + "registers",
    (
        Column("title", "tui.column-register", meaning=HERE + "title_means"),
        Column("records", "tui.column-records", width=7, align="right", meaning="quiet"),
        Column("open", "tui.column-open", width=6, align="right",
               meaning={"": "plain", "*": "warn"}, blank=True),
    ),
    of="agency", title=HERE + "registers_title", pane=HERE + "register_pane",
    hint="tui.registers-keys", enter=HERE + "opened", adds=HERE + "added",
    topics=HERE + "register_topics",
)  # fmt: skip

RECORDS = Table(
    "records", "building", HERE + "records", HERE + "record_columns",
    of="agency", title=HERE + "records_title", fields=HERE + "record_fields",
    pane=HERE + "record_pane", hint="tui.records-keys", enter=HERE + "changed",
    adds=HERE + "new_record", topics=HERE + "record_topics", beside_from=100,
)  # fmt: skip

BOARD = Table(
    "board", "building", HERE + "board", HERE + "board_columns",
    of="agency", title=HERE + "board_title", pane=HERE + "board_pane", notes=HERE + "board_notes",
    stands=HERE + "board_stands", empty=HERE + "board_empty", adds=HERE + "board_added",
    meaning=HERE + "tone", layout="below",
)  # fmt: skip

TABLES = {one.id: one for one in (LOG, REGISTER_LIST, RECORDS, BOARD)}
KINDS = {
    "records": {k.id: {"home": k.mode, "row": f"record:{k.id}"} for k in REGISTERS.values()},
    "board": {
        name: {"home": "culture" if name == "spread" else "building", "row": row}
        for name, row in BOARDS.items()
    },
}
