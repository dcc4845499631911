"""What is checked: an installed plugin by name, or a project, a file, a data folder by path."""

from __future__ import annotations

import tempfile
import time
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from civtui.conformance import samples
from civtui.model.errors import BadInput, CivtuiError, NotFound, nearest
from civtui.model.text import msg
from civtui.plugin import finding
from civtui.plugin.catalogue import Catalogue, user_folder
from civtui.plugin.finding import DATA_FILE, GROUP, Found
from civtui.plugin.host import Host
from civtui.plugin.process import Worker

SECONDS = 10.0


class Outcome(NamedTuple):
    """How one call went.

    Args:
        what: the call, in words: kind, id and sample.
        result: what it gave, None where it failed.
        error: why it failed.
        seconds: how long it took.
    """

    kind: str
    id: str
    sample: str
    result: Any
    error: CivtuiError | None
    seconds: float

    @property
    def what(self) -> str:
        """The call in words."""
        return f"{self.kind} {self.id} [{self.sample}]"


class Subject:
    """One plugin under check, alone with the core, its worker and cache away from the user's own.

    Args:
        found: the plugin.
        search: folders to look for its modules in, where it is not installed.
    """

    def __init__(self, found: Found, search: list[Path]) -> None:
        self.found = found
        self._cache = tempfile.TemporaryDirectory(prefix="civtui-check-")
        self.catalogue = Catalogue(Path(self._cache.name), only=[found], search=search)
        self.host = Host(self.catalogue, None)

    @cached_property
    def description(self) -> dict[str, Any]:
        """What the plugin says of itself; asked anew."""
        return self.catalogue.describe([self.found], anew=True)[self.found.id]

    def contributions(self, kind: str) -> list[Any]:
        """Return the plugin's own contributions of a kind."""
        return [one for one in self.host.contributions(kind) if one.plugin == self.found.id]

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Every call with every sample, in order."""
        return [self._run(kind, id_, size, payload) for kind, id_, size, payload in self.calls()]

    def calls(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Yield `(kind, id, sample's name, payload)` for every call that the plugin can take."""
        for program in self.contributions("program"):
            record = program.record
            for size, payload in samples.program_payloads(record).items():
                for view in record.views:
                    yield "view", f"{program.id}/{view.id}", size, payload
                for indicator in record.indicators:
                    yield "indicator", f"{program.id}/{indicator.id}", size, payload
            if record.report is not None:
                for size, payload in samples.report_payloads(record).items():
                    yield "report", program.id, size, payload
        plain = (("format", samples.reports()), ("signal", samples.facts()))
        for kind, many in (*plain, ("importer", samples.files())):
            for one in self.contributions(kind):
                for size, payload in many.items():
                    yield kind, one.id, size, payload
        for kind in ("calculator", "scheme"):
            for one in self.contributions(kind):
                for key, payload in samples.calculator_inputs():
                    yield kind, one.id, key, payload

    def _run(self, kind: str, id_: str, size: str, payload: dict[str, Any]) -> Outcome:
        start = time.monotonic()
        result, fault = None, None
        try:
            result = self.host.call(kind, id_, payload, SECONDS)
        except CivtuiError as error:
            fault = error
        return Outcome(kind, id_, size, result, fault, time.monotonic() - start)

    def run(self, kind: str, id_: str, payload: dict[str, Any]) -> Outcome:
        """Make one more call."""
        return self._run(kind, id_, "", payload)

    def restarted(self, seed: int) -> Host:
        """Return a host whose workers start with another hash seed."""
        host = Host(self.catalogue, None)
        log = self.catalogue.log_of(self.found.id)
        search = self.catalogue.search
        host.use_worker(self.found.id, Worker(self.found.id, log, search=search, seed=seed))
        return host

    def close(self) -> None:
        """Stop its worker and throw its cache away."""
        self.host.close()
        self._cache.cleanup()


def subject(what: str) -> Subject:
    """Return what is to be checked.

    Args:
        what: name of an installed plugin, or path of a project, a `.py`, a `.toml` or a folder
            with `plugin.toml`.

    Raises:
        NotFound: neither a path nor an installed plugin.
        BadInput: the path holds no plugin.
    """
    path = Path(what)
    if path.exists() and (path.suffix in (".py", ".toml") or path.is_dir()):
        found, search = at_path(path.resolve())
        return Subject(found, search)
    here = {plugin.id: plugin for plugin in finding.installed()}
    here |= {plugin.id: plugin for plugin in finding.in_folder(user_folder())}
    id_ = finding.canonical(what)
    if id_ not in here:
        raise NotFound(
            msg("plugin.unknown"),
            value=what,
            allowed=list(here) or None,
            nearest=nearest(id_, here),
            hint=msg("plugin.name-or-path"),
        )
    return Subject(here[id_], [])


def at_path(path: Path) -> tuple[Found, list[Path]]:
    """Return the plugin at `path` and the folders to look for its modules in.

    Raises:
        BadInput: no plugin is there.
    """
    if path.is_dir() and (path / "pyproject.toml").is_file():
        return _project(path)
    folder = path if path.is_dir() else path.parent
    for found in finding.in_folder(folder.parent if path.is_dir() else folder):
        if Path(found.where) in (path, path / DATA_FILE):
            return found, []
    raise BadInput(msg("plugin.no-plugin-here"), where={"file": str(path)})


def _project(path: Path) -> tuple[Found, list[Path]]:
    where = {"file": str(path / "pyproject.toml")}
    try:
        document = tomllib.loads((path / "pyproject.toml").read_text(encoding="utf-8"))
        project = document["project"]
        name, version = finding.canonical(project["name"]), str(project.get("version", "0"))
        entries = list(project["entry-points"][GROUP].values())
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(msg("plugin.no-entry-point", group=GROUP), where=where) from error
    if len(entries) != 1:
        raise BadInput(msg("plugin.two-entries", detail=", ".join(entries)), where=where)
    entry = entries[0]
    top = entry.partition(":")[0].partition(".")[0]
    for root in (path, path / "src"):
        for place in (root / top, root / f"{top}.py"):
            if place.exists():
                data = place / DATA_FILE
                if entry == top and data.is_file():
                    return Found(name, version, "data", "", str(data)), []
                return Found(name, version, "code", entry, str(place)), [root]
    raise BadInput(msg("plugin.module-absent", detail=top), where=where)
