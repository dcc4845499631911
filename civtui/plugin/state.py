"""A plugin's private state: kept by the host between calls, brought up to date by migrations.

Only signals and importers have one: a calculator, scheme, format, view or indicator answers from
its input alone, so that a figure is the same tomorrow.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from civtui.plugin.faults import Fault

STATEFUL = ("signal", "importer")
MOST_BYTES = 1024 * 1024
_now: dict[str, dict[str, Any]] = {"state": {}}


class Kept(NamedTuple):
    """A plugin's state as it is kept.

    Args:
        version: the version of its shape.
        data: JSON-ready.
        turn: grows with every store; a store against another turn is refused.
    """

    version: int
    data: dict[str, Any]
    turn: int = 0


class Store(Protocol):
    """Where a host keeps the states of its plugins."""

    def load(self, plugin: str) -> Kept | None:
        """Return what is kept, None where nothing is."""

    def save(self, plugin: str, kept: Kept) -> bool:
        """Keep `kept`; return False, and keep nothing, if its turn has passed meanwhile."""


class Forgetful:
    """The store of a host without a workspace: every call begins with nothing."""

    def load(self, plugin: str) -> Kept | None:
        """Return None."""
        del plugin
        return None

    def save(self, plugin: str, kept: Kept) -> bool:
        """Let it go."""
        del plugin, kept
        return True


def state() -> dict[str, Any]:
    """Return the running plugin's private state; what it changes in it is kept after the call."""
    return _now["state"]


def use_state(
    kept: tuple[int, dict[str, Any]] | None, version: int, steps: list[Callable[[Any], Any]]
) -> None:
    """Make `kept` the state of the code that runs next, brought to `version`.

    Args:
        kept: (version, data) as stored; None where nothing is.
        version: the plugin's own.
        steps: `steps[n - 1](data)` returns the data of version n in the shape of version n + 1.

    Raises:
        Fault: it is of a newer version, or a step gives no dict.
    """
    stored, data = kept or (version, {})
    if stored > version:
        raise Fault("state-newer", stored=stored, known=version)
    for number in range(stored, version):
        data = steps[number - 1](data)
        if not isinstance(data, dict):
            raise Fault("state-bad", what=f"{number} → {number + 1}: {type(data).__name__}")
    _now["state"] = data


def changed_state() -> dict[str, Any]:
    """Return the state after a call, checked to be data that can be kept.

    Raises:
        Fault: it is no JSON, or too big.
    """
    try:
        text = json.dumps(_now["state"], ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise Fault("state-bad", what=error) from None
    if len(text) > MOST_BYTES:
        raise Fault("too-big", size=len(text), most=MOST_BYTES)
    return dict(json.loads(text))
