"""A decision is carried out once on each whom it names: titles, cards, their ends, appeals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.group import AgendaItem, SittingCalled
from civtui.model.roles import Right
from civtui.workspace.overview.due import due_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, grants, party_group
from civtui.workspace.voiding.doing import void
from tests.titles.small import OFFICES, Sittings, small_city

DAY, LATER, LAST = date(2026, 3, 2), date(2026, 6, 1), date(2026, 9, 1)
OFFICE = OFFICES["a-1"][0]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", titles=[("a-1", "municipal"), ("a-2", "municipal")])


def spent(deed: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refused:
        deed()
    assert refused.value.where["rule"] == "decision-once"
    assert refused.value.message.key == "titles.spent"


def cleared(ws: Workspace, group: Sittings, card: str, day: date) -> str:
    """Clear a card and return the decision."""
    card_steps.progress(ws, card, "re-inspected", met=True, on=day)
    ruled = group.decide("clear-card=a-1", day)
    card_steps.conclude(ws, card, "cleared", ruled, on=day)
    return ruled


def test_cards_are_issued_and_cleared_once_by_a_decision(ws: Workspace) -> None:
    group = Sittings(ws)
    ruled = group.decide("card=a-1,a-2", DAY)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=DAY).state.id
    card_steps.issue(ws, "a-2", "停滞", "整改", ruled, on=DAY)  # whom it names as well
    clearing = cleared(ws, group, card, LATER)
    spent(lambda: card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=LATER))
    anew = card_steps.issue(ws, "a-1", "停滞", "整改", group.decide("card=a-1", LATER), on=LATER)
    card_steps.progress(ws, anew.state.id, "re-inspected", met=True, on=LAST)
    spent(lambda: card_steps.conclude(ws, anew.state.id, "cleared", clearing, on=LAST))
    ws.close()


def test_titles_end_and_come_back_once_by_a_decision(ws: Workspace) -> None:
    group = Sittings(ws)
    ending = group.decide("withdraw:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "withdrawn", ending, on=DAY)
    back = group.decide("restore:municipal=a-1", LATER)
    endings.restore(ws, "municipal", ["a-1"], back, on=LATER)
    spent(lambda: endings.end(ws, "municipal", ["a-1"], "withdrawn", ending, on=LAST))
    again = group.decide("withdraw:municipal=a-1", LAST)
    endings.end(ws, "municipal", ["a-1"], "withdrawn", again, on=LAST)
    spent(lambda: endings.restore(ws, "municipal", ["a-1"], back, on=date(2026, 9, 2)))
    ws.close()


def test_an_office_is_granted_and_kept_once_by_a_decision(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-1", "grant", [OFFICE], session="党组会议", on=DAY).id
    grants.grant(ws, "civilized-office", [OFFICE], ruled, on=DAY)
    kept = party_group.decide(ws, "a-1", "renew", [OFFICE], session="党组会议", on=LATER).id
    grants.keep(ws, "civilized-office", [OFFICE], kept, on=LATER)
    spent(lambda: grants.keep(ws, "civilized-office", [OFFICE], kept, on=LAST))
    ended = party_group.decide(ws, "a-1", "withdraw", [OFFICE], session="党组会议", on=LAST).id
    endings.end(ws, "civilized-office", [OFFICE], "withdrawn", ended, on=LAST)
    spent(lambda: grants.grant(ws, "civilized-office", [OFFICE], ruled, on=date(2026, 9, 2)))
    ws.close()


def about_all(ws: Workspace) -> str:
    """Return a decision to delist that names no honor, as agendas of before it was asked for."""
    item = AgendaItem(item="1", matter="delist", subjects=("a-1",))
    body = SittingCalled(sitting="old", on=DAY, agenda=(item,))
    ws.write(body, right=Right.KEEP, effective=DAY)
    return Sittings(ws).decide_called("old")


def test_a_decision_about_all_titles_waits_until_each_is_gone(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), ("a-1", "agency-level")]
    ws = small_city(tmp_path / "w", titles=titles)
    ruled = about_all(ws)
    for honor in ("agency-level", "municipal"):
        (row,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
        command = f"civtui honor delist {honor} a-1局 --decision {ruled}"
        assert command in render(row.why) and "先处理" not in render(row.why)
        endings.end(ws, honor, ["a-1"], "delisted", ruled, on=DAY)
    assert not [row for row in due_rows(ws) if row.what == "carrying-out"]
    ws.close()


def test_a_delisting_covers_each_title_and_an_appeal_one_answer(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), ("a-1", "agency-level")]
    ws = small_city(tmp_path / "w", titles=titles)
    group = Sittings(ws)
    ruled = about_all(ws)
    for _, honor in titles:  # one decision about all of them
        endings.end(ws, honor, ["a-1"], "delisted", ruled, on=DAY)
    appeals.appeal(ws, "a-1", ruled, on=LATER)
    answer = group.decide("appeal=a-1", LATER, "refused")
    appeals.answer_appeal(ws, "a-1", ruled, answer, on=LATER)
    with pytest.raises(Refused) as error:
        appeals.appeal(ws, "a-1", ruled, on=LAST)
    assert error.value.message.key == "titles.appeal-answered"
    ws.close()


def test_what_was_taken_back_is_carried_out_again(ws: Workspace) -> None:
    group = Sittings(ws)
    ruled = group.decide("withdraw:municipal=a-1", DAY)
    endings.end(ws, "municipal", ["a-1"], "withdrawn", ruled, on=DAY)
    void(ws, ws.head(), "日期误录")
    endings.end(ws, "municipal", ["a-1"], "withdrawn", ruled, on=LATER)
    ws.close()
