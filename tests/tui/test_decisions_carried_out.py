"""A decision leads to what carries it out: from its sitting, from its row, from a verb's form."""

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import t
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing import forming, performing, row_deeds
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, grants, party_group
from civtui.workspace.titles.sittings import sitting_rows
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.tui.session import session

ONE, TWO, THREE = OFFICES["a-1"][:3]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    titles = [("a-1", "municipal"), ("a-2", "municipal")]
    return small_city(tmp_path / "w", titles=titles, today=START)


def offered(ws: Workspace, verb: str, **values: Any) -> list[str]:
    field = verb_of(verb).field("decision")
    assert field is not None
    return [place.id for place in candidates(ws, field.catalogue, values)]


def test_a_verb_offers_what_waits_for_it_alone(ws: Workspace) -> None:
    grant = party_group.decide(ws, "a-1", "grant", [ONE, TWO], session="会议", on=START).id
    withdraw = Sittings(ws).decide("withdraw:municipal=a-1", START)
    assert offered(ws, "honor.grant") == [grant]
    assert offered(ws, "honor.withdraw") == [withdraw]
    assert offered(ws, "honor.grant", holders=["a-1"]) == [grant]  # it names offices of its
    assert offered(ws, "honor.grant", holders=["a-2"]) == []
    assert offered(ws, "honor.withdraw", honor="provincial") == []
    assert offered(ws, "honor.restore") == []
    grants.grant(ws, "civilized-office", [ONE, TWO], grant, on=START)
    assert offered(ws, "honor.grant") == []


def test_the_end_of_a_card_offers_decisions_on_that_card(ws: Workspace) -> None:
    sittings = Sittings(ws)
    cards = [
        card_steps.issue(
            ws, one, "x", "y", sittings.decide(f"card={one}", START), on=START
        ).state.id
        for one in ("a-1", "a-2")
    ]
    ruled = sittings.decide("prolong-card=a-2", START)
    assert offered(ws, "card.prolong", card=cards[1]) == [ruled]
    assert offered(ws, "card.prolong", card=cards[0]) == []
    assert offered(ws, "card.clear", card=cards[1]) == []


def test_a_decision_brings_whom_it_waits_on(ws: Workspace) -> None:
    verb = verb_of("honor.grant")
    fields = performing.form_fields(ws, verb, {})
    ruled = party_group.decide(ws, "a-1", "grant", [ONE, TWO], session="会议", on=START).id
    begun = forming.begun(ws, fields, {"holders": "a-1"})
    assert begun["decision"] == ruled
    assert (begun["honor"], begun["holders"]) == ("civilized-office", [ONE, TWO])
    grants.grant(ws, "civilized-office", [ONE], ruled, on=START)
    assert forming.begun(ws, fields, {})["holders"] == [TWO]
    assert forming.begun(ws, fields, {"holders": [TWO]})["holders"] == [TWO]
    later = party_group.decide(ws, "a-1", "grant", [THREE], session="会议", on=START).id
    assert "decision" not in forming.begun(ws, fields, {})  # two wait: one is chosen
    assert forming.begun(ws, fields, {"holders": [THREE]})["decision"] == later


def test_honors_are_those_of_whom_the_form_names(ws: Workspace) -> None:
    def honors(*ids: str) -> set[str]:
        return {place.id for place in candidates(ws, "honor", {"holders": ids})}

    assert honors(ONE) == {"civilized-office", "model-office"}
    assert honors("a-1") == {"agency-level", "municipal", "provincial"}
    assert honors() == honors(ONE) | honors("a-1")


def test_what_carries_out_a_decision_is_declared_so() -> None:
    fields = [(v.id, f) for v in every_verb() for f in v.fields if f.brings]
    bound = {id_: f.catalogue for id_, f in fields if f.catalogue != "sitting-body"}
    assert set(bound) == {
        "honor.grant",
        "honor.keep",
        "honor.withdraw",
        "honor.expire",
        "honor.delist",
        "honor.restore",
        "card.add",
        "card.clear",
        "card.prolong",
        "card.delist",
    }
    from civtui.workspace.titles.carrying_out import CARRIED_OUT_BY

    assert all(CARRIED_OUT_BY[of.partition(":")[2]] == verb for verb, of in bound.items())


def test_a_decision_that_is_carried_out_says_so(ws: Workspace) -> None:
    ruled = party_group.decide(ws, "a-1", "grant", [ONE], session="会议", on=START).id
    first = row_deeds.deeds(ws, "decision", ruled)[0]
    assert (first.verb.id, first.refused) == ("honor.grant", None)
    assert first.given == {"honor": "civilized-office", "holders": [ONE], "decision": ruled}
    grants.grant(ws, "civilized-office", [ONE], ruled, on=START)
    done = row_deeds.deeds(ws, "decision", ruled)[0]
    assert done.refused is not None and done.refused.key == "titles.carried-out-all"
    assert not done.command


async def test_a_sitting_s_item_is_carried_out_by_enter_and_by_f7(tmp_path: Path) -> None:
    small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        Sittings(user.ws).decide("withdraw:municipal=a-1", START)
        (held,) = sitting_rows(user.ws)
        user.desk.push(place(user.ws, "sitting", held.id))
        await user.settle()
        user.expect(t("tui.sitting-to-do"))
        await user.press("enter")
        assert isinstance(user.desk.mode, VerbForm)
        assert user.desk.mode.verb.id == "honor.withdraw"
        assert user.desk.mode.values["holders"] == ["a-1"]
        await user.press("escape")
        name = t("verbs.next-of-decision-by", verb=verb_of("honor.withdraw").title)
        while user.desk.mode.id != "sitting":
            await user.press("escape")
        await user.deed(name)
        assert user.desk.mode.values["holders"] == ["a-1"]
        await user.press("f8", "f8")
        while user.desk.mode.id != "sitting":
            await user.press("escape")
        user.expect(t("tui.sitting-done"))


async def test_the_rows_that_are_selected_come_into_the_form(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "offices"))
        await user.settle()
        await user.press("shift+down", "shift+down")
        shown = [row.id for row in list(user.desk.mode.rows)[:3]]
        await user.deed(t("verbs/honor.honor.waive"))
        assert isinstance(user.desk.mode, VerbForm)
        assert sorted(user.desk.mode.values["holders"]) == sorted(shown)
