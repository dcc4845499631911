"""What the form of a verb says: choices of the field that is open, refusals whole, F8 once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.fitting import refusal
from civtui.tui.mode_index import place
from civtui.tui.modes.begin import begin
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book
from tests.tui.session import Session, session
from tests.verbs.test_faces import stand_on


def pane(user: Session) -> str:
    """Return all that the pane says, also what is below its lower edge."""
    lines = user.desk.mode.pane(user.desk.grid.current, 38)
    return "".join(span.text for line in lines for span in line)


async def test_who_opens_a_field_sees_its_choices_and_no_longer_the_preview(
    city: Path, tmp_path: Path
) -> None:
    row = [901, "市新局", "新局", None, 1, None, None, None]
    file = book(tmp_path / "a.xlsx", 机关名册=[AGENCY_HEADS, row], 处室名册=[OFFICE_HEADS])
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("import.registry"), {"file": str(file)})
        await user.settle()
        await user.press("escape", "f8")
        await user.until("数据 1 行")
        assert "数据 1 行" in pane(user)
        await stand_on(user, "skip-rejected")
        await user.press("enter")
        assert "数据 1 行" not in pane(user)
        assert f"1 {t('finding.yes')}" in pane(user)
        await user.press("escape")  # nothing was changed: what F8 said still holds
        assert "数据 1 行" in pane(user)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_refusal_stands_whole_in_the_pane(
    city: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with session(city, tmp_path / "w", size=size) as user:
        begin(user.desk, verb_of("decide.add"), {})
        await user.settle()
        await user.press("escape", "f8")
        mode = user.desk.mode
        assert isinstance(mode, VerbForm)
        assert mode.fault is not None
        whole = "".join(refusal(mode.fault).split())
        assert whole in "".join(pane(user).split())
        user.expect(whole[-6:])
        await user.press("enter")
        assert mode.fault is None


async def test_f8_once_more_after_storing_does_nothing(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        given = {"agency": "a-1", "title": "读书会", "kind": "reading", "on": "2026-01-05"}
        begin(user.desk, verb_of("activity.add"), given)
        await user.settle()
        await user.press("escape", "f8")
        assert not isinstance(user.desk.mode, VerbForm)
        said, head = user.desk.status, user.ws.head()
        await user.press("f8")
        assert (user.desk.status, user.ws.head()) == (said, head)
        user.desk.say("")
        await user.press("f8")
        assert user.desk.status[0].text == t("tui.nothing-to-store")


async def test_a_form_that_lies_below_is_named_where_f8_cannot_store_it(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("activity.add"), {"agency": "a-1"})
        await user.settle()
        form = user.desk.mode
        await user.press("escape")
        form.values["title"] = "读书会"
        user.desk.push(place(user.desk.ws, "inbox"))
        await user.settle()
        await user.press("f8")
        assert user.desk.status[0].text == t("tui.form-below", form=form.title())
        await user.press("9")
        said = "".join(span.text for span in user.desk.status)
        assert t("tui.form-unsaved-below", form=form.title())[:20] in said
        assert form in user.desk.stack
        await user.press("escape", "f8")
        assert user.desk.unsaved_below() == ""


@pytest.mark.parametrize(
    ("verb", "said"),
    [("import.registry", "verbs.form-shows-first"), ("activity.add", "tui.form-edit")],
)
async def test_a_form_says_beforehand_whether_f8_shows_first(
    city: Path, tmp_path: Path, verb: str, said: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of(verb), {})
        await user.settle()
        assert "".join(t(said).split()) in "".join(pane(user).split())
