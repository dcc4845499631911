"""Titles and cards: who may apply, applications, cards, what is due."""

from __future__ import annotations

from civtui.tables.table import Column, Meaning, Table

HERE = "civtui.workspace.lists.titles:"
NOTICE = "civtui.workspace.lists.notices:"
DUE = "civtui.workspace.lists.due:"
FIELDS = "civtui.workspace.finding.records:"
STATES: dict[str, Meaning] = {
    "granted": "good",
    "kept": "good",
    "noticed-over": "warn",
    "check-failed": "bad",
    "refused-above": "bad",
    "not-recommended": "bad",
    "withdrawn": "quiet",
    "objection-upheld": "bad",
    "reform": "quiet",
    "*": "note",
}
CARD_STAGES: dict[str, Meaning] = {
    "open": "warn",
    "lapsed": "bad",
    "not-met": "bad",
    "appealed": "warn",
    "*": "good",
}
VERDICTS: dict[str, Meaning] = {
    "True": "good",
    "False": "bad",
    "None": "warn",
    "outranked": "quiet",  # a higher title is held
}


def _tier(place: int) -> Column:
    """Return the column that says whether an agency may apply for a tier."""
    return Column(
        f"tier{place}",
        f"tui.column-tier{place}",
        f"{{0.marks[{place - 1}]}}",
        sign=True,
        width=4,
        align="center",
        meaning=VERDICTS,
    )


ELIGIBILITY = Table(
    "eligibility",
    "",
    (
        Column("agency", "tui.column-agency", "{0.agency.called}", meaning="strong"),
        Column(
            "honor",
            "tui.column-honor",
            "{0.agency.honor}",
            "tui.short-{}",
            "none",
            width=8,
            meaning="quiet",
        ),
        *map(_tier, (1, 2, 3)),
        Column(
            "share",
            "tui.column-share",
            "{0.agency.civilized}/{0.agency.offices}",
            width=6,
            align="right",
            meaning="quiet",
        ),
    ),
    reads="civtui.workspace.titles.eligibility:eligibility_list",
    key="{0.agency.id}",
    fields=FIELDS + "ELIGIBILITY",
    asked=FIELDS + "eligibility_record",
    pane=HERE + "eligible_pane",
    row="agency",
    enter="rung",
    leads={"file": HERE + "apply", "explain_share": "share"},
    views={"cases": "cases", "notices": "notices"},
    topics=HERE + "tier_topics",
)

CASES = Table(
    "cases",
    "eligibility",
    (
        Column("id", "cli_titles.column-case", face="print"),
        Column("honor", "cli_titles.column-honor", said="cli.honor-{}", face="print"),
        Column("agency", "tui.column-agency", "agency_name", meaning="strong", face="screen"),
        Column("agency", "cli_titles.column-agency", "agency_name", face="print"),
        Column(
            "honor",
            "tui.column-honor",
            said="tui.short-{}",
            width=8,
            meaning="quiet",
            face="screen",
        ),
        Column(
            "state",
            "tui.column-state",
            HERE + "told_state",
            "titles.state-{}",
            width=13,
            meaning=STATES,
            face="screen",
        ),
        Column(
            "state",
            "cli_titles.column-state",
            HERE + "told_state",
            "titles.state-{}",
            face="print",
        ),
        Column("day", "cli_titles.column-day", "stepped", face="print"),
        Column(
            "score",
            "cli_titles.column-score",
            HERE + "marked_score",
            width=6,
            align="right",
            meaning="quiet",
            face="screen",
        ),
        Column("score", "cli_titles.column-score", HERE + "score", face="print"),
        Column("source", "cli_titles.column-source", HERE + "source", face="print"),
    ),
    rows=HERE + "cases",
    fields=FIELDS + "CASE",
    pane=HERE + "case_pane",
    row="case",
    enter=HERE + "next_of",
    adds="apply.add",
    leads={"add": HERE + "file"},
    stands=HERE + "case_stands",
    views={"notices": "notices"},
    topics=HERE + "case_topics",
)

