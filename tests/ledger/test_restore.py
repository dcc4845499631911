"""A backup comes back without a sound ledger and from read-only media; nothing replaced is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from civtui import locale
from civtui.ledger import swapping
from civtui.ledger.ledger import Ledger
from civtui.ledger.migrating import copy_to
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, CivtuiError, LedgerGone, Refused
from civtui.model.facts.places import UserSet
from civtui.model.roles import Right, Role
from civtui.model.text import LANGS
from civtui.workspace.files import archive, restoring
from civtui.workspace.files.identity import identity_of
from civtui.workspace.files.restoring import restore
from civtui.workspace.session import Workspace, open_workspace, read_settings
from tests.ledger.cities import DIGEST, PAPER, city, mark, no, opened, yes
from tests.ledger.killing import die_at, killed_at, stride
from tests.ledger.older import older

PAPER_AT = Path("evidence") / DIGEST[:2] / DIGEST


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return city(tmp_path / "w")


def seq_at(path: Path) -> int:
    with closing(Ledger.open(path)) as ledger:
        assert verify(ledger) == []
        return ledger.head().seq


def kept_in(folder: Path) -> list[Path]:
    """Return the ledgers that were kept, without their logs."""
    found = folder.glob("civtui.db.2*")
    return sorted(path for path in found if not path.name.endswith(("-wal", "-shm")))


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob(".*"))


def test_everything_comes_back_and_what_was_there_is_kept(ws: Workspace, tmp_path: Path) -> None:
    folder, then = ws.dir, ws.ledger.head()
    made = archive.backup(ws, tmp_path / "b.zip")
    mark(ws.ledger)
    now = ws.ledger.head()
    ws.close()
    (folder / "profile.toml").write_text("id = 'spoilt'\n", "utf-8")
    (folder / "plugins.lock").unlink()
    (folder / PAPER_AT).write_bytes(b"spoilt")
    done = restore(folder, made.file, agree=no, user="tester")
    with closing(opened(folder)) as again:
        assert again.ledger.head() == then
        assert verify(again.ledger) == []
        assert done.ledger == identity_of(again.ledger)
    assert (folder / PAPER_AT).read_bytes() == PAPER
    assert (folder / "plugins.lock").is_file()
    ledger, profile = done.kept
    assert ledger.name.startswith("civtui.db.2")
    assert ledger.name.endswith(f"Z-{now.seq}-{now.hash[:8]}")
    assert seq_at(ledger) == now.seq
    assert profile.name.startswith("profile.toml.2")
    assert profile.read_text("utf-8") == "id = 'spoilt'\n"
    assert left_over(folder) == []


def deleted(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def garbage(path: Path) -> None:
    path.write_bytes(b"\0garbage" * 4096)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE notes (x)")


def spoilt_inside(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:8192] + bytes(len(data) - 8192))


def folder_gone(path: Path) -> None:
    shutil.rmtree(path.parent)


def settings_spoilt(path: Path) -> None:
    (path.parent / "civtui.toml").write_text("[workspace\n", "utf-8")


@pytest.mark.parametrize(
    "spoil", [deleted, emptied, garbage, foreign, spoilt_inside, folder_gone, settings_spoilt]
)
def test_no_sound_ledger_is_needed(
    ws: Workspace, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder, then = ws.dir, ws.ledger.head()
    made = archive.backup(ws, tmp_path / "b.zip")
    ws.close()
    spoil(folder / "civtui.db")
    spoilt = (folder / "civtui.db").read_bytes() if (folder / "civtui.db").exists() else None
    done = restore(folder, made.file, agree=no, user="tester")
    with closing(opened(folder)) as again:
        assert again.ledger.head() == then
        assert verify(again.ledger) == []
    kept = [path for path in done.kept if path.name.startswith("civtui.db.")]
    assert [path.read_bytes() for path in kept][:1] == ([spoilt] if spoilt is not None else [])
    assert left_over(folder) == []


def test_the_log_of_a_ledger_that_cannot_be_read_is_kept_with_it(
    ws: Workspace, tmp_path: Path
) -> None:
    folder = ws.dir
    made = archive.backup(ws, tmp_path / "b.zip")
    whole = (folder / "civtui.db").read_bytes()
    log = (folder / "civtui.db-wal").read_bytes()
    ws.close()
    (folder / "civtui.db").write_bytes(b"\xff" * 100 + whole[100:])
    (folder / "civtui.db-wal").write_bytes(log[:4096])
    done = restore(folder, made.file, agree=no, user="tester")
    assert [path.name.rpartition("unreadable")[2] for path in done.kept] == ["", "-wal"]
    assert done.kept[1].read_bytes() == log[:4096]
    with closing(opened(folder)) as again:
        assert verify(again.ledger) == []


def test_a_session_is_told_and_can_go_on(ws: Workspace, tmp_path: Path) -> None:
    made = archive.backup(ws, tmp_path / "b.zip")
    mark(ws.ledger, 1)
    mark(ws.ledger, 2)
    words = [sys.executable, "-m", "civtui", "--as", "tester", "-w", str(ws.dir), "restore"]
    done = subprocess.run([*words, str(made.file)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with pytest.raises(LedgerGone) as gone:
        mark(ws.ledger, 3)
    assert gone.value.message.key == "ledger.gone-replaced"
    with pytest.raises(LedgerGone):
        ws.head()
    ws.reopen()
    assert ws.head() == made.head.seq
    mark(ws.ledger, 3)
    assert verify(ws.ledger) == []
    (kept,) = kept_in(ws.dir)
    assert seq_at(kept) == made.head.seq + 2


def test_marks_written_while_a_restore_runs_are_kept_or_refused(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = archive.backup(ws, tmp_path / "b.zip")
    real, stored = swapping._hold, []

    def meanwhile(live: Ledger, target: Path) -> None:
        stored.append(mark(ws.ledger, 2))
        real(live, target)

    monkeypatch.setattr(swapping, "_hold", meanwhile)
    done = restore(ws.dir, made.file, agree=no, user="tester")
    assert seq_at(done.kept[0]) == stored[0]
    with pytest.raises(LedgerGone):
        mark(ws.ledger, 3)


def test_a_ledger_held_for_too_long_is_left_as_it_is(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = archive.backup(ws, tmp_path / "b.zip")
    seq = mark(ws.ledger)
    monkeypatch.setattr("civtui.ledger.database.BUSY_TIMEOUT_MS", 10)
    with closing(sqlite3.connect(ws.ledger_path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM fact").fetchall()
        mark(ws.ledger, 2)  # behind the reader's back, so that the log cannot be emptied
        with pytest.raises(CivtuiError):
            restore(ws.dir, made.file, agree=no, user="tester")
    assert ws.head() == seq + 1
    assert not kept_in(ws.dir)
    assert left_over(ws.dir) == []


def test_the_setting_database_is_honored(ws: Workspace, tmp_path: Path) -> None:
    folder = ws.dir
    made = archive.backup(ws, tmp_path / "b.zip")
    ws.close()
    (folder / "data").mkdir()
    (folder / "civtui.db").rename(folder / "data" / "stand.db")
    text = (folder / "civtui.toml").read_text("utf-8").replace("civtui.db", "data/stand.db")
    (folder / "civtui.toml").write_text(text, "utf-8")
    with closing(opened(folder)) as moved:
        mark(moved.ledger)
    done = restore(folder, made.file, agree=no, user="tester")
    assert not (folder / "civtui.db").exists()
    assert read_settings(folder)["database"] == "data/stand.db"
    assert seq_at(folder / "data" / "stand.db") == made.head.seq
    assert done.kept[0].parent == folder / "data"


def test_another_citys_ledger_goes_in_only_where_somebody_agrees(tmp_path: Path) -> None:
    with closing(city(tmp_path / "v", "乙市")) as other:
        made = archive.backup(other, tmp_path / "b.zip")
        theirs = identity_of(other.ledger)
    with closing(city(tmp_path / "w")) as ws:
        ours, seq = identity_of(ws.ledger), mark(ws.ledger)
    asked = []
    with pytest.raises(Refused) as refused:
        restore(
            tmp_path / "w", made.file, agree=lambda *who: bool(asked.append(who)), user="tester"
        )
    assert asked == [(theirs, ours)]
    assert refused.value.exit_code == 3
    assert (refused.value.message.values["found"], refused.value.message.values["wanted"]) == (
        str(theirs),
        str(ours),
    )
    assert seq_at(tmp_path / "w" / "civtui.db") == seq
    done = restore(tmp_path / "w", made.file, agree=yes, user="tester")
    with closing(opened(tmp_path / "w")) as again:
        assert identity_of(again.ledger) == theirs
    assert [path.name.split(".2")[0] for path in done.kept] == ["civtui.db", "civtui.toml"]


# --- bare databases, as earlier releases made them ---


def bare(ws: Workspace, path: Path) -> Path:
    copy_to(ws.ledger.connection, path)
    return path


def test_a_bare_database_brings_the_ledger_alone(ws: Workspace, tmp_path: Path) -> None:
    copy = bare(ws, tmp_path / "b.db")
    seq = mark(ws.ledger)
    ws.close()
    before = copy.read_bytes()
    done = restore(ws.dir, copy, agree=no, user="tester")
    assert [seq_at(path) for path in done.kept] == [seq]
    assert seq_at(ws.dir / "civtui.db") == seq - 1
    assert copy.read_bytes() == before


def test_a_bare_database_with_its_log_is_read_with_it(ws: Workspace, tmp_path: Path) -> None:
    seq = mark(ws.ledger)
    for end in ("", "-wal"):
        shutil.copy(f"{ws.ledger_path}{end}", tmp_path / f"b.db{end}")
    mark(ws.ledger, 2)
    ws.close()
    restore(ws.dir, tmp_path / "b.db", agree=no, user="tester")
    assert seq_at(ws.dir / "civtui.db") == seq


def test_a_backup_of_an_earlier_release_becomes_the_workspaces_ledger(
    ws: Workspace, tmp_path: Path
) -> None:
    older(tmp_path / "b.db", 7)
    ours = identity_of(ws.ledger)
    ws.close()
    restore(ws.dir, tmp_path / "b.db", agree=no, user="tester")
    with closing(opened(ws.dir)) as again:
        assert identity_of(again.ledger).id == ours.id
        assert again.head() == 4  # three facts, and the id
        assert verify(again.ledger) == []
    assert [path.name for path in tmp_path.iterdir()] == ["w", "b.db"]


def test_nothing_is_written_beside_the_backup(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = tmp_path / "media"
    media.mkdir()
    for copy in (bare(ws, media / "b.db"), archive.backup(ws, media / "b.zip").file):
        touched: list[str] = []

        def watch(event: str, given: tuple[object, ...], touched: list[str] = touched) -> None:
            here = [str(one) for one in given if str(media) in str(one)]
            written = event == "open" and int(str(given[2])) & (os.O_WRONLY | os.O_RDWR)
            if here and (written or event in ("sqlite3.connect", "os.rename", "os.remove")):
                touched.append(event)

        watching.append(watch)
        restore(ws.dir, copy, agree=no, user="tester")
        watching.clear()
        assert touched == []


watching: list[Callable[[str, tuple[object, ...]], None]] = []


def _audit(event: str, given: tuple[object, ...]) -> None:
    for watch in watching:
        watch(event, given)


sys.addaudithook(_audit)


# --- what is refused ---


def test_a_damaged_archive_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    made = archive.backup(ws, tmp_path / "b.zip")
    seq = mark(ws.ledger)
    data = made.file.read_bytes()
    for place in range(0, len(data), len(data) // 40):
        spoilt = tmp_path / f"{place}.zip"
        spoilt.write_bytes(data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :])
        try:
            archive.check(spoilt)
        except BadInput:
            with pytest.raises(CivtuiError):
                restore(ws.dir, spoilt, agree=no, user="tester")
    for length in (0, 10, len(data) // 2, len(data) - 1):
        (tmp_path / "cut.zip").write_bytes(data[:length])
        with pytest.raises(CivtuiError):
            restore(ws.dir, tmp_path / "cut.zip", agree=no, user="tester")
    assert ws.head() == seq
    assert left_over(ws.dir) == []


@pytest.mark.parametrize("name", ["../out.txt", "/etc/x", "a/../../b", "a\\..\\b"])
def test_no_file_leaves_the_workspace(ws: Workspace, tmp_path: Path, name: str) -> None:
    made = archive.backup(ws, tmp_path / "b.zip")
    with zipfile.ZipFile(made.file) as found:
        content = {one: found.read(one).decode("latin-1") for one in found.namelist()}
    manifest = content["manifest.json"].replace(
        '"plugins.lock"', '"' + name.replace("\\", "\\\\") + '"'
    )
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as bad:
        for one, text in {**content, "manifest.json": manifest}.items():
            bad.writestr(name if one == "plugins.lock" else one, text.encode("latin-1"))
    with pytest.raises(BadInput):
        restore(ws.dir, tmp_path / "bad.zip", agree=no, user="tester")


def test_an_unsound_copy_its_own_ledger_and_a_folder_are_refused(
    ws: Workspace, tmp_path: Path
) -> None:
    copy = bare(ws, tmp_path / "b.db")
    with closing(sqlite3.connect(copy, isolation_level=None)) as one:
        one.execute("UPDATE agency SET name = 'x'")
    for path in (copy, ws.ledger_path, tmp_path, tmp_path / "none"):
        with pytest.raises(BadInput):
            restore(ws.dir, path, agree=no, user="tester")
    assert verify(ws.ledger) == []


def test_who_may_restore_is_said_by_the_ledger_else_by_the_backup(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws.write(
        UserSet(user="tester", role=Role.ADMIN),
        UserSet(user="k", role=Role.CLERK),
        right=Right.MANAGE,
    )
    made = archive.backup(ws, tmp_path / "b.zip")
    ws.close()
    with pytest.raises(Refused):
        restore(ws.dir, made.file, agree=no, user="k")
    (ws.dir / "civtui.db").unlink()
    with pytest.raises(Refused):
        restore(ws.dir, made.file, agree=no, user="k")
    monkeypatch.setenv("CIVTUI_FORCED", "1")
    with pytest.raises(Refused):
        restore(ws.dir, made.file, agree=no, user="tester")
    monkeypatch.delenv("CIVTUI_FORCED")
    restore(ws.dir, made.file, agree=no, user="tester")
    open_workspace(ws.dir, user="k").close()


def test_a_workspace_whose_ledger_is_gone_is_led_to_its_backups_first(ws: Workspace) -> None:
    ws.close()
    (ws.dir / "civtui.db").unlink()
    with pytest.raises(BadInput) as told:
        open_workspace(ws.dir)
    assert told.value.message.key == "ledger.no-file"
    for lang in LANGS:
        said = locale.render(told.value.hint, lang)
        # init makes none here: the folder isn't empty
        assert 0 < said.index("civtui restore") < said.index("civtui init") < said.index("-w")


# --- killed ---


@pytest.mark.parametrize("spoil", [None, garbage], ids=["sound", "garbage"])
def test_a_restore_killed_anywhere_leaves_the_old_or_the_new(
    tmp_path: Path, spoil: Callable[[Path], None] | None
) -> None:
    with closing(city(tmp_path / "first")) as ws:
        made = archive.backup(ws, tmp_path / "b.zip")
        mark(ws.ledger)
    step, died, every = 3, True, stride(41)
    while died:
        folder = tmp_path / f"w{step}"
        shutil.copytree(tmp_path / "first", folder)
        if spoil:
            spoil(folder / "civtui.db")

        def deed(folder: Path = folder) -> None:
            restore(folder, made.file, agree=no, user="tester")

        died = killed_at(step, deed)
        facts = {made.head.seq, made.head.seq + 1}
        kept = kept_in(folder)
        if not spoil:
            assert seq_at(folder / "civtui.db") in facts
        if not spoil and seq_at(folder / "civtui.db") == made.head.seq:
            assert [seq_at(path) for path in kept] == [made.head.seq + 1]
        deed()
        assert seq_at(folder / "civtui.db") == made.head.seq
        assert left_over(folder) == []
        step += every
    assert step > every * 3


def test_a_restore_killed_at_the_swap_leaves_the_old_or_the_new(
    ws: Workspace, tmp_path: Path
) -> None:
    """Every step of the swap itself, with a session at work beside."""
    made = archive.backup(ws, tmp_path / "b.zip")
    step, died = 0, True
    while died:
        seq = mark(ws.ledger, step % 5)

        def only(
            fresh: Path, target: Path, live: Ledger | None, log: Path | None, step: int = step
        ) -> object:
            die_at(step)
            return swapping.swap(fresh, target, live, log)

        def deed(only: Callable[..., object] = only) -> None:
            restoring.swap = only  # type: ignore[assignment]  # takes the same
            restore(ws.dir, made.file, agree=no, user="tester")

        died = killed_at(1_000_000, deed)
        with closing(opened(ws.dir)) as again:
            assert verify(again.ledger) == []
            assert again.head() in (seq, made.head.seq)
            if again.head() == made.head.seq:
                assert seq in [seq_at(path) for path in kept_in(ws.dir)]
        try:
            ws.head()
        except LedgerGone:
            ws.reopen()
        step += stride(7)
    assert step > 14
