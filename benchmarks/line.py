"""The line driver beside textual's own, in one run: `python -m benchmarks.line`.

Needs the pseudo-terminal harness `../shared/tools/ptybench.py`, and pyte.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HARNESS = Path(__file__).parents[2] / "shared" / "tools" / "ptybench.py"
# on a fast line: what a key costs
STEPS = (
    "key 2",
    "expect 市委办",
    "bench inside 20 down",
    "key ctrl+end",
    "key ctrl+home",
    "key pagedown",
    "key pagedown",
    "bench scroll 24 down",
    "key ctrl+home",
    "bench page 2 pagedown",
    "key 1",
    "bench panel 6 f9 escape",
    "key 2",
    "key f4",
    "type 龘",
    "typebench letter 龘龘龘龘龘龘",
    "key escape",
    "key escape",
)
# on a slow one: how far the screen stays behind
SLOW = (
    "key 2",
    "sleep 4",
    "burst held 60 10 down",
    "sleep 2",
    "burst at-once 40 0 down",
    "sleep 2",
    "key ctrl+home",
    "sleep 2",
    "burst one 1 0 down",
    "sleep 2",
    "burst page-down 1 0 pagedown",
)
HOLD = {
    "inside": "400",
    "scroll": "600",
    "page": "6500",
    "panel": "4000",
    "letter": "100",
    "first screen": "8192",
    "held": "1000",
    "at-once": "2000",
    "one": "500",
    "page-down": "3000",
}


def measure(folder: Path, steps: tuple[str, ...], *more: str, driver: str = "") -> dict[str, Any]:
    """Return what the harness measured of one run of the screen."""
    words = [word for step in steps for word in ("-e", step)]
    command = [sys.executable, "-m", "civtui", "-w", str(folder), "tui"]
    done = subprocess.run(
        [
            sys.executable,
            str(HARNESS),
            "--runs",
            "1",
            "--quit",
            "ctrl+q",
            "--limit",
            "120",
            *more,
            *words,
            "--",
            *command,
            *(["--driver", driver] if driver else []),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    found: dict[str, Any] = json.loads(done.stdout)["runs"][0]
    return found


def main() -> None:
    """Measure both drivers and print one table."""
    from civtui.workspace.demo import demo

    if not HARNESS.is_file():
        print(f"the harness is not there: {HARNESS}")
        return
    folder = Path(tempfile.mkdtemp()) / "city"
    demo(folder).close()
    fast = [measure(folder, STEPS, driver=d) for d in ("stock", "")]
    print(f"{'120x40, a fast line':<34}{'stock':>10}{'ours':>10}{'hold':>8}")
    for name in ("inside", "scroll", "page", "letter"):
        a, b = (run[name]["bytes"]["p50"] for run in fast)
        print(f"{name + ', bytes a key':<34}{a:>10.0f}{b:>10.0f}{HOLD[name]:>8}")
    a, b = (2 * run["panel"]["bytes"]["mean"] for run in fast)
    print(f"{'palette open + close, bytes':<34}{a:>10.0f}{b:>10.0f}{HOLD['panel']:>8}")
    for name in ("scroll", "page"):
        a, b = (run[name]["cpu_ms_per_key"] for run in fast)
        print(f"{name + ', CPU ms a key':<34}{a:>10.1f}{b:>10.1f}")
    # the first screen: everything up to the first quiet, on a session that only starts and waits
    bytes_ = [measure(folder, ("sleep 1",), driver=d)["total_bytes"] for d in ("stock", "")]
    print(
        f"{'a session that only opens, bytes':<34}{bytes_[0]:>10}{bytes_[1]:>10}"
        f"{HOLD['first screen']:>8}"
    )
    slow = [measure(folder, SLOW, "--link", "32k,200ms", driver=d) for d in ("stock", "")]
    print("32 kbit/s, 200 ms round trip")
    for name in ("held", "at-once", "one", "page-down"):
        a, b = (run[name]["lag_after_last_key_ms"] for run in slow)
        print(f"{name + ', lag ms':<34}{a:>10.0f}{b:>10.0f}{HOLD[name]:>8}")


if __name__ == "__main__":
    main()
