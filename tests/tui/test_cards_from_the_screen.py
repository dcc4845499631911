"""A yellow card from the list of cards: asked for, decided, issued, with no command and no id."""

from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.performing import forming, performing, row_deeds
from civtui.workspace.performing.performing import perform
from civtui.workspace.titles import card_steps
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.sittings import sitting_rows
from tests.titles.small import START, Sittings, small_city
from tests.tui.session import session


def asked(matter: str) -> str:
    """Return what the deed is called that puts a matter on the agenda."""
    return t("verbs.put-on-agenda", matter=msg(f"titles.matter-{matter}"))


async def test_insert_issues_the_card_that_was_decided(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        ruled = Sittings(user.ws).decide("card=a-2", START)
        user.desk.push(place(user.ws, "all_cards"))
        await user.settle()
        await user.press("insert")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "card.add"
        assert (form.values["decision"], form.values["agency"]) == (ruled, "a-2")
        await user.type("屡次迟报材料")
        await user.press("enter")
        await user.type("限期补报")
        await user.press("enter", "f8", "f8")
        while user.desk.mode.id != "all_cards":
            await user.press("escape")
        assert [(row.agency, row.cause) for row in card_rows(user.ws)] == [("a-2", "屡次迟报材料")]


async def test_insert_lists_the_decisions_that_wait_before_all_else(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        sittings = Sittings(user.ws)
        ruled = [sittings.decide(f"card={one}", START) for one in ("a-1", "a-3")]
        user.desk.push(place(user.ws, "all_cards"))
        await user.settle()
        await user.press("insert")
        user.expect("a-1局", "a-3局").absent("a-2局")
        await user.press("2", "enter")
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        assert form.values["decision"] in ruled
        assert form.values["agency"] in ("a-1", "a-3")


async def test_where_no_decision_waits_the_form_says_how_one_comes(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    for lang in ("zh", "en"):
        async with session(tmp_path / "w", tmp_path / lang, lang=lang, size=(160, 40)) as user:
            user.desk.push(place(user.ws, "all_cards"))
            await user.settle()
            user.expect(t("tui.empty-all_cards"))
            await user.press("insert")
            user.expect("F7", "F6", "Insert", t("titles.matter-card"))


async def test_f7_puts_a_card_on_the_agenda_for_an_agency(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        await user.press("2")
        here = user.desk.grid.current
        assert here is not None
        await user.deed(asked("card"))
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "group.put"
        assert (form.values["matter"], form.values["holders"]) == ("card", [here.id])
        assert "honor" not in [field.id for field in form.fields]  # a card is about none
        await user.press("f8", "f8")
        (called,) = sitting_rows(user.ws)
        assert [(i.matter, i.subjects) for i in called.agenda] == [("card", (here.id,))]
        user.expect(f"已列入{called.on} 的指导小组会议").absent(called.id)
        again = next(d for d in row_deeds.deeds(user.ws, "agency", here.id) if d.words)
        assert again.refused is not None and again.refused.key == "titles.on-agenda-of"


async def test_f7_on_a_card_asks_for_what_may_be_decided_on_it(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    ruled = Sittings(ws).decide("card=a-2", START)
    card = card_steps.issue(ws, "a-2", "迟报", "补报", ruled, on=START).state.id
    found = {d.words[0]: d for d in row_deeds.deeds(ws, "card", card) if d.words}
    assert list(found) == ["clear-card", "prolong-card", "delist-card"]
    assert found["delist-card"].refused is not None  # nobody has looked at it again
    card_steps.progress(ws, card, "re-inspected", met=True, on=START)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", first="all_cards", size=(120, 40)) as user:
        names = [render(d.title) for d in row_deeds.deeds(user.ws, "card", card)]
        put, ends = names.index(asked("clear-card")), render(verb_of("card.clear").title)
        assert names[put + 1] == ends  # asked for, then carried out
        await user.deed(asked("clear-card"))
        await user.press("f8", "f8")
        called = next(s for s in sitting_rows(user.ws) if s.state == "called")
        assert [(i.matter, i.subjects) for i in called.agenda] == [("clear-card", ("a-2",))]


def test_nothing_is_asked_for_a_card_that_is_over(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-2", START)
    card = card_steps.issue(ws, "a-2", "迟报", "补报", ruled, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=START)
    card_steps.conclude(ws, card, "cleared", sittings.decide("clear-card=a-2", START), on=START)
    again = sittings.decide("card=a-2", START)
    card_steps.issue(ws, "a-2", "又迟报", "补报", again, on=START)  # the agency has an open one
    found = [d.refused for d in row_deeds.deeds(ws, "card", card) if d.words]
    assert len(found) == 3 and all(why is not None for why in found)


def test_the_only_title_held_is_filled_in_and_of_two_one_is_asked_for(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), ("a-2", "municipal"), ("a-2", "provincial")]
    ws, verb = small_city(tmp_path / "w", titles=titles, today=START), verb_of("group.put")

    def begun(**given: object) -> dict[str, object]:
        return forming.begun(ws, performing.form_fields(ws, verb, given), given)

    for matter in ("delist", "renew", "withdraw", "expire"):
        assert begun(matter=matter, holders=["a-1"])["honor"] == "municipal"
        assert not begun(matter=matter, holders=["a-2"]).get("honor")
    assert "honor" in {f.id for f in performing.form_fields(ws, verb, {})}  # the matter is open
    made = perform(ws, verb, {"matter": "renew", "holders": ["a-1"]}).document()
    assert [i["honor"] for i in made["agenda"]] == ["municipal"]
    with pytest.raises(BadInput) as several:
        perform(ws, verb, {"matter": "renew", "holders": ["a-2"]})
    assert several.value.hint is not None and "renew" in render(several.value.hint)
    ws.close()
