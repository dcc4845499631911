"""The ledger, the plugins, the reports."""

from __future__ import annotations

from civtui.tables.table import Column, Table

HERE = "civtui.workspace.lists.machine:"
FIELDS = "civtui.workspace.finding.records:"

LEDGER = Table(
    "ledger",
    "",
    (
        Column("number", "#", "seq", width=7, align="right", meaning="quiet"),
        Column("kind", "tui.column-fact", HERE + "told"),
        Column("day", "tui.column-day", "effective", width=10, meaning="quiet"),
        Column("who", "tui.column-who", width=10, meaning="note"),
    ),
    rows=HERE + "facts",
    key="seq",
    fields=FIELDS + "FACT",
    pane=HERE + "fact_pane",
    row="fact",
    called=HERE + "called",
    meaning=HERE + "gone",
    layout="page",
    beside_from=140,
)

PLUGINS = Table(
    "plugins",
    "",
    (
        Column("id", "tui.column-plugin", HERE + "plugin_title", meaning="strong"),
        Column("version", "tui.column-version", width=8, meaning="quiet"),
        Column(
            "state",
            "tui.column-state",
            said="tui.plugin-{}",
            width=8,
            meaning={"enabled": "good", "disabled": "quiet", "slow": "warn", "*": "bad"},
        ),
        Column("call", "tui.column-call", HERE + "median", width=4, align="right", meaning="quiet"),
    ),
    rows=HERE + "plugins",
    pane=HERE + "plugin_pane",
    hint="tui.plugins-keys",
    row="plugin",
    enter="plugin",
    layout="page",
)

REPORTS = Table(
    "reports",
    "",
    (
        Column("report", "tui.column-report", "name", meaning="strong"),
        Column("format", "tui.column-format", "{0.format.title}", width=14, meaning="note"),
        Column("ending", content="{0.format.extension}", width=6, meaning="quiet"),
    ),
    rows=HERE + "reports",
    key="{0.format.id}|{0.round}",
    pane=HERE + "report_pane",
    hint="tui.report-keys",
    row="format",
    stands=HERE + "report_stands",
    beside_from=100,
)

USERS = Table(
    "users",
    "",
    title="tables.users",
    key="name",
    reads="civtui.workspace.people.users:user_rows",
    columns=(
        Column("name", "cli.column-user"),
        Column("role", "cli.column-role", said="verbs/user.role-{}"),
        Column("agency", "cli.column-agency", HERE + "user_agency"),
        Column("assessor", "cli.column-assessor"),
    ),
    row="user",
)

FORMATS = Table(
    "formats",
    "",
    title="tables.formats",
    reads="civtui.workspace.files.reports:formats",
    columns=(
        Column("id", "cli.column-id"),
        Column("title", "cli.column-name"),
        Column("extension"),
        Column("plugin", content="{0.plugin} {0.version}"),
    ),
    row="format",
)

TABLES = {one.id: one for one in (LEDGER, PLUGINS, REPORTS, USERS, FORMATS)}
