"""An application is filed, checked and objected to from the list of applications alone."""

from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.model.text import Lang
from civtui.tui.modes.form import Form
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from civtui.workspace.titles.eligibility import eligibility_list, eligibility_of
from tests.tui.session import Session, session
from tests.verbs.test_faces import stand_on

TIER = "municipal"


def lacking(ws: Workspace) -> str:
    """Return an agency that does not meet the gate of the tier."""
    busy = {row.agency for row in applications.case_rows(ws)}
    for row, answer in eligibility_list(ws):
        tier = next(one for one in answer.tiers if one.tier == TIER)
        free = not row.honors and row.id not in busy
        if free and tier.eligible is False and tier.missing:
            return row.id
    raise AssertionError("everybody may apply")


async def fill(user: Session, id_: str, text: str) -> None:
    await user.press("escape")
    await stand_on(user, id_)
    await user.press("enter")
    await user.type(text)
    await user.press("enter")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_insert_applies_and_says_first_what_lacks(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang, first="cases") as user:
        whom = agency(user.ws, lacking(user.ws))
        tier = eligibility_of(user.ws, whom.id, TIER, user.ws.today())[1].tiers[0]
        before = len(applications.case_rows(user.ws))
        await user.press("insert")
        assert isinstance(user.desk.mode, Form)
        await fill(user, "honor", t("cli.honor-municipal"))
        await fill(user, "agency", whom.name)
        await user.press("escape", "f8")
        why = next(reason for reason in tier.reasons if reason.holds is False)
        user.expect(render(tier.missing[0].text)[:12], render(why.why)[:12])
        assert len(applications.case_rows(user.ws)) == before
        await user.press("f8")
        made = applications.case_rows(user.ws)[0]
        assert made.agency == whom.id
        assert user.desk.mode.id == "cases" and user.desk.grid.current is not None
        assert user.desk.grid.current.id == made.id


async def test_a_check_that_fails_says_what_lacks_on_its_row_and_in_the_message(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        made = applications.apply(user.ws, TIER, lacking(user.ws))
        lacks = applications.check(user.ws, made.id).answer.missing[0]
        await user.press("4", "f6", "1")
        user.desk.grid.go(user.desk.grid.place_of(made.id))
        await user.settle()
        user.expect(t("titles.state-check-failed"), render(lacks.text)[:12])
        await user.press("enter", "f8")
        last = user.lines()[-2:]
        assert any(render(lacks.text)[:12] in row for row in last), last
