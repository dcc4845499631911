"""The host: states and reasons, ids and clashes, settings, stamps, and what start-up may import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput, NotFound
from civtui.plugin.catalogue import Catalogue
from civtui.plugin.faults import PluginError
from civtui.plugin.host import EnabledPlugin, Host, PluginRow
from civtui.plugin.process import Worker
from tests.plugin.conftest import Shelf

READING = """
    from civtui.api import Bilingual, CultureProgram, Field, Form, Indicator, Table, Column, View
    from civtui.api import hookimpl, settings

    @hookimpl
    def civtui_culture_programs():
        field = Field(id="book", title=Bilingual("书名", "Book"))
        form = Form(id="reading", title=Bilingual("读书", "Reading"), fields=(field,))
        view = View(id="books", title=Bilingual("书单", "Books"), entry="{module}:books")
        count = Indicator(id="count", title=Bilingual("册数", "Books"), entry="{module}:count")
        return [CultureProgram(id="reading", title=Bilingual("书香机关", "Reading agency"),
                               forms=(form,), views=(view,), indicators=(count,))]

    def books(payload):
        rows = [(entry["values"]["book"],) for entry in payload["entries"]]
        return Table(columns=(Column(title=Bilingual("书名", "Book")),), rows=rows)

    def count(payload):
        return len(payload["entries"])
"""
PAYLOAD = {
    "agency": {"id": "a", "name": "甲局"},
    "entries": [
        {"id": "1", "form": "reading", "entered": "2026-01-02", "values": {"book": "论语"}}
    ],
    "today": "2026-06-01",
    "lang": "en",
}


def row(host: Host, id_: str) -> PluginRow:
    return next(row for row in host.plugins() if row.id == id_)


def test_installed_is_not_enabled_and_a_disabled_plugin_is_never_asked(shelf: Shelf) -> None:
    mark = shelf.root / "imported"
    shelf.package("reading", f"open({str(mark)!r}, 'w').close()")
    assert row(shelf.host(), "reading").state == "disabled"
    assert not mark.exists()
    assert row(shelf.host("reading"), "reading").state == "enabled"
    assert mark.exists()


def test_an_enabled_program_answers_in_the_language_of_the_payload(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    host = shelf.host("reading")
    view = host.call("view", "reading:reading/books", PAYLOAD)
    assert view["title"] == "Books"
    assert view["views"][0]["columns"][0]["title"] == "Book"
    assert view["views"][0]["rows"] == [["论语"]]
    assert host.call("indicator", "reading/count", PAYLOAD) == "1"
    zh = host.call("view", "reading/books", {**PAYLOAD, "lang": "zh"})
    assert zh["views"][0]["columns"][0]["title"] == "书名"


def test_the_stamp_names_plugin_version_and_hash(shelf: Shelf) -> None:
    shelf.package("reading", READING, version="2.5")
    host = shelf.host("reading")
    stamp = host.stamp("reading:reading")
    assert (stamp["plugin"], stamp["version"], len(stamp["sha256"])) == ("reading", "2.5", 64)
    assert host.call("view", "reading/books", PAYLOAD)["stamp"] == stamp


def test_the_catalogue_serves_the_next_start_without_a_probe(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.package("reading", READING)
    assert len(shelf.host("reading").programs()) == 1
    monkeypatch.setattr(Catalogue, "_probe", lambda *_: pytest.fail("probed again"))
    assert len(shelf.host("reading").programs()) == 1


def test_a_changed_file_is_described_anew(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    before = shelf.host("reading").stamp("reading")["sha256"]
    shelf.package("reading", READING.replace('id="reading"', 'id="books"'))
    host = shelf.host("reading")
    assert [program.id for program in host.programs()] == ["reading:books"]
    assert host.stamp("reading")["sha256"] != before


def test_a_touched_file_keeps_its_description(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.package("reading", READING)
    shelf.host("reading").programs()
    (shelf.site / "reading" / "__init__.py").touch()
    monkeypatch.setattr(Catalogue, "_probe", lambda *_: pytest.fail("probed again"))
    assert len(shelf.host("reading").programs()) == 1


def test_a_removed_package_is_missing_and_comes_back(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    assert row(shelf.host("reading"), "reading").state == "enabled"
    info = shelf.site / "reading-1.0.dist-info"
    info.rename(shelf.root / "away")
    host = shelf.host("reading")
    assert row(host, "reading").state == "missing"
    with pytest.raises(PluginError) as caught:
        host.call("view", "reading:reading/books", PAYLOAD)
    assert caught.value.plugin == "reading"
    (shelf.root / "away").rename(info)
    assert row(shelf.host("reading"), "reading").state == "enabled"


def test_a_clash_of_bare_ids_is_refused_and_names_both(shelf: Shelf) -> None:
    shelf.package("one", READING)
    shelf.package("two", READING)
    host = shelf.host("one", "two")
    with pytest.raises(BadInput) as caught:
        host.find("program", "reading")
    assert caught.value.allowed == ["one:reading", "two:reading"]
    assert host.find("program", "two:reading").plugin == "two"


def test_two_plugins_of_one_id_are_both_refused(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    shelf.file("reading", READING)
    broken = row(shelf.host("reading"), "reading")
    assert broken.state == "broken"
    assert str(shelf.folder) in render(broken.reason)


def test_an_unknown_id_names_the_nearest(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    with pytest.raises(NotFound) as caught:
        shelf.host("reading").find("program", "readng")
    assert caught.value.nearest == "reading"


def test_a_single_file_is_a_plugin(shelf: Shelf) -> None:
    shelf.file("my_reading", READING.replace("{module}", ""))
    host = shelf.host("my-reading")
    assert row(host, "my-reading").kind == "file"
    assert host.call("indicator", "my-reading:reading/count", PAYLOAD) == "1"


SETTINGS = """
    from pydantic import BaseModel, SecretStr
    from civtui.api import Alert, Bilingual, WarningSignal, hookimpl, settings

    class Model(BaseModel):
        goal: int = 3
        token: SecretStr = SecretStr("")

    @hookimpl
    def civtui_config_model():
        return Model

    @hookimpl
    def civtui_warning_signals():
        return [WarningSignal(id="goal", title=Bilingual("目标", "Goal"), entry="{module}:goal")]

    def goal(facts):
        return [Alert(text=str(settings().goal))]
