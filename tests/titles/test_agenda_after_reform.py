"""Whom a reform ended is on the agenda of a later sitting no more; what was there goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists import group as lists
from civtui.workspace.lists.cells import listing
from civtui.workspace.lists.listing import Said
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    appeals,
    applications,
    decisions,
    endings,
    group,
    notices,
    reforms,
)
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.agenda_after_reform import remaining
from civtui.workspace.titles.sittings import sitting_row
from civtui.workspace.voiding.doing import void
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city
from tests.titles.test_carrying_out import MERGED, reform
from tests.titles.test_due_undecided import declare
from tests.titles.test_reform_decisions import asked
from tests.voiding.tables import tables_of

DAY = START + timedelta(days=5)
HELD = [("a-1", "municipal"), ("a-2", "municipal"), ("a-3", "municipal")]
ABOLISHED = '[[abolish]]\nagency = "a-2"\n'


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path / "w", titles=HELD, today=START)
    items = ["renew:municipal=a-2", "renew:municipal=a-1,a-2", "card=a-2"]
    group.call(made, "s1", [items[0]], held_on=DAY)
    group.call(made, "s1", items[1:], held_on=DAY)
    return made


def test_what_is_said_of_the_agenda_before_and_done_to_it(ws: Workspace) -> None:
    said = [n.key for n in reform(ws, ABOLISHED, dry_run=True).notes]
    assert said.count("titles.agenda-falls") == 2
    reform(ws, ABOLISHED)
    row = put_on_agenda(ws, {"renew": ["a-3"]}, honor="municipal")
    assert [(i.item, i.matter, i.subjects) for i in row.agenda] == [("1", "renew", ("a-1", "a-3"))]


def test_what_is_due_counts_what_is_left_of_an_agenda(ws: Workspace) -> None:
    def items() -> list[object]:
        return [row.why.values["items"] for row in due_rows(ws) if row.what == "sitting"]

    assert items() == [2]
    reform(ws, ABOLISHED)  # the card was for a-2 alone
    assert items() == [1]


def test_nothing_is_decided_on_who_is_no_more(ws: Workspace) -> None:
    reform(ws, ABOLISHED)
    let_pass(ws, DAY)
    group.hold_sitting(ws, "s1")
    with pytest.raises(Refused) as nobody:
        decisions.decide(ws, "s1", "2")
    assert nobody.value.message.key == "titles.nobody-left" and nobody.value.hint
    assert decisions.decide(ws, "s1", "1", outcome="refused").subjects == ("a-1",)
    told = [*perform(ws, verb_of("group.show"), {"sitting": "s1"}).lines()]
    assert [line for line in told if "已取消" in line and "黄牌" in line]
    assert [line for line in told if "不同意 1/2" in line]  # on one of two, the other is no more
    let_pass(ws, DAY + timedelta(days=1))
    assert not [row for row in due_rows(ws) if row.what in ("decision", "sitting")]


def test_who_was_merged_is_there_as_who_goes_on(ws: Workspace) -> None:
    said = [n.key for n in reform(ws, MERGED, dry_run=True).notes]
    assert "titles.agenda-falls" not in said
    reform(ws, MERGED)
    row = put_on_agenda(ws, {"renew": ["a-1"]}, honor="municipal")
    assert row.agenda[0].subjects == ("a-1", "a-2")  # nothing new: it is not written anew
    row = put_on_agenda(ws, {"card": ["a-1"]})
    assert [i.subjects for i in row.agenda] == [("a-1", "a-4"), ("a-4", "a-1")]


def test_what_is_left_of_a_held_sitting_asks_nobody_that_is_no_more(ws: Workspace) -> None:
    let_pass(ws, DAY)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1", subjects=["a-1"], outcome="refused")
    let_pass(ws, DAY + timedelta(days=1))
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {DAY + timedelta(days=1)}\n{ABOLISHED}', "utf-8")
    reforms.reform(ws, file)
    row = sitting_row(ws, "s1")
    assert [remaining(ws, row, item) for item in row.agenda] == [None, None]
    here = listing(ws, table_of("sitting"), "s1")
    first, second = here.records
    assert render(lists.outcome(here, second), "zh") == "已取消"
    assert "取消" in "".join(
        render(line.text, "zh") for line in lists.item_pane(here, second) if isinstance(line, Said)
    )
    with pytest.raises(Refused) as nobody:
        lists.decide(here, second)
    assert nobody.value.message.key == "titles.nobody-left"
    with pytest.raises(Refused) as decided:
        lists.decide(here, first)
    assert decided.value.message.key == "titles.decided-already"


def test_a_reform_is_not_taken_back_under_an_agenda_that_let_its_items_fall(ws: Workspace) -> None:
    before = tables_of(ws)
    reform(ws, ABOLISHED)
    put_on_agenda(ws, {"renew": ["a-3"]}, honor="municipal")
    seq = ws.head()
    (row,) = reforms.reform_rows(ws)
    with pytest.raises(Refused) as told:
        reforms.take_back(ws, row.id)
    assert told.value.message.key == "voiding.hangs" and told.value.message.values["seq"] == seq
    assert told.value.hint is not None and f"ledger void {seq}" in render(told.value.hint, "zh")
    void(ws, seq, "先撤议程")
    reforms.take_back(ws, row.id)
    after = tables_of(ws)
    assert {table for table in after if after[table] != before[table]} == {"reform"}
    subjects = [i.subjects for i in sitting_row(ws, "s1").agenda]
    assert subjects == [("a-1", "a-2"), ("a-2",)]


def test_an_agenda_that_lets_nobody_fall_leaves_a_reform_free(ws: Workspace) -> None:
    reform(ws, '[[abolish]]\nagency = "a-3"\n')  # stands on no agenda
    put_on_agenda(ws, {"card": ["a-1"]})
    reforms.take_back(ws, reforms.reform_rows(ws)[0].id)


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("matter", ["delist", "withdraw"])
def test_what_was_meant_for_one_alone_falls_where_he_is_merged(
    tmp_path: Path, matter: str, held: bool
) -> None:
    """Said before and after, shown as cancelled, asked for by no line of what is due."""
    ws = small_city(tmp_path / "v", titles=HELD, today=START)
    group.call(ws, "s1", [f"{matter}:municipal=a-2", "renew:municipal=a-1,a-2"], held_on=START)
    if held:
        group.hold_sitting(ws, "s1")
    said = [render(n, "zh") for n in reform(ws, MERGED, dry_run=True).notes if "agenda-" in n.key]
    assert [("取消" in one, "新局" in one) for one in said] == [(True, False), (False, True)][
        : 1 + held
    ]
    reform(ws, MERGED)
    if not held:
        group.hold_sitting(ws, "s1")
    here = listing(ws, table_of("sitting"), "s1")
    first, second = here.records
    assert [render(lists.outcome(here, one), "zh") for one in (first, second)] == ["已取消", ""]
    let_pass(ws, START + timedelta(days=1))
    (row,) = [row for row in due_rows(ws) if row.what == "sitting"]
    assert row.why.values["items"] == 1 and "add s1 2" in render(row.why)
    with pytest.raises(Refused) as nobody:
        decisions.decide(ws, "s1", "1")
    assert "group show s1" in render(nobody.value.hint)


def test_a_decision_about_one_alone_waits_for_nobody_where_he_is_merged(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "v", titles=HELD, today=START)
    Sittings(ws).decide("delist:municipal=a-2", START)
    assert [row.what for row in due_rows(ws)] == ["carrying-out"]
    assert "titles.decision-alone" in [n.key for n in reform(ws, MERGED).notes]
    assert not due_rows(ws)


def test_an_appeal_on_an_agenda_falls_where_its_agency_is_merged(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "v", titles=HELD, today=START)
    sittings = Sittings(ws)
    gone = sittings.decide("delist:municipal=a-2", START)
    endings.end(ws, "municipal", ["a-2"], "delisted", gone, on=START)
    appeals.appeal(ws, "a-2", gone, on=START)
    group.call(ws, "z1", ["appeal=a-2"], held_on=START)
    keys = [n.key for n in reform(ws, MERGED, dry_run=True).notes]
    assert keys.count("titles.agenda-falls") == 1
    reform(ws, MERGED)
    group.hold_sitting(ws, "z1")
    row = sitting_row(ws, "z1")
    assert remaining(ws, row, row.agenda[0]) is None
    let_pass(ws, START + timedelta(days=1))
    assert not [row for row in due_rows(ws) if row.what in ("appeal", "sitting")]


def test_an_item_of_a_sitting_that_is_to_come_is_not_decided_from_its_row(ws: Workspace) -> None:
    here = listing(ws, table_of("sitting"), "s1")
    with pytest.raises(Refused) as early:
        lists.decide(here, here.records[0])
    assert early.value.message.key == "titles.not-held" and early.value.hint


@pytest.mark.parametrize(
    ("item", "said"), [("result", "考评结果 同意，"), ("other=安排", "（安排）同意，")]
)
def test_a_decision_about_no_holders_counts_none(tmp_path: Path, item: str, said: str) -> None:
    ws = small_city(tmp_path / "v", today=START)
    group.call(ws, "s1", [item], held_on=START)
    group.hold_sitting(ws, "s1")
    given = {"sitting": "s1", "item": "1", "outcome": "approved"}
    told = render(announced(ws, verb_of("decide.add"), given), "zh")
    assert said in told and "0 个" not in told and "（）" not in told


def test_an_objection_to_an_application_that_ended_with_its_agency_is_not_due(
    tmp_path: Path,
) -> None:
    ws = small_city(tmp_path / "v", today=START)
    declare(ws, "a-2")
    case = applications.apply(ws, "agency-level", "a-2", on=START).id
    applications.check(ws, case, score="95", on=START)
    Sittings(ws).decide("grant:agency-level=a-2", START)
    notice, _ = notices.post(ws, [case], on=START)
    let_pass(ws, START + timedelta(days=1))
    notices.object_to(ws, notice.id, case, "有反映")
    assert "objection" in [row.what for row in due_rows(ws)]
    reform(ws, ABOLISHED)
    assert "objection" not in [row.what for row in due_rows(ws)]


@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize(
    ("item", "policy", "other", "falls"),
    [
        ("renew:municipal=a-2", "carry-over", "", False),
        ("renew:municipal=a-2", "restart", "", True),
        ("recommend:municipal=a-2", "carry-over", "", False),
        ("recommend:municipal=a-2", "carry-over", "provincial", True),
        ("recommend:municipal=a-2", "restart", "provincial", False),
        ("delist:municipal=a-2", "restart", "", True),
        ("card=a-2", "restart", "", False),
    ],
)
def test_each_item_that_a_merger_leaves_to_nobody_is_said_and_left_out(
    tmp_path: Path, item: str, policy: str, other: str, falls: bool, held: bool
) -> None:
    offices = [(o, "civilized-office") for a in ("a-2", "a-3") for o in OFFICES[a]]
    own = [] if item.startswith("recommend") else [("a-2", "municipal")]
    titles = [*own, *offices, *([("a-3", other)] if other else ())]
    ws = small_city(tmp_path / "w", titles=titles, today=START, policies={"merger-titles": policy})
    if item.startswith("recommend"):
        asked(ws, "municipal", "a-2")
    group.call(ws, "z1", [item], held_on=START)
    if held:
        group.hold_sitting(ws, "z1")
    keys = [n.key for n in reform(ws, MERGED, dry_run=True).notes if "titles.agenda-" in n.key]
    assert keys == (["titles.agenda-falls"] if falls else ["titles.agenda-goes"] * held)
    assert [n.key for n in reform(ws, MERGED).notes if "titles.agenda-" in n.key] == keys
    if not held:
        group.hold_sitting(ws, "z1")
    row = sitting_row(ws, "z1")
    assert remaining(ws, row, row.agenda[0]) == (None if falls else ("a-4",))
    let_pass(ws, START + timedelta(days=1))
    assert bool([row for row in due_rows(ws) if row.what == "sitting"]) is not falls
