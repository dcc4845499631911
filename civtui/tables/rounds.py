"""Rounds, and the marks of one."""

from __future__ import annotations

from civtui.tables.table import Column, Table

HERE = "civtui.workspace.lists.rounds:"
FIELDS = "civtui.workspace.finding.records:"

ROUNDS = Table(
    "rounds",
    "",
    (
        Column("id", "cli.column-id", face="print"),
        Column("name", "tui.column-round", least=18, meaning="strong", face="screen"),
        Column("name", "cli.column-name", face="print"),
        Column(
            "state",
            "tui.column-state",
            said="cli.state-{}",
            width=6,
            meaning={"open": "good", "*": "quiet"},
            face="screen",
        ),
        Column("state", "cli.column-state", said="cli.state-{}", face="print"),
        Column("subjects", "cli.column-subjects", face="print"),
        Column(
            "marks",
            "tui.column-marks",
            "{0.given}/{0.expected}",
            width=10,
            align="right",
            meaning="quiet",
            face="screen",
        ),
        Column("marks", "cli.column-marks", "{0.given}/{0.expected}", face="print"),
        Column("due", "tui.column-due", width=10, meaning="quiet", face="screen"),
    ),
    reads="civtui.workspace.rounds.rounds:round_rows",
    fields=FIELDS + "ROUND",
    asked=FIELDS + "round_record",
    pane=HERE + "round_pane",
    hint="tui.round-keys",
    row="round",
    enter=HERE + "entered",
    topics=("standard:{0.id}",),
    leads={"marks": "marks", "results": "results", "panel": "panel", "new_round": HERE + "new"},
    views={"standards": "standards"},
    beside_from=100,
)

MARKS = Table(
    "marks",
    "rounds",
    (
        Column(
            "subject", "tui.column-office", "{0.agency_name}/{0.subject_name}", meaning="strong"
        ),
        Column("item", "grid.column-item", HERE + "item", width=16, meaning="quiet"),
        Column("assessor", "grid.column-judge", "assessor_name", width=8, meaning="note"),
        Column("value", "grid.column-mark", width=6, align="right", meaning="good"),
        Column(
            "points", "grid.column-points", HERE + "points", width=6, align="right", meaning="quiet"
        ),
    ),
    rows=HERE + "marks",
    of="round",
    title="grid.marks",
    heading=HERE + "marks_title",
    fields=FIELDS + "MARK",
    asked=FIELDS + "mark_record",
    pane=HERE + "mark_pane",
    enter=HERE + "cell",
    beside_from=100,
)

STANDARDS = Table(
    "standards",
    "rounds",
    title="tables.standards",
    reads="civtui.workspace.rounds.standards:standard_titles",
    key="name",
    columns=(
        Column("name", "cli.column-id", face="print"),
        Column("title", "cli_standard.column-standard", least=18, meaning="strong"),
        Column("version", "tui.column-version", width=8, meaning="quiet"),
        Column("kind", "tui.column-kind", "overlay", "cli_standard.overlay-{}", width=8),
        Column("own", "cli_standard.column-from", "own", "cli_standard.own-{}", width=8),
    ),
    pane=HERE + "standard_pane",
    hint="tui.standards-keys",
    row="standard",
    enter="standard.check",
    adds="standard.take",
    layout="below",
)

TABLES = {"rounds": ROUNDS, "marks": MARKS, "standards": STANDARDS}
