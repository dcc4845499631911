"""A card that issued itself, and what takes its ground away."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.automatic.grounds import groundless
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.foreseeing import foreseen
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.card_steps import conclude, issue, progress
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.doing import void
from civtui.workspace.voiding.said import foreseen as foreseen_of
from tests.policies.test_automatic import FOUR, later
from tests.titles.small import START, Sittings, small_city

CHOSEN = {"share-falls-below": "yellow-card", "term-lapsed": "ends", "second-card": "delists"}
NOW = date(2026, 11, 30)
FELL = date(2026, 10, 1)
TITLES = (
    OpeningTitle(holder="a-1", honor="municipal", since=date(2026, 3, 1)),
    OpeningTitle(holder=FOUR[0], honor="civilized-office", since=date(2026, 2, 1)),
    OpeningTitle(holder=FOUR[1], honor="civilized-office", since=date(2026, 2, 1)),
)


def bring(ws: Workspace, *titles: OpeningTitle) -> int:
    """Take titles in, as an import of today does; return its number."""
    ws.write(Registered(titles=titles), right=Right.KEEP)
    return ws.head()


def add(ws: Workspace, *numbers: int, day: date = FELL) -> int:
    """Take offices of a-1 in as of a day; return the number of the entry."""
    offices = tuple(OfficeRecord(id=f"o-1-{n}", agency="a-1", name=f"处{n}") for n in numbers)
    return ws.write(Registered(offices=offices), right=Right.KEEP, effective=day)[0]


def carded(folder: Path) -> tuple[Workspace, int]:
    """Return a city in which a share fell to 2/7 below imported titles, and the import's number."""
    ws = later(small_city(folder, policies=CHOSEN, today=START), NOW)
    brought = bring(ws, *TITLES)
    add(ws, 5, 6, 7)
    assert [(c.opened, c.state) for c in card_rows(ws)] == [(str(FELL), "open")]
    return ws, brought


def test_a_card_goes_with_the_import_of_the_titles_that_it_rests_on(tmp_path: Path) -> None:
    ws, brought = carded(tmp_path / "w")
    _, by = void(ws, brought, "误")
    assert held_on(ws, NOW) == [] and card_rows(ws) == []
    void(ws, by, "误作废")
    assert [(c.opened, c.state) for c in card_rows(ws)] == [(str(FELL), "open")]
    assert verify(ws.ledger) == []


def test_a_plan_on_such_a_card_goes_first(tmp_path: Path) -> None:
    ws, brought = carded(tmp_path / "w")
    progress(ws, card_rows(ws)[0].id, "plan", note="整改计划")
    planned = ws.head()
    with pytest.raises(Refused) as refused:
        void(ws, brought, "误")
    assert refused.value.message.key == "voiding.on-policies"
    assert refused.value.hint is not None and refused.value.hint.values["seq"] == planned
    void(ws, planned, "先撤")
    void(ws, brought, "误")
    assert card_rows(ws) == [] and verify(ws.ledger) == []


def forgotten(folder: Path) -> tuple[Workspace, int, int]:
    """Return a carded city whose forgotten office titles came in since, the card's and its plan's.

    Of seven offices four are civilized then on the day of the card.
    """
    ws, _ = carded(folder)
    (card,) = (row.seq for row in ws.ledger.rows() if row.kind == "carded")
    progress(ws, card_rows(ws)[0].id, "plan", note="整改计划")
    planned = ws.head()
    more = (OpeningTitle(holder=o, honor="civilized-office", since=date(2026, 2, 1)) for o in FOUR)
    bring(ws, *list(more)[2:])
    return ws, card, planned


def test_a_card_whose_ground_is_gone_is_told_and_goes_alone(tmp_path: Path) -> None:
    ws, card, planned = forgotten(tmp_path / "w")
    assert [one.seq for one in groundless(ws)] == [card]
    (line,) = [row for row in due_rows(ws) if row.what == "by-itself"]
    assert line.subject == "a-1" and line.why.values["seq"] == card
    with pytest.raises(Refused) as refused:
        void(ws, card, "无依据")
    assert refused.value.hint is not None and refused.value.hint.values["seq"] == planned
    void(ws, planned, "无依据")
    void(ws, card, "无依据")
    assert card_rows(ws) == [] and groundless(ws) == ()
    assert len(office_rows(ws, "a-1")) == 7  # what had caused it stays
    assert verify(ws.ledger) == []


def test_every_answer_that_takes_the_ground_away_says_so(tmp_path: Path) -> None:
    ws, _ = carded(tmp_path / "w")
    given = {"honor": "civilized-office", "holder": FOUR[0], "since": "2026-11-01", "why": "误"}
    answer = perform(ws, verb_of("honor.correct"), given)
    assert any("已无依据" in line for line in answer.aside)


def test_a_delisting_for_a_card_without_ground_is_worked_out_anew(tmp_path: Path) -> None:
    ws = later(small_city(tmp_path / "w", policies=CHOSEN, today=START), date(2026, 3, 10))
    bring(ws, *TITLES)
    sittings, day = Sittings(ws), ws.today()
    first = issue(ws, "a-1", "停滞", "整改", sittings.decide("card=a-1", day)).state.id
    progress(ws, first, "re-inspected", met=True)
    conclude(ws, first, "cleared", sittings.decide("clear-card=a-1", day))
    ws = later(ws, NOW)
    add(ws, 5, 6, 7)
    assert {c.state for c in card_rows(ws)} == {"cleared", "delisted"}
    assert "a-1" not in {h.holder for h in held_on(ws, NOW)}
    more = (OpeningTitle(holder=o, honor="civilized-office", since=date(2026, 2, 1)) for o in FOUR)
    bring(ws, *list(more)[2:])
    (gone,) = groundless(ws)
    void(ws, gone.seq, "无依据")
    assert [c.state for c in card_rows(ws)] == ["cleared"]
    assert "a-1" in {h.holder for h in held_on(ws, NOW)}
    assert len(office_rows(ws, "a-1")) == 7 and verify(ws.ledger) == []


def test_that_the_cause_of_a_card_goes_with_it_is_said_before(tmp_path: Path) -> None:
    ws, _ = carded(tmp_path / "w")
    (card,) = card_rows(ws)
    given = {"thing": card.id, "why": "误"}
    lines = "\n".join(foreseen(ws, verb_of("card.void"), given).lines)
    (cause, own) = (row.seq for row in ws.ledger.rows() if row.seq > ws.head() - 2)
    assert f"#{cause}" in lines and "处室 3 个" in lines and "civtui card clear" in lines
    said = perform(ws, verb_of("card.void"), given).lines()[0]
    assert "也一并作废了" in said and len(office_rows(ws, "a-1")) == 4
    lines = render(foreseen_of(ws, ws.head()))
    assert "起因" not in lines and own == cause + 1


def test_a_fall_that_a_late_entry_sets_earlier_is_the_same_fall(tmp_path: Path) -> None:
    ws, _ = carded(tmp_path / "w")
    add(ws, 8, 9, 10, day=date(2026, 9, 15))  # two of seven from that day on
    assert [(c.opened, c.state) for c in card_rows(ws)] == [(str(FELL), "open")]
    assert "a-1" in {h.holder for h in held_on(ws, NOW)} and groundless(ws) == []
    assert verify(ws.ledger) == []
