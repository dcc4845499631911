"""The zoo at the command line: one clear line that names the plugin, and the next command works."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from civtui.cli.main import run
from civtui.plugin import catalogue, host
from civtui.workspace.files.creating import init
from civtui.workspace.session import Workspace
from tests.plugin.conftest import Shelf

ANIMAL = """
from civtui.api import Answer, Bilingual, Calculator, CultureProgram, ExportFormat, Field, Form
from civtui.api import ScoringScheme, View, hookimpl
import os, sys, time

TITLE = Bilingual("动物", "Animal")

@hookimpl
def civtui_calculators():
    return [Calculator(id="animal", title=TITLE, entry="{module}:act")]

@hookimpl
def civtui_scoring_schemes():
    return [ScoringScheme(id="animal", title=TITLE, calculator="animal")]

@hookimpl
def civtui_export_formats():
    return [ExportFormat(id="animal", title=TITLE, extension="x", entry="{module}:act")]

@hookimpl
def civtui_culture_programs():
    form = Form(id="entry", title=TITLE, fields=(Field(id="text", title=TITLE),))
    view = View(id="view", title=TITLE, entry="{module}:act")
    return [CultureProgram(id="animal", title=TITLE, forms=(form,), views=(view,))]

def act(payload):
    print("STRAY", flush=True)
    os.write(1, b"STRAY")
"""
DOINGS = {
    "raises": "    raise ValueError('boom')",
    "exits": "    sys.exit(0)",
    "leaves": "    os._exit(0)",
    "loops": "    while True: pass",
    "holds-on": "    while True:\n        try: time.sleep(60)\n        except BaseException: pass",
    "eats": "    return bytearray(5 * 1024 ** 3)",
    "wrong-type": "    return 3j",
}


@pytest.fixture
def where(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.root / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(shelf.root / "data"))
    monkeypatch.setattr(host, "SECONDS", {})
    monkeypatch.setattr(host, "OTHERWISE", 1.0)
    monkeypatch.setattr(catalogue, "PROBE_SECONDS", 4.0)
    made: Workspace = init(shelf.root / "city")
    (shelf.root / "agencies.csv").write_text("单位名称,简称\n市教育局,教育局\n", "utf-8")
    made.close()
    place = ["-w", str(shelf.root / "city")]
    assert run([*place, "import", "registry", str(shelf.root / "agencies.csv")]) == 0
    yield place


def one_line(capfd: pytest.CaptureFixture[str], name: str) -> None:
    said = capfd.readouterr()
    errors = [line for line in said.err.splitlines() if name in line]
    assert len(errors) == 1, said
    assert "Traceback" not in said.err + said.out
    assert "STRAY" not in said.err + said.out


@pytest.mark.parametrize("doing", DOINGS)
def test_scheme_export_and_view(
    shelf: Shelf, where: list[str], doing: str, capfd: pytest.CaptureFixture[str]
) -> None:
    shelf.package("animal", ANIMAL + DOINGS[doing])
    assert run([*where, "plugin", "enable", "animal"]) == 0
    sheet = shelf.root / "sheet.json"
    sheet.write_text(json.dumps({"subjects": ["a"], "marks": [[1]]}), "utf-8")
    capfd.readouterr()
    target = shelf.root / "out.x"
    for command in (
        ["scheme", "run", "animal", "--input", str(sheet)],
        ["export", "animal", "-o", str(target)],
        ["culture", "show", "animal", "教育局"],
    ):
        assert run([*where, *command]) == 1
        one_line(capfd, "animal")
        assert run([*where, "status"]) == 0
        capfd.readouterr()
    assert not target.exists()
    assert run([*where, "ledger", "verify"]) == 0
    assert run([*where, "plugin", "trace", "animal", "--json"]) == 0
    traced = json.loads(capfd.readouterr().out.partition("[")[2].join(["[", ""]))
    assert traced[0]["failed"] == traced[0]["calls"] >= 2
