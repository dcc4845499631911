"""Who holds a higher agency honor is given no lower one: not filed, checked, decided or granted."""

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.rules.consequences import CONSEQUENCES
from civtui.rules.gates import TIERS
from civtui.rules.ladder import higher_held
from civtui.workspace.overview.overview import overview
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, reforms
from civtui.workspace.titles.gates import hold_gates
from civtui.workspace.titles.needed_decision import refuse_unchecked
from civtui.workspace.titles.next_steps import next_step
from civtui.workspace.voiding.doing import void
from tests.titles.small import START, small_city


def opened(ws: Workspace, holder: str, honor: str) -> None:
    """Let a holder bring a title by an opening balance."""
    title = OpeningTitle(holder=holder, honor=honor, since=START)
    ws.write(Registered(titles=(title,)), right=Right.KEEP, effective=START)


@pytest.mark.parametrize("honor", TIERS)
@pytest.mark.parametrize("held", TIERS)
def test_rungs_above_bar_and_no_others(honor: str, held: str) -> None:
    above = TIERS.index(held) > TIERS.index(honor)
    assert higher_held(honor, [held]) == (held if above else None)
    assert higher_held(honor, [held, honor]) is None  # both came: the lower one is renewed
    assert higher_held("civilized-office", [held]) is None


