"""The zoo against the real program: each animal in a session in a pseudo-terminal.

`python -m tests.plugin.zoo_screen` visits all of them (some minutes) and prints the tables that
`docs/plugins/zoo.md` ends with.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from civtui.workspace.plugins import plugins
from civtui.workspace.session import open_workspace
from tests.demos import demo
from tests.plugin.conftest import Shelf
from tests.plugin.zoo import AT_THE_DOOR, DATA, IN_A_CALL, STRAY
from tests.terminal.driving import Terminal

HEAD = """
from civtui.api import Answer, Bilingual, Calculator, Column, CultureProgram, ExportFormat, Field
from civtui.api import Form, Importer, ScoringScheme, Sheet, Table, View, WarningSignal
from civtui.api import hookimpl, ranked
import os, sys, time
TITLE = Bilingual("动物", "Animal")

@hookimpl
def civtui_culture_programs():
    form = Form(id="entry", title=TITLE, fields=(Field(id="text", title=TITLE),))
    view = View(id="view", title=TITLE, entry="{module}:act")
    return [CultureProgram(id="animal", title=TITLE, forms=(form,), views=(view,))]

@hookimpl
def civtui_calculators():
    return [Calculator(id="animal", title=TITLE, entry="{module}:score")]

@hookimpl
def civtui_scoring_schemes():
    return [ScoringScheme(id="animal", title=TITLE, calculator="animal")]

@hookimpl
def civtui_export_formats():
    return [ExportFormat(id="animal", title=TITLE, extension="x", entry="{module}:write")]

@hookimpl
def civtui_importers():
    return [Importer(id="animal", title=TITLE, extensions=(".zoo",), entry="{module}:read")]

@hookimpl
def civtui_warning_signals():
    return [WarningSignal(id="animal", title=TITLE, entry="{module}:warn")]

def good():
    return Table(columns=(Column(title="t"),), rows=(("fine",),))

def right(answer, wanted):
    return wanted if isinstance(answer, Table) else answer

def write(report):
    return right(act(report), b"fine")

def warn(facts):
    return right(act(facts), [])

def read(name, data):
    return right(act(name), [Sheet(name="s", rows=(("机关名称",), ("市教育局",)))])

def score(sheet):
    ids = sheet.ids()
    return right(act(sheet), Answer(sheet.options(), ranked(ids, [1 for _ in ids]), {}, []))

