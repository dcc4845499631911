"""A workspace's plugins: enabling keeps the profile, entries outlive their plugin."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.locale import render, use
from civtui.model.errors import BadInput, NotFound, Refused
from civtui.model.text import Bilingual
from civtui.workspace.building.culture import add_entry, entries, indicators, participations, view
from civtui.workspace.building.culture_score import culture_score
from civtui.workspace.building.signals import signal_rows
from civtui.workspace.files.creating import init
from civtui.workspace.files.doctor import Check, examine
from civtui.workspace.performing import row_deeds
from civtui.workspace.plugins import plugin_lock, plugins
from civtui.workspace.plugins.plugin_sheets import sheets_by_plugin
from civtui.workspace.plugins.program_sections import program_sections
from civtui.workspace.session import Workspace
from tests.demos import demo
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import READING, SETTINGS


@pytest.fixture
def ws(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.root / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(shelf.root / "data"))
    made = init(shelf.root / "city", name="样例市")
    yield made
    made.close()


def profile(ws: Workspace) -> dict[str, object]:
    return tomllib.loads((ws.dir / "profile.toml").read_text("utf-8"))


def test_enabling_pins_and_leaves_the_rest_of_the_profile_alone(
    shelf: Shelf, ws: Workspace
) -> None:
    shelf.package("reading", READING)
    path = ws.dir / "profile.toml"
    own = '\n# why: asked by the group\n[policy.ladder]\nchoice = "any-order"\n'
    path.write_text(path.read_text("utf-8") + own, "utf-8")
    row = plugins.enable(ws, "reading")
    assert row.state == "enabled"
    found = profile(ws)
    wish = found["plugin"][0]  # type: ignore[index]  # a list of tables
    assert (wish["id"], wish["version"], len(wish["sha256"])) == ("reading", "1.0", 64)
    assert found["policy"] == {"ladder": {"choice": "any-order"}}
    assert "# why: asked by the group" in path.read_text("utf-8")
    plugins.disable(ws, "reading")
    assert "plugin" not in profile(ws)
    assert "# why: asked by the group" in path.read_text("utf-8")
    assert ws.profile().policy["ladder"].choice == "any-order"


def test_enabling_twice_keeps_one_wish_and_its_settings(shelf: Shelf, ws: Workspace) -> None:
    shelf.package("goals", SETTINGS)
    plugins.enable(ws, "goals", {"goal": 9})
    plugins.enable(ws, "goals")
    assert [wish.settings for wish in plugins.enabled(ws.dir)] == [{"goal": 9}]


def test_a_broken_plugin_is_recorded_and_everything_else_goes_on(
    shelf: Shelf, ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf.package("bad", "raise ImportError('no such thing')")
    where = ["-w", str(ws.dir)]
    assert run([*where, "plugin", "enable", "bad"]) == 1
    assert "no such thing" in capsys.readouterr().err
    assert [wish.id for wish in plugins.enabled(ws.dir)] == ["bad"]
    for command in (["status"], ["agency", "list"], ["culture", "list"], ["export", "list"]):
        assert run([*where, *command]) == 0
    capsys.readouterr()
    assert run([*where, "plugin", "list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["bad"]["state"] == "broken"
    assert "no such thing" in rows["bad"]["reason"]
    assert run([*where, "plugin", "doctor"]) == 1


def test_a_list_outside_of_any_workspace_enables_and_asks_nothing(
    shelf: Shelf, ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = shelf.root / "imported"
    shelf.package("reading", f"open({str(mark)!r}, 'w').close()")
    assert run(["-w", str(shelf.root), "plugin", "list", "--json"]) == 0
    rows = {row["id"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert rows["reading"] == "disabled"
    assert rows["civtui"] == "enabled"
    assert not mark.exists()


def test_an_unknown_plugin_names_the_nearest_and_changes_nothing(
    shelf: Shelf, ws: Workspace
) -> None:
    shelf.package("reading", READING)
    before = (ws.dir / "profile.toml").read_text("utf-8")
    with pytest.raises(NotFound) as caught:
        plugins.enable(ws, "readng")
    assert caught.value.nearest == "reading"
    assert (ws.dir / "profile.toml").read_text("utf-8") == before


def test_what_a_profile_below_enables_is_enabled_and_cannot_be_disabled_here(
    shelf: Shelf, ws: Workspace
) -> None:
    shelf.package("reading", READING)
    base = 'extends = "standard"\nid = "base"\n[[plugin]]\nid = "reading"\n'
    (ws.dir / "base.toml").write_text(base, "utf-8")
    (ws.dir / "profile.toml").write_text('id = "own"\nextends = "base.toml"\n', "utf-8")
    ws.reload_plugins()
    assert plugins.row_of(ws.host, "reading").state == "enabled"
    with pytest.raises(Refused):
        plugins.disable(ws, "reading")


def test_the_built_in_plugin_is_never_said_to_be_disabled(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (ws.dir / "profile.toml").read_bytes()
    deeds = {deed.verb.id: deed.refused for deed in row_deeds.deeds(ws, "plugin", "civtui")}
    assert render(deeds["plugin.disable"], "zh") == "内置插件不能停用"
    assert run(["-w", str(ws.dir), "--lang", "zh", "plugin", "disable", "civtui"]) == 3
    told = capsys.readouterr()
    assert "内置插件不能停用" in told.err and "已停用" not in told.out + told.err
    assert (ws.dir / "profile.toml").read_bytes() == before
    assert plugins.row_of(ws.host, "civtui").state == "enabled"


@pytest.mark.parametrize(
    "wish", ["plugin = 3", "[[plugin]]\nversion = '1'", "[[plugin]]\nid = 'a'\nsetings = {}"]
)
def test_a_wish_that_is_none_is_bad_input_with_its_place(ws: Workspace, wish: str) -> None:
    (ws.dir / "profile.toml").write_text(f'id = "own"\nextends = "standard"\n{wish}\n', "utf-8")
    with pytest.raises(BadInput) as caught:
        plugins.enabled(ws.dir)
    assert str(caught.value.where["file"]).endswith("profile.toml")


def test_secrets_are_not_shown(shelf: Shelf, ws: Workspace) -> None:
    shelf.package("goals", SETTINGS)
    plugins.enable(ws, "goals", {"goal": 9, "token": "hush"})
    found = plugins.info(ws, "goals")
    assert found["settings"] == {"goal": 9, "token": "********"}
    assert "hush" not in json.dumps(found, default=str)


def test_info_asks_a_plugin_that_nobody_has_asked(shelf: Shelf, ws: Workspace) -> None:
    shelf.package("reading", READING)
    assert plugins.plugin_list(ws)[-1].contributions == ()
    assert plugins.info(ws, "reading")["by_kind"] == {"program": ["reading"]}


def test_doctor_names_a_plugin_that_is_not_the_one_enabled(shelf: Shelf, ws: Workspace) -> None:
    def seen() -> Check:
        ws.reload_plugins()
        return next(check for check in examine(ws) if check.id == "plugins")

    shelf.package("reading", READING)
    shelf.package("other", "")  # enabled by nobody: of no concern
    plugins.enable(ws, "reading")
    assert seen().ok and seen().text() == "2"  # it and what the core brings
    shelf.package("reading", READING + "\n    # another release of the same number\n")
    use("en")
    try:
        found = seen()
        assert not found.ok
        assert "reading: its files differ" in found.text() and "enabling again" in found.text()
        shutil.rmtree(shelf.site / "reading-1.0.dist-info")
        shelf.package("reading", READING, version="1.1")
        found = seen()
        assert not found.ok and "pinned at version 1.0, here is 1.1" in found.text()
        assert run(["-w", str(ws.dir), "doctor"]) == 1
        plugins.enable(ws, "reading")  # the remedy
        assert seen().ok
        shutil.rmtree(shelf.site / "reading-1.1.dist-info")
        assert not seen().ok and "reading" in seen().text()
    finally:
        use("zh")


def test_the_lock_brings_missing_plugins_back(shelf: Shelf, ws: Workspace) -> None:
    shelf.package("reading", READING)
    plugins.enable(ws, "reading")
    assert plugin_lock.lock(ws).read_text("utf-8").startswith("reading==1.0  # sha256 ")
    assert plugin_lock.sync(ws) == []
    (shelf.site / "reading-1.0.dist-info").rename(shelf.root / "away")
    ws.reload_plugins()
    assert [one.requirement for one in plugin_lock.sync(ws, dry_run=True)] == ["reading==1.0"]


SIGNAL = """
    from civtui.api import Alert, Bilingual, WarningSignal, hookimpl

    @hookimpl
    def civtui_warning_signals():
        return [WarningSignal(id="odd", title=Bilingual("异常", "Odd"), entry="{module}:look")]

    def look(facts):
        if facts["agency"]["short"] == "审计局":
            raise ValueError("boom")
        if facts["agency"]["short"] == "教育局":
            return []
        return [Alert(level="alarm", text=Bilingual("异常", "odd"), evidence=("e1",))]
