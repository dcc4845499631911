"""Evidence behind a step of a card: picked from the inbox, kept with the step, listed on it."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.errors import Refused
from civtui.model.text import Lang
from civtui.tui.mode_index import place
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.answers import card as answers
from civtui.workspace.building import evidence_links
from civtui.workspace.building.evidence import evidence_rows, flags
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps
from tests.titles.small import START, Sittings, small_city
from tests.tui.session import session


def carded(ws: Workspace) -> str:
    ruled = Sittings(ws).decide("card=a-2", START)
    return card_steps.issue(ws, "a-2", "迟报", "补报", ruled, on=START).state.id


async def test_the_material_is_picked_from_the_inbox(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    card = carded(ws)
    ws.close()
    (tmp_path / "w" / "inbox").mkdir(exist_ok=True)
    (tmp_path / "w" / "inbox" / "整改报告.pdf").write_bytes(b"%PDF-1.4 report")
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "all_cards"))
        await user.settle()
        await user.deed(t("verbs/card.card.evidence"))
        form = user.desk.mode
        assert isinstance(form, VerbForm)
        user.expect("整改报告.pdf")
        await user.press("1", "enter", "f8")
        while user.desk.mode.id != "all_cards":
            await user.press("escape")
        (step,) = [s for s in card_steps.card_detail(user.ws, card).steps if s.step == "evidence"]
        assert step.papers == ("整改报告.pdf",)
        user.expect("整改报告.pdf")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_without_a_list_a_path_is_asked_for_and_taken(tmp_path: Path, lang: Lang) -> None:
    ws = small_city(tmp_path / "w", today=START)
    card = carded(ws)
    ws.close()
    paper = tmp_path / "12.pdf"
    paper.write_bytes(b"%PDF-1.4 report")
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40), lang=lang) as user:
        user.desk.push(place(user.ws, "all_cards"))
        await user.settle()
        await user.deed(t("verbs/card.card.evidence"))
        words = {"zh": "收件箱（inbox）里没有可选的文件", "en": "no file in the inbox"}[lang]
        user.expect(words).absent({"zh": "输入序号", "en": "type numbers"}[lang])
        assert user.desk.input is not None
        user.desk.input.value = str(paper)
        await user.press("enter", "f8")
        while user.desk.mode.id != "all_cards":
            await user.press("escape")
        (step,) = [s for s in card_steps.card_detail(user.ws, card).steps if s.step == "evidence"]
        assert step.papers == ("12.pdf",)


async def test_with_a_list_a_path_may_be_typed_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    carded(ws)
    ws.close()
    (tmp_path / "w" / "inbox").mkdir(exist_ok=True)
    (tmp_path / "w" / "inbox" / "整改报告.pdf").write_bytes(b"%PDF-1.4 report")
    async with session(tmp_path / "w", tmp_path / "v", size=(120, 40)) as user:
        user.desk.push(place(user.ws, "all_cards"))
        await user.settle()
        await user.deed(t("verbs/card.card.evidence"))
        user.expect("整改报告.pdf", "输入序号", "也可输入文件路径")


def test_a_piece_behind_a_step_serves_its_card(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    card, photo = carded(ws), tmp_path / "现场.pdf"
    photo.write_bytes(b"%PDF-1.4 scene")
    given = {"card": card, "finding": "met", "evidence": [str(photo)]}
    said = perform(ws, verb_of("card.inspect"), given)
    assert any("现场.pdf" in line for line in said.lines())
    assert [s.get("papers") for s in said.document()["steps"]] == [None, ["现场.pdf"]]
    (piece,) = evidence_rows(ws)
    assert piece.uses == (("card", card),)
    assert not flags(ws)  # it is neither unused nor of another agency
    with pytest.raises(Refused):
        evidence_links.unlink(ws, piece.sha256, card, why="误")


def test_a_step_without_evidence_says_nothing_of_it(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    document = answers.show(ws, card=carded(ws)).document()
    assert all("papers" not in step for step in document["steps"])
