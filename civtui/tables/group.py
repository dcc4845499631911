"""The guidance group: sittings, what is on their agendas, decisions, members."""

from __future__ import annotations

from civtui.tables.table import Column, Table

HERE = "civtui.workspace.lists.group:"

SITTINGS = Table(
    "sittings",
    "cards",
    (
        Column("id", "cli_titles.column-sitting", face="print"),
        Column("on", "tui.column-day", width=10, meaning="strong", face="screen"),
        Column("body", "cli_titles.column-body", HERE + "body", face="screen"),
        Column("on", "cli_titles.column-day", face="print"),
        Column(
            "state",
            "tui.column-state",
            said="cli_titles.sitting-{}",
            width=8,
            meaning={"held": "good", "*": "warn"},
            face="screen",
        ),
        Column("state", "cli_titles.column-state", said="cli_titles.sitting-{}", face="print"),
        Column(
            "items",
            "cli_titles.column-items",
            "agenda",
            counted=True,
            width=6,
            align="right",
            meaning="quiet",
            drop=1,
        ),
    ),
    rows=HERE + "sittings",
    adds="group.call",
    title="cli_titles.column-sitting",
    pane=HERE + "agenda",
    row="sitting",
    enter="sitting",
    views={"members": "members"},
    layout="page",
    topics=("group",),
)

SITTING = Table(
    "sitting",
    "cards",
    (
        Column("item", "#", width=2, align="right", meaning="quiet"),
        Column("matter", "cli_titles.column-matter", said="titles.matter-{}", meaning="strong"),
        Column("honor", "tui.column-honor", said="tui.short-{}", width=8, meaning="quiet"),
        Column(
            "holders",
            "cli_titles.column-holders",
            "subjects",
            counted=True,
            blank=True,
            width=7,
            align="right",
            meaning="quiet",
        ),
        Column(
            "outcome",
            "cli_titles.column-outcome",
            HERE + "outcome",
            none="—",
            width=12,
            most=24,
            meaning=HERE + "left_over",
        ),
    ),
    rows=HERE + "items",
    of="sitting",
    key="item",
    title="cli_titles.column-sitting",
    heading=HERE + "sitting_title",
    pane=HERE + "item_pane",
    stands=HERE + "item_stands",
    enter=HERE + "decide",
    leads={"hold": HERE + "hold"},
    bars={"hold": HERE + "barred"},
    topics=("group",),
)

DECISIONS = Table(
    "decisions",
    "",
    title="tables.decisions",
    reads="civtui.workspace.titles.decided:decision_rows",
    columns=(
        Column("id", "cli_titles.column-decision"),
        Column("day", "cli_titles.column-day", "decided"),
        Column("matter", "cli_titles.column-matter", said="titles.matter-{}"),
        Column("honor", "cli_titles.column-honor", said="cli.honor-{}"),
        Column("outcome", "cli_titles.column-outcome", said="cli_titles.outcome-{}"),
        Column("holders", "cli_titles.column-holders", HERE + "holders"),
    ),
    row="decision",
)

MEMBERS = Table(
    "members",
    "cards",
    title="tables.members",
    reads="civtui.workspace.titles.seats:member_rows",
    columns=(
        Column("id", "cli_titles.column-member", face="print"),
        Column("name", "cli_titles.column-name", face="print"),
        Column(
            "name",
            "verbs.field-name-kept",
            HERE + "member_called",
            width=14,
            meaning="strong",
            face="screen",
        ),
        Column("post", "cli_titles.column-post"),
        Column("part", "cli_titles.column-part", said="cli_titles.part-{}", width=8),
        Column("since", "cli_titles.column-since", width=10, meaning="quiet"),
        Column("until", "cli_titles.column-until", none="", width=10, meaning="quiet"),
    ),
    row="member",
    adds="group.seat",
    enter="group.change",
    layout="below",
    hint="tui.members-keys",
)

TABLES = {one.id: one for one in (SITTINGS, SITTING, DECISIONS, MEMBERS)}
