"""A ledger knows who it is; a workspace opens its own and no other."""

from __future__ import annotations

import shutil
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, LedgerGone, Refused
from civtui.model.facts.places import UserSet
from civtui.model.roles import Right, Role
from civtui.workspace.files import identity
from civtui.workspace.files.creating import init
from civtui.workspace.files.identity import Identity, identity_of
from civtui.workspace.files.settings_file import with_setting
from civtui.workspace.session import Workspace, open_workspace, read_settings
from tests.ledger.older import older


def city(folder: Path, name: str = "甲市") -> Workspace:
    return init(folder, name=name, user="tester")


def reopened(folder: Path) -> Workspace:
    return open_workspace(folder, user="tester")


def earlier(folder: Path, schema: int = 10) -> Path:
    """Return a workspace as the release of a schema left it."""
    folder.mkdir()
    older(folder / "civtui.db", schema)
    (folder / "civtui.toml").write_text(
        '# of our city\n[workspace]\nname = "旧市"  # by hand\nprofile = "standard"\n', "utf-8"
    )
    return folder


def test_the_first_fact_and_the_settings_name_the_ledger(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    first = ws.ledger.payload(1)
    assert first["name"] == "甲市"
    assert first["ledger"] == read_settings(ws.dir)["ledger"] == identity_of(ws.ledger).id
    assert len(str(first["ledger"])) == 32
    other = city(tmp_path / "v")
    assert identity_of(other.ledger).id != first["ledger"]
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("schema", [1, 10])
def test_an_older_ledger_gets_its_id_on_first_opening(tmp_path: Path, schema: int) -> None:
    folder = earlier(tmp_path / "w", schema)
    with closing(reopened(folder)) as ws:
        who = identity_of(ws.ledger)
        seq = ws.head()
        assert ws.ledger.payload(seq) == {"ledger": who.id, "name": "旧市"}
        assert verify(ws.ledger) == []
    text = (folder / "civtui.toml").read_text("utf-8")
    assert tomllib.loads(text)["workspace"]["ledger"] == who.id
    assert "# of our city" in text
    assert "# by hand" in text
    with closing(reopened(folder)) as ws:
        assert (ws.head(), identity_of(ws.ledger)) == (seq, who)


def test_an_id_that_did_not_reach_the_settings_is_carried_there(tmp_path: Path) -> None:
    folder = earlier(tmp_path / "w")
    with closing(reopened(folder)) as ws:
        who, seq = identity_of(ws.ledger), ws.head()
    text = (folder / "civtui.toml").read_text("utf-8")
    without = [line for line in text.splitlines() if not line.startswith("ledger")]
    (folder / "civtui.toml").write_text("\n".join(without), "utf-8")
    with closing(reopened(folder)) as ws:
        assert (identity_of(ws.ledger), ws.head()) == (who, seq)
    assert read_settings(folder)["ledger"] == who.id


def test_an_older_ledger_that_can_only_be_read_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = earlier(tmp_path / "w")

    def read_only(*_: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(identity, "identify", read_only)
    with closing(reopened(folder)) as ws:
        assert ws.head() == 3
        assert identity_of(ws.ledger) == Identity("", "")
    assert "ledger" not in read_settings(folder)


def test_of_two_first_openings_one_gives_the_id(tmp_path: Path) -> None:
    folder = earlier(tmp_path / "w")
    with closing(reopened(folder)) as ws:
        who, seq = identity_of(ws.ledger), ws.head()
        identity.identify(ws.ledger, "other", "旧市")
        assert (identity_of(ws.ledger), ws.head()) == (who, seq)


def test_another_citys_ledger_is_refused_and_both_are_named(tmp_path: Path) -> None:
    with closing(city(tmp_path / "w")) as ws, closing(city(tmp_path / "v", "乙市")) as other:
        ours, theirs = identity_of(ws.ledger), identity_of(other.ledger)
    shutil.copy(tmp_path / "v" / "civtui.db", tmp_path / "w" / "civtui.db")
    with pytest.raises(Refused) as refused:
        reopened(tmp_path / "w")
    values = refused.value.message.values
    assert (values["found"], values["wanted"]) == (str(theirs), str(ours))
    assert "乙市" in str(theirs)


def test_a_ledger_without_an_id_is_not_the_one_of_a_workspace_that_has_one(tmp_path: Path) -> None:
    city(tmp_path / "w").close()
    (tmp_path / "w" / "civtui.db").unlink()
    older(tmp_path / "w" / "civtui.db", 10)
    with pytest.raises(Refused):
        reopened(tmp_path / "w")


def test_a_session_goes_on_when_its_ledger_is_back(tmp_path: Path) -> None:
    with closing(city(tmp_path / "w")) as ws:
        copy = ws.dir / "copy.db"
        target = sqlite3.connect(copy)
        ws.ledger.connection.backup(target)
        target.close()
        for name in ("civtui.db", "civtui.db-wal", "civtui.db-shm"):
            (ws.dir / name).unlink()
        held = ws.ledger
        with pytest.raises(LedgerGone):
            ws.write(UserSet(user="tester", role=Role.ADMIN), right=Right.MANAGE)
        with pytest.raises(BadInput):
            ws.reopen()
        with pytest.raises(LedgerGone):  # closed, and still says why
            ws.head()
        copy.replace(ws.dir / "civtui.db")
        ws.reopen()
        assert ws.ledger is held
        ws.write(UserSet(user="tester", role=Role.ADMIN), right=Right.MANAGE)
        assert ws.head() == 2
        assert verify(ws.ledger) == []


def test_a_session_does_not_go_on_in_another_ledger(tmp_path: Path) -> None:
    city(tmp_path / "v", "乙市").close()
    with closing(city(tmp_path / "w")) as ws:
        (tmp_path / "v" / "civtui.db").replace(ws.ledger_path)
        for name in ("civtui.db-wal", "civtui.db-shm"):
            (ws.dir / name).unlink()
        with pytest.raises(Refused):
            ws.reopen()


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[workspace]\na = 1\n", '[workspace]\nledger = "x"\na = 1\n'),
        ("[workspace]\nledger = 'old'\n", '[workspace]\nledger = "x"\n'),
        (
            "[other]\nledger = 1\n[workspace] # ours\n[more]\nledger = 2\n",
            '[other]\nledger = 1\n[workspace] # ours\nledger = "x"\n[more]\nledger = 2\n',
        ),
        ("", '[workspace]\nledger = "x"\n'),
    ],
)
def test_a_setting_is_put_among_what_people_wrote(text: str, made: str) -> None:
    assert with_setting(text, "ledger", "x") == made


def test_a_setting_is_put_where_no_line_can_be_added() -> None:
    made = with_setting("workspace = { name = 'x' }\n", "ledger", "y")
    assert tomllib.loads(made) == {"workspace": {"name": "x", "ledger": "y"}}
