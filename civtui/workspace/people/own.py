"""Where a user's own settings lie, apart from any workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SYSTEM: str = sys.platform


def config_folder() -> Path:
    """Return the folder of the user's own settings; it need not be there.

    On Linux the rule is short enough to follow here: the library that knows every system costs
    the first screen 17 ms.
    """
    if SYSTEM == "linux":
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "civtui"
    from platformdirs import user_config_path

    return user_config_path("civtui")
