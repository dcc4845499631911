"""Plugins as they were built in the past serve the present host.

`wheels/` holds the first-party plugins as they were built before the ledger got its identity. They
are unpacked on the search path before all else, in a process of their own, so that neither the
working copy nor a module that another test imported takes their place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

WHEELS = sorted(Path(__file__).with_name("wheels").glob("*.whl"))
IDS = [wheel.name.partition("-")[0].replace("_", "-") for wheel in WHEELS]
YEAR = """
import json, sys
from pathlib import Path
from civtui.plugin.host import Host
from tests.frozen.year import tell
tell(Path(sys.argv[1]))
print(json.dumps({p.id: p.where for p in Host.bare().catalogue.found().values()}))
"""


class Shelf:
    """The wheels, unpacked on the search path of a process of their own.

    Args:
        root: a fresh folder.
    """

    def __init__(self, root: Path) -> None:
        self.site = root / "site"
        for wheel in WHEELS:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(self.site)
        places = [str(self.site), str(Path(__file__).parents[2])]
        self.env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(places),
            "XDG_CACHE_HOME": str(root / "cache"),
            "XDG_DATA_HOME": str(root / "data"),
        }

    def run(self, *words: str, status: tuple[int, ...] = (0,)) -> Any:
        """Run Python with `words` and return the document that it prints."""
        done = subprocess.run(
            [sys.executable, *words], env=self.env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode in status, done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("wheels"))


def test_the_year_goes_with_the_plugins_of_that_day(shelf: Shelf, tmp_path: Path) -> None:
    where = shelf.run("-c", YEAR, str(tmp_path))
    assert len(IDS) == 8
    for id_ in IDS:
        assert Path(where[id_]).is_relative_to(shelf.site), "the wheel is not what was asked"


@pytest.mark.parametrize("id_", IDS)
def test_a_plugin_of_that_day_keeps_every_rule(shelf: Shelf, id_: str) -> None:
    checked = shelf.run("-m", "civtui", "plugin", "check", id_, "--json", status=(0, 1))
    assert (checked["plugin"], checked["version"]) == (id_, "0.1.0")
    broken = {rule["id"] for rule in checked["rules"] if not rule["ok"]}
    assert broken <= {"quick"}, checked  # how long it took is the machine's, not the plugin's
