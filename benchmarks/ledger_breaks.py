"""Breaks a ledger many times: `python -m benchmarks.ledger_breaks [--kills N] [--flips N] ...`.

Prints what was tried and what was lost; ends with 1 where a mark that was shown as saved is gone
or a flipped bit is neither found nor harmless.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from civtui.workspace.demo import demo
from tests.ledger import breaks
from tests.ledger.cities import city


def main() -> int:
    """Run the breaks and return the exit status."""
    parser = argparse.ArgumentParser(description="break a ledger on purpose")
    parser.add_argument("--kills", type=int, default=120)
    parser.add_argument("--flips", type=int, default=120)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--marks", type=int, default=50, help="of each writer")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, bad = Random(asked.seed), 0
    with TemporaryDirectory(prefix="civtui-breaks-") as room:
        with closing(city(Path(room) / "kills")) as ws:
            path = ws.ledger_path
        saved, lost = breaks.kills(path, asked.kills, rng)
        print(f"{asked.kills} kills: {saved} marks shown as saved, {len(lost)} lost")
        bad += len(lost)
        with closing(city(Path(room) / "crowd")) as ws:
            path = ws.ledger_path
        saved, lost = breaks.crowd(path, asked.writers, asked.marks)
        print(f"{asked.writers} writers: {saved} marks shown as saved, {len(lost)} lost")
        bad += len(lost)
        with closing(demo(Path(room) / "demo")) as ws:
            path = ws.ledger_path
        (Path(room) / "flips").mkdir()
        fates = breaks.flips(path, asked.flips, rng, Path(room) / "flips")
        print(f"{asked.flips} flipped bits: {dict(fates)}")
        bad += fates["missed"]
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