"""


@pytest.fixture
def city(ws: Workspace) -> Workspace:
    from civtui.workspace.files.imports import import_registry

    rows = "单位名称,简称\n市教育局,教育局\n市审计局,审计局\n市水务局,水务局\n"
    path = ws.dir / "agencies.csv"
    path.write_text(rows, "utf-8")
    import_registry(ws, path)
    return ws


def test_a_dead_signal_reads_not_checked(shelf: Shelf, city: Workspace) -> None:
    shelf.package("odd", SIGNAL)
    plugins.enable(city, "odd")
    rows = {row.agency_name: row for row in signal_rows(city)}
    assert {name: row.state for name, row in rows.items()} == {
        "教育局": "clear",
        "审计局": "not-checked",
        "水务局": "warning",
    }
    assert "boom" in render(rows["审计局"].reason)
    assert (rows["水务局"].level, rows["水务局"].evidence) == ("alarm", ("e1",))
    assert rows["水务局"].title == Bilingual("异常", "Odd")


def test_entries_outlive_their_plugin_and_come_back_with_it(shelf: Shelf, city: Workspace) -> None:
    shelf.package("reading", READING)
    plugins.enable(city, "reading")
    entry = add_entry(city, "reading", "教育局", "reading", {"book": "论语"})
    stored = entries(city, "reading:reading", participations(city)[0].agency)
    assert [(e.id, e.plugin, e.plugin_version) for e in stored] == [(entry, "reading", "1.0")]
    assert indicators(city, "reading", "教育局") == {"count": "1"}
    (shelf.site / "reading-1.0.dist-info").rename(shelf.root / "away")
    city.reload_plugins()
    assert plugins.row_of(city.host, "reading").state == "missing"
    assert plugins.info(city, "reading")["entries"] == 1
    (shelf.root / "away").rename(shelf.site / "reading-1.0.dist-info")
    city.reload_plugins()
    assert view(city, "reading", "教育局", "books")["views"][0]["rows"] == [["论语"]]


def test_a_new_program_changes_the_culture_score_and_explains_it(
    shelf: Shelf, city: Workspace
) -> None:
    shelf.package("reading", READING)
    shelf.package("worse", READING.replace("return len(payload", "raise ValueError(payload"))
    plugins.enable(city, "reading")
    assert culture_score(city, "教育局").score is None
    for book in ("论语", "孟子", "大学"):
        add_entry(city, "reading", "教育局", "reading", {"book": book})
    found = culture_score(city, "教育局")
    assert found.score == 3
    assert [(p.indicator, p.value, p.points) for p in found.parts] == [("count", 3, 3)]
    plugins.enable(city, "worse")
    add_entry(city, "worse:reading", "教育局", "reading", {"book": "中庸"})
    both = culture_score(city, "教育局")
    assert both.score == 3
    assert both.parts[1].reason is not None
    plugins.disable(city, "reading")
    assert culture_score(city, "教育局").absent == ("reading:reading",)


IMPORTER = """
    from civtui.api import Bilingual, Importer, Sheet, bad_input, hookimpl

    @hookimpl
    def civtui_importers():
        title = Bilingual("分号表格", "Semicolons")
        return [Importer(id="semi", title=title, extensions=(".semi",), entry="{module}:read")]

    def read(name, data):
        if not data:
            raise bad_input(Bilingual("空文件", "empty file"), file=name)
        rows = (tuple(cell or None for cell in line.split(";")) for line in data.decode().split())
        return [Sheet(name=name, rows=tuple(rows))]
