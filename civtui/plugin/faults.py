"""What can go wrong with a plugin, said as messages; a fault never leaves the plugin's name out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.model.errors import CheckFailed
from civtui.model.text import Message, msg


class PluginError(CheckFailed):
    """A plugin did not do what it was asked (exit 1); everything else goes on.

    Args:
        plugin: id of the plugin at fault.
        reason: what happened.
        trace: the plugin's own traceback, for its author; never shown to an operator.
    """

    code = "plugin"

    def __init__(self, plugin: str, reason: Message, trace: str = "") -> None:
        super().__init__(reason, where={"plugin": plugin}, hint=msg("plugin.see-trace", id=plugin))
        self.plugin = plugin
        self.trace = trace


class OutOfTime(BaseException):
    """The soft time limit of a call; no `except Exception` of a plugin holds it up."""


class Fault(Exception):
    """A fault found inside the worker, on its way to the host as data.

    Args:
        key: message key, its area `plugin` left out.
        trace: traceback text.
        values: what fills the message.
    """

    def __init__(self, key: str, trace: str = "", /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.trace = trace
        self.values = values

    def as_data(self) -> dict[str, Any]:
        """Return the fault as JSON-ready data."""
        values = {name: _short(value) for name, value in self.values.items()}
        return {"key": self.key, "values": values, "trace": self.trace[-4000:]}


def _short(value: object) -> object:
    if isinstance(value, int | float | list) or value is None:
        return value
    text = " ".join(str(value).split())
    return text if len(text) <= 300 else text[:297] + "..."


def message_of(data: Mapping[str, Any]) -> Message:
    """Return the message of a fault that came as data."""
    return msg(f"plugin.{data['key']}", **data.get("values", {}))
