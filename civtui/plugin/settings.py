"""The settings of the plugin whose code is running; set in the worker before each call."""

from __future__ import annotations

from typing import Any

_now: dict[str, Any] = {"settings": {}}


def settings() -> Any:
    """Return the running plugin's settings.

    Returns:
        An instance of the model that `civtui_config_model` gave; a plain dict without a model.
    """
    return _now["settings"]


def use_settings(value: Any) -> None:
    """Make `value` the settings of the code that runs next in this process."""
    _now["settings"] = value
