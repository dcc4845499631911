"""A sitting from its list: called with what waits, held, decided, carried out; nothing typed."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import BadInput, Refused
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.performing import forming
from civtui.workspace.performing.performing import perform
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, group, party_group
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.awaiting import awaiting
from civtui.workspace.titles.sittings import sitting_row, sitting_rows
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.tui.session import Session, session

ONE = OFFICES["a-1"][0]


def checked(ws: Workspace, *agencies: str) -> None:
    """Let applications for the city's own honor pass their check."""
    from civtui.model.facts.applications import CaseChecked
    from civtui.model.roles import Right

    for name in agencies:
        case = applications.apply(ws, "agency-level", name).id
        ws.write(CaseChecked(case=case, outcome="passed"), right=Right.KEEP)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", today=START)


def carded(ws: Workspace, agency: str, met: bool) -> Sittings:
    """Let an agency have a card that was looked at again; return who goes on deciding."""
    sittings = Sittings(ws)
    ruled = sittings.decide(f"card={agency}", START)
    card = card_steps.issue(ws, agency, "迟报", "补报", ruled, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=met, on=START)
    return sittings


def test_what_waits_is_listed_until_an_agenda_has_it(ws: Workspace) -> None:
    checked(ws, "a-1", "a-2")
    sittings = carded(ws, "a-3", met=False)
    found = {(one.matter, one.honor): one.holders for one in awaiting(ws)}
    assert found == {
        ("grant", "agency-level"): ("a-1", "a-2"),
        ("prolong-card", None): ("a-3",),
        ("delist-card", None): ("a-3",),
    }
    put_on_agenda(ws, {"grant": ["a-1"]}, honor="agency-level")
    assert {one.matter: one.holders for one in awaiting(ws)}["grant"] == ("a-2",)
    sittings.decide("delist-card=a-3", START)
    assert {one.matter for one in awaiting(ws)} == {"grant"}  # its end waits to be carried out
    assert awaiting(ws, "a-1") == []


def test_what_waits_may_be_called_as_it_is_listed(ws: Workspace) -> None:
    checked(ws, "a-1", "a-2")
    listed = [place.id for place in candidates(ws, "awaiting", {})]
    texts = [text for text in listed if text.startswith("grant")]
    assert len(texts) == 3  # both at once, or either
    perform(ws, verb_of("group.call"), {"sitting": "s-1", "item": texts[:1]})
    (called,) = sitting_rows(ws)
    assert [(i.matter, i.subjects) for i in called.agenda] == [("grant", ("a-1", "a-2"))]


def test_what_names_no_holder_is_picked_until_an_agenda_has_it(ws: Workspace) -> None:
    def listed(**given: object) -> list[str]:
        found = [place.id for place in candidates(ws, "awaiting", given)]
        return [text for text in found if text.partition("=")[0] in ("plan", "standard")]

    first = listed()
    assert first[0] == "plan=2026年创建工作计划" and "standard=文明处室考评标准" in first
    assert listed(body="a-1") == []  # a party group decides on neither
    perform(ws, verb_of("group.call"), {"sitting": "s-1", "item": first[:1]})
    (called,) = sitting_rows(ws)
    assert [(i.matter, i.title) for i in called.agenda] == [("plan", "2026年创建工作计划")]
    assert listed() == first[1:]


def test_a_party_group_is_called_for_its_own_alone(ws: Workspace) -> None:
    call = verb_of("group.call")
    whose = {"sitting": "s-1", "body": "a-1"}
    with pytest.raises(Refused):
        perform(ws, call, {**whose, "item": ["grant:agency-level=a-1"]})
    with pytest.raises(Refused):
        perform(ws, call, {**whose, "item": [f"grant:civilized-office={OFFICES['a-2'][0]}"]})
    with pytest.raises(BadInput):
        perform(ws, call, {**whose, "item": ["card=a-1"]})
    perform(ws, call, {**whose, "item": [f"grant:civilized-office={ONE}"]})
    assert sitting_row(ws, "s-1").agency == "a-1"


async def chosen(user: Session, *keys: str) -> VerbForm:
    await user.press(*keys)
    form = user.desk.mode
    assert isinstance(form, VerbForm)
    return form


