"""The catalogue: which plugins are there and what each said of itself, cached as one JSON file.

Reading it imports no plugin and no pydantic. A find is looked up anew when a folder changed; a
plugin is described anew, in a probe process, when its files did.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.model.errors import CivtuiError
from civtui.plugin import finding
from civtui.plugin.faults import PluginError, values_of
from civtui.plugin.finding import Found

if TYPE_CHECKING:
    from civtui.plugin.process import Worker

SHAPE = 1
PROBE_SECONDS = 10.0
AT_ONCE = 4
# descriptions kept in the cache, the newest; one plugin has one for each of its settings
MOST_KEPT = 500
Settings = Mapping[str, Any]
HERE = Path(__file__).parent


def cache_folder() -> Path:
    """Return the user's folder for what can be made again: the catalogue and the logs."""
    from platformdirs import user_cache_path

    return user_cache_path("civtui")


def user_folder() -> Path:
    """Return the folder in which a user keeps plugins for all workspaces."""
    from platformdirs import user_data_path

    return user_data_path("civtui") / "plugins"


def core() -> Found:
    """Return the find of the built-in plugin."""
    from civtui import __version__

    return Found("civtui", __version__, "core", "civtui.plugin.builtin", str(HERE / "builtin.py"))


class Catalogue:
    """What is known of the plugins of this Python and of some folders.

    Args:
        cache: folder for the catalogue file and the plugins' logs.
        folders: `plugins` folders to look into beside the installed distributions.
        only: look nowhere; these are the plugins (one that is being checked).
        search: folders to look for the modules of `only` in.
    """

    def __init__(
        self,
        cache: Path,
        folders: Iterable[Path] = (),
        *,
        only: Iterable[Found] | None = None,
        search: Sequence[Path] = (),
    ) -> None:
        self.search = list(search)
        self.cache = cache
        self.folders = [folder.absolute() for folder in folders]
        key = hashlib.sha256(sys.prefix.encode()).hexdigest()[:12]
        self.path = cache / f"plugins-{key}.json"
        self._data = self._read()
        self._found: dict[str, Found] | None = None
        if only is not None:
            self._found = {plugin.id: plugin for plugin in (core(), *only)}

    def found(self) -> dict[str, Found]:
        """Return the plugins that are there, by id; the built-in one first."""
        if self._found is None:
            everywhere = [core(), *self._installed()]
            for folder in self.folders:
                everywhere += self._lying_in(folder)
            self._found = {plugin.id: plugin for plugin in finding.without_twins(everywhere)}
        return self._found

    def known(self, plugin: Found, settings: Settings | None = None) -> dict[str, Any] | None:
        """Return a plugin's description under `settings` if cached and still true, else None."""
        kept = self._data["plugins"].get(_key(plugin, settings))
        if kept is None or kept["found"] != list(plugin):
            return None
        if kept.get("state") != "ok" and kept.get("around") != self._around():
            return None
        if not finding.unchanged(kept["watch"]):
            if finding.fingerprint(plugin) != kept["sha256"]:
                return None
            kept["watch"] = finding.watched(finding.files_of(plugin))
            self._write()
        description: dict[str, Any] = kept
        return description

    def describe(
        self,
        plugins: Iterable[Found],
        settings: Mapping[str, Settings] | None = None,
        *,
        anew: bool = False,
    ) -> dict[str, dict[str, Any]]:
        """Return the descriptions of `plugins` by id, probing those that are not cached.

        Args:
            settings: plugin's id -> its settings; what it brings may depend on them.
            anew: probe all of them, whatever is cached.
        """
        under = settings or {}
        wanted = list(plugins)
        answers = {p.id: None if anew else self.known(p, under.get(p.id)) for p in wanted}
        fresh = [plugin for plugin in wanted if answers[plugin.id] is None]
        if fresh:
            from concurrent.futures import ThreadPoolExecutor

            values = [under.get(plugin.id) for plugin in fresh]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                for plugin, value, description in zip(
                    fresh, values, pool.map(self._probe, fresh, values), strict=True
                ):
                    answers[plugin.id] = description
                    self._data["plugins"].pop(_key(plugin, value), None)
                    self._data["plugins"][_key(plugin, value)] = description
            self._write()
        return {id_: answer for id_, answer in answers.items() if answer is not None}

    def worker(self, id_: str) -> Worker:
        """Return a worker for a plugin, not yet started."""
        from civtui.plugin.process import Worker

        return Worker(id_, self.log_of(id_), search=self.search)

    def log_of(self, id_: str) -> Path:
        """Return the file that holds what a plugin's code wrote to its output."""
        return self.cache / "log" / f"{id_}.log"

    def _installed(self) -> list[Found]:
        folders = finding.search_path()
        watch = [[str(folder), -1, folder.stat().st_mtime_ns] for folder in folders]
        kept = self._data["places"].get("installed")
        if kept is None or kept["watch"] != watch:
            found = [list(plugin) for plugin in finding.installed()]
            kept = self._data["places"]["installed"] = {"watch": watch, "found": found}
            self._write()
        return [Found(*plugin) for plugin in kept["found"]]

    def _lying_in(self, folder: Path) -> list[Found]:
        kept = self._data["places"].get(str(folder))
        if kept is None or not finding.unchanged(kept["watch"]):
            found = finding.in_folder(folder)
            watch = finding.watched([folder, *(Path(plugin.where) for plugin in found)])
            kept = {"watch": watch, "found": [list(plugin) for plugin in found]}
            self._data["places"][str(folder)] = kept
            self._write()
        return [Found(*plugin) for plugin in kept["found"]]

    def _probe(self, plugin: Found, settings: Settings | None) -> dict[str, Any]:
        start = time.monotonic()
        kept: dict[str, Any] = {
            "found": list(plugin),
            "watch": finding.watched(finding.files_of(plugin)),
            "sha256": finding.fingerprint(plugin) if plugin.where else "",
            "around": self._around(),
            "state": "ok",
            "reason": None,
            "about": None,
            "config": None,
            "contributions": {},
        }
        request = {"do": "describe", "plugin": list(plugin), "settings": dict(settings or {})}
        if plugin.fault:
            kept["reason"] = {"key": plugin.fault, "values": {"detail": plugin.detail}}
            kept["state"] = "broken"
        elif plugin.kind == "core":
            from civtui.plugin import loading

            kept.update(loading.gather(plugin))
        else:
            answer = self._fault_of(plugin, request, kept) or _missing_setting(kept, settings)
            if answer:
                late = answer["key"] in ("killed", "out-of-time")
                kept["state"], kept["reason"] = "slow" if late else "broken", answer
        kept["seconds"] = round(time.monotonic() - start, 3)
        return kept

    def _fault_of(
        self, plugin: Found, request: dict[str, Any], keep: dict[str, Any]
    ) -> dict[str, Any] | None:
        """Ask a probe process of its own; return the fault as data, or None and fill `keep`."""
        worker = self.worker(plugin.id)
        try:
            keep.update(worker.ask(request, PROBE_SECONDS - 1))
        except PluginError as error:
            name = error.message.key.partition(".")[2]
            return {"key": name, "values": values_of(error.message), "trace": error.trace}
        except CivtuiError as error:
            return {"key": "import-failed", "values": {"what": error.message.key}, "trace": ""}
        finally:
            worker.stop()
        return None

    def _around(self) -> str:
        """Return a mark of what else is installed; a missing dependency may have come since."""
        installed = self._data["places"].get("installed", {}).get("watch", [])
        return hashlib.sha256(json.dumps(installed).encode()).hexdigest()[:16]

    def _read(self) -> dict[str, Any]:
        try:
            data = json.loads(self.path.read_bytes())
            if data["shape"] == SHAPE and isinstance(data["plugins"], dict):
                found: dict[str, Any] = data
                return found
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return {"shape": SHAPE, "places": {}, "plugins": {}}

    def _write(self) -> None:
        """Replace the catalogue file; where that cannot be done, the next start probes again."""
        newest = list(self._data["plugins"].items())[-MOST_KEPT:]
        self._data["plugins"] = {key: kept for key, kept in newest if _there(kept["found"])}
        fresh = self.path.with_suffix(f".{os.getpid()}")
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(self._data, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self.path)
        except OSError:
            return


def _key(plugin: Found, settings: Settings | None) -> str:
    if not settings:
        return f"{plugin.id} {plugin.where}"
    text = json.dumps(settings, sort_keys=True, default=str)
    return f"{plugin.id} {plugin.where} {hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _missing_setting(kept: dict[str, Any], settings: Settings | None) -> dict[str, Any] | None:
    """Return the fault of an enabled plugin whose required setting is not made."""
    for name in (kept["config"] or {}).get("required", []):
        if settings is not None and name not in settings:
            return {"key": "setting-missing", "values": {"key": name}, "trace": ""}
    return None


def _there(found: list[str]) -> bool:
    where = Found(*found).where
    return not where or Path(where).exists()