CARDS = Table(
    "all_cards",
    "cards",
    (
        Column("id", "cli.column-id", face="print"),
        Column("agency", "tui.column-agency", "agency_name", meaning="strong", face="screen"),
        Column("agency", "cli.column-agency", "agency_name", face="print"),
        Column(
            "state",
            "tui.column-state",
            "stage",
            "cli.card-{}",
            width=10,
            meaning=CARD_STAGES,
            face="screen",
        ),
        Column("state", "cli.column-state", "stage", "cli.card-{}", face="print"),
        Column("opened", "cli.column-opened", face="print"),
        Column(
            "term",
            "tui.column-term",
            "term_ends",
            none="—",
            width=10,
            meaning="quiet",
            face="screen",
        ),
        Column("term", "cli.column-term", "term_ends", none="—", face="print"),
        Column(
            "days",
            "tui.column-days",
            "days_left",
            width=5,
            align="right",
            meaning=DUE + "urgency",
            face="screen",
        ),
        Column("days", "cli.column-days", "days_left", face="print"),
        Column("cause", "cli.column-cause", face="print"),
    ),
    reads="civtui.workspace.titles.card_board:card_rows",
    pane=DUE + "card_pane",
    row="card",
    adds="card.add",
    topics=("card",),
    layout="page",
)

DUE_LIST = Table(
    "cards",
    "",
    (
        Column("day", "cli_titles.column-day", "on", face="print"),
        Column("days", "cli_titles.column-days", face="print"),
        Column("kind", "cli_titles.column-kind", "what", "cli_titles.due-{}", face="print"),
        Column("name", "tui.column-subject", meaning="strong", face="screen"),
        Column("name", "cli_titles.column-name", face="print"),
        Column(
            "kind",
            "tui.column-kind",
            DUE + "kind",
            width=10,
            most=99,
            meaning="note",
            face="screen",
        ),
        Column("on", "tui.column-due", width=10, meaning="quiet", face="screen"),
        Column(
            "days",
            "tui.column-days",
            width=5,
            align="right",
            meaning=DUE + "urgency",
            face="screen",
        ),
        Column("why", "cli_titles.column-why", face="print"),
    ),
    reads="civtui.workspace.overview.due:due_rows",
    key="{0.key}",
    pane=DUE + "due_pane",
    stands=DUE + "stands",
    enter=DUE + "lead",
    leads={"add": DUE + "added"},
    bars={"add": DUE + "takes_none"},
    views={"all": "all_cards", "sittings": "sittings", "members": "members"},
    topics=DUE + "topics",
    layout="page",
)

NOTICES = Table(
    "notices",
    "eligibility",
    title="tables.notices",
    reads="civtui.workspace.titles.notices:notice_rows",
    columns=(
        Column("id", "cli_titles.column-notice", face="print"),
        Column("posted", "cli_titles.column-posted", width=10),
        Column("last", "cli_titles.column-last", width=10),
        Column("cases", "cli_titles.column-cases", face="print"),
        Column(
            "agencies", "tui.column-agency", NOTICE + "proposed", meaning="strong", face="screen"
        ),
    ),
    pane=NOTICE + "pane",
    row="notice",
    stands=NOTICE + "stands",
    called=NOTICE + "called",
    enter=NOTICE + "cases",
    topics=("notice",),
    layout="page",
)

REFORMS = Table(
    "reforms",
    "",
    title="tables.reforms",
    reads="civtui.workspace.titles.reform_rows:reform_rows",
    columns=(
        Column("id", "cli_titles.column-reform"),
        Column("day", "cli_titles.column-day"),
        Column("state", "cli_titles.column-state", said="cli_titles.reform-{}"),
        Column("document", "cli_titles.column-document"),
    ),
    row="reform",
)

TITLES = Table(
    "titles",
    "",
    title="tables.titles",
    key="{0.holder}/{0.honor}",
    rows=HERE + "held",
    columns=(
        Column("id", "cli.column-id", "holder"),
        Column("name", "cli.column-name", "called"),
        Column("honor", "cli.column-honor", said="cli.honor-{}"),
        Column("since", "cli.column-since"),
        Column("until", "cli.column-until"),
    ),
)

ON_SCREEN = (ELIGIBILITY, CASES, CARDS, DUE_LIST, NOTICES)
PRINTED = (REFORMS, TITLES)
TABLES = {one.id: one for one in (*ON_SCREEN, *PRINTED)}