async def test_insert_calls_a_sitting_with_items_picked_by_number(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    checked(ws, "a-1", "a-2")
    carded(ws, "a-3", met=True)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sittings"))
        await user.settle()
        form = await chosen(user, "insert")
        assert form.verb.id == "group.call" and form.values["sitting"]
        await user.press("enter")  # the guidance group
        user.expect("a-1局", t("titles.matter-clear-card"))
        listed = [one.id for one in candidates(user.ws, "awaiting", {})]
        both, card = listed.index("grant:agency-level=a-1,a-2"), listed.index("clear-card=a-3")
        await user.type(f"{both + 1} {card + 1}")
        await user.press("enter", "f8", "f8")
        user.expect("决定时将不予通过：a-1局")  # it is told before it is held for nothing
        await user.press("escape")
        assert user.desk.mode.id == "sittings"
        (called,) = (s for s in sitting_rows(user.ws) if s.state == "called")
        agenda = {i.matter: i.subjects for i in called.agenda}
        assert agenda == {"grant": ("a-1", "a-2"), "clear-card": ("a-3",)}
        here = user.desk.grid.current
        assert here is not None and here.id == called.id
        user.expect(t("rules.body-guidance-group"))


async def test_a_body_that_is_chosen_gives_the_sitting_its_id(tmp_path: Path) -> None:
    small_city(tmp_path / "w", today=START).close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sittings"))
        await user.settle()
        form = await chosen(user, "insert")
        await user.press("2", "enter")
        assert (form.values["body"], form.values["sitting"]) == ("a-1", "2026-a-1-1")
        user.expect(t("verbs.none-awaits")[:10])


def test_sittings_to_be_held_stand_first(ws: Workspace) -> None:
    from civtui.tables import table_of
    from civtui.workspace.lists.cells import listing

    sittings = Sittings(ws)
    sittings.decide("card=a-1", START)
    group.call(ws, "s-open", ["card=a-2"], held_on=START)
    sittings.decide("card=a-3", START)
    rows = listing(ws, table_of("sittings"), "", None).records
    assert [row.state for row in rows] == ["called", "held", "held"]
    assert rows[0].id == "s-open"


def called_inside(ws: Workspace) -> str:
    row = put_on_agenda(ws, {"grant": [ONE]}, honor="civilized-office", agency="a-1")
    return row.id


def test_nobody_is_listed_of_a_party_group_and_the_form_says_why(ws: Workspace) -> None:
    inside, hold = called_inside(ws), verb_of("group.hold")
    group.call(ws, "s-1", ["card=a-2"], held_on=START)
    for field in (hold.field("present"), hold.field("chair")):
        assert field is not None
        assert candidates(ws, field.catalogue, {"sitting": inside}) == []
        said = forming.none_listed(ws, field, {"sitting": inside})
        assert said is not None and said.key == "verbs.none-of-party-group"
        assert len(candidates(ws, field.catalogue, {"sitting": "s-1"})) == 3


async def test_a_party_group_s_sitting_is_held_with_nobody_named(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    inside = called_inside(ws)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sittings"))
        await user.settle()
        user.expect("a-1局党组（委）")
        await user.deed(t("verbs/group.group.hold"))
        user.expect(t("verbs.none-of-party-group")[:8])
        await user.press("enter")
        await user.type("王书记")
        await user.press("enter", "f8")
        row = sitting_row(user.ws, inside)
        assert (row.state, row.chair, row.present) == ("held", "王书记", ())
        while user.desk.mode.id != "sittings":
            await user.press("escape")
        await user.press("f7")
        wanted = t("verbs/decide.heading-party-group", agency="a-1局")
        assert wanted in [row.cells[1] for row in user.desk.mode.rows]


async def test_after_deciding_enter_carries_it_out_and_is_said_to(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    group.call(ws, "s-1", ["withdraw:municipal=a-1", "card=a-2"], held_on=START)
    group.hold_sitting(ws, "s-1")
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sitting", "s-1"))
        await user.settle()
        await user.press("enter", "f8", "f8")
        assert user.desk.mode.id == "sitting"
        verb = verb_of("honor.withdraw").title
        outcome = t("cli_titles.outcome-approved")
        user.expect(t("tui.decided-waits", id="s-1-1", outcome=outcome, verb=verb))
        user.expect(t("tui.decision", id="s-1-1"))
        form = await chosen(user, "enter")
        assert form.verb.id == "honor.withdraw"


async def test_a_refusal_that_is_decided_waits_for_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s-1", ["card=a-2"], held_on=START)
    group.hold_sitting(ws, "s-1")
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "sitting", "s-1"))
        await user.settle()
        form = await chosen(user, "enter")
        form.values["outcome"] = "refused"
        await user.press("f8", "f8")
        outcome = t("cli_titles.outcome-refused")
        user.expect(t("tui.decided", id="s-1-1", outcome=outcome))


async def test_the_overview_says_and_does_what_waits(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    Sittings(ws).decide("withdraw:municipal=a-1", START)
    party_group.decide(ws, "a-1", "grant", [ONE], session="会议", on=START)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        await user.press("1")
        rows = [row for row in user.desk.mode.rows if row.id.startswith("due:carrying-out/")]
        assert len(rows) == 2
        user.desk.grid.go(user.desk.grid.place_of(rows[0].id))
        await user.settle()
        user.expect(t("home.due-carrying-out", name="").strip())
        form = await chosen(user, "enter")
        assert form.verb.id in ("honor.withdraw", "honor.grant")
        assert form.values["decision"] == rows[0].id.split("/")[1]


async def test_a_narrow_list_of_sittings_says_who_meets_and_whether_it_was_held(
    tmp_path: Path,
) -> None:
    ws = small_city(tmp_path / "w", today=START)
    called_inside(ws)
    ws.close()
    async with session(tmp_path / "w", tmp_path / "v", size=(80, 24)) as user:
        user.desk.push(place(user.ws, "sittings"))
        await user.settle()
        user.expect(START.isoformat(), "a-1局", t("cli_titles.sitting-called"))
