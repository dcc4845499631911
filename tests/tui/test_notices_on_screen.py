"""A public notice on the screen: its text, who is proposed, objections and their answers."""

import shutil
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.modes.form import Form
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications, notices
from civtui.workspace.titles.notice_paper import paper
from tests.tui.session import session
from tests.verbs.test_faces import stand_on


def posted(ws: Workspace) -> tuple[str, str]:
    """Return a notice that runs, and an application in it."""
    decided = [row for row in applications.case_rows(ws) if row.state == "decided"]
    row, _ = notices.post(ws, [decided[0].id])
    return row.id, decided[0].id


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_objection_is_recorded_and_answered_from_the_application(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang) as user:
        notice, case = posted(user.ws)
        whom = applications.case_row(user.ws, case).agency_name
        await user.press("4", "f6", "1")
        user.desk.grid.go(user.desk.grid.place_of(case))
        await user.settle()
        await user.deed(t("verbs/notice.notice.object"))
        form = user.desk.mode
        assert isinstance(form, Form) and form.values["case"] == case
        user.expect(whom)
        assert f" {notice}" not in "\n".join(user.lines())
        await user.press("escape")
        await stand_on(user, "matter")
        await user.press("enter")
        await user.type("反映材料不实")
        await user.press("f8")
        objection = notices.objection_rows(user.ws, notice)[0]
        assert (objection.case, objection.matter) == (case, "反映材料不实")
        if user.desk.mode.id != "cases":
            await user.press("escape")
        user.expect("反映材料不实", t("cli_titles.objection-open"))
        await user.deed(t("verbs/notice.notice.handle"))
        form = user.desk.mode
        assert isinstance(form, Form) and form.values["objection"] == objection.id
        user.expect(f"{whom} 反映材料不实")
        assert objection.id not in "\n".join(user.lines())
        await user.press("escape")
        await stand_on(user, "outcome")
        await user.press("enter", "2", "enter")  # the next field opens
        await user.type("查无实据")
        await user.press("f8")
        if user.desk.mode.id != "cases":
            await user.press("escape")
        user.expect("反映材料不实", "查无实据", t("cli_titles.objection-rejected"))


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_list_of_notices_shows_the_text_and_writes_it(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40), lang=lang) as user:
        notice, case = posted(user.ws)
        notices.object_to(user.ws, notice, case, "反映材料不实")
        row = notices.notice_row(user.ws, notice)
        await user.press("4", "f6", "2")
        user.desk.grid.go(user.desk.grid.place_of(notice))
        await user.settle()
        user.expect(paper(user.ws, notice)["title"][:20], row.first, row.last, "反映材料不实")
        user.expect(agency(user.ws, applications.case_row(user.ws, case).agency).name)
        await user.deed(t("verbs/notice.notice.export"))
        await user.type("markdown")
        await user.press("f8")
        text = (user.ws.dir / "out" / f"{notice}.md").read_text("utf-8")
        for part in paper(user.ws, notice)["text"]:
            assert part in text


async def test_enter_on_a_notice_names_it_by_its_days(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        notice, case = posted(user.ws)
        row = notices.notice_row(user.ws, notice)
        await user.press("4", "f6", "2")
        user.desk.grid.go(user.desk.grid.place_of(notice))
        await user.settle()
        await user.press("enter")
        assert [one.id for one in user.desk.mode.rows] == [case]
        user.expect(f'公示:"{row.posted} – {row.last}"')
        user.desk.mode.text = f"notice:{notice}"  # as a view was kept before
        await user.press("f5")
        assert [one.id for one in user.desk.mode.rows] == [case]


def test_notices_of_the_same_days_are_told_apart_by_whom_they_propose(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(Path(shutil.copytree(city, tmp_path / "w")), user="tester")
    first, *rest = notices.notice_rows(ws)
    twin = rest[0]._replace(posted=first.posted, last=first.last)
    monkeypatch.setattr(notices, "notice_rows", lambda _: [first, twin, *rest[1:]])
    called = notices.called(ws)
    ws.close()
    assert len({*called.values()}) == len(called)
    assert called[first.id].startswith(f"{first.posted} – {first.last} ")
    assert all(" – " in said and said.count(" ") == 2 for said in [called[r.id] for r in rest[1:]])


def test_the_command_shows_and_writes_the_notice(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(city, tmp_path / "w"))
    ws = open_workspace(folder, user="tester")
    notice, case = posted(ws)
    whom = agency(ws, applications.case_row(ws, case).agency).name
    ws.close()
    assert run(["-w", str(folder), "--lang", "zh", "notice", "show", notice]) == 0
    assert whom in (said := capsys.readouterr().out) and "现予公示" in said
    target = tmp_path / "notice.csv"
    words = ["notice", "export", notice, "--format", "csv", "-o", str(target)]
    assert run(["-w", str(folder), "--lang", "zh", *words]) == 0
    assert whom in target.read_text("utf-8-sig")
