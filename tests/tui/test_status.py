"""What the screen says at 80 columns: what to press first, no ids, names cut before the rest."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import civtui.tui
from civtui import locale
from civtui.locale.width import fit, width
from civtui.model.errors import BadInput, Refused
from civtui.model.text import Bilingual, Lang, Message, msg
from civtui.scoring.pipeline.items import allowed, parse_mark
from civtui.scoring.pipeline.spoken import spoken
from civtui.tui.fitting import (
    KEY,
    ON_SCREEN,
    middle,
    refusal,
    sentence,
    way_on,
)
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.rounds import rounds, submissions
from civtui.workspace.session import open_workspace
from tests.sheet.items import item
from tests.tui.kinds import kinds_round
from tests.tui.session import Session, session
from tests.tui.test_scoring import here

COLUMNS = 80
OFFICE = "Municipal Bureau of Natural Resources and Planning/Policy and Regulation Division"
TITLE = Bilingual("学习计划及其执行情况与考核记录", "Study plan and how it is kept over the year")
ON: dict[str, object] = {"office": OFFICE, "title": TITLE}
TOLD: list[Message] = [
    msg("sheet.held", **ON, who="secretary", standing="2.5", wanted="3.5"),
    msg("sheet.kept-unstored", count=120),
    msg("sheet.kept-refused", count=120),
    msg("sheet.kept-both", count=120, faults=12),
    msg("sheet.kept-and-store", rest=msg("sheet.kept-held", faults=12, held=3), count=120),
    msg("sheet.kept-and-store", rest=msg("sheet.kept-rivals", rivals=12), count=120),
    msg("sheet.two-texts", **ON, newer="3.5", other="2.5"),
    msg("sheet.committed-partly", count=120, faults=12, at=msg("sheet.on-item", **ON)),
    msg("sheet.none-to-store", faults=12, at=msg("sheet.on-item", **ON)),
    msg("sheet.left-behind", office=OFFICE, count=12),
    msg("sheet.ask-partial", blank=960),
    msg("sheet.submit-again", key="Ctrl+U", parts=[msg("sheet.count-given", count=960)]),
    msg("sheet.note-kept", on=OFFICE),
    msg("sheet.filtered-done"),
    msg("sheet.point-left-out", value="2.5"),
    msg(
        "sheet.staged",
        keys=msg("grid.staged-keys"),
        parts=[
            msg("grid.staged", count=120),
            msg("grid.staged-over", count=30),
            msg("sheet.staged-offices", count=12, first=OFFICE, last=OFFICE),
        ],
    ),
]


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    return "en" if request.param == "en" else "zh"


@pytest.mark.parametrize("told", TOLD, ids=lambda m: m.key)
def test_what_to_press_is_never_cut(told: Message, lang: Lang) -> None:
    locale.use(lang)
    keys = KEY.findall(locale.render(told))
    assert keys
    shown = locale.render(told) if width(sentence(told, COLUMNS)) > COLUMNS else ""
    seen = shown[: COLUMNS // 2] if shown else sentence(told, COLUMNS)
    assert KEY.findall(seen) == keys


@pytest.mark.parametrize(
    "told", [m for m in TOLD if {"title", "at", "office"} & m.values.keys()], ids=lambda m: m.key
)
def test_the_cell_is_never_cut(told: Message, lang: Lang) -> None:
    locale.use(lang)
    seen = fit(sentence(told, COLUMNS), COLUMNS)
    assert OFFICE[:4] in seen
    if "office" not in told.values or "title" in told.values:
        assert TITLE.in_(lang)[:3] in seen and TITLE.in_(lang)[-2:] in seen


@pytest.mark.parametrize(("staged", "faults"), [(0, 4), (3, 0), (3, 4)])
def test_what_is_not_stored_is_said_with_its_cell_and_nothing_of_nought(
    staged: int, faults: int, lang: Lang
) -> None:
    locale.use(lang)
    counts = {"staged": staged, "faults": faults}
    kinds = [kind for kind, count in counts.items() if count]
    ways = "sheet.unstored-ways" + (f"-{kinds[0]}" if len(kinds) == 1 else "")
    parts = [msg(f"sheet.unstored-{kind}", count=counts[kind]) for kind in kinds]
    first = msg("sheet.on-item", **ON)
    error = Refused(msg("sheet.unstored", first=first, parts=parts), hint=msg(ways))
    seen = fit(refusal(error, COLUMNS - 2), COLUMNS - 2)
    assert KEY.findall(seen) == KEY.findall(locale.render(error.hint))
    assert OFFICE[:4] in seen and TITLE.in_(lang)[:3] in seen
    assert " 0 " not in locale.render(error.message)


def test_a_way_on_by_command_is_said_as_it_is_done_on_the_screen(lang: Lang) -> None:
    locale.use(lang)
    for key in ON_SCREEN:
        values = {"round": "city-2026", "assessor": "kp1"}
        error = Refused(msg("panel.submitted", assessor="甲", day="1"), hint=msg(key, **values))
        assert "civtui" in locale.error_line(error)
        assert "civtui" not in refusal(error) and "--" not in refusal(error)
        assert refusal(error).endswith(way_on(error))


@pytest.mark.parametrize("key", ["sheet.stored", "sheet.changed", "sheet.undone"])
def test_names_are_shortened_until_the_sentence_fits(key: str, lang: Lang) -> None:
    locale.use(lang)
    values = {"value": "3", "seq": 123456, "old": "2", "new": "3", **ON}
    told = msg(key, on=msg("sheet.on-item", **ON), **values)
    assert width(locale.render(told)) > COLUMNS
    assert width(sentence(told, COLUMNS)) <= COLUMNS
    assert sentence(told, COLUMNS).endswith(("3", "123456)", "123456 条）"))


def test_a_name_keeps_its_beginning_and_its_end() -> None:
    assert middle("组织部/调研处", 40) == "组织部/调研处"
    assert middle("Planning/Policy Division", 9) == "Plan…sion"
    assert width(middle("自然资源和规划局/政策法规处", 11)) <= 11


def test_of_an_error_places_and_ids_are_left_out() -> None:
    locale.use("en")
    error = Refused(
        msg("panel.anchors-first", cells=1),
        where={"round": "city-2026", "rule": "anchors-first", "item": "study.plan"},
        value="o-43-7",
        allowed=["o-1-1", "o-1-2"],
        hint=msg("panel.anchors-why"),
    )
    line = refusal(error)
    assert line.startswith("the anchor offices come first (1 cell left)")
    assert not [word for word in ("round", "rule", "city-2026", "study.plan", "o-") if word in line]
    assert "city-2026" in locale.error_line(error)


def test_an_error_says_the_key_first_and_what_was_typed() -> None:
    locale.use("en")
    three = item("points", "3")
    error = BadInput(
        msg("pipeline.no-mark", title=TITLE),
        value="9",
        allowed=allowed(three),
        hint=msg("sheet.type-anew"),
    )
    line = refusal(error, COLUMNS)
    assert line.startswith("Esc to type anew; no mark of “")
    assert "got '9'" in line
    assert line.endswith("allowed: 0 to 3 in steps of 1")
    assert width(line) <= COLUMNS


@pytest.mark.parametrize("cells", [80, 60, 40])
def test_a_long_refusal_keeps_its_end(cells: int, lang: Lang) -> None:
    locale.use(lang)
    error = Refused(
        msg("titles.band-fails", band="不合格", total="61.5", round="2026年文明处室抽查考评第一批"),
        where={"rule": "title-needs-result"},
        hint=msg("titles.way-line"),
    )
    assert width(refusal(error)) > cells
    seen = refusal(error, cells)
    assert width(seen) <= cells and "…" in seen
    assert seen.startswith(refusal(error)[:6])
    assert seen.endswith(way_on(error)[-8:])
    assert seen[: cells // 3] == refusal(error)[: cells // 3]


def test_a_newer_mark_is_said_before_the_names() -> None:
    for lang in ("zh", "en"):
        locale.use("en" if lang == "en" else "zh")
        error = Refused(
            msg(
                "deeds.newer",
                subject=OFFICE,
                item=TITLE,
                stands="4.5",
                who="secretary",
                by=msg("deeds.by-import"),
                count=1,
            ),
            value="4.5",
            hint=msg("deeds.mark-anew"),
        )
        seen = refusal(error, COLUMNS)[: COLUMNS * 2 // 3]
        assert "4.5" in seen and "secretary" in seen


def test_the_screen_renders_errors_in_one_place() -> None:
    room = Path(civtui.tui.__file__).parent
    found = {
        path.name
        for path in room.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Name) and node.id == "error_line")
        or (isinstance(node, ast.Attribute) and node.attr == "error_line")
    }
    assert found == {"fitting.py"}


def test_one_of_a_thing_is_said_as_one() -> None:
    said = [locale.t("grid.staged", "en", count=n) for n in (1, 2)]
    assert said == ["1 cell staged", "2 cells staged"]
    assert locale.t("sheet.undone-block", "en", count=1).startswith("1 cell stored together is")


def test_a_mark_is_spoken_in_words_that_are_taken_when_typed() -> None:
    grades = item("grades", grades=(("优", "4"), ("差", "1")))
    veto = item("veto")._replace(more={"months": 12})
    kinds = [grades, item("yes-no", "2"), veto, item("penalty", per="2")]
    for kind, text in zip(kinds, ("优", "是", "有 2026-03-01", "3瞒"), strict=True):
        for lang in ("zh", "en"):
            said = locale.render(spoken(kind, text), "en" if lang == "en" else "zh")
            typed = said.removeprefix("有 ")
            assert parse_mark(kind, typed).value_text == text
    assert locale.render(spoken(kinds[1], "是"), "en") == "yes"


# --- on the screen ---


def status(user: Session) -> str:
    return user.lines()[-2]


async def test_a_held_mark_names_its_keys_and_stands_whole_in_the_pane(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", lang="en", **start) as user:
        cell = here(user)
        colleague = open_workspace(tmp_path / "w", user="tester")
        set_mark(colleague, "kinds", *cell, "2.5", "k1")
        colleague.close()
        await user.press("3", "enter")
        keys = "Ctrl+S stores yours 3, Esc keeps 2.5 by tester: 组织部/调研处"
        assert status(user).startswith(keys)
        for way in ("left", "right"):
            await user.press(way)
        while here(user) != cell:
            await user.press("left")
        assert status(user).startswith(keys)
        pane = " ".join(" ".join(user.lines()[-10:-2]).split())
        assert "Ctrl+S stores yours (3), Esc keeps theirs (2.5): tester put it there on 20" in pane
        assert "+00:00" not in pane and "unchanged" not in pane and cell[0] not in pane


async def test_only_what_can_be_stored_is_offered_to_be_stored(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press("9", "enter")
    async with session(city, tmp_path / "w", lang="en", **start) as user:
        assert status(user).startswith("Tab goes to 1 refused cell (!)")
        assert "Ctrl+S" not in status(user)


async def test_a_locked_sheet_says_so_in_words(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    ws = open_workspace(tmp_path / "w", user="tester")
    submissions.submit(ws, "kinds", "k1", partial=True, why="x")
    ws.close()
    async with session(city, tmp_path / "w", lang="en", **start) as user:
        await user.press("3")
        assert status(user).startswith("✗ the sheet of 甲 was submitted and locked on ")


async def test_on_disk_names_the_office_and_goes_with_the_cursor(
    city: Path, tmp_path: Path
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", lang="en", **start) as user:
        subject, _ = here(user)
        sheet = rounds.sheet(user.ws, "kinds", "k1")
        name = next(s.name for s in sheet.subjects if s.id == subject)
        await user.press("3", "enter")
        assert status(user).startswith("● on disk: ")
        assert name in status(user)
        await user.press("down")
        assert "on disk" not in status(user)


async def test_answers_are_shown_in_english(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", lang="en", **start) as user:
        await user.press("3", "enter", "2", "1")
        row = user.desk.grid.current
        assert row is not None and "yes" in row.cells
