"""What a deed writes for several things goes for one of them alone only where it can stand so."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

import civtui
from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.building.activities import activity, activity_rows
from civtui.workspace.building.activity_corrections import correction
from civtui.workspace.building.evidence import evidence_row
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city
from tests.voiding.tables import tables_of
from tests.voiding.test_batches import activities

WHY = "挂错"
SHA = sha256("小结".encode()).hexdigest()

# where several facts are written as one deed -> why a part of it that goes for one thing alone
# leaves what a verb could have made, or what lets all of it go
SEVERAL = {
    "agencies.adding._write": "an agency with its offices: each can be added alone",
    "files.imports.import_registry": "a registry's rows: each can be added alone",
    "files.imports._store_marks": "marks are all of one round, which is one thing",
    "marks.deeds._write": "marks are all of one round, which is one thing",
    "marks.mark_blocks.set_marks": "marks are all of one round, which is one thing",
    "building.intake._written": "a log's rows: each can be logged, or corrected, alone",
    "building.registers._written": "records go by their own removal, or all together",
    "building.evidence_links._write": "a paper that moves: both halves go (`halves`)",
    "titles.endings.end": "both titles of an office: of several offices none goes alone",
    "titles.grants.grant": "facts of several kinds go together",
    "titles.grants.keep": "facts of several kinds go together",
    "titles.card_steps.conclude": "facts of several kinds go together",
    "titles.reforms.take_back": "it stays",
    "rounds.recusals.recuse": "a judge's subjects of one agency: each can be recused from alone",
    "people.users.set_user": "each user can be set alone, as long as one may set users",
}
MAY_WRITE = {"marks.resume.keep_place"}  # bytes of a file


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    activities(made)
    paper = tmp_path / "小结.txt"
    paper.write_text("小结", encoding="utf-8")
    perform(made, verb_of("evidence.add"), {"files": [str(paper)]})
    yield made
    made.close()


def move(ws: Workspace, source: str, target: str) -> None:
    given = {"evidence": SHA, "use": source, "to": target, "why": WHY}
    perform(ws, verb_of("evidence.move"), given)


def serve(ws: Workspace, activity: str) -> None:
    given = {"activity": activity, "evidence": [SHA], "why": "补上"}
    perform(ws, verb_of("activity.correct"), given)


def uses(ws: Workspace) -> list[str]:
    return [id_ for _register, id_ in evidence_row(ws, SHA).uses]


def test_every_place_that_writes_several_facts_says_what_of_it_goes_alone() -> None:
    root = Path(civtui.__file__).parent / "workspace"
    found = set()
    for path in root.rglob("*.py"):
        room = ".".join(path.relative_to(root).with_suffix("").parts)
        functions = [
            one
            for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(one, ast.FunctionDef)
        ]
        found |= {f"{room}.{one.name}" for one in functions if any(map(several, ast.walk(one)))}
    told = {name for name in found if not name.startswith("demo.")}
    assert told - MAY_WRITE == SEVERAL.keys()


def several(call: ast.AST) -> bool:
    """Return whether a call writes more than one fact, or may."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    whose = call.func.value
    if call.func.attr != "write" or (isinstance(whose, ast.Name) and whose.id == "registers"):
        return False
    return len(call.args) > 1 or any(isinstance(one, ast.Starred) for one in call.args)


@pytest.mark.parametrize("asked", ["x-1", "x-2"])
def test_a_paper_that_moved_goes_back_whichever_activity_is_asked(
    ws: Workspace, asked: str
) -> None:
    serve(ws, "x-1")
    before = tables_of(ws)
    move(ws, "activity:x-1", "activity:x-2")
    assert uses(ws) == ["x-2"]
    after = tables_of(ws)
    taking = {"thing": asked, "why": WHY}
    said = announced(ws, verb_of("activity.void"), taking)
    assert said is not None
    assert all(name in render(said, "zh") for name in ("读书会1", "读书会2"))
    by = perform(ws, verb_of("activity.void"), taking).document()["by"]
    assert uses(ws) == ["x-1"] and tables_of(ws) == before
    void(ws, by, WHY)
    assert uses(ws) == ["x-2"] and tables_of(ws) == after
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("asked", ["x-1", "x-2"])
def test_it_goes_back_though_one_of_them_has_other_steps(ws: Workspace, asked: str) -> None:
    serve(ws, "x-1")
    perform(ws, verb_of("activity.correct"), {"activity": "x-2", "title": "座谈会", "why": "改名"})
    before = tables_of(ws)
    move(ws, "activity:x-1", "activity:x-2")
    perform(ws, verb_of("activity.void"), {"thing": asked, "why": WHY})
    assert tables_of(ws) == before


def test_what_came_later_to_the_other_activity_goes_first(ws: Workspace) -> None:
    serve(ws, "x-1")
    move(ws, "activity:x-1", "activity:x-2")
    perform(ws, verb_of("activity.correct"), {"activity": "x-2", "title": "座谈会", "why": "改名"})
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("activity.void"), {"thing": "x-1", "why": WHY})
    assert told.value.message.key == "voiding.hangs"
    assert uses(ws) == ["x-2"]


@pytest.mark.parametrize("asked", ["x-1", "x-2"])
def test_corrections_of_one_deed_that_pass_nothing_on_go_alone(ws: Workspace, asked: str) -> None:
    wanted = [
        correction(ws, activity(ws, id_), {"title": f"座谈{id_}"})[0] for id_ in ("x-1", "x-2")
    ]
    ws.write(*wanted, right=Right.FILE, why="更正")
    perform(ws, verb_of("activity.void"), {"thing": asked, "why": WHY})
    titles = {row.id: row.title for row in activity_rows(ws)}
    other = "x-2" if asked == "x-1" else "x-1"
    assert titles == {asked: f"读书会{asked[-1]}", other: f"座谈{other}"}
