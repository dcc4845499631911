"""A whole workspace made by the program: the same seed gives the same ledger, hash for hash."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import Literal

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.demo.clock import DAY, FIRST_YEAR, moment
from civtui.workspace.files.creating import OWN_PROFILE, init, is_workspace
from civtui.workspace.files.identity import demo_id
from civtui.workspace.session import Workspace, open_workspace

Size = Literal["city", "province"]
COPIES: dict[Size, int] = {"city": 1, "province": 12}
MAKER = "demo"
# what the demo's own profile adds: reports to the party group every quarter, persons for keepers
OWN = {"hearing": {"months": 3, "body": "party-group"}, "persons": {"seen_by": "keepers"}}


def demo(
    folder: Path, *, size: Size = "city", seed: int = 1, lang: str = "zh", user: str | None = None
) -> Workspace:
    """Return the demo workspace in `folder`, made where it is not there yet.

    Args:
        folder: an existing demo is opened as it is; another folder must be new or empty.
        size: one city of 85 agencies, or a province of twelve such cities.
        seed: source of every choice; the clock is the demo's own.
        lang: language that its screens start in.
        user: who works in it; the operating system's user where None.

    Raises:
        Refused: the folder holds something else.
    """
    if is_workspace(folder):
        ws = open_workspace(folder, user=user)
        if "demo" not in ws.settings:
            ws.close()
            raise Refused(
                msg("workspace.not-a-demo"),
                where={"file": str(folder)},
                hint=msg("workspace.elsewhere"),
            )
        return ws
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            msg("workspace.not-empty"), where={"file": str(folder)}, hint=msg("workspace.elsewhere")
        )
    # made beside and renamed, so that an interrupted demo leaves nothing half made
    made = folder.resolve().with_name(f".{folder.resolve().name}.making")
    _make(made, size, seed, lang)
    if folder.exists():
        folder.rmdir()
    made.rename(folder)
    return open_workspace(folder, user=user)


def _make(folder: Path, size: Size, seed: int, lang: str) -> None:
    import shutil

    from civtui.workspace.demo.culture import PLUGINS
    from civtui.workspace.demo.telling import told

    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    ws = init(
        folder,
        name="示范市" if size == "city" else "示范省",
        lang=lang,
        user=MAKER,
        today=DAY,
        began=moment(date(FIRST_YEAR, 1, 5)),
        own=OWN | {"plugin": [{"id": plugin} for plugin in PLUGINS]},
        ledger_id=demo_id(size, seed),
    )
    ws.settings["demo"] = seed  # who makes it is one of nobody's users
    try:
        ws.ledger.connection.execute("PRAGMA synchronous = OFF")
        salts = Random(f"salt {size} {seed}")  # of its own: the city stays what the seed makes it
        ws.set_salts(lambda: salts.randbytes(16).hex())
        told(COPIES[size], seed, MAKER).tell(ws)
        ws.ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        ws.close()
    settings = folder / "civtui.toml"
    settings.write_text(settings.read_text("utf-8") + f"demo = {seed}\n", encoding="utf-8")
    assert (folder / OWN_PROFILE).is_file()
