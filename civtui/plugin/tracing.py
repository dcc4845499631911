"""The trace of plugin calls: one JSON line a call, with its time and its outcome."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MOST_BYTES = 1024 * 1024


class Trace:
    """The file that calls are written to.

    Args:
        path: made on the first call; cut to its newer half past 1 MB.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, plugin: str, kind: str, id_: str, seconds: float, fault: str, log: str) -> None:
        """Note one call; a folder that cannot be written costs the note, not the call.

        Args:
            seconds: how long it took.
            fault: message key of what went wrong, empty if nothing.
            log: the plugin's own traceback or the end of its log.
        """
        note = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "plugin": plugin,
            "kind": kind,
            "id": id_,
            "seconds": round(seconds, 4),
            "fault": fault,
            "log": log,
        }
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > MOST_BYTES:
                lines = self.path.read_bytes().splitlines(keepends=True)
                self.path.write_bytes(b"".join(lines[len(lines) // 2 :]))
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(note, ensure_ascii=False) + "\n")
        except OSError:
            return

    def read(self, plugin: str | None = None) -> list[dict[str, Any]]:
        """Return the noted calls, oldest first; of one plugin or of all."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        notes = []
        for line in lines:
            try:
                note = json.loads(line)
            except ValueError:  # cut off by a crash in the middle of a write
                continue
            if plugin is None or note["plugin"] == plugin:
                notes.append(note)
        return notes