def test_filing_is_refused_with_reason_and_way(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    with pytest.raises(Refused) as told:
        applications.apply(ws, "agency-level", "a-1")
    assert told.value.where == {"rule": "higher-title"}
    assert "市级文明单位" in render(told.value.message, "zh")
    assert told.value.hint is not None and "civtui honor keep" in render(told.value.hint, "zh")


def test_a_title_that_came_meanwhile_bars_every_later_step(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    case = applications.apply(ws, "agency-level", "a-1")
    opened(ws, "a-1", "provincial")
    with pytest.raises(Refused) as told:
        applications.check(ws, case.id)
    assert told.value.where == {"rule": "higher-title"}
    assert "省级文明单位" in render(next_step(ws, applications.case_row(ws, case.id)), "zh")
    (doors,) = [one for one in CONSEQUENCES if one.gate == "higher-title"]
    for deed in doors.deeds:
        with pytest.raises(Refused):
            hold_gates(ws, deed, ["a-1"], START, "agency-level")
    assert doors.noted == ("result",)
    found = hold_gates(ws, "result", ["a-1"], START, "agency-level")
    assert "higher-title" in [one.gate for one in found]


def test_an_application_that_a_merger_brought_to_a_holder_goes_no_further(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    case = applications.apply(ws, "agency-level", "a-2")
    file = ws.dir / "reform.toml"
    file.write_text(
        f'id = "r1"\neffective = {START}\n[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n',
        "utf-8",
    )
    said = [note.key for note in reforms.reform(ws, file).notes]
    assert "titles.case-needless" in said
    assert applications.case_row(ws, case.id).state == "reform"
    with pytest.raises(Refused) as told:
        applications.check(ws, case.id)
    assert told.value.where == {"rule": "order"} and told.value.hint is not None
    assert (
        render(told.value.hint, "zh")
        == "市新局已持有更高的市级文明单位，无须再申报市直机关文明单位"
    )


def way(ws: Workspace, case: str) -> tuple[str, str]:
    """Return the way out that a refused check of an application names: its key, and in words."""
    with pytest.raises(Refused) as told:
        applications.check(ws, case)
    assert told.value.hint is not None
    return told.value.hint.key.removeprefix("titles."), render(told.value.hint, "zh")


def merged(ws: Workspace) -> None:
    file = ws.dir / "reform.toml"
    file.write_text(
        f'id = "r1"\neffective = {START}\n[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n',
        "utf-8",
    )
    reforms.reform(ws, file)


def test_who_goes_on_with_the_title_itself_is_told_of_its_renewal(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    case = applications.apply(ws, "municipal", "a-2").id
    merged(ws)
    key, said = way(ws, case)
    assert key == "way-holds-it" and said.startswith("市新局已持有市级文明单位，无须重新申报")
    assert applications.apply(ws, "municipal", "市新局").renewal


def test_one_that_ended_beside_another_names_that_until_it_ends_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    for agency in ("a-1", "a-2"):
        applications.apply(ws, "municipal", agency, case=agency)
    merged(ws)
    ended, other = sorted(applications.case_rows(ws), key=lambda row: row.state != "reform")
    assert ended.state == "reform" and way(ws, ended.id)[0] == "way-other-case"
    assert f"申报 {other.id} 正在办理" in way(ws, ended.id)[1]
    applications.close(ws, other.id, "withdrawn")
    assert way(ws, ended.id)[0] == "way-new-case"
    assert not applications.apply(ws, "municipal", "市新局").renewal


def test_an_agency_that_is_no_more_is_not_told_to_apply(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    case = applications.apply(ws, "municipal", "a-2").id
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {START}\n[[abolish]]\nagency = "a-2"\n', "utf-8")
    reforms.reform(ws, file)
    assert way(ws, case) == ("way-agency-gone", "a-2局已不再存在，不能再申报")


def test_a_withdrawn_one_of_who_holds_the_title_since_is_told_the_same(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    case = applications.apply(ws, "municipal", "a-1").id
    applications.close(ws, case, "withdrawn")
    assert way(ws, case)[0] == "way-withdrawn"
    opened(ws, "a-1", "municipal")
    assert way(ws, case)[0] == "way-holds-it"


def test_the_heir_is_put_on_an_agenda_only_with_an_application(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    merged(ws)
    for honor, key in (
        ("municipal", "titles.way-holds-it"),
        ("agency-level", "titles.way-holds-higher"),
        ("provincial", "titles.way-new-case"),
    ):
        with pytest.raises(Refused) as told:
            refuse_unchecked(ws, "a-2", honor, START)
        assert told.value.hint is not None and told.value.hint.key == key


def test_a_lower_title_that_is_held_beside_is_renewed(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), ("a-1", "agency-level")]
    ws = small_city(tmp_path / "w", titles=titles, today=START)
    assert applications.apply(ws, "agency-level", "a-1", on=date(2026, 1, 5)).state == "applied"


@pytest.mark.parametrize("checked", [False, True])
def test_what_would_bring_a_higher_title_back_waits_for_the_application(
    tmp_path: Path, checked: bool
) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    held = OpeningTitle(holder="a-1", honor="municipal", since=date(2025, 1, 1))
    ws.write(Registered(titles=(held,)), right=Right.KEEP)
    ended = held.model_copy(update={"until": date(2025, 12, 31), "was": held.since})
    ws.write(Registered(titles=(ended,)), right=Right.KEEP)
    (dated, *_) = [r.seq for r in ws.ledger.rows() if "2025-12-31" in r.payload]
    assert overview(ws).honors["municipal"] == 0
    case = applications.apply(ws, "agency-level", "a-1")
    if checked:
        applications.check(ws, case.id)
    last = ws.head()
    with pytest.raises(Refused) as told:
        void(ws, dated, "误")
    assert told.value.hint is not None and told.value.hint.values["seq"] == last
    for seq in range(last, dated, -1):
        row = ws.ledger.fact(seq)
        if row is not None and row.kind in ("applied", "case-checked"):
            void(ws, seq, "先撤")
    void(ws, dated, "误")
    assert overview(ws).honors["municipal"] == 1
    with pytest.raises(Refused):
        applications.apply(ws, "agency-level", "a-1")
    assert verify(ws.ledger) == []


def test_what_another_application_did_is_taken_back_beside_one(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    applications.apply(ws, "municipal", "a-1")
    first = ws.head()
    applications.apply(ws, "agency-level", "a-1")
    void(ws, first, "误")  # a title is asked for, none is held
    assert [row.honor for row in applications.case_rows(ws)] == ["agency-level"]
