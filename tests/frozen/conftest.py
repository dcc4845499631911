"""The year is told once for all tests here, under a fixed clock and name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from civtui.plugin import calls
from civtui.plugin.process import Worker
from civtui.plugin.wire import pack
from civtui.workspace.session import Workspace
from tests.frozen.kept import plain
from tests.frozen.telling import OPENING, Teller
from tests.frozen.year import tell


class Year:
    """The year as it was told.

    Args:
        told: every command and what it said.
        handed: what contributions were handed, by plugin or `civtui`, kind and id.
    """

    def __init__(self, told: Teller, handed: dict[str, list[Any]]) -> None:
        self.told, self.handed = told, handed


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """Tell the year and listen to what plugins are handed; the clock is put back behind it."""
    root, handed = tmp_path_factory.mktemp("frozen"), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workspace, "now", OPENING.now)
        patch.setenv("LOGNAME", "teller")
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        patch.setenv("XDG_DATA_HOME", str(root / "data"))
        listen(patch, handed, root)
        told = tell(root)
    return Year(told, handed)


def listen(patch: pytest.MonkeyPatch, handed: dict[str, list[Any]], root: Path) -> None:
    """Keep each request to a worker, and each payload to the core's own contributions."""
    asked, here = Worker.ask, calls._here

    def keep(name: str, request: dict[str, Any]) -> None:
        said = plain(json.loads(pack(request)), (str(root), "<root>"))
        if said not in (known := handed.setdefault(name, [])):
            known.append(said)

    def ask(self: Worker, request: dict[str, Any], soft: float) -> Any:
        if request["do"] == "call":
            about = {
                "plugin": [self.plugin, *request["plugin"][2:4]],
                "record": [*request["record"]],
            }
            keep(f"{self.plugin}-{request['kind']}", {**request, **about})
        return asked(self, request, soft)

    def core(kind: str, entry: str, payload: dict[str, Any]) -> Any:
        keep(f"civtui-{kind}", {"entry": entry, "payload": payload})
        return here(kind, entry, payload)

    patch.setattr(Worker, "ask", ask)
    patch.setattr(calls, "_here", core)
