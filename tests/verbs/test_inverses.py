"""A verb that another verb takes back: done and undone, every table is as before.

Those that `ledger void` takes back are held by `tests/frozen/test_way_back.py`.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from civtui.verbs import every_verb, verb_of
from civtui.workspace.session import open_workspace
from tests.rounds.small import Boss, scored_city
from tests.voiding.tables import Tables, tables_of

# that a deed was done and undone stays on record there
OF_SHEETS = {"deed", "deed_step", "cell_emptied", "mark", "mark_skip", "mark_note"}
# of marks that are put again, what is not which fact put them
SHOWN = (
    "SELECT round, subject, item, assessor, value, points FROM mark",
    "SELECT round, subject, item, assessor, why FROM mark_skip",
    "SELECT round, subject, item, assessor, text FROM mark_note",
)
MARK = "--as jia mark set r o-1-1 study 2"
SKIP = "--as jia mark skip r o-1-1 study --why 等材料"
SUBMIT = "round submit r --assessor k1 --partial --why 缺件 -y"
REFORM = "agency reform F -y"


class Way(NamedTuple):
    """A verb, and the verb that takes it back.

    Args:
        before: commands that have to be done before.
        leaves: tables that say afterwards that both were done.
    """

    does: str
    back: str
    before: tuple[str, ...] = ()
    leaves: frozenset[str] = frozenset(OF_SHEETS)


WAYS = {
    "mark.set": Way(MARK, "--as jia mark undo r"),
    "mark.undo": Way("--as jia mark undo r", "--as jia mark redo r", (MARK,)),
    "mark.redo": Way(
        "--as jia mark redo r", "--as jia mark undo r", (MARK, "--as jia mark undo r")
    ),
    "mark.skip": Way(SKIP, "--as jia mark unskip r o-1-1 study"),
    "mark.unskip": Way("--as jia mark unskip r o-1-1 study", "--as jia mark undo r", (SKIP,)),
    "mark.note": Way("--as jia mark note r o-1-1 study 台账齐", "--as jia mark undo r"),
    "round.submit": Way(SUBMIT, "round unlock r k1 --why 补件"),
    "round.unlock": Way("round unlock r k1 --why 补件", SUBMIT, (SUBMIT,)),
    "round.close": Way("round close r -y", "round open r"),
    "round.open": Way("round open r", "round close r -y", ("round close r -y",)),
    "agency.reform": Way(REFORM, "agency unreform rf -y", (), frozenset({"reform"})),
    "agency.restructure": Way(
        "agency restructure rf --effective 2026-1-5 --abolish a-2 -y",
        "agency unreform rf -y",
        (),
        frozenset({"reform"}),
    ),
    "agency.unreform": Way(
        "agency unreform rf -y",
        REFORM.replace("F", "G"),
        (REFORM,),
        frozenset({"reform", "former_name"}),
    ),
    "user.set": Way("user set li observer", "user remove li"),
    "user.remove": Way("user remove clerk", "user set clerk clerk"),
    "plugin.enable": Way("plugin enable civtui-schemes", "plugin disable civtui-schemes"),
    "plugin.disable": Way(
        "plugin disable civtui-schemes",
        "plugin enable civtui-schemes",
        ("plugin enable civtui-schemes",),
    ),
}
# opens the sheet, on which `mark set` is done
ON_THE_SHEET = {"score"}


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "w")


def tables(city: Boss) -> tuple[Tables, str]:
    """Return every table; and what the sheets show, and which plugins are enabled."""
    ws = open_workspace(city.folder, user="boss")
    try:
        plugins = {row.id: row.state for row in ws.host.plugins()}
        sheets = [sorted(ws.ledger.connection.execute(sql)) for sql in SHOWN]
        return tables_of(ws), f"{sheets} {plugins}"
    finally:
        ws.close()


def test_every_such_verb_is_tried() -> None:
    declared = {v.id for v in every_verb() if v.writes and v.inverse not in ("", "ledger.void")}
    assert declared == WAYS.keys() | ON_THE_SHEET


@pytest.mark.parametrize("id_", WAYS)
def test_what_is_done_and_undone_is_as_before(city: Boss, tmp_path: Path, id_: str) -> None:
    way = WAYS[id_]
    for name, reform in (("F", "rf"), ("G", "rg")):
        (tmp_path / f"{name}.toml").write_text(
            f'id = "{reform}"\neffective = 2026-01-06\n'
            '[[rename]]\nagency = "a-1"\nname = "市一局"\n',
            "utf-8",
        )

    def run(command: str) -> None:
        words = command.split()
        city.do(*(str(tmp_path / f"{w}.toml") if w in ("F", "G") else w for w in words))

    assert f"{verb_of(id_).inverse.replace('.', ' ')} " in f"{way.back} "
    for command in way.before:
        run(command)
    before = tables(city)
    run(way.does)
    done = tables(city)
    assert done != before
    run(way.back)
    now = tables(city)
    differ = {table for table in now[0] if now[0][table] != before[0][table]}
    assert differ <= way.leaves
    assert now[1] == before[1]
