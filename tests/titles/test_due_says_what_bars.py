"""A line of what is due names no deed that is refused that day without saying what bars it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.verbs import verb_of
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, notices, party_group
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.cases import case_row, case_rows
from civtui.workspace.titles.holders import names_of
from tests.demos import demo
from tests.titles.small import AGENCIES, OFFICES, START, Sittings, let_pass, small_city

FIRST = "先处理"
Deed = tuple[str, dict[str, Any], str]  # verb, what is given, whom the line must name


def deeds(ws: Workspace, row: DueRow) -> Iterator[Deed]:
    """Yield the deeds that a line names, as they are typed."""
    if row.what == "carrying-out":
        one = next(o for o in undone(ws, ws.today()) if o.decision == row.subject)
        yield one.verb, one.given, ""
    elif row.what == "notice" and "upheld" not in row.why.key:
        for case in map(case_row_of(ws), notices.notice_row(ws, row.subject).cases):
            noticed = notices.notice_of(ws, case)
            if case.state == "noticed" and not (noticed and noticed.upheld):
                ours = case.honor == applications.CITY_TIER
                grant = {"honor": case.honor, "holders": [case.agency], "decision": case.decision}
                name = names_of(ws, [case.agency])[0]
                yield (
                    ("honor.grant", grant, name)
                    if ours
                    else ("apply.submit", {"cases": [case.id]}, name)
                )
    elif row.what == "objection":
        yield "notice.handle", {"objection": row.subject, "outcome": "rejected"}, ""
    elif row.what == "appeal" and (answer := row.why.values["answer"]):
        appealed = row.why.values["appealed"]
        given = {"agency": row.subject, "decision": appealed, "answer": answer}
        yield "honor.appeal", given, ""
    elif row.what == "sitting" and row.why.key.startswith("titles.due-sitting"):
        yield "group.hold", {"sitting": row.subject}, ""


def case_row_of(ws: Workspace) -> Any:
    return lambda case: case_row(ws, case)


def refused(ws: Workspace, verb: str, given: dict[str, Any]) -> bool:
    """Return whether a deed is refused today, all that it asks being asked."""
    texts = {f.id: "x" for f in verb_of(verb).fields if f.required and f.type == "text"}
    try:
        with ws.ledger.rehearsal():
            perform(ws, verb_of(verb), {**texts, **given})
    except Refused:
        return True
    return False


def lies(ws: Workspace) -> list[tuple[str, bool]]:
    """Return the lines of today and before that say other than what the deeds they name do."""
    found = []
    for row in due_rows(ws):
        if row.days > 0:
            continue
        text = render(row.why, "zh")
        for verb, given, name in deeds(ws, row):
            no = refused(ws, verb, given)
            told = f"{name}{FIRST}" in text or "objected" in row.why.key
            if no != told:
                found.append((text, no))
    return found


def test_no_line_of_the_demo_lies_whatever_bars(tmp_path: Path) -> None:
    ws = demo(tmp_path / "w")
    for days in (0, 20, 40, 40):
        ws.set_clock(None)
        let_pass(ws, ws.today() + timedelta(days=days))
        assert lies(ws) == []
        for case in case_rows(ws)[:2] if days else ():
            if case.open:
                card_steps.veto(ws, case.agency, "重大事故")
        for case in [c for c in case_rows(ws) if c.state == "decided"][:1]:
            notices.post(ws, [case.id], on=ws.today())
        assert lies(ws) == []
    assert any(row.what == "notice" for row in due_rows(ws))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    barring = {"vetoes": "barred", "open-card": "barred", "title-needs-result": "required"}
    ws = small_city(tmp_path / "w", policies=barring, today=START)
    let_pass(ws, START + timedelta(days=20))
    for agency in AGENCIES:
        given = {"agency": agency, "runs-program": True, "has-conditions": True, "on": START}
        perform(ws, verb_of("agency.set"), given)
    return ws


def noticed(ws: Workspace, *agencies: str) -> None:
    """Post one notice with the applications of `agencies`, which is over."""
    cases = [applications.apply(ws, "agency-level", one, on=START).id for one in agencies]
    for case in cases:
        assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    Sittings(ws).decide(f"grant:agency-level={','.join(agencies)}", START)
    notices.post(ws, cases, on=START)


def texts(ws: Workspace, what: str) -> list[str]:
    return [render(row.why, "zh") for row in due_rows(ws) if row.what == what]


def test_a_veto_and_an_open_card_stand_in_the_line_of_a_notice_that_is_over(ws: Workspace) -> None:
    noticed(ws, "a-3")
    (text,) = texts(ws, "notice")
    assert "可以命名：civtui honor grant agency-level a-3局" in text
    assert FIRST not in text and lies(ws) == []
    card_steps.veto(ws, "a-3", "重大事故")
    (text,) = texts(ws, "notice")
    assert f"a-3局{FIRST}" in text and "尚不能" in text and lies(ws) == []


def test_a_decision_that_a_card_bars_says_what_comes_first(ws: Workspace) -> None:
    case = applications.apply(ws, "agency-level", "a-3", on=START).id
    applications.check(ws, case, score="95", on=START)
    sittings = Sittings(ws)
    sittings.decide("grant:agency-level=a-3", START)
    assert [FIRST in text for text in texts(ws, "carrying-out")] == [False]
    ruled = sittings.decide("card=a-3", START)
    card_steps.issue(ws, "a-3", "停滞", "整改", ruled, on=START)
    (text,) = texts(ws, "carrying-out")
    assert FIRST in text and "civtui card clear" in text and lies(ws) == []


def test_of_several_offices_the_one_that_is_barred_is_named(ws: Workspace) -> None:
    one, two = OFFICES["a-3"][:2]
    with pytest.MonkeyPatch.context() as patch:  # decided before the policy asked for a result
        patch.setattr("civtui.workspace.titles.party_group.guard", lambda *_: lambda: None)
        ruled = party_group.decide(ws, "a-3", "grant", [one, two], session="党组会议", on=START)
    (text,) = texts(ws, "carrying-out")
    assert FIRST in text and ruled.id in text and lies(ws) == []


def test_asking_writes_nothing_whoever_asks(ws: Workspace) -> None:
    Sittings(ws).decide("card=a-3", START)
    head, ws.__dict__["role"] = ws.head(), Role.ASSESSOR
    (text,) = texts(ws, "carrying-out")
    assert FIRST not in text and ws.head() == head
    with pytest.raises(Refused):
        perform(
            ws,
            verb_of("card.add"),
            {"agency": "a-3", "cause": "x", "demands": "x", "decision": "s1-1"},
        )
