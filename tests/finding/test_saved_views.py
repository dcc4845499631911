"""Saved views are changed one after another, and what is said to be kept is kept."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.ledger.database import connect
from civtui.model.errors import LedgerGone
from civtui.model.faults import Busy, MachineFault
from civtui.workspace.files.creating import init
from civtui.workspace.people import choices, saved_views
from civtui.workspace.people.saved_views import View
from civtui.workspace.session import Workspace, open_workspace

TABLE = "agencies"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Workspace]:
    ws = init(tmp_path / "w", user="one")
    yield ws
    ws.close()


def view(name: str) -> View:
    return View(name, "x", "pinyin", {})


def names(ws: Workspace) -> set[str]:
    return {found.name for found in saved_views.views(ws, TABLE)}


def test_a_second_session_cannot_write_between_reading_and_writing(
    one: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = open_workspace(one.dir, user="one")
    saved_views.save(one, TABLE, view("first"))
    read, turned_away = choices.kept, []

    def meanwhile(ws: Workspace, thing: str) -> dict[str, object]:
        found = read(ws, thing)
        if ws is one and not turned_away:
            with pytest.raises(Busy) as told:
                saved_views.save(other, TABLE, view("theirs"))
            turned_away.append(told)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(choices, "kept", meanwhile)
        saved_views.save(one, TABLE, view("ours"))
    saved_views.save(other, TABLE, view("theirs"))
    saved_views.remove(one, TABLE, "first")
    assert turned_away and names(one) == names(other) == {"ours", "theirs"}
    other.close()


def many(folder: str, writer: int) -> None:
    ws = open_workspace(Path(folder), user="one")
    for number in range(10):
        while True:
            try:
                saved_views.save(ws, TABLE, view(f"{writer}-{number}"))
                break
            except Busy:  # the other one writes; it says so and the view is not kept
                continue
    ws.close()


def test_of_two_writers_at_once_every_view_stands(one: Workspace) -> None:
    spawn = multiprocessing.get_context("spawn")
    running = [spawn.Process(target=many, args=(str(one.dir), writer)) for writer in range(2)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
        assert process.exitcode == 0
    assert names(one) == {f"{writer}-{number}" for writer in range(2) for number in range(10)}


def test_a_view_that_cannot_be_kept_is_not_said_to_be_kept(one: Workspace) -> None:
    saved_views.save(one, TABLE, view("first"))
    holder = connect(one.ledger_path)
    holder.execute("BEGIN IMMEDIATE")
    for change in (
        lambda: saved_views.save(one, TABLE, view("more")),
        lambda: saved_views.remove(one, TABLE, "first"),
    ):
        with pytest.raises(Busy):
            change()
    choices.keep(one, "names", {"order": "stroke"})  # an order holds for the session
    holder.execute("ROLLBACK")
    holder.close()
    assert names(one) == {"first"} and choices.kept(one, "names") == {}
    assert not one.ledger.connection.in_transaction
    one.ledger_path.rename(one.dir / "elsewhere.db")
    with pytest.raises((LedgerGone, MachineFault)):
        saved_views.save(one, TABLE, view("more"))