"""


def test_a_foreign_file_is_read_by_a_plugin(shelf: Shelf, ws: Workspace) -> None:
    shelf.package("semi", IMPORTER)
    path = ws.dir / "list.SEMI"
    path.write_text("单位名称;简称\n市教育局;\n", "utf-8")
    assert sheets_by_plugin(ws, path) is None
    plugins.enable(ws, "semi")
    sheets = sheets_by_plugin(ws, path)
    assert sheets is not None
    assert sheets[0].rows == [["单位名称", "简称"], ["市教育局", None]]
    from civtui.workspace.files.imports import import_registry

    assert import_registry(ws, path).changes["agencies"] == 1
    path.write_text("", "utf-8")
    with pytest.raises(BadInput) as caught:
        sheets_by_plugin(ws, path)
    assert render(caught.value.message, "en") == "empty file"
    assert caught.value.where == {"file": "list.SEMI"}


REPORTING = READING.replace(
    "indicators=(count,))]",
    'indicators=(count,), report=ReportSection(title=Bilingual("书香", '
    '"Reading"), entry="{module}:report"))]',
).replace("import hookimpl, settings", "import Bar, Paragraphs, Progress, ReportSection, hookimpl")


def test_a_report_has_the_sections_of_the_programs(shelf: Shelf, city: Workspace) -> None:
    answer = """
    def report(payload):
        done = sum(len(part["entries"]) for part in payload["agencies"])
        bars = (Bar(label="all", done=done, whole=12),)
        return [Progress(bars=bars), Paragraphs(paragraphs=("x",))]
    """
    shelf.package("reading", REPORTING + answer)
    plugins.enable(city, "reading")
    assert program_sections(city) == []
    add_entry(city, "reading", "教育局", "reading", {"book": "论语"})
    bars, text = program_sections(city)
    assert bars["title"] == "书香"
    assert bars["table"]["rows"] == [["all", "1", "12", ""]]
    assert [len(bars["table"]["columns"]), text["text"][0]] == [4, "x"]
    assert "reading 1.0" in bars["text"][-1]


def test_a_program_that_fails_is_named_in_its_section(shelf: Shelf, city: Workspace) -> None:
    shelf.package(
        "reading", REPORTING + "\n    def report(payload):\n        raise KeyError('boom')\n"
    )
    plugins.enable(city, "reading")
    add_entry(city, "reading", "教育局", "reading", {"book": "论语"})
    (section,) = program_sections(city)
    assert "reading" in section["text"][0]
    assert "table" not in section


SCHEME = """
    from civtui.api import Answer, Bilingual, ScoringScheme, hookimpl, ranked

    @hookimpl
    def civtui_scoring_schemes():
        return [ScoringScheme(id="flat", title=Bilingual("一律"), entry="{module}:flat")]

    def flat(sheet):
        ids = sheet.ids()
        return Answer(sheet.options(), ranked(ids, [7 for _ in ids]), {}, [])
