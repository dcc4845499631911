"""One declaration on every face: the deeds of a row, the form, the questions, the command."""

import json
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.locale import t
from civtui.model.errors import BadInput
from civtui.rules.terms import after_months
from civtui.tui.modes.begin import begin
from civtui.tui.modes.form import Form
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing import performing
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.titles.decisions import decide
from civtui.workspace.titles.group import call, hold_sitting
from tests.tui.session import Session, session

AGENCY = "a-43"  # the trade bureau: it has no card


@pytest.fixture
def decided(folder: Path) -> str:
    """Let the group decide to card the trade bureau; the decision's id."""
    ws = open_workspace(folder)
    call(ws, "s-card", [f"card={AGENCY}"], held_on=ws.today())
    hold_sitting(ws, "s-card")
    made = decide(ws, "s-card", "1", outcome="approved").id
    ws.close()
    return made


def value(user: Session, field: str) -> object:
    form = user.desk.mode
    return getattr(form, "values", {}).get(field)


async def stand_on(user: Session, id_: str) -> None:
    user.desk.grid.go(user.desk.grid.place_of(id_))
    await user.settle()


async def test_a_row_lists_its_deeds_and_a_digit_begins_one(folder: Path, decided: str) -> None:
    async with session(folder, folder) as user:
        await user.press("2")
        await stand_on(user, AGENCY)
        await user.press("f7")
        place = [row.cells[1] for row in user.desk.mode.rows].index(t("verbs/card.card.add"))
        await user.press(*["0"] * (place // 9), *["down"] * (place % 9))
        user.expect(t("verbs/card.card.add"), "civtui card add")
        await user.press(str(place % 9 + 1))
        assert user.desk.mode.id == "form"
        assert value(user, "agency") == AGENCY
        await user.type("停滞不前")
        await user.press("enter")
        await user.type("制订方案")
        await user.press("enter", *["up"] * 4)  # back to the decision, which is filled in
        await user.type("没有这个决定")
        await user.press("enter")  # the cursor stays at the fault, what was typed too
        user.expect("没有这一个", "没有这个决定")
        assert value(user, "decision") == decided  # the one that waits stands already
        assert user.desk.input is not None
        user.desk.input.value = decided
        await user.press("enter", "f8")
        user.expect("整改期至", t("verbs.f8-again"))
        ws = user.ws
        assert AGENCY not in {c.agency for c in card_rows(ws)}
        await user.press("enter", "escape", "1", "escape")  # neither is a word of consent
        assert AGENCY not in {c.agency for c in card_rows(ws)}
        await user.press("f8")
        assert [c.cause for c in card_rows(ws) if c.agency == AGENCY] == ["停滞不前"]
        assert user.desk.mode.id == "said"


async def test_f8_does_only_what_it_announced(folder: Path, decided: str) -> None:
    given = {"agency": AGENCY, "cause": "停滞", "demands": "旧要求", "decision": decided}
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("card.add"), given)
        await user.settle()
        await user.press("escape", "f8")
        user.expect("整改期至")
        await stand_on(user, "months")
        await user.press("enter", "7", "f8")  # other values than those announced
        assert AGENCY not in {c.agency for c in card_rows(user.ws)}
        user.expect("整改期至")
        form = user.desk.mode
        assert isinstance(form, Form)
        form.values["demands"] = "新要求"  # by whatever way a value comes to differ
        await user.press("f8")
        assert AGENCY not in {c.agency for c in card_rows(user.ws)}
        await user.press("f8")
        card = next(c for c in card_rows(user.ws) if c.agency == AGENCY)
        assert card.term_ends == after_months(user.ws.today(), 7).isoformat()


async def test_what_cannot_be_done_says_why(folder: Path) -> None:
    async with session(folder, folder) as user:
        ended = next(c for c in card_rows(user.ws) if c.state != "open")
        await user.press("7", "f6", "1")
        await stand_on(user, ended.id)
        await user.press("f7")
        user.expect(t("verbs/card.card.show"))
        why = {row.cells[1]: row.cells[2] for row in user.desk.mode.rows}
        assert why[t("verbs/card.card.show")] == ""
        assert why[t("verbs/card.card.inspect")]
        place = [row.cells[1] for row in user.desk.mode.rows].index(t("verbs/card.card.inspect"))
        head = user.ws.head()
        await user.press(*["down"] * place, "enter")
        assert user.desk.mode.id == "deeds" and user.ws.head() == head


async def test_what_is_due_has_the_deeds_of_its_card(folder: Path) -> None:
    async with session(folder, folder) as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        due = next(row for row in rows if row.id.startswith("re-inspection"))
        await stand_on(user, due.id)
        await user.press("f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert t("verbs/card.card.inspect") in names and t("verbs/card.card.clear") in names


async def test_every_form_opens_and_refuses_what_is_missing(folder: Path) -> None:
    async with session(folder, folder) as user:
        head = user.ws.head()
        for verb in every_verb():
            if not verb.writes or "screen" in verb.by_hand or verb.needs == "nothing":
                continue
            if not any(field.required and not field.proposed for field in verb.fields):
                continue
            before = user.desk.mode
            begin(user.desk, verb, {})
            await user.settle()
            assert user.desk.mode.id == "form", verb.id
            await user.press("f8")
            assert user.desk.mode.id == "form" and user.desk.status, verb.id
            while user.desk.mode is not before:
                await user.press("escape")
        assert user.ws.head() == head


def test_questions_ask_again_until_it_can_be_taken(
    folder: Path, decided: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from civtui.cli.plain.deeds import do_row
    from civtui.cli.plain.talk import Talk

    answers = iter(["", "停滞", "方案", "99", "6", "", "明天", "", "1"])
    monkeypatch.setattr(Talk, "ask", lambda self, prompt: next(answers))
    ws = open_workspace(folder)
    do_row(ws, Talk(), "card.add", AGENCY)
    said = capsys.readouterr().out
    assert t("verbs.field-on-hint") in said  # a question says what its field's hint does
    assert t("tui.field-required") in said and "60" in said and "整改期至" in said
    assert [c.cause for c in card_rows(ws) if c.agency == AGENCY] == ["停滞"]
    ws.close()


def test_names_are_taken_for_ids(
    folder: Path, decided: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["card", "add", "贸发局", "停滞", "--demands", "方案", "--decision", decided]
    assert run([*words, "-w", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"]["agency"] == AGENCY
    assert run(["-w", str(folder), "card", "show", "贸发局", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cause"] == "停滞"


def test_global_options_stand_before_or_behind(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    place = ["-w", str(folder), "--lang", "en"]
    for words in ([*place, "card", "list"], ["card", "list", *place]):
        assert run(words) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] and "term ends" in told[0]


def test_a_missing_field_is_named_and_nothing_is_written(folder: Path) -> None:
    ws = open_workspace(folder)
    head = ws.head()
    with pytest.raises(BadInput) as caught:
        performing.perform(ws, verb_of("card.add"), {"agency": AGENCY, "cause": "x"})
    assert caught.value.field == "decision" and ws.head() == head
    assert decision_rows(ws)
    ws.close()
