"""An objection that came after the submission: no title begins by it until it is answered."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, endings, grants, notices
from civtui.workspace.titles.next_title import due_rows
from tests.titles.small import START, Sittings
from tests.titles.test_life_property import city

POSTED = START + timedelta(days=3)
SENT = POSTED + timedelta(days=20)
GRANTED = {"granted": True, "document": "x", "by": "y", "on": SENT + timedelta(days=5)}


def submitted(ws: Workspace) -> tuple[str, str]:
    """Return an application that was submitted, and an objection to it from its notice's days."""
    case = applications.apply(ws, "municipal", "a-2", on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    Sittings(ws).decide("recommend:municipal=a-2", START + timedelta(days=1))
    notice, _ = notices.post(ws, [case], on=POSTED)
    applications.submit(ws, [case], "文号", on=SENT)
    day = date.fromisoformat(notice.last)
    return case, notices.object_to(ws, notice.id, case, "有反映", on=day).id


def refusal(ws: Workspace, case: str) -> tuple[str, str]:
    """Return by which rule a granted title is refused, and the key of the way out."""
    with pytest.raises(Refused) as told:
        applications.receive(ws, case, **GRANTED)
    assert told.value.hint is not None
    return str(told.value.where["rule"]), told.value.hint.key


def test_no_title_begins_while_an_objection_is_open_or_upheld(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)
    assert refusal(ws, case) == ("objection", "titles.way-handle")
    notices.handle(ws, objection, upheld=True, finding="属实", on=SENT)
    assert refusal(ws, case) == ("objection", "titles.way-upheld")
    assert applications.close(ws, case, "objection-upheld", on=SENT).state == "objection-upheld"
    ws.close()


def test_one_that_was_rejected_stands_in_no_way(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)
    notices.handle(ws, objection, upheld=False, finding="不实", on=SENT)
    assert applications.receive(ws, case, **GRANTED).state == "granted"
    ws.close()


def test_the_higher_body_may_refuse_whatever_was_objected(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, _ = submitted(ws)
    assert applications.receive(ws, case, **GRANTED | {"granted": False}).state == "refused-above"
    ws.close()


def test_the_due_board_says_of_a_notice_that_an_objection_is_open(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case = applications.apply(ws, "municipal", "a-2", on=START).id
    applications.check(ws, case, score="95", on=START)
    Sittings(ws).decide("recommend:municipal=a-2", START + timedelta(days=1))
    notice, _ = notices.post(ws, [case], on=POSTED)
    day = date.fromisoformat(notice.last)
    objection = notices.object_to(ws, notice.id, case, "有反映", on=day).id

    second = notices.object_to(ws, notice.id, case, "另有反映", on=day).id

    def said() -> str:
        return next(d.why.key for d in due_rows(ws) if d.what == "notice")

    assert said() == "titles.due-notice-objected"
    told = next(render(d.why) for d in due_rows(ws) if d.what == "notice")
    assert f"handle {objection} " in told and f"handle {second} " in told  # of one application
    notices.handle(ws, objection, upheld=False, finding="不实", on=SENT)
    with pytest.raises(Refused) as twice:
        notices.handle(ws, objection, upheld=True, finding="属实", on=SENT)
    assert f"civtui notice void-objection {objection}" in render(twice.value.hint or "")
    notices.handle(ws, second, upheld=False, finding="不实", on=SENT)
    assert said() == "titles.due-notice-over"
    ws.close()


def test_each_state_of_the_applications_of_a_notice_has_its_line(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    cases = {a: applications.apply(ws, "municipal", a, on=START).id for a in ("a-1", "a-2")}
    for case in cases.values():
        assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    sittings = Sittings(ws)
    for agency in cases:
        sittings.decide(f"recommend:municipal={agency}", START + timedelta(days=1))
    notice, _ = notices.post(ws, [*cases.values()], on=POSTED)

    def rows() -> list[tuple[str, str]]:
        return [(d.why.key, d.name) for d in due_rows(ws) if d.what == "notice"]

    ((_, both),) = rows()
    assert "a-1局" in both and "a-2局" in both
    day = date.fromisoformat(notice.last)
    objection = notices.object_to(ws, notice.id, cases["a-1"], "有反映", on=day).id
    notices.handle(ws, objection, upheld=True, finding="属实", on=SENT)
    found = dict(rows())
    assert {*found} == {"titles.due-notice-over", "titles.due-notice-upheld"}
    one = found["titles.due-notice-over"]
    assert "a-1局" not in one and "a-2局" in one
    one = found["titles.due-notice-upheld"]
    assert "a-1局" in one and "a-2局" not in one
    applications.submit(ws, [cases["a-2"]], "文号", on=SENT)
    ((key, one),) = rows()
    assert key == "titles.due-notice-upheld" and "a-1局" in one and "a-2局" not in one
    applications.close(ws, cases["a-1"], "objection-upheld", on=SENT)
    assert rows() == []
    ws.close()


def test_no_title_begins_before_the_objection_was_answered(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)
    answered = SENT + timedelta(days=9)
    notices.handle(ws, objection, upheld=False, finding="不实", on=answered)
    assert refusal(ws, case) == ("order", "titles.way-later")
    assert applications.receive(ws, case, **GRANTED | {"on": answered}).state == "granted"
    ws.close()


def test_nothing_is_granted_submitted_or_closed_before_that(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    given = {"agency": "a-3", "runs-program": True, "has-conditions": True, "on": START}
    perform(ws, verb_of("agency.set"), given)
    sittings = Sittings(ws)
    cases = {}
    for honor, agency, matter in (
        ("agency-level", "a-3", "grant"),
        ("municipal", "a-2", "recommend"),
    ):
        cases[honor] = applications.apply(ws, honor, agency, on=START).id
        assert applications.check(ws, cases[honor], score="95", on=START).outcome == "passed"
        ruled = sittings.decide(f"{matter}:{honor}={agency}", START + timedelta(days=1))
        cases[matter] = ruled
    notice, _ = notices.post(ws, [cases["agency-level"], cases["municipal"]], on=POSTED)
    day = date.fromisoformat(notice.last)
    answered = SENT + timedelta(days=9)
    for honor in ("agency-level", "municipal"):
        found = notices.object_to(ws, notice.id, cases[honor], "有反映", on=day)
        notices.handle(ws, found.id, upheld=False, finding="不实", on=answered)

    def too_early(deed: Callable[[date], object]) -> None:
        with pytest.raises(Refused) as told:
            deed(SENT)
        assert told.value.where["rule"] == "order" and str(answered) in render(told.value.message)
        deed(answered)

    too_early(lambda on: grants.grant(ws, "agency-level", ["a-3"], cases["grant"], on=on))
    too_early(lambda on: applications.submit(ws, [cases["municipal"]], "文号", on=on))
    ws.close()


def test_an_upheld_one_closes_the_application_on_its_day_at_the_earliest(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)
    answered = SENT + timedelta(days=9)
    notices.handle(ws, objection, upheld=True, finding="属实", on=answered)
    with pytest.raises(Refused):
        applications.close(ws, case, "objection-upheld", on=SENT)
    assert applications.close(ws, case, "objection-upheld", on=answered).state == "objection-upheld"
    ws.close()


def ended(ws: Workspace, how: str) -> tuple[str, str]:
    """Return an application that ended so, and an unanswered objection to it."""
    case, objection = submitted(ws)
    if how == "refused-above":
        applications.receive(ws, case, **GRANTED | {"granted": False})
        return case, objection
    if how == "withdrawn":
        applications.close(ws, case, "withdrawn", on=SENT)
        return case, objection
    notices.handle(ws, objection, upheld=False, finding="不实", on=SENT)
    applications.receive(ws, case, **GRANTED)
    notice = applications.case_row(ws, case).notice
    assert notice is not None
    day = date.fromisoformat(notices.notice_row(ws, notice).last)
    return case, notices.object_to(ws, notice, case, "来信晚到", on=day).id


@pytest.mark.parametrize("how", ["withdrawn", "refused-above", "granted"])
def test_no_objection_is_upheld_against_an_application_that_has_ended(
    tmp_path: Path, how: str
) -> None:
    ws = city(tmp_path / "w")
    case, objection = ended(ws, how)
    assert applications.case_row(ws, case).state == how
    with pytest.raises(Refused) as told:
        notices.handle(ws, objection, upheld=True, finding="属实", on=ws.today())
    called = render(Names(ws).case(case), "zh")
    assert called in render(told.value.message, "zh") and told.value.hint is not None
    assert ("group put withdraw" in render(told.value.hint, "zh")) is (how == "granted")
    assert [o.outcome for o in notices.objection_rows(ws) if o.id == objection] == [None]
    due = [row.subject for row in due_rows(ws) if row.what == "objection"]
    assert due == ([objection] if how == "granted" else [])
    found = notices.handle(ws, objection, upheld=False, finding="不实", on=ws.today())
    assert found.outcome == "rejected"
    ws.close()


def test_one_to_a_title_that_was_lost_since_is_not_due(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    _, objection = ended(ws, "granted")
    assert objection in [row.subject for row in due_rows(ws)]
    gone = Sittings(ws, "w").decide("withdraw:municipal=a-2", ws.today())
    endings.end(ws, "municipal", ["a-2"], "withdrawn", gone, on=ws.today())
    assert objection not in [row.subject for row in due_rows(ws)]
    ws.close()


def test_a_way_out_is_named_where_no_objection_is_open_and_where_all_is_done(
    tmp_path: Path,
) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)

    def way(deed: Callable[[], object]) -> str:
        with pytest.raises(Refused) as told:
            deed()
        assert told.value.hint is not None
        return told.value.hint.key

    def close() -> object:
        return applications.close(ws, case, "objection-upheld", on=SENT)

    assert way(close) == "titles.way-handle"
    notices.handle(ws, objection, upheld=False, finding="不实", on=SENT)
    assert way(close) == "titles.way-withdraw-case"
    applications.receive(ws, case, **GRANTED)
    assert way(lambda: applications.check(ws, case)) == "titles.way-given"
    ws.close()


def test_the_same_objection_is_put_down_once(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    case, objection = submitted(ws)
    stood = next(row for row in notices.objection_rows(ws) if row.id == objection)
    on = date.fromisoformat(stood.received)

    def again(matter: str = stood.matter, **more: Any) -> str:
        return notices.object_to(ws, stood.notice, case, matter, on=on, **more).id

    with pytest.raises(Refused) as told:
        again(f" {stood.matter}。")
    assert told.value.value == objection and told.value.field == "another"
    assert told.value.hint is not None and told.value.hint.key == "titles.way-another-objection"
    signed = again(name="张三")
    with pytest.raises(Refused) as told:
        again(name="张三")
    assert told.value.value == signed
    assert len({objection, signed, again("别的"), again(another=True)}) == 4
    ws.close()