"""


def test_settings_reach_the_plugin_as_its_own_model(shelf: Shelf) -> None:
    shelf.package("goals", SETTINGS)
    host = shelf.host(EnabledPlugin("goals", settings={"goal": 7}))
    assert host.call("signal", "goal", {})[0]["text"] == "7"
    assert shelf.host("goals").call("signal", "goal", {})[0]["text"] == "3"


@pytest.mark.parametrize(
    ("settings", "said"), [({"gaol": 7}, "goal"), ({"goal": "many"}, "goal"), ({"x": 1}, "token")]
)
def test_wrong_settings_break_the_plugin_with_a_reason(
    shelf: Shelf, settings: dict[str, object], said: str
) -> None:
    shelf.package("goals", SETTINGS)
    found = row(shelf.host(EnabledPlugin("goals", settings=settings)), "goals")
    assert found.state == "broken"
    assert said in render(found.reason)


CHOOSING = """
    from pydantic import BaseModel
    from civtui.api import Bilingual, CultureProgram, Field, Form, hookimpl, settings

    class Model(BaseModel):
        city: str
        strands: list[str] = []

    @hookimpl
    def civtui_config_model():
        return Model

    @hookimpl
    def civtui_culture_programs():
        field = Field(id="text", title=Bilingual("内容", "Text"))
        form = Form(id="entry", title=Bilingual("记录", "Entry"), fields=(field,))
        names = getattr(settings(), "strands", [])
        return [CultureProgram(id=name, title=Bilingual(name), forms=(form,)) for name in names]
"""


def test_what_a_plugin_brings_may_follow_its_settings(shelf: Shelf) -> None:
    shelf.package("choosing", CHOOSING)
    for strands in (["style"], ["service", "style"], ["style"]):
        made = {"city": "甲市", "strands": strands}
        host = shelf.host(EnabledPlugin("choosing", settings=made))
        assert [one.id for one in host.programs()] == [f"choosing:{name}" for name in strands]


def test_a_required_setting_is_only_missed_where_the_plugin_is_enabled(shelf: Shelf) -> None:
    shelf.package("choosing", CHOOSING)
    found = row(shelf.host("choosing"), "choosing")
    assert found.state == "broken"
    assert "city" in render(found.reason)
    assert row(shelf.host(), "choosing").state == "disabled"


def test_a_pin_that_does_not_match_is_said(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    found = row(shelf.host(EnabledPlugin("reading", version="0.9")), "reading")
    assert found.state == "enabled"
    assert "0.9" in render(found.reason)


def test_any_installed_plugin_serves_without_a_workspace(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    host = shelf.host(bare=True)
    assert "reading:reading" in [program.id for program in host.programs()]


def test_a_worker_starts_on_use_and_stops_when_idle(shelf: Shelf) -> None:
    shelf.package("reading", READING)
    host = shelf.host("reading")
    host.programs()
    assert host.workers() == {}
    host.call("indicator", "reading/count", PAYLOAD)
    first = host.workers()["reading"]
    worker = host._workers["reading"]
    worker.stop()
    assert host.workers() == {}
    host.call("indicator", "reading/count", PAYLOAD)
    assert host.workers()["reading"] != first


def test_start_up_reads_the_catalogue_without_pydantic_and_without_the_plugin(
    shelf: Shelf,
) -> None:
    shelf.package("reading", READING)
    shelf.host("reading").programs()
    code = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(shelf.site)!r})
from civtui.plugin.catalogue import Catalogue
from civtui.plugin.host import EnabledPlugin, Host
host = Host(Catalogue(Path({str(shelf.cache)!r}), [Path({str(shelf.folder)!r})]),
            [EnabledPlugin("reading")])
host.programs()
host.programs()[0].record.forms[0].fields[0].title.zh
host.plugins()
loaded = [n for n in ("pydantic", "pluggy", "reading", "civtui_reading") if n in sys.modules]
print(loaded)
"""
    path = [entry for entry in sys.path if entry != str(shelf.site)]
    Host(Catalogue(shelf.cache, [shelf.folder]), [EnabledPlugin("reading")]).programs()
    environment = {"PYTHONPATH": ":".join(path), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())}
    for _ in range(2):  # the first start in a new process may have to look around
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
    assert done.stdout.strip() == "[]"


def test_a_worker_that_starts_while_others_stop_is_stopped_too(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    host, stopped = shelf.host(), list[str]()

    def stop(worker: Worker) -> None:
        stopped.append(worker.plugin)
        if len(stopped) == 1:
            host.use_worker("late", host.catalogue.worker("late"))

    monkeypatch.setattr(Worker, "stop", stop)
    for id_ in ("one", "two"):
        host.use_worker(id_, host.catalogue.worker(id_))
    host.close()
    assert sorted(stopped) == ["late", "one", "two"]


def test_a_worker_whose_host_is_gone_ends_without_a_word() -> None:
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-P", "-m", "civtui.plugin.worker", "5", str(1 << 30)]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert b"Error" not in done.stderr
