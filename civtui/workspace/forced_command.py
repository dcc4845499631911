"""Whether a session is one that SSH forces on a key: no shell, no other program."""

from __future__ import annotations

import os


def forced_session() -> bool:
    """Return whether the session is one that SSH forces on a key."""
    return os.environ.get("CIVTUI_FORCED") == "1" or "SSH_ORIGINAL_COMMAND" in os.environ
