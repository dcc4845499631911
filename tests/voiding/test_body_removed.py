"""An agency or office taken out of its batch: it alone is gone, the rest stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import CivtuiError, NotFound, Refused
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.fact_words import sentence
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform, refused
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles.opening_titles import correct_title
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city
from tests.voiding.tables import tables_of
from tests.voiding.test_batches import WHY, registry

AGENCY, OFFICE = verb_of("agency.void"), verb_of("office.void")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    registry(made)
    yield made
    made.close()


def take(ws: Workspace, thing: str) -> int:
    verb = AGENCY if thing[0] in "ab" else OFFICE
    return int(perform(ws, verb, {"thing": thing, "why": WHY}).document()["by"])


def test_it_is_said_before_and_after(ws: Workspace) -> None:
    said = announced(ws, AGENCY, {"thing": "b-1", "why": WHY})
    assert said is not None
    assert render(said, "zh") == (
        f"只撤出“市乙1局”（连同处室 1 个、称号 2 项）：它是第 {ws.head() - 2} 条连同另外 2 个"
        "机关或处室登记的，那些不变；登记簿里仍可查"
    )
    by = take(ws, "b-1")
    assert "b-1" not in [row.id for row in agency_rows(ws)]
    assert {row.id for row in office_rows(ws)} & {"p-1", "p-2"} == {"p-2"}
    row = next(one for one in fact_rows(ws) if one.seq == by)
    assert sentence(ws, row) == "误录而撤出“市乙1局”（处室 1 个、称号 2 项）" and row.why == WHY


def test_what_was_taken_out_before_is_not_counted_again(ws: Workspace) -> None:
    office = take(ws, "p-1")
    said = announced(ws, AGENCY, {"thing": "b-1", "why": WHY})
    assert said is not None and "只撤出“市乙1局”（连同称号 1 项）" in render(said, "zh")
    by = take(ws, "b-1")
    facts = {one.seq: sentence(ws, one) for one in fact_rows(ws)}
    assert facts[by] == "误录而撤出“市乙1局”（称号 1 项）"
    void(ws, by, WHY)
    void(ws, office, WHY)  # back, the office goes with it again
    said = announced(ws, AGENCY, {"thing": "b-1", "why": WHY})
    assert said is not None and "连同处室 1 个、称号 2 项" in render(said, "zh")
    told = next(one for one in fact_rows(ws) if one.seq == by)
    assert "处室" not in sentence(ws, told)  # as it was told then


def test_later_facts_on_it_are_named_and_those_on_others_are_nothing_to_it(ws: Workspace) -> None:
    perform(ws, verb_of("activity.add"), {"agency": "b-2", "title": "读书会", "on": "2026-02-03"})
    logged = ws.head()
    with pytest.raises(Refused) as told:
        take(ws, "b-2")
    assert "读书会" in render(told.value.message, "zh")
    stays = refused(ws, AGENCY, "b-2")
    assert stays is not None and f"#{logged}" in render(stays, "zh")
    assert refused(ws, AGENCY, "b-1") is None
    take(ws, "b-1")
    void(ws, logged, WHY)
    take(ws, "b-2")
    assert not {"b-1", "b-2"} & {row.id for row in agency_rows(ws)}


def test_the_batch_names_this_way_and_stays_until_what_was_taken_out_is_back(
    ws: Workspace,
) -> None:
    batch, before = ws.head(), tables_of(ws)
    by = take(ws, "p-2")
    with pytest.raises(Refused) as told:
        void(ws, batch, WHY)
    assert told.value.hint is not None
    assert "civtui agency void" in render(told.value.hint, "zh")
    void(ws, by, WHY)
    assert tables_of(ws) == before
    void(ws, batch, WHY)
    assert not {"b-1", "b-2"} & {row.id for row in agency_rows(ws)}


def test_offices_of_later_batches_and_those_taken_out_before_go_with_their_agency(
    ws: Workspace,
) -> None:
    more = (OfficeRecord(id=f"q-{n}", agency=f"b-{n}", name="后勤科") for n in (1, 2))
    ws.write(Registered(offices=tuple(more)), right=Right.KEEP)
    before = tables_of(ws)
    office = take(ws, "p-1")
    between = tables_of(ws)
    agency = take(ws, "b-1")
    assert {row.id for row in office_rows(ws)} & {"p-1", "q-1", "q-2"} == {"q-2"}
    with pytest.raises(Refused):
        void(ws, office, WHY)  # its agency is out
    void(ws, agency, WHY)
    assert tables_of(ws) == between
    void(ws, office, WHY)
    assert tables_of(ws) == before


def test_it_is_not_put_back_beside_one_of_its_name_and_no_id_is_given_again(ws: Workspace) -> None:
    by = take(ws, "b-1")
    perform(ws, verb_of("agency.add"), {"name": "市乙1局"})
    (new,) = [row.id for row in agency_rows(ws) if row.name == "市乙1局"]
    assert new != "b-1"
    with pytest.raises(Refused) as told:
        void(ws, by, WHY)
    assert told.value.message.key == "voiding.called-alike"
    with pytest.raises(NotFound):
        take(ws, "b-1")


@pytest.mark.parametrize("seed", range(6))
def test_a_walk_of_removals_goes_back_exactly(ws: Workspace, seed: int) -> None:
    rng, stack = Random(seed), list[tuple[int, object]]()
    start, done = tables_of(ws), 0
    for _ in range(25):
        before = tables_of(ws)
        try:
            if stack and rng.random() < 0.3:
                seq, stood = stack.pop()
                void(ws, seq, WHY)
                assert tables_of(ws) == stood
            elif rng.random() < 0.4:
                given = {
                    "agency": rng.choice(("a-1", "b-1", "b-2")),
                    "title": str(rng.random()),
                    "on": "2026-02-03",
                }
                perform(ws, verb_of("activity.add"), given)
                stack.append((ws.head(), before))
            else:
                thing = rng.choice(("a-1", "a-2", "b-1", "b-2", "p-1", "p-2", "o-1-1", "o-2-2"))
                stack.append((take(ws, thing), before))
                done += 1
        except CivtuiError:
            assert tables_of(ws) == before
    assert done and verify(ws.ledger) == []
    for seq, stood in reversed(stack):
        void(ws, seq, WHY)
        assert tables_of(ws) == stood
    assert tables_of(ws) == start
    assert verify(ws.ledger) == []


def titled_since(ws: Workspace) -> int:
    """Give titles to two agencies of a batch by a later fact, and return its number."""
    titles = (OpeningTitle(holder=f"b-{n}", honor="municipal") for n in (1, 2))
    ws.write(Registered(titles=tuple(titles)), right=Right.KEEP)
    return ws.head()


@pytest.mark.parametrize("alone", [False, True])
def test_a_later_fact_of_titles_alone_says_how_the_title_goes_and_then_it_does(
    tmp_path: Path, alone: bool
) -> None:
    ws = small_city(tmp_path / "v")
    many = (1, 2) if not alone else (1,)
    records = (AgencyRecord(id=f"b-{n}", name=f"市乙{n}局") for n in many)
    ws.write(Registered(agencies=tuple(records)), right=Right.KEEP)
    if alone:
        ws.write(Registered(agencies=(AgencyRecord(id="b-2", name="市乙2局"),)), right=Right.KEEP)
    before = tables_of(ws)
    given = titled_since(ws)
    with pytest.raises(Refused) as told:
        take(ws, "b-1")
    assert told.value.hint is not None
    hint = render(told.value.hint, "zh")
    assert f"civtui ledger void {given}" in hint and "agency correct" not in hint
    assert "civtui honor correct municipal b-1 --tier none" in hint
    correct_title(ws, "municipal", "b-1", {"tier": "none"}, why=WHY)
    stood = tables_of(ws)
    by = take(ws, "b-1")
    assert "b-1" not in [row.id for row in agency_rows(ws)]
    assert [row.honors for row in agency_rows(ws) if row.id == "b-2"] == [("municipal",)]
    void(ws, by, WHY)
    assert tables_of(ws) == stood and verify(ws.ledger) == []
    void(ws, given + 1, WHY)
    void(ws, given, WHY)
    assert tables_of(ws) == before
    ws.close()


def test_a_correction_of_its_own_titles_goes_with_an_agency(ws: Workspace) -> None:
    held = next(row for row in agency_rows(ws) if row.id == "b-1").honor
    correct_title(ws, held, "b-1", {"since": "2024-01-01"}, why=WHY)
    stood = tables_of(ws)
    by = take(ws, "b-1")
    assert "b-1" not in [row.id for row in agency_rows(ws)]
    void(ws, by, WHY)
    assert tables_of(ws) == stood and verify(ws.ledger) == []


def test_all_that_stands_in_the_way_of_one_is_named_at_once(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "v")
    names = {f"b-{n}": f"市乙{n}局" for n in (1, 2, 3)}
    ws.write(
        Registered(agencies=tuple(AgencyRecord(id=i, name=n) for i, n in names.items())),
        right=Right.KEEP,
    )
    told = [AgencyRecord(id=i, name=n, sector="乙") for i, n in names.items()]
    given = tuple(OpeningTitle(holder=i, honor="municipal") for i in ("b-1", "b-2"))
    ws.write(Registered(agencies=tuple(told)), Registered(titles=given), right=Right.KEEP)
    both = ws.head()
    why = refusal_of(ws, "b-1")  # the deed tells of it beside its title, which alone may go
    assert "另外 2 个" in why and "此后它本身也可撤出" not in why and "--tier none" not in why
    more = tuple(OpeningTitle(holder=i, honor="provincial") for i in ("b-1", "b-3"))
    ws.write(Registered(titles=more), right=Right.KEEP)
    last = ws.head()
    why = refusal_of(ws, "b-1")
    assert "civtui honor correct provincial b-1 --tier none" in why
    assert f"它的资料还由 #{both - 1} 登记或更正过" in why and "此后它本身也可撤出" not in why
    correct_title(ws, "provincial", "b-1", {"tier": "none"}, why=WHY)
    for seq in (last + 1, last, both):
        void(ws, seq, WHY)
    take(ws, "b-1")
    ws.close()


def refusal_of(ws: Workspace, thing: str) -> str:
    with pytest.raises(Refused) as told:
        take(ws, thing)
    assert told.value.hint is not None and render(told.value.hint, "en")
    return f"{render(told.value.message, 'zh')} {render(told.value.hint, 'zh')}"
