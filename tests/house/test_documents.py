"""Every command that a document names is one that works: each is run, in the order it stands."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.workspace.agencies import agencies
from civtui.workspace.session import open_workspace
from tests.demos import demo
from tests.exchange.books import book

ROOT = Path(__file__).parents[2]
GENERATED = {"CHANGELOG.md", "cli.md", "keys.md", "verbs.md"}
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "plugins/*/*.md")
    for path in ROOT.glob(pattern)
    if path.name not in GENERATED
)
COMMAND = re.compile(r"^\s*\$?\s*(?:[A-Z_]+=\S+ )*(civtui\b.*)$")
# what stands for something -> what it is here; the longest first
STANDS_FOR = {
    "PATH|NAME": "civtui-three-new",
    "ROUND": "select-2026",
    "R": "select-2026",
    "KIND": "scheme",
    "种类": "scheme",
    "DIR": "made",
    "文件夹": "made",
    "NAME": "civtui-three-new",
    "PATH": "my-program",
    "FILE.json": "input.json",
    "输入.json": "input.json",
    "sheet.json": "input.json",
    "方法": "topsis",
    "FILE": "standard.toml",
    "lowest": "weighted-sum",
    "animal": "civtui-three-new",
    "our-city:hall": "civilized-office",
    "/media/stick/2026-11.zip": "2026-11.zip",
    "o-43-1": "贸发局/办公室",
}
# a verb that a sentence only names
MENTIONED = {"civtui calibrate", "civtui profile diff", "civtui scheme run", "civtui plugin enable"}
# what a document only alludes to, or what goes on until it is stopped
PROGRAM = """[plugin]
id = "my-program"
version = "1.0"
title = { zh = "项目", en = "Program" }
publisher = "an author"

[[programs]]
id = "p"
title = { zh = "项目", en = "Program" }

[[programs.forms]]
id = "talk"
title = { zh = "茶叙", en = "Talk" }
fields = [{ id = "topic", title = { zh = "话题", en = "Topic" } }]
"""
NOT_RUN = {"civtui plugin dev my-program", "civtui plugin dev PATH"}


def commands(document: str) -> Iterator[str]:
    """Yield the commands of a document, those of blocks and those within a line."""
    fenced, held = False, ""
    for line in (ROOT / document).read_text("utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced and (held or COMMAND.match(line)):
            held += COMMAND.sub(r"\1", line) if not held else line.strip()
            if held.endswith("\\"):
                held = f"{held[:-1].rstrip()} "
                continue
            yield from held.split(" && ")
            held = ""
        elif not fenced:
            found = re.findall(r"`(civtui [^`…]*)`", line)
            yield from (one for whole in found for one in whole.split(" && "))


def words_of(command: str) -> list[str]:
    """Return a command's words, with what stands for something filled in."""
    words = shlex.split(command.replace(" ... ", " doc-round --agency 贸发局 "), comments=True)[1:]
    return [STANDS_FOR.get(word, word) for word in words]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents") / "city"
    demo(folder).close()
    return folder


@pytest.fixture
def desk(city: Path, tmp_path: Path) -> Path:
    """Lay out what the documents name: a registry, a photo, a standard, an input."""
    ws = open_workspace(city)
    agencies_ = [["机关名称", "简称"], *([r.name, r.short] for r in agencies.agency_rows(ws))]
    offices = [["机关", "处室名称"], *([r.agency_name, r.name] for r in agencies.office_rows(ws))]
    ws.close()
    for name in ("registry.xlsx", "名册.xlsx"):
        book(tmp_path / name, 机关=agencies_, 处室=offices)
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 64 + b"\xff\xd9")
    shutil.copy(
        next((ROOT / "profiles" / "standards").glob("civilized-office*.toml")),
        tmp_path / "standard.toml",
    )
    criteria = [{"id": "a", "weight": "1"}, {"id": "b", "weight": "1"}]
    document = {"subjects": ["x", "y"], "criteria": criteria, "values": [["8", "9"], ["9", "7"]]}
    (tmp_path / "input.json").write_text(json.dumps(document), "utf-8")
    shutil.copytree(city, tmp_path / "demo-city")
    # what an author's package is once it is installed: here a file of the workspace
    (tmp_path / "demo-city" / "plugins").mkdir(exist_ok=True)
    (tmp_path / "demo-city" / "plugins" / "my-program.toml").write_text(PROGRAM, "utf-8")
    return tmp_path


def run(words: list[str], folder: Path, workspace: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "civtui", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
        env={
            **os.environ,
            "CIVTUI_WORKSPACE": workspace,
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": str(folder / "state"),
        },
    )


@pytest.mark.parametrize("document", [d for d in DOCUMENTS if list(commands(d))])
def test_every_command_of_a_document_works(document: str, desk: Path) -> None:
    place, wrong = "demo-city", []
    for command in dict.fromkeys(commands(document)):
        if command.split("  #")[0].strip() in NOT_RUN:
            continue
        words = words_of(command)
        if command in MENTIONED:
            words.append("--help")
        done = run(words, desk, place)
        if (
            words[:1] == ["init"] and words[1] != "W"
        ):  # a line names W, a block goes on with its own
            place = words[1]
        if done.returncode in (2, 4) or "Traceback" in done.stderr:
            wrong.append((command, done.returncode, (done.stderr or done.stdout)[-300:]))
    assert not wrong
