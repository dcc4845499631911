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


def values_of(message: Message) -> dict[str, object]:
    """Return what fills a message, JSON-ready (see `message_of`)."""
    return {name: _short(value) for name, value in message.values.items()}


def _short(value: object) -> object:
    if isinstance(value, Message):
        return {"said": value.key, "values": {k: _short(v) for k, v in value.values.items()}}
    if isinstance(value, int | float | list) or value is None:
        return value
    text = " ".join(str(value).split())
    return text if len(text) <= 300 else text[:297] + "..."


def message_of(data: Mapping[str, Any]) -> Message:
    """Return the message of a fault that came as data."""
    values = {name: _said(value) for name, value in data.get("values", {}).items()}
    return msg(f"plugin.{data['key']}", **values)


def _said(value: Any) -> Any:
    """Return a value of a fault; one that is a message of its own as such."""
    if isinstance(value, dict) and value.keys() == {"said", "values"}:
        return msg(str(value["said"]), **value["values"])
    return value
