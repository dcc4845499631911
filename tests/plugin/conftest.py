"""A shelf for made-up plugins: distributions, single files and data files, no installer needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from civtui.plugin.catalogue import Catalogue
from civtui.plugin.host import EnabledPlugin, Host


class Shelf:
    """Folders on the search path that tests put plugins on.

    Args:
        root: a fresh folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        self.folder = root / "workspace" / "plugins"
        self.cache = root / "cache"
        self.site.mkdir(parents=True)
        self.folder.mkdir(parents=True)
        self.hosts: list[Host] = []

    def package(self, name: str, code: str = "", *, version: str = "1.0", entry: str = "") -> str:
        """Put a distribution on the shelf and return its id; `{module}` in code is its module."""
        module = name.replace("-", "_")
        package = self.site / module
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text(dedent(code).replace("{module}", module), "utf-8")
        info = self.site / f"{module}-{version}.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        point = f"[civtui.plugins]\nit = {entry or module}\n"
        (info / "entry_points.txt").write_text(point)
        return name

    def file(self, name: str, code: str) -> str:
        """Put a single Python file into the workspace's `plugins` folder."""
        (self.folder / f"{name}.py").write_text(dedent(code), "utf-8")
        return name

    def data(self, name: str, text: str) -> str:
        """Put a TOML file into the workspace's `plugins` folder."""
        (self.folder / f"{name}.toml").write_text(dedent(text), "utf-8")
        return name

    def host(self, *enabled: str | EnabledPlugin, bare: bool = False) -> Host:
        """Return a host that sees the shelf; closed at the end of the test."""
        wishes = [EnabledPlugin(e) if isinstance(e, str) else e for e in enabled]
        catalogue = Catalogue(self.cache, [self.folder])
        host = Host(catalogue, None if bare else wishes)
        self.hosts.append(host)
        return host


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Give an empty shelf, its packages importable by name."""
    made = Shelf(tmp_path)
    monkeypatch.syspath_prepend(str(made.site))
    # what is installed beside it would only slow the tests down
    here = [entry for entry in sys.path if not Path(entry).name.startswith("civtui-")]
    monkeypatch.setattr(sys, "path", here)
    yield made
    for host in made.hosts:
        host.close()
