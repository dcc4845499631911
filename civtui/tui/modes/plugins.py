"""Mode 0: the plugins, their state and calls, and what of the workspace hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.tui.beside import beside
from civtui.tui.doing import does
from civtui.tui.looks import BAD, BOLD, DIM, GOOD, NOTE, WARN, Spans, line
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.modes.table import TableMode, drawn
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.workspace.answers.plugin import facts_of
from civtui.workspace.lists.machine import hangs
from civtui.workspace.plugins import plugin_words, plugins
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host

LOG_LINES = 40


class Plugins(TableMode):
    """Every plugin that is here or enabled; no plugin is imported for it."""

    @does("toggle")
    def do_toggle(self, host: Host) -> None:
        """Enable the plugin under the cursor, after it has been shown, or disable it."""
        row = host.grid.current
        if row is None:
            return
        if self.found[row.id].state == "disabled":
            host.push(place(self.ws, "plugin", row.id))
            host.say(t("tui.plugin-look-first"), WARN)
        else:
            toggle(host, self.found[row.id])

    @does("ask")
    def do_ask(self, host: Host) -> None:
        """Ask every enabled plugin anew, beside the session."""
        ask_anew(host, self.ws)


def ask_anew(host: Host, ws: Workspace) -> None:
    """Probe every enabled plugin again and show the states."""
    host.say(t("tui.working"), NOTE)
    plugged = ws.host
    beside(host, lambda: plugins.probe(plugged), lambda answer: _asked(host, answer))


def _asked(host: Host, answer: list[plugins.PluginRow] | CivtuiError) -> None:
    if isinstance(answer, CivtuiError):
        host.refuse(answer)
        return
    host.reload()
    bad = [row.id for row in answer if row.state in ("broken", "slow", "missing")]
    if bad:
        host.say(t("tui.plugins-bad", ids=bad), BAD)
    else:
        host.say(t("plugin.doctor-ok"), GOOD)


def toggle(host: Host, row: plugins.PluginRow) -> None:
    """Enable a plugin that is disabled, disable any other; what it is said to be decides."""
    ws = host.ws
    if row.state != "disabled":
        plugins.disable(ws, row.id)
        host.reload()
        host.say(t("plugin.disabled-now", id=row.id), NOTE)
        return
    host.say(t("tui.working"), NOTE)
    beside(host, plugins.enable_call(ws, row.id), lambda answer: _enabled(host, answer))


def _enabled(host: Host, answer: plugins.PluginRow | CivtuiError) -> None:
    host.ws.reload_plugins()
    host.reload()
    if isinstance(answer, CivtuiError):
        host.refuse(answer)
        return
    good = answer.state == "enabled"
    said = t(
        "plugin.enabled-now" if good else "plugin.enabled-but",
        id=answer.id,
        version=answer.version,
        state=t(f"plugin.state-{answer.state}"),
        reason=answer.reason or "",
    )
    host.say(said, GOOD if good else BAD)


class OnePlugin(Mode):
    """One plugin: who publishes it, its files, settings, calls and log.

    One that nobody has asked yet is asked now, in a probe process beside the session.

    Args:
        plugin: its id.
    """

    id = "plugin"
    home = "plugins"
    layout = "alone"

    def __init__(self, ws: Workspace, plugin: str) -> None:
        super().__init__(ws)
        self.plugin = plugin
        self.asked = False

    def moved(self, host: Host) -> None:
        """Ask the plugin who it is, where nobody has yet."""
        if self.asked or self.known["described"] or not self.known["where"]:
            return
        self.asked = True
        plugged = self.ws.host
        beside(host, lambda: plugged.describe(self.plugin), lambda answer: self._told(host, answer))

    def _told(self, host: Host, answer: object) -> None:
        if isinstance(answer, CivtuiError):
            host.refuse(answer)
        elif host.mode is self:
            host.reload()

    def title(self) -> str:
        """Return the plugin's id."""
        return self.plugin

    def load(self) -> None:
        """Read what is known so far."""
        self.known = plugins.info(self.ws, self.plugin, ask=False)
        self.calls = plugins.trace(self.ws, self.plugin)[0]

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return all of it."""
        p = self.known
        title = f"{p['id']} {p['version']}  {t('plugin.state-' + p['state'])}"
        lines = paragraph(title, cells, BOLD)
        if p["reason"]:
            lines += paragraph(render(p["reason"]), cells, WARN)
        lines += drawn(hangs(p["entries"], p["state"]), cells)
        lines.append(line())
        for key, value in facts_of(p, plugin_words.brought(self.ws.host, self.plugin)).items():
            lines += paragraph(f"{t('tui.plugin-' + key)}  {value}", cells, indent=2)
        if p["kind"] in ("code", "file"):
            lines += [line(), *paragraph(t("plugin.trust-code"), cells, NOTE)]
        lines += [line(), line(t("tui.plugin-calls"), BOLD)]
        calls = self.calls
        if calls["calls"]:
            said = t(
                "tui.plugin-times",
                calls=calls["calls"],
                failed=calls["failed"],
                median=f"{1000 * calls['median']:.0f}",
                slowest=f"{1000 * calls['slowest']:.0f}",
            )
            lines += paragraph(said, cells)
        for call in reversed(calls["last"]):
            lines += paragraph(t("plugin.call", **call), cells, BAD if call["fault"] else DIM, 4)
        log = (calls["probe"] or calls["log"]).rstrip()
        if log:
            lines += [line(), line(t("plugin.log-end"), BOLD)]
            for text in log.splitlines()[-LOG_LINES:]:
                lines += paragraph(text, cells, DIM, 4)
        return lines

    @does("toggle")
    def do_toggle(self, host: Host) -> None:
        """Enable or disable it."""
        toggle(host, plugins.row_of(self.ws.host, self.plugin))

    @does("ask")
    def do_ask(self, host: Host) -> None:
        """Ask it anew."""
        ask_anew(host, self.ws)
