"""The plugin host: who is there, who is enabled, what they bring, and calls into their workers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import locale
from civtui.model.errors import BadInput, CivtuiError, NotFound, nearest
from civtui.model.text import Message, msg
from civtui.plugin.catalogue import Catalogue, cache_folder, user_folder
from civtui.plugin.faults import PluginError, message_of
from civtui.plugin.finding import Found
from civtui.plugin.state import STATEFUL, Forgetful, Kept, Store
from civtui.plugin.stored_records import Light
from civtui.plugin.tracing import Trace

if TYPE_CHECKING:
    from civtui.plugin.process import Worker

CORE = "civtui"
# soft limits of a call in seconds, by kind; the hard one is a second later
SECONDS = {"calculator": 30.0, "scheme": 30.0, "format": 30.0, "importer": 30.0}
OTHERWISE = 10.0
# how often a call is made anew because another session stored the plugin's state meanwhile
STORES = 4


@dataclass(frozen=True)
class EnabledPlugin:
    """A plugin that the profile enables.

    Args:
        id: of the plugin.
        version: the version it was enabled at; empty where none is pinned.
        sha256: hash of its files when it was enabled; empty where none is pinned.
        settings: what the profile sets for it.
    """

    id: str
    version: str = ""
    sha256: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


class PluginRow(NamedTuple):
    """One plugin as a list shows it.

    Args:
        kind: `core`, `code`, `file`, `data`; empty for a missing one.
        state: `enabled`, `disabled`, `broken`, `missing` or `slow`.
        reason: why it is in that state, None where there is nothing to say.
        contributions: qualified ids of what it brings, as far as it is known.
    """

    id: str
    version: str
    kind: str
    state: str
    reason: Message | None
    contributions: tuple[str, ...]


class Contribution(NamedTuple):
    """Something a usable plugin brings.

    Args:
        id: `plugin:local`.
        record: the record, by attribute.
        sha256: hash of the plugin's files.
    """

    id: str
    record: Light
    plugin: str
    version: str
    sha256: str


class Host:
    """The plugins of a workspace, or all installed ones where there is no workspace.

    Args:
        catalogue: what is known of plugins.
        enabled: those that may be used, None for every one that is there.
        states: keeps the plugins' private states; forgotten after each call where None.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        enabled: Sequence[EnabledPlugin] | None,
        states: Store | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.states = states or Forgetful()
        self.enabled = {plugin.id: plugin for plugin in enabled or ()}
        self.everything = enabled is None
        self.trace = Trace(catalogue.cache / "log" / "calls.jsonl")
        self._workers: dict[str, Worker] = {}
        self._usable: dict[str, tuple[Found, dict[str, Any]]] | None = None

    @classmethod
    def bare(cls, cache: Path | None = None) -> Host:
        """Return a host in which every installed plugin may be used."""
        return cls(Catalogue(cache or cache_folder(), [user_folder()]), None)

    @classmethod
    def for_workspace(
        cls,
        enabled: Sequence[EnabledPlugin],
        folder: Path,
        cache: Path | None = None,
        states: Store | None = None,
    ) -> Host:
        """Return the host of a workspace.

        Args:
            enabled: what the profile enables.
            folder: the workspace folder; its `plugins/` is looked into.
            states: keeps the plugins' private states.
        """
        folders = [folder / "plugins", user_folder()]
        return cls(Catalogue(cache or cache_folder(), folders), enabled, states)

    def plugins(self) -> list[PluginRow]:
        """Return every plugin that is there or enabled, the built-in one first.

        A disabled plugin that was never described is not described for this.
        """
        found = self.catalogue.found()
        self._described()
        rows = [self._row(plugin) for plugin in found.values()]
        for id_, wish in self.enabled.items():
            if id_ not in found:
                reason = msg("plugin.missing", id=id_)
                rows.append(PluginRow(id_, wish.version, "", "missing", reason, ()))
        return rows

    def calculators(self) -> list[Contribution]:
        """Return the usable calculators."""
        return self.contributions("calculator")

    def schemes(self) -> list[Contribution]:
        """Return the usable scoring schemes."""
        return self.contributions("scheme")

    def formats(self) -> list[Contribution]:
        """Return the usable export formats."""
        return self.contributions("format")

    def importers(self) -> list[Contribution]:
        """Return the usable importers."""
        return self.contributions("importer")

    def programs(self) -> list[Contribution]:
        """Return the usable culture programs."""
        return self.contributions("program")

    def signals(self) -> list[Contribution]:
        """Return the usable warning signals."""
        return self.contributions("signal")

    def standards(self) -> list[Contribution]:
        """Return the usable standards."""
        return self.contributions("standard")

    def contributions(self, kind: str) -> list[Contribution]:
        """Return what the usable plugins bring of a kind, by plugin, then as the plugin has it."""
        return [
            Contribution(
                f"{found.id}:{record['id']}",
                Light(record),
                found.id,
                found.version,
                known["sha256"],
            )
            for found, known in self._described().values()
            for record in known["contributions"].get(kind, ())
        ]

    def find(self, kind: str, id_: str) -> Contribution:
        """Return the contribution `id_`, qualified or, where it is unique, bare.

        Raises:
            BadInput: two plugins bring it; both are named.
            NotFound: nobody does; the nearest id is named.
        """
        known = self.contributions(kind)
        exact = [one for one in known if one.id == id_]
        matches = exact or [one for one in known if one.id.partition(":")[2] == id_]
        if len(matches) > 1:
            ids = [one.id for one in matches]
            raise BadInput(
                msg("plugin.ambiguous", kind=msg(f"plugin.kind-{kind}")), value=id_, allowed=ids
            )
        if not matches:
            raise self._absent(kind, id_, known)
        return matches[0]

    def stamp(self, id_: str) -> dict[str, str]:
        """Return `{"plugin", "version", "sha256"}` of a plugin or of a qualified contribution."""
        plugin = id_.partition(":")[0]
        usable = self._described()
        if plugin not in usable:
            raise NotFound(msg("plugin.unknown"), value=plugin, nearest=nearest(plugin, usable))
        found, known = usable[plugin]
        return {"plugin": found.id, "version": found.version, "sha256": known["sha256"]}

    def call(
        self, kind: str, id_: str, payload: dict[str, Any], timeout: float | None = None
    ) -> Any:
        """Run a contribution and return what it gives, as JSON-ready data.

        Args:
            kind: `calculator`, `scheme`: payload is the input document, result the answer;
                `format`: payload is the report, result the file's bytes;
                `importer`: payload `{"name", "data": bytes}`, result a list of sheets;
                `view` (id `program/view`): result `{"title", "views": [...], "stamp": {...}}`;
                `indicator` (id `program/indicator`): result an exact number as text;
                `report` (id of the program): result as of a view;
                `signal`: result a list of alerts.
            id_: bare or qualified id.
            payload: JSON-ready data; decimals, fractions, dates and bytes may stand in it.
            timeout: seconds after which the call is interrupted.

        Raises:
            PluginError: the plugin failed; it is named.
            NotFound, BadInput: no such contribution, or the input is bad.
        """
        from civtui.plugin.calls import resolve

        call = resolve(self, kind, id_)
        start, fault, log = time.monotonic(), "", ""
        try:
            answer = call.run(payload, timeout or SECONDS.get(kind, OTHERWISE))
        except PluginError as error:
            fault, log = error.message.key, error.trace
            raise
        except CivtuiError as error:
            fault = error.code
            raise
        finally:
            if call.plugin != CORE:
                seconds = time.monotonic() - start
                self.trace.write(call.plugin, kind, id_, seconds, fault, log)
        return answer

    def ask(self, id_: str, request: dict[str, Any], seconds: float) -> Any:
        """Hand a request to a plugin's worker, which is started if none runs."""
        found, known = self._described()[id_]
        wish = self.enabled.get(id_)
        full = {
            **request,
            "do": "call",
            "plugin": list(found),
            "settings": dict(wish.settings) if wish else {},
            "config": known["config"] is not None,
            "lang": locale.current(),
        }
        worker = self._workers.get(id_) or self.catalogue.worker(id_)
        self._workers[id_] = worker
        if request["kind"] in STATEFUL and (known["about"] or {}).get("state"):
            return self._with_state(id_, lambda more: worker.ask({**full, **more}, seconds))
        return worker.ask(full, seconds)

    def _with_state(self, id_: str, ask: Callable[[dict[str, Any]], Any]) -> Any:
        """Ask with the plugin's private state; again where another session was faster to store."""
        for _ in range(STORES):
            kept = self.states.load(id_)
            said = ask({"state": None if kept is None else [kept.version, kept.data]})
            now = Kept(said["version"], said["data"], kept.turn if kept else 0)
            if now == kept or self.states.save(id_, now):
                return said["answer"]
        raise PluginError(id_, msg("plugin.state-busy"))

    def use_worker(self, id_: str, worker: Worker) -> None:
        """Let `worker` serve the plugin `id_` from now on."""
        self._workers[id_] = worker

    def workers(self) -> dict[str, int]:
        """Return the process ids of the workers that run, by plugin."""
        return {id_: w.pid for id_, w in self._workers.items() if w.pid is not None}

    def describe(self, id_: str, *, anew: bool = False) -> dict[str, Any]:
        """Return what a plugin that is there says of itself, asking it if nobody has yet."""
        found = self.catalogue.found()[id_]
        self._usable = None
        return self.catalogue.describe([found], self._settings(), anew=anew)[id_]

    def reload(self, id_: str) -> None:
        """Describe a plugin anew and end its worker: its files have changed."""
        if id_ in self._workers:
            self._workers.pop(id_).stop()
        self.describe(id_, anew=True)

    def close(self) -> None:
        """Stop every worker, one that another thread starts meanwhile too."""
        while self._workers:
            self._workers.popitem()[1].stop()

    def _wanted(self) -> Iterable[Found]:
        for plugin in self.catalogue.found().values():
            if self.everything or plugin.id in (CORE, *self.enabled):
                yield plugin

    def _described(self) -> dict[str, tuple[Found, dict[str, Any]]]:
        """Return the plugins that can be used now, each with its description."""
        if self._usable is None:
            wanted = {plugin.id: plugin for plugin in self._wanted()}
            known = self.catalogue.describe(wanted.values(), self._settings())
            self._usable = {
                id_: (plugin, known[id_])
                for id_, plugin in wanted.items()
                if known[id_]["state"] == "ok"
            }
        return self._usable

    def _settings(self) -> dict[str, Mapping[str, Any]]:
        return {id_: wish.settings for id_, wish in self.enabled.items()}

    def _row(self, plugin: Found) -> PluginRow:
        known = self.catalogue.known(plugin, self._settings().get(plugin.id))
        state, reason = "disabled", None
        if plugin.id == CORE or plugin.id in self.enabled:
            state, reason = "enabled", self._pin_note(plugin, known)
        if known and known["state"] != "ok":
            reason = message_of(known["reason"])
            state = known["state"] if state == "enabled" else state
        elif known is None:
            reason = msg("plugin.not-described", id=plugin.id)
        brought = known["contributions"] if known else {}
        ids = {f"{plugin.id}:{record['id']}" for many in brought.values() for record in many}
        return PluginRow(plugin.id, plugin.version, plugin.kind, state, reason, tuple(sorted(ids)))

    def _pin_note(self, plugin: Found, known: dict[str, Any] | None) -> Message | None:
        wish = self.enabled.get(plugin.id)
        if wish is None or known is None:
            return None
        if wish.version and wish.version != plugin.version:
            return msg("plugin.other-version", pinned=wish.version, here=plugin.version)
        if wish.sha256 and wish.sha256 != known["sha256"]:
            return msg("plugin.other-files")
        return None

    def _absent(self, kind: str, id_: str, known: list[Contribution]) -> CivtuiError:
        """Return the error for an id nobody brings, saying so where its plugin is at fault."""
        plugin = id_.partition(":")[0]
        for row in self.plugins():
            if row.id == plugin and row.state != "enabled" and ":" in id_ and not self.everything:
                reason = row.reason or msg("plugin.is-disabled")
                state = msg(f"plugin.state-{row.state}")
                return PluginError(plugin, msg("plugin.cannot-serve", state=state, reason=reason))
        ids = [one.id.partition(":")[2] for one in known]
        close = nearest(id_, [*ids, *(one.id for one in known)])
        text = msg("plugin.nobody-brings", kind=msg(f"plugin.kind-{kind}"))
        return NotFound(text, value=id_, allowed=ids or None, nearest=close)
