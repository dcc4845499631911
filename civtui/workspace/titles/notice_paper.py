"""The text of a public notice: who is proposed for what, by which decision, until when."""

from __future__ import annotations

from typing import Any

from civtui.ledger import queries
from civtui.locale import t
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import CITY_TIER, CaseRow, case_row
from civtui.workspace.titles.notices import NoticeRow, notice_row

Section = dict[str, Any]


def paper(ws: Workspace, notice: str) -> Section:
    """Return a notice as it is posted: a section that every export format writes.

    Returns:
        title, paragraphs (`text`) and the table of those who are proposed.

    Raises:
        NotFound: there is no such notice.
    """
    row = notice_row(ws, notice)
    cases = [case_row(ws, case) for case in row.cases]
    heads = ("agency", "honor", "matter", "decision")
    columns = [
        {"id": head, "title": t(f"cli_titles.column-{head}"), "align": "left"} for head in heads
    ]
    return {
        "title": t(f"notice.title-{_proposes(cases)}", honors=_honors(cases)),
        "text": _paragraphs(row, cases),
        "table": {"columns": columns, "rows": [_proposed(ws, case) for case in cases]},
    }


def _proposed(ws: Workspace, case: CaseRow) -> list[str]:
    # also of an agency that is no more
    _, name = queries.one(ws.ledger, "lineage", "both-names", (case.agency,)) or ("", "")
    return [
        str(name),
        t(f"cli.honor-{case.honor}"),
        t(f"titles.matter-{_matter(case)}"),
        f"{case.decision or ''} {case.decided or ''}".strip(),
    ]


def _matter(case: CaseRow) -> str:
    """Return what is proposed: the city grants one tier and recommends for the others."""
    return "grant" if case.honor == CITY_TIER else "recommend"


def _proposes(cases: list[CaseRow]) -> str:
    """Return what a notice proposes, `both` where it is not one alone."""
    found = {_matter(case) for case in cases}
    return found.pop() if len(found) == 1 else "both"


def _honors(cases: list[CaseRow]) -> list[str]:
    return [t(f"cli.honor-{honor}") for honor in dict.fromkeys(case.honor for case in cases)]


def _paragraphs(row: NoticeRow, cases: list[CaseRow]) -> list[str]:
    """Return what stands above the table: by whom it was decided, the period, where to object."""
    return [
        t(f"notice.decided-{_proposes(cases)}", count=len(cases)),
        t(f"notice.period-{row.counting}", first=row.first, last=row.last, days=row.days),
        t("notice.objections"),
    ]
