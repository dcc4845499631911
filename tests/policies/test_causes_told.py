"""What a taking back does to what policies did, and because of what, is said before and after."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.automatic.grounds import groundless
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.opening_titles import correct_title
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, later
from tests.policies.test_ground_of_cards import CHOSEN, FELL, NOW, TITLES, add, bring, carded
from tests.titles.small import START, small_city
from tests.voiding.tables import tables_of

WHY = "误"


def of(ws: Workspace, kind: str) -> int:
    return max(row.seq for row in ws.ledger.rows() if row.kind == kind)


def before_and_after(ws: Workspace, verb: str, thing: str) -> tuple[str, str, str]:
    """Return what a taking back says: by a preview, on its form, in its answer."""
    called = "fact" if verb == "ledger.void" else "thing"
    given = {called: thing, "why": WHY}
    head, tables = ws.head(), tables_of(ws)
    preview = "\n".join(perform(ws, verb_of(verb), {**given, "dry-run": True}).lines())
    assert (ws.head(), tables_of(ws)) == (head, tables)
    assert announced(ws, verb_of(verb), {**given, "dry-run": True}) is None  # nobody is asked
    form = announced(ws, verb_of(verb), given)
    assert form is not None
    return preview, render(form, "zh"), "\n".join(perform(ws, verb_of(verb), given).lines())


@pytest.mark.parametrize("verb", ["card.void", "ledger.void"])
def test_a_preview_says_which_entry_a_card_takes_along(tmp_path: Path, verb: str) -> None:
    ws, _ = carded(tmp_path / "w")
    card, cause = of(ws, "carded"), of(ws, "registered")
    thing = str(card) if verb == "ledger.void" else card_rows(ws)[0].id
    preview, form, answer = before_and_after(ws, verb, thing)
    for said in (preview, form, answer):
        assert f"#{cause}" in said and "处室 3 个" in said
    assert form in preview and "没有写入" in preview
    assert card_rows(ws) == [] and len(office_rows(ws, "a-1")) == 4


def test_a_preview_is_refused_as_the_deed_is(tmp_path: Path) -> None:
    ws, _ = carded(tmp_path / "w")
    first = next(row.seq for row in ws.ledger.rows() if row.kind == "registered")
    given = {"fact": str(first), "why": WHY, "dry-run": True}
    with pytest.raises(Refused):
        perform(ws, verb_of("ledger.void"), given)


def test_the_answer_names_the_card_that_goes_too(tmp_path: Path) -> None:
    ws, brought = carded(tmp_path / "w")
    card = of(ws, "carded")
    preview, form, answer = before_and_after(ws, "ledger.void", str(brought))
    for said in (preview, form, answer):
        assert f"#{card} " in said and "黄牌" in said
    assert card_rows(ws) == [] and verify(ws.ledger) == []


def test_a_correction_that_a_card_refuses_names_what_caused_the_card(tmp_path: Path) -> None:
    ws, _ = carded(tmp_path / "w")
    cause = of(ws, "registered")
    with pytest.raises(Refused) as refused:
        correct_title(ws, "municipal", "a-1局", {"tier": "none"}, why=WHY)
    assert f"起因是 #{cause}" in render(refused.value.message, "zh")
    assert refused.value.hint is not None and f"#{cause}" in render(refused.value.hint, "zh")


def test_an_agency_that_a_card_holds_names_what_caused_the_card(tmp_path: Path) -> None:
    ws = later(small_city(tmp_path / "w", policies=CHOSEN, today=START), NOW)
    ws.write(
        Registered(
            agencies=tuple(AgencyRecord(id=f"b-{n}", name=f"市乙{n}局") for n in (1, 2)),
            offices=tuple(OfficeRecord(id=f"p-{n}", agency="b-1", name=f"处{n}") for n in (1, 2)),
            titles=tuple(
                one.model_copy(update={"holder": holder})
                for one, holder in zip(TITLES, ("b-1", "p-1", "p-2"), strict=True)
            ),
        ),
        right=Right.KEEP,
        effective=date(2026, 1, 10),
    )
    offices = (OfficeRecord(id=f"p-{n}", agency="b-1", name=f"处{n}") for n in range(3, 8))
    ws.write(Registered(offices=tuple(offices)), right=Right.KEEP, effective=FELL)
    assert [one.agency for one in card_rows(ws)] == ["b-1"]
    cause = of(ws, "registered")
    with pytest.raises(Refused) as refused:
        perform(ws, verb_of("agency.void"), {"thing": "b-1", "why": WHY})
    assert f"起因是 #{cause}" in render(refused.value.message, "zh")


ENDS = {"share-falls-below": "automatic"}


def ended(folder: Path) -> tuple[Workspace, int]:
    """Return a city in which a share fell and ended a title, and the number of that."""
    ws = later(small_city(folder, policies=ENDS, today=START), NOW)
    bring(ws, *TITLES)
    add(ws, 5, 6, 7)
    assert ("a-1", "municipal") not in held(ws)
    return ws, of(ws, "withdrawn")


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(one.holder, one.honor) for one in held_on(ws, NOW)}


def test_a_title_that_ended_without_ground_is_told_and_stands_again(tmp_path: Path) -> None:
    ws, end = ended(tmp_path / "w")
    assert groundless(ws) == []
    more = [OpeningTitle(holder=o, honor="civilized-office", since=TITLES[1].since) for o in FOUR]
    bring(ws, *more[2:])
    (one,) = groundless(ws)
    assert (one.seq, one.agency, one.on) == (end, "a-1", FELL)
    (line,) = [row for row in due_rows(ws) if row.what == "by-itself"]
    assert f"civtui ledger void {end}" in render(line.why, "zh")
    before = tables_of(ws)
    _, by = void(ws, end, "无依据")
    assert ("a-1", "municipal") in held(ws) and groundless(ws) == ()
    assert len(office_rows(ws, "a-1")) == 7 and verify(ws.ledger) == []
    void(ws, by, WHY)
    assert tables_of(ws) == before and [one.seq for one in groundless(ws)] == [end]


def test_the_answer_that_takes_the_ground_of_an_end_away_says_so(tmp_path: Path) -> None:
    ws, _ = ended(tmp_path / "w")
    given = {"honor": "civilized-office", "holder": FOUR[0], "since": "2026-11-01", "why": WHY}
    answer = perform(ws, verb_of("honor.correct"), given)
    assert any("现已无依据" in line for line in answer.aside)


def test_a_title_with_ground_stays_ended(tmp_path: Path) -> None:
    ws, end = ended(tmp_path / "w")
    form = announced(ws, verb_of("ledger.void"), {"fact": str(end), "why": WHY})
    assert form is not None and "起因" in render(form, "zh")  # it goes with what caused it