"""
WAIT = 40.0
SAVED = re.compile(r"登记簿第 (\d+) 条")
GO = "\x07"


class Visit(NamedTuple):
    """What came of a session with one animal.

    Args:
        said: place -> what the screen or the command line said there.
        marks: marks given in the session and found in the ledger after it.
        sound: `ledger verify` says so.
        log: last line of the trace or of the log that names the plugin.
    """

    said: dict[str, str]
    marks: int
    sound: bool
    log: str


def template(folder: Path) -> Path:
    """Make a city in which no plugin is enabled, to copy from."""
    made = demo(folder / "template")
    for id_ in list(made.host.enabled):
        plugins.disable(made, id_)
    made.close()
    return folder / "template"


class Keeper:
    """One animal in a copy of the city.

    Args:
        folder: fresh.
        city: from `template`.
        code: the animal's whole code, or its whole file where `data`.
    """

    def __init__(self, folder: Path, city: Path, code: str, *, data: bool = False) -> None:
        self.shelf = Shelf(folder)
        self.city = folder / "city"
        shutil.copytree(city, self.city)
        if data:
            (self.city / "plugins").mkdir(exist_ok=True)
            (self.city / "plugins" / "animal.toml").write_text(code, "utf-8")
        else:
            self.shelf.package("animal", code)
        self.around = {
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "PYTHONPATH": str(self.shelf.site),
        }

    def command(self, *words: str) -> tuple[int, str]:
        """Run a command; return its status and all it said."""
        done = subprocess.run(
            [sys.executable, "-m", "civtui", "-w", str(self.city), *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
            env={**os.environ, **self.around},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, (done.stdout + done.stderr).strip()

    def session(self) -> Terminal:
        """Open the score sheet in a pseudo-terminal."""
        before = {name: os.environ.get(name) for name in self.around}
        os.environ.update(self.around)
        try:
            terminal = Terminal("-w", self.city, "score", "city-2026", "--assessor", "kp1")
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
        terminal.wait("/960")
        return terminal

    def given(self) -> int:
        """Return how many marks the round has."""
        ws = open_workspace(self.city)
        from civtui.workspace.rounds.rounds import round_row

        count = round_row(ws, "city-2026").given
        ws.close()
        return count

    def end(self, said: dict[str, str], before: int) -> Visit:
        """Look at what the session left."""
        sound = self.command("ledger", "verify")[0] == 0
        traced = json.loads(self.command("plugin", "trace", "animal", "--json")[1])[0]
        calls = [f"{c['id']} {c['fault'] or 'ok'}" for c in traced["last"]]
        log = (traced["probe"] or traced["log"]).strip().splitlines()
        log = [line for line in log if "further information" not in line]
        listed = json.loads(self.command("plugin", "list", "--json")[1])
        reason = next(row["reason"] or "" for row in listed if row["id"] == "animal")
        return Visit(said, self.given() - before, sound, (log or calls or [reason])[-1])


def mark(terminal: Terminal) -> None:
    """Give a mark and wait until it is shown as saved."""
    shown = max((int(n) for n in SAVED.findall(terminal.text())), default=0)
    terminal.send("2\r")
    for _ in range(200):
        terminal.read(0.05)
        if max((int(n) for n in SAVED.findall(terminal.text())), default=0) > shown:
            return
    raise AssertionError(f"no mark was saved:\n{terminal.text()}")


def one_of(terminal: Terminal, *texts: str) -> str:
    """Wait until one of the texts shows; return it with the line it stands in."""
    for _ in range(int(WAIT / 0.1)):
        terminal.read(0.1)
        for text in texts:
            for line in terminal.text().splitlines():
                if text in line:
                    return line[line.index(text) :].strip()
    raise AssertionError(f"none of {texts} came:\n{terminal.text()}")


def through(keeper: Keeper, *, fails: bool = False) -> Visit:
    """Go through every place of a session where the animal's code is called."""
    said: dict[str, str] = {}
    assert keeper.command("plugin", "enable", "animal")[0] == 0
    entry = ["culture", "add", "animal", "教育局", "entry", "--set", "text=一"]
    assert keeper.command(*entry)[0] == 0
    new = ["round", "new", "zoo", "--standard", "civilized-office", "--agency", "教育局"]
    assert keeper.command(*new, "--assessor", "z:甲", "--scheme", "animal:animal")[0] == 0
    before = keeper.given()
    terminal = keeper.session()
    mark(terminal)
    terminal.send(GO + "6")
    one_of(terminal, "动物")
    terminal.send("\r")
    # the pane of the list names the plugin too
    said["view"] = one_of(terminal, "fine", "[/]", *(["插件 animal"] if fails else []))
    terminal.send("\x1b")
    one_of(terminal, "F6 视图")
    terminal.send("\x1b[17~1")
    said["signal"] = one_of(terminal, "未检查  动物", "正常  动物")
    terminal.send(GO + "8")
    one_of(terminal, "动物")
    terminal.send("\x1b[B" * 3 + "\r")
    said["export"] = one_of(terminal, "插件 animal", "已导出")
    terminal.send(GO + "3")
    one_of(terminal, "zoo")
    gone(terminal, "插件 animal")
    terminal.send("\x1b[17~1")
    one_of(terminal, "名次")
    gone(terminal, "正在向插件")
    # of one that fails the answer is waited for: the list stands there before it
    said["scheme"] = one_of(terminal, "插件 animal", *([] if fails else ["名次"]))
    again(terminal, 1)
    visit = keeper.end(said, before)
    foreign = keeper.shelf.root / "foreign.zoo"
    foreign.write_text("x", "utf-8")
    said["importer"] = keeper.command("import", "registry", str(foreign))[1].splitlines()[-1]
    return visit