"""


def test_a_dead_scheme_shows_its_last_good_figures_as_stale(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.root / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(shelf.root / "data"))
    demo(tmp_path / "demo").close()
    shelf.package("flat", SCHEME)
    place = ["-w", str(tmp_path / "demo")]
    asked = [*place, "results", "city-2026", "--scheme", "flat", "--json"]

    def answer(status: int) -> dict[str, Any]:
        capfd.readouterr()
        assert run(asked) == status
        found: dict[str, Any] = json.loads(capfd.readouterr().out)
        return found

    assert run([*place, "plugin", "enable", "flat"]) == 0
    good = answer(0)
    assert {row["total"] for row in good["results"]} == {7}
    assert good["stale"] is None
    shelf.package("flat", SCHEME.replace("ids = sheet.ids()", "raise RuntimeError('boom')"))
    stale = answer(1)
    assert stale["results"] == good["results"]
    assert "boom" in stale["stale"]["reason"]
    for part in ("flat", "flat-1.0.dist-info"):
        (shelf.site / part).rename(shelf.root / part)
    assert answer(1)["results"] == good["results"]
    asked[-2] = "flat:flat"
    assert run(asked) == 1
    assert "没有安装" in capfd.readouterr().out
    for part in ("flat", "flat-1.0.dist-info"):
        (shelf.root / part).rename(shelf.site / part)
    shelf.package("flat", SCHEME)
    back = answer(0)
    assert (back["results"], back["stale"]) == (good["results"], None)
