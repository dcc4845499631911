"""What each room loads, in fresh interpreters: no screen in the core, no click outside cli."""

import subprocess
import sys
from pathlib import Path

import pytest

from civtui.workspace.demo import demo

CORE = (
    "model",
    "verbs",
    "rules",
    "scoring",
    "profile",
    "ledger",
    "plugin",
    "api",
    "exchange",
    "workspace",
    "conformance",
    "locale",
)
WALK = """
import importlib, pkgutil, sys
room = importlib.import_module("civtui.{room}")
if hasattr(room, "__path__"):
    for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
        if not found.name.endswith(("__main__", ".pytest_plugin")):
            importlib.import_module(found.name)
print(*sorted(sys.modules))
"""


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("room", CORE)
def test_no_core_room_loads_a_face(room: str) -> None:
    modules = loaded(WALK.format(room=room))
    assert not modules & {"textual", "rich", "click", "numpy", "pandas", "openpyxl"}


def test_the_command_line_loads_no_textual() -> None:
    modules = loaded(WALK.format(room="cli"))
    assert "click" in modules
    assert not modules & {"textual", "rich", "numpy"}


def test_the_screen_loads_no_click() -> None:
    assert "click" not in loaded(WALK.format(room="tui"))


def test_version_answers_before_click() -> None:
    code = (
        "import sys; sys.argv = ['civtui', '--version']\n"
        "from civtui.__main__ import main\nmain()\nprint(*sorted(sys.modules))"
    )
    assert not loaded(code) & {"click", "pydantic", "sqlite3", "textual"}


@pytest.mark.parametrize(
    "verb",
    [
        ("status",),
        ("agency", "list"),
        ("round", "list"),
        ("user", "list"),
        ("card", "list"),
        ("honor", "list"),
        ("apply", "list"),
        ("duty", "list"),
        ("ledger", "log"),
    ],
)
def test_what_reads_loads_no_pydantic(tmp_path: object, verb: tuple[str, ...]) -> None:
    code = (
        f"from pathlib import Path; from civtui.__main__ import main; import sys\n"
        f"folder = {str(tmp_path)!r} + '/w'\n"
        "import subprocess\n"
        "subprocess.run([sys.executable, '-m', 'civtui', 'init', folder], check=True,"
        " capture_output=True)\n"
        f"sys.argv = ['civtui', '-w', folder, *{verb!r}, '--json']\nmain()\n"
        "print(*sorted(sys.modules))"
    )
    heavy = {"pydantic", "textual", "rich", "numpy", "pluggy", "pypinyin"}
    heavy |= {"decimal", "tempfile"} if verb == ("status",) else set()
    assert not loaded(code) & heavy


def test_what_is_due_loads_nothing_that_writes_or_verifies(tmp_path: Path) -> None:
    """The first screen and `status` name what is due in a city that has something of each kind."""
    demo(tmp_path / "w")
    code = (
        "import sys; from pathlib import Path\n"
        "from civtui.workspace.overview.day import deadlines\n"
        "from civtui.workspace.session import open_workspace\n"
        f"ws = open_workspace(Path({str(tmp_path / 'w')!r}))\n"
        "assert len(deadlines(ws, 50)) > 10; print(*sorted(sys.modules))"
    )
    assert not {
        name
        for name in loaded(code)
        if name.startswith(("civtui.ledger.projections", "civtui.ledger.verify"))
    }


SCREEN = """
import sys
from pathlib import Path
import civtui.cli.main
from civtui.cli import screen
from civtui.tui.app import CivtuiApp
from civtui.tui.modes.overview import Overview
from civtui.workspace.session import open_workspace
first, follow = set(), Overview._follow
CivtuiApp.on_ready = lambda app: first.update(sys.modules)
def followed(mode, host):
    follow(mode, host)
    host.app.exit()
Overview._follow = followed
CivtuiApp.run = (lambda run: lambda app: run(app, headless=True))(CivtuiApp.run)
screen.open_screen(open_workspace(Path({folder!r})))
print(*sorted(first), "/", *sorted(set(sys.modules) - first))
"""


def test_the_first_screen_loads_nothing_that_decides_or_writes(tmp_path: Path) -> None:
    """Of a city with something due of each kind; what follows behind it reads no profile whole."""
    demo(tmp_path / "w")
    done = subprocess.run(
        [sys.executable, "-c", SCREEN.format(folder=str(tmp_path / "w"))],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    first, _, behind = (
        set(part.split()) for part in done.stdout.rpartition("\n")[0].rpartition("/")
    )
    deciding = {f"civtui.workspace.titles.{name}" for name in ("grants", "gates", "applications")}
    assert "civtui.tui.modes.overview" in first
    assert not first & (deciding | {"pydantic", "civtui.workspace.files.creating"})
    assert not behind & {"pydantic", "civtui.profile.read"}


def test_help_names_every_command_in_both_languages() -> None:
    from civtui.verbs import FILES

    for lang in ("zh", "en"):
        done = subprocess.run(
            [sys.executable, "-m", "civtui", "--lang", lang, "--help"],
            capture_output=True,
            text=True,
            check=True,
        )
        for noun in FILES:
            assert f"  {noun} " in done.stdout
        assert "cli." not in done.stdout