def at_the_door(keeper: Keeper) -> Visit:
    """Start a session with an enabled animal that cannot be used, and look at it."""
    said: dict[str, str] = {}
    status, text = keeper.command("plugin", "enable", "animal")
    said["enable"] = text.splitlines()[-1]
    if status == 0:
        entry = ["culture", "add", "animal", "教育局", "entry", "--set", "text=\x1b[2J[/]"]
        said["entry"] = keeper.command(*entry)[1].splitlines()[-1]
    before = keeper.given()
    terminal = keeper.session()
    mark(terminal)
    terminal.send(GO + "0")
    one_of(terminal, "animal")
    terminal.send("\x1b[B")
    said["list"] = one_of(terminal, "故障", "缓慢") if status else one_of(terminal, "启用")
    if status == 0:
        terminal.send(GO + "6")
        said["program"] = one_of(terminal, "动物")
        terminal.send("\r")
        said["view"] = one_of(terminal, "内容")
    again(terminal, 0)
    return keeper.end(said, before)


def again(terminal: Terminal, place: int) -> None:
    """Go back to the score sheet, in that place of the list, give one more mark, and leave."""
    terminal.send(GO + "3")
    one_of(terminal, "· 考评")
    terminal.send("\x1b[B" * place)
    one_of(terminal, "2026年文明处室抽查考评")
    terminal.send("\r")
    terminal.wait("/960")
    mark(terminal)
    assert terminal.leave() == 0


def gone(terminal: Terminal, text: str) -> None:
    """Wait until a text does not show any more."""
    for _ in range(int(WAIT / 0.05)):
        if text not in terminal.text():
            return
        terminal.read(0.05)
    raise AssertionError(f"{text} stays:\n{terminal.text()}")


def main() -> None:
    """Visit every animal (or those named) and print what came of it."""
    lines = [
        "",
        "## In a real session",
        "",
        "Made by `python -m tests.plugin.zoo_screen`: each animal enabled in a copy of the demo",
        "city, then one session in a pseudo-terminal at the real limits: a mark, the place where",
        "the animal is called, the next mark, `Ctrl+Q`. In every line both marks were in the",
        "ledger and `ledger verify` was sound.",
        "",
        "| animal | place | what the operator sees | log of `plugin trace animal` |",
        "|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        city = template(Path(folder))
        visits = [(name, code, at_the_door) for name, (code, _, _) in AT_THE_DOOR.items()]
        calls = {name: body for name, (body, _) in IN_A_CALL.items()} | STRAY
        visits += [(n, f"{HEAD}def act(payload):\n{b}\n", through) for n, b in calls.items()]
        visits += [(name, text, at_the_door) for name, (text, _, _) in DATA.items()]
        visits = [visit for visit in visits if visit[0] in (sys.argv[1:] or [visit[0]])]
        for number, (name, code, go) in enumerate(visits):
            visit = go(Keeper(Path(folder) / str(number), city, code, data=name in DATA))
            assert (visit.marks, visit.sound) == (2, True), name
            for place, text in visit.said.items():
                text = re.sub(r"/\S*/(?=out/|foreign|plugins/animal)", "", text)
                shown = " ".join(text.split()).replace("|", "\\|")
                lines.append(f"| {name} | {place} | {shown} | {_plain(visit.log)} |")
            sys.stderr.write(f"{lines[-1]}\n")  # how far it is
    sys.stdout.write("\n".join(lines) + "\n")


def _plain(text: str) -> str:
    shown = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    return f"animal: `{shown[:90]}`".replace("|", "\\|")


if __name__ == "__main__":
    main()
