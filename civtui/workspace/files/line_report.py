"""What the newest session learned of its line, kept for `doctor`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from civtui import locale

NAME = "line.json"


def _path() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("civtui") / NAME


def keep(report: Mapping[str, object]) -> None:
    """Keep the figures of a session; where they cannot be kept, nobody misses them."""
    with suppress(OSError):
        path = _path()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(dict(report)), encoding="utf-8")


def line_text() -> str | None:
    """Return the newest session's round trip, window and bytes in words; None without one."""
    try:
        found = json.loads(_path().read_text("utf-8"))
        stock, sent = int(found["bytes_stock"]), int(found["bytes_sent"])
        trip = found["round_trip"]
        return locale.t(
            "workspace.line",
            trip="—" if trip is None else f"{1000 * trip:.0f} ms",
            window=found["window"],
            sent=sent,
            stock=stock,
            saved=100 - 100 * sent // stock if stock else 0,
            trouble=found["trouble"] or "—",
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
