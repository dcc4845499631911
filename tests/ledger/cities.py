"""Makes small workspaces with a round and evidence, to back up and to restore."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from civtui.ledger.ledger import Ledger
from civtui.model.facts.rounds import Marked
from civtui.workspace.files.creating import init
from civtui.workspace.session import Workspace, open_workspace
from tests.ledger.making import city_round, fact, registry

PAPER = b"%PDF a paper"
DIGEST = sha256(PAPER).hexdigest()


def city(folder: Path, name: str = "甲市") -> Workspace:
    """Return a new workspace with a round, a piece of evidence and a plugin lock."""
    ws = init(folder, name=name, user="tester")
    ws.ledger.append([registry(), *city_round()])
    place = folder / "evidence" / DIGEST[:2] / DIGEST
    place.parent.mkdir(parents=True)
    place.write_bytes(PAPER)
    (folder / "plugins.lock").write_text("civtui-xlsx==0.1.0\n", "utf-8")
    (folder / "places").mkdir()
    (folder / "places" / "tester.json").write_text("{}", "utf-8")
    (folder / "out" / "list.csv").write_text("x", "utf-8")
    return ws


def opened(folder: Path) -> Workspace:
    """Open a workspace as its maker."""
    return open_workspace(folder, user="tester")


def mark(ledger: Ledger, office: int = 1, value: str = "9.5", item: str = "i-1") -> int:
    """Append a mark and return its number."""
    body = Marked(
        round="r", subject=f"o-{office}", item=item, assessor="k1", value=value, points=9500
    )
    return ledger.append([fact(body)])[0]


def no(*_: object) -> bool:
    """Agree to no other city's ledger."""
    return False


def yes(*_: object) -> bool:
    """Agree to another city's ledger."""
    return True
